-- A text loads only the next message of each reminder, a top-up only what is planned: neither reads the history.

DROP INDEX outbound_reminder;
CREATE INDEX outbound_reminder ON outbound (reminder_id, due_at) WHERE reminder_id IS NOT NULL;
CREATE INDEX outbound_pending_reminder ON outbound (reminder_id, due_at)
    WHERE state IN ('waiting', 'handing_over', 'scheduled');
DROP INDEX outbound_pending;
CREATE INDEX outbound_pending ON outbound (person_id, due_at) WHERE state IN ('waiting', 'handing_over', 'scheduled');

-- Only what may be deleted: failures that nobody has heard of stay, and a batch must not read past all of them.
DROP INDEX outbound_finished;
CREATE INDEX outbound_finished ON outbound (due_at)
    WHERE state IN ('sent', 'delivered', 'undelivered', 'failed', 'cancelled') AND next_attempt_at IS NULL
        AND (failure_reported = 1 OR kind <> 'reminder' OR state NOT IN ('undelivered', 'failed'));

-- Each message of another program looks up the people with its number.
CREATE INDEX IF NOT EXISTS people_with_number ON people (number);

-- Whether a forgotten person may be erased must not depend on how much was sent to them.
CREATE INDEX outbound_cancelling_person ON outbound (person_id) WHERE state IN ('cancelling');
