-- An opt-out stays when its person is erased: as a hash of the number, keyed with a secret of this database. A backup
-- contains both, so the hash keeps the number out of reports and exports, not from someone who has the file.
CREATE TABLE bot_secrets (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO bot_secrets (name, value) VALUES ('number_key', hex(randomblob(32)));

CREATE TABLE suppressions (
    number_hash   TEXT PRIMARY KEY,
    opted_out_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The same person at another provider.
CREATE INDEX IF NOT EXISTS people_with_number ON people (number);

-- How many segments are sent or planned for a day (UTC), by account: 'bot', 'person:+1...' and 'token:name'.
-- Triggers keep it, so that no statement that saves a message can forget to. A message counts on the day for which it
-- is planned, until it fails or is cancelled. Deleting a row changes nothing: what was sent is spent.
CREATE TABLE spending (
    account   TEXT NOT NULL,
    day       TEXT NOT NULL,
    segments  INTEGER NOT NULL,
    PRIMARY KEY (account, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX spending_day ON spending (day);

-- 0 for messages from before this migration.
ALTER TABLE outbound ADD COLUMN segments INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER outbound_added AFTER INSERT ON outbound
WHEN new.segments > 0 AND new.state NOT IN ('failed', 'cancelled')
BEGIN
    INSERT INTO spending (account, day, segments)
        VALUES ('bot', substr(new.due_at, 1, 10), new.segments)
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
    INSERT INTO spending (account, day, segments)
        VALUES (coalesce('token:' || new.token_name, 'person:' || new.to_number), substr(new.due_at, 1, 10), new.segments)
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
END;

CREATE TRIGGER outbound_changed AFTER UPDATE ON outbound
WHEN new.segments <> old.segments
    OR substr(new.due_at, 1, 10) <> substr(old.due_at, 1, 10)
    OR (new.state IN ('failed', 'cancelled')) <> (old.state IN ('failed', 'cancelled'))
BEGIN
    UPDATE spending SET segments = segments - old.segments
        WHERE old.state NOT IN ('failed', 'cancelled') AND day = substr(old.due_at, 1, 10)
            AND account IN ('bot', coalesce('token:' || old.token_name, 'person:' || old.to_number));
    INSERT INTO spending (account, day, segments)
        SELECT account, substr(new.due_at, 1, 10), new.segments
        FROM (SELECT 'bot' AS account
              UNION ALL SELECT coalesce('token:' || new.token_name, 'person:' || new.to_number))
        WHERE new.state NOT IN ('failed', 'cancelled')
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
END;
