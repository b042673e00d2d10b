-- The log: one row an operation, written before anything else it does, and the images of rows it changed, so that it can
-- be taken back. Time stamps stand here and nowhere else.
CREATE TABLE operation (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    at     TEXT NOT NULL,
    state  TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'undone')),
    undoes INTEGER REFERENCES operation (id)
);

-- before: the row as JSON before the operation touched it; NULL where the operation inserted it.
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    op     INTEGER NOT NULL REFERENCES operation (id),
    name   TEXT NOT NULL,
    row    INTEGER NOT NULL,
    before TEXT
);
CREATE INDEX journal_op ON journal (op);
CREATE INDEX journal_row ON journal (name, row);
