-- Bibliography files that are kept in step with the library. base: the text that file and library last agreed on.
-- pending, before: the text that was about to be written, and the hash of the file at that moment; both NULL once it was
-- written. scope: the manuscripts whose works it holds, as JSON; empty for the whole library. left_out: keys that were
-- taken out of the file by hand, as JSON.
CREATE TABLE synced (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    path     TEXT NOT NULL UNIQUE,
    format   TEXT NOT NULL,
    scope    TEXT NOT NULL DEFAULT '',
    base     TEXT NOT NULL DEFAULT '',
    pending  TEXT,
    before   TEXT,
    left_out TEXT NOT NULL DEFAULT '[]'
);

-- Fields that were changed in the file and in the library, and differ: a person decides.
CREATE TABLE conflict (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    synced  INTEGER NOT NULL REFERENCES synced (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    field   TEXT NOT NULL,
    base    TEXT NOT NULL,
    library TEXT NOT NULL,
    file    TEXT NOT NULL,
    UNIQUE (synced, key, field)
);
