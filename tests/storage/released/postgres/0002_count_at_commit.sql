-- Every transaction that saves a message counts its segments for the bot as a whole, day by day. If it locked those
-- counts at once, transactions that touch the same days in another order would end in deadlocks, one a second. So a
-- transaction notes what changes, and adds it up when it commits, in the order of days: then all of them lock the
-- counts in the same order, and for a moment only.
--
-- No other transaction ever sees a row of this table, so a crash may empty it.
CREATE UNLOGGED TABLE spending_changes (
    account   text NOT NULL,
    day       text COLLATE "C" NOT NULL,
    segments  bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE OR REPLACE FUNCTION count_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.segments = OLD.segments AND utc_day(NEW.due_at) = utc_day(OLD.due_at)
            AND (NEW.state IN ('failed', 'cancelled')) = (OLD.state IN ('failed', 'cancelled')) THEN
            RETURN NULL;
        END IF;
        IF OLD.segments > 0 AND OLD.state NOT IN ('failed', 'cancelled') THEN
            INSERT INTO spending_changes (account, day, segments)
                SELECT unnest(ARRAY['bot', coalesce('token:' || OLD.token_name, 'person:' || OLD.to_number)]),
                    utc_day(OLD.due_at), -OLD.segments;
        END IF;
    END IF;
    IF NEW.segments > 0 AND NEW.state NOT IN ('failed', 'cancelled') THEN
        INSERT INTO spending_changes (account, day, segments)
            SELECT unnest(ARRAY['bot', coalesce('token:' || NEW.token_name, 'person:' || NEW.to_number)]),
                utc_day(NEW.due_at), NEW.segments;
    END IF;
    RETURN NULL;
END
$$;

-- What the bot itself counts waits for the commit, too.
CREATE FUNCTION note_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO spending_changes (account, day, segments) VALUES (NEW.account, NEW.day, NEW.segments);
    RETURN NULL;
END
$$;
CREATE TRIGGER spending_added BEFORE INSERT ON spending FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION note_segments();

CREATE FUNCTION add_up_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The first of a transaction's changes adds up all of them; for the others nothing is left.
    WITH changes AS (DELETE FROM spending_changes RETURNING account, day, segments)
    INSERT INTO spending (account, day, segments)
        SELECT account, day, sum(segments) FROM changes GROUP BY account, day HAVING sum(segments) <> 0
        ORDER BY day, account
        ON CONFLICT (account, day) DO UPDATE SET segments = spending.segments + excluded.segments;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER spending_changed AFTER INSERT ON spending_changes DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION add_up_segments();
