-- Columns, indexes and the keys of people.memory get the names that the code uses.
-- SQLite also renames the columns inside the indexes.

ALTER TABLE outbound RENAME COLUMN attend_at TO next_attempt_at;
ALTER TABLE outbound RENAME COLUMN failure_told TO failure_reported;
ALTER TABLE reminders RENAME COLUMN attend_at TO next_check_at;

-- people.memory is JSON without spaces. A key is replaced together with its quotes and its colon. Quotes inside a
-- value are escaped, so a value cannot contain this sequence: the person's own words stay as they are.
-- attend_at occurs in the reminders that UNDO restores, which are kept in last_change.
UPDATE people SET memory =
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(memory,
        '"attend_at":', '"next_check_at":'),
        '"asked_message":', '"pending_message":'),
        '"asked_at":', '"pending_since":'),
        '"asked_moment":', '"pending_moment":'),
        '"asked_rrule":', '"pending_rrule":'),
        '"asked_verb":', '"pending_verb":'),
        '"asked_number":', '"pending_number":'),
        '"asked_twice":', '"pending_asked_twice":'),
        '"spoken_of":', '"last_mentioned":'),
        '"spoken_at":', '"last_mentioned_at":'),
        '"puzzled_at":', '"not_understood_at":'),
        '"zone_untold":', '"zone_unannounced":')
    WHERE memory <> '{}';

-- The query planner uses a partial index only for a query that repeats its condition, so each condition here is
-- written as bot/storage/statements/conditions.py writes it: states in the order of their enum.

DROP INDEX reminders_living;
DROP INDEX reminders_over;
DROP INDEX reminders_attention;
DROP INDEX reminders_person;
DROP INDEX reminders_state;
-- Every text loads the active reminders of its sender, which must not read the finished ones. The planner sees no
-- difference in cost between these two indexes and takes the newer one; with person_id alone, it took reminders_person.
CREATE INDEX reminders_person ON reminders (person_id, created_at, number);
CREATE UNIQUE INDEX reminders_active ON reminders (person_id, number) WHERE state IN ('open', 'parked', 'paused');
-- Finds old finished reminders, and covers the count by state.
CREATE INDEX reminders_state ON reminders (state, due_at);
CREATE INDEX reminders_next_check ON reminders (next_check_at) WHERE next_check_at IS NOT NULL;

DROP INDEX outbound_attention;
DROP INDEX outbound_untold;
DROP INDEX outbound_unnamed;
DROP INDEX outbound_over;
DROP INDEX outbound_told;
-- Covers the search for due messages, soonest first: even a backlog is sorted without reading the rows.
CREATE INDEX outbound_next_attempt ON outbound (provider, next_attempt_at, due_at, state, id)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbound_failure_unreported ON outbound (person_id)
    WHERE state IN ('undelivered', 'failed') AND failure_reported = 0 AND kind = 'reminder';
-- With body, or else outbound_person looks cheaper.
CREATE INDEX outbound_without_provider_id ON outbound (person_id, body)
    WHERE state IN ('handing_over', 'cancelling') AND provider_message_id IS NULL;
CREATE INDEX outbound_finished ON outbound (due_at)
    WHERE state IN ('sent', 'delivered', 'undelivered', 'failed', 'cancelled');
CREATE INDEX outbound_sent_reminder ON outbound (person_id, due_at)
    WHERE state IN ('sent', 'delivered') AND kind = 'reminder' AND reminder_id IS NOT NULL;
