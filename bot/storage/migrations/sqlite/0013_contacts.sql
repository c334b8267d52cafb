-- People whom somebody else wants to have reminded: one row for each asker and recipient. The number is '' until the
-- asker says it.
CREATE TABLE contacts (
    id            TEXT PRIMARY KEY,
    asker_id      INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    number        TEXT NOT NULL,
    asker_name    TEXT NOT NULL,
    asker_number  TEXT NOT NULL,
    state         TEXT NOT NULL,
    asked_at      TEXT,
    decided_at    TEXT
) STRICT;
CREATE INDEX contacts_asker ON contacts (asker_id);
CREATE UNIQUE INDEX contacts_number ON contacts (number, asker_id) WHERE number <> '';

-- Who was asked for consent by whom, as hashes of the numbers: it stays when one of the two is erased, so that nobody
-- is asked again and again.
CREATE TABLE consent_requests (
    number_hash  TEXT NOT NULL,
    asker_hash   TEXT NOT NULL,
    asked_at     TEXT NOT NULL,
    PRIMARY KEY (number_hash, asker_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_requests_asker ON consent_requests (asker_hash, asked_at);

-- A reminder for somebody else, and the texts to them. They belong to the asker. NULL: for the person themselves.
ALTER TABLE reminders ADD COLUMN contact_id TEXT;
CREATE INDEX reminders_contact ON reminders (contact_id) WHERE contact_id IS NOT NULL;
ALTER TABLE reminders ADD COLUMN reports_done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbound ADD COLUMN contact_id TEXT;
CREATE INDEX outbound_contact ON outbound (to_number, due_at) WHERE contact_id IS NOT NULL;

-- A text is charged to the person whom it belongs to: the asker, not the recipient.
DROP TRIGGER outbound_added;
DROP TRIGGER outbound_changed;
CREATE TRIGGER outbound_added AFTER INSERT ON outbound
WHEN new.segments > 0 AND new.state NOT IN ('failed', 'cancelled')
BEGIN
    INSERT INTO spending (account, day, segments)
        VALUES ('bot', substr(new.due_at, 1, 10), new.segments)
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
    INSERT INTO spending (account, day, segments)
        VALUES (
            coalesce(
                'token:' || new.token_name,
                CASE WHEN new.contact_id IS NOT NULL
                    THEN 'person:' || (SELECT number FROM people WHERE id = new.person_id) END,
                'person:' || new.to_number),
            substr(new.due_at, 1, 10), new.segments)
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
END;
CREATE TRIGGER outbound_changed AFTER UPDATE ON outbound
WHEN new.segments <> old.segments
    OR substr(new.due_at, 1, 10) <> substr(old.due_at, 1, 10)
    OR (new.state IN ('failed', 'cancelled')) <> (old.state IN ('failed', 'cancelled'))
BEGIN
    UPDATE spending SET segments = segments - old.segments
        WHERE old.state NOT IN ('failed', 'cancelled') AND day = substr(old.due_at, 1, 10)
            AND account IN (
                'bot',
                coalesce(
                    'token:' || old.token_name,
                    CASE WHEN old.contact_id IS NOT NULL
                        THEN 'person:' || (SELECT number FROM people WHERE id = old.person_id) END,
                    'person:' || old.to_number));
    INSERT INTO spending (account, day, segments)
        SELECT account, substr(new.due_at, 1, 10), new.segments
        FROM (SELECT 'bot' AS account
              UNION ALL SELECT coalesce(
                  'token:' || new.token_name,
                  CASE WHEN new.contact_id IS NOT NULL
                      THEN 'person:' || (SELECT number FROM people WHERE id = new.person_id) END,
                  'person:' || new.to_number))
        WHERE new.state NOT IN ('failed', 'cancelled')
        ON CONFLICT (account, day) DO UPDATE SET segments = segments + excluded.segments;
END;
