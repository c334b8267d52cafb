-- A row that cannot be read or processed. It is set aside, so that it does not hold up the others: its own
-- next_attempt_at or next_check_at is moved to retry_at. retry_at is NULL if it was only left out of a list.
CREATE TABLE broken_rows (
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    reason    TEXT NOT NULL,
    since     TEXT NOT NULL,
    failures  INTEGER NOT NULL,
    retry_at  TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The process that claimed the message.
ALTER TABLE outbound ADD COLUMN lease_owner TEXT;

-- Covers the search for due messages: fresh ones before those that were tried before, replies first, soonest first.
DROP INDEX outbound_next_attempt;
CREATE INDEX outbound_next_attempt ON outbound (provider, next_attempt_at, due_at, state, attempts, kind, to_number, id)
    WHERE next_attempt_at IS NOT NULL;
-- With state, or else outbound_next_attempt looks as cheap.
CREATE INDEX outbound_cancelling ON outbound (provider, state, next_attempt_at, due_at, to_number, id)
    WHERE state IN ('cancelling') AND next_attempt_at IS NOT NULL;
