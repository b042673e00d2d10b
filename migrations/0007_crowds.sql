-- Blocking keys that many records share are divided, so all are entered again (the library does it when it is opened and
-- finds no tally of them). What a record stands under follows from the record: no index by record is needed.
DROP INDEX block_record;
DELETE FROM block;

-- Counts that would take long to count.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n    INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO tally (name, n) SELECT 'work', count(*) FROM work;

-- Records that were read with doubt and that no person has looked at.
CREATE TABLE doubt (
    record     INTEGER PRIMARY KEY,
    confidence REAL NOT NULL
);

-- Index entries of a long run are gathered in memory before they are written.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);

-- Further kinds of decisions: checked (a person has found a reading right), whose (a change was made while two works were
-- one: record has it, other may be meant, value is the id of the change).
CREATE INDEX decision_whose ON decision (what) WHERE what = 'whose';
