-- Facts and decisions: what documents said, and what was decided about it. Ids are never reused.
CREATE TABLE document (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    path     TEXT NOT NULL UNIQUE,
    hash     TEXT NOT NULL,
    reader   TEXT NOT NULL,
    encoding TEXT NOT NULL DEFAULT '',
    own      INTEGER
);
CREATE INDEX document_hash ON document (hash);

-- body: the record whole, as compact JSON (model::Record). ordinal: order in its document, -1 for the document's own
-- record. active = 0: its document no longer says it; the row stays, because decisions may name it.
CREATE TABLE record (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER REFERENCES document (id),
    ordinal  INTEGER NOT NULL DEFAULT 0,
    active   INTEGER NOT NULL DEFAULT 1,
    body     TEXT NOT NULL
);
CREATE INDEX record_document ON record (document, ordinal);

-- what: same, different, related, field, key, tag, note, file, removed. author: 'person' or the name of a rule.
CREATE TABLE decision (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    what   TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    other  INTEGER REFERENCES record (id),
    value  TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX decision_record ON decision (record);
CREATE INDEX decision_other ON decision (other) WHERE other IS NOT NULL;
