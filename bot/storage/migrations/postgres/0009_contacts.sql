-- People whom somebody else wants to have reminded: one row for each asker and recipient. The number is '' until the
-- asker says it.
CREATE TABLE contacts (
    id            text COLLATE "C" PRIMARY KEY,
    asker_id      bigint NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name          text NOT NULL,
    created_at    timestamptz NOT NULL,
    number        text NOT NULL,
    asker_name    text NOT NULL,
    asker_number  text NOT NULL,
    state         text NOT NULL,
    asked_at      timestamptz,
    decided_at    timestamptz
);
CREATE INDEX contacts_asker ON contacts (asker_id);
CREATE UNIQUE INDEX contacts_number ON contacts (number, asker_id) WHERE number <> '';

-- Who was asked for consent by whom, as hashes of the numbers: it stays when one of the two is erased, so that nobody
-- is asked again and again.
CREATE TABLE consent_requests (
    number_hash  text COLLATE "C" NOT NULL,
    asker_hash   text COLLATE "C" NOT NULL,
    asked_at     timestamptz NOT NULL,
    PRIMARY KEY (number_hash, asker_hash)
);
CREATE INDEX consent_requests_asker ON consent_requests (asker_hash, asked_at);

-- A reminder for somebody else, and the texts to them. They belong to the asker. NULL: for the person themselves.
ALTER TABLE reminders ADD COLUMN contact_id text COLLATE "C";
CREATE INDEX reminders_contact ON reminders (contact_id) WHERE contact_id IS NOT NULL;
ALTER TABLE reminders ADD COLUMN reports_done smallint NOT NULL DEFAULT 0;
ALTER TABLE outbound ADD COLUMN contact_id text COLLATE "C";
CREATE INDEX outbound_contact ON outbound (to_number, due_at) WHERE contact_id IS NOT NULL;

-- A text is charged to the person whom it belongs to: the asker, not the recipient.
CREATE FUNCTION account_of(message outbound) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        'token:' || message.token_name,
        CASE WHEN message.contact_id IS NOT NULL
            THEN 'person:' || (SELECT number FROM people WHERE id = message.person_id) END,
        'person:' || message.to_number)
$$;
CREATE OR REPLACE FUNCTION count_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.segments = OLD.segments AND utc_day(NEW.due_at) = utc_day(OLD.due_at)
            AND (NEW.state IN ('failed', 'cancelled')) = (OLD.state IN ('failed', 'cancelled')) THEN
            RETURN NULL;
        END IF;
        IF OLD.segments > 0 AND OLD.state NOT IN ('failed', 'cancelled') THEN
            INSERT INTO spending_changes (account, day, segments)
                SELECT unnest(ARRAY['bot', account_of(OLD)]), utc_day(OLD.due_at), -OLD.segments;
        END IF;
    END IF;
    IF NEW.segments > 0 AND NEW.state NOT IN ('failed', 'cancelled') THEN
        INSERT INTO spending_changes (account, day, segments)
            SELECT unnest(ARRAY['bot', account_of(NEW)]), utc_day(NEW.due_at), NEW.segments;
    END IF;
    RETURN NULL;
END
$$;
