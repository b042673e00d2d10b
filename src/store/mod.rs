//! The SQLite library: migrations, tables, one module a table family.
