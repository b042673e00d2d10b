-- While a long run goes on, what is derived may lag behind the facts: records of these ranges have no works, blocking keys
-- or index entries yet. A process that was killed leaves its ranges here, and the next one derives them.
CREATE TABLE stale (
    first INTEGER PRIMARY KEY,
    last  INTEGER NOT NULL,
    op    INTEGER NOT NULL REFERENCES operation (id)
);

-- Rows inserted one after the other by one operation are one row of the journal: from row to last.
ALTER TABLE journal ADD COLUMN last INTEGER;
