-- Works: derived from records and decisions, stored for speed, rebuilt by one command. A work's id is the smallest id of
-- its records, so that it is what it was when works are joined and taken apart again.
CREATE TABLE work (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL,
    year INTEGER,
    sort TEXT NOT NULL,
    line TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX work_sort ON work (sort);

CREATE TABLE member (
    record INTEGER PRIMARY KEY,
    work   INTEGER NOT NULL
);
CREATE INDEX member_work ON member (work);

-- Every key a work has or had; current = 1 for the one it goes by.
CREATE TABLE citekey (
    key     TEXT PRIMARY KEY,
    work    INTEGER NOT NULL,
    current INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX citekey_work ON citekey (work);

-- Blocking keys of records: only records that share one are ever compared.
CREATE TABLE block (
    key    INTEGER NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (key, record)
) WITHOUT ROWID;
CREATE INDEX block_record ON block (record);

-- Pairs a person should look at.
CREATE TABLE review (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    score REAL NOT NULL,
    why   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX review_b ON review (b);

-- Full text: Han characters one by one (phrases find words of any length), words, and pinyin.
CREATE VIRTUAL TABLE search USING fts5 (words, pinyin, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2");
