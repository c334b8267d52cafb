-- An API message belongs to the program that scheduled it, by the name of its token. Messages from before belong to
-- "default", the name of tokens without one.

ALTER TABLE outbound ADD COLUMN token_name TEXT;
UPDATE outbound SET token_name = 'default' WHERE kind = 'message';

DROP INDEX outbound_message;
DROP INDEX outbound_message_state;
DROP INDEX outbound_message_number;
CREATE INDEX outbound_message ON outbound (token_name, created_at, id) WHERE kind = 'message';
CREATE INDEX outbound_message_state ON outbound (token_name, state, created_at, id) WHERE kind = 'message';
CREATE INDEX outbound_message_number ON outbound (token_name, to_number, created_at, id) WHERE kind = 'message';

-- Two programs may use the same idempotency key.
CREATE TABLE idempotency_by_token (
    token_name    TEXT NOT NULL,
    key           TEXT NOT NULL,
    request_hash  TEXT NOT NULL,
    outbound_id   TEXT NOT NULL REFERENCES outbound (id) ON DELETE CASCADE,
    created_at    TEXT NOT NULL,
    PRIMARY KEY (token_name, key)
) STRICT, WITHOUT ROWID;
INSERT INTO idempotency_by_token SELECT 'default', key, request_hash, outbound_id, created_at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_token RENAME TO idempotency;
CREATE INDEX idempotency_age ON idempotency (created_at);
CREATE INDEX idempotency_outbound ON idempotency (outbound_id);
