-- Every moment is UTC text of fixed width ("2026-03-01T09:00:00.000000Z"), so that text order is time order.

CREATE TABLE people (
    id            INTEGER PRIMARY KEY,
    provider      TEXT NOT NULL,
    number        TEXT NOT NULL,
    bot_number    TEXT NOT NULL,
    timezone      TEXT NOT NULL,
    zone_source   TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    introduced    INTEGER NOT NULL DEFAULT 0,
    opted_out_at  TEXT,
    preferences   TEXT NOT NULL DEFAULT '{}', -- JSON
    memory        TEXT NOT NULL DEFAULT '{}', -- JSON
    UNIQUE (provider, number)
) STRICT;

CREATE TABLE reminders (
    id          TEXT PRIMARY KEY,
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    message     TEXT NOT NULL,
    due_at      TEXT NOT NULL,
    timezone    TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    state       TEXT NOT NULL,
    rrule       TEXT,
    wall_start  TEXT,
    attend_at   TEXT
) STRICT;

-- A number belongs to one living reminder of a person.
CREATE UNIQUE INDEX reminders_living ON reminders (person_id, number) WHERE state IN ('open', 'parked');
CREATE INDEX reminders_attention ON reminders (attend_at) WHERE attend_at IS NOT NULL;

CREATE TABLE outbound (
    id                   TEXT PRIMARY KEY,
    person_id            INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    reminder_id          TEXT REFERENCES reminders (id) ON DELETE CASCADE,
    provider             TEXT NOT NULL,
    kind                 TEXT NOT NULL,
    to_number            TEXT NOT NULL,
    from_number          TEXT NOT NULL,
    body                 TEXT NOT NULL,
    due_at               TEXT NOT NULL,
    created_at           TEXT NOT NULL,
    state                TEXT NOT NULL,
    attend_at            TEXT,
    attempts             INTEGER NOT NULL,
    provider_message_id  TEXT,
    scheduled_for        TEXT,
    handed_over_at       TEXT,
    outcome_unknown      INTEGER NOT NULL,
    failure              TEXT,
    failure_told         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX outbound_attention ON outbound (attend_at) WHERE attend_at IS NOT NULL;
CREATE INDEX outbound_pending ON outbound (person_id) WHERE state IN ('waiting', 'handing_over', 'scheduled');
CREATE INDEX outbound_untold ON outbound (person_id)
    WHERE state IN ('failed', 'undelivered') AND failure_told = 0 AND kind = 'reminder';
CREATE INDEX outbound_person ON outbound (person_id, provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE INDEX outbound_reminder ON outbound (reminder_id) WHERE reminder_id IS NOT NULL;
CREATE UNIQUE INDEX outbound_provider_id ON outbound (provider, provider_message_id)
    WHERE provider_message_id IS NOT NULL;

CREATE TABLE inbound (
    provider     TEXT NOT NULL,
    message_id   TEXT NOT NULL,
    person_id    INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    received_at  TEXT NOT NULL,
    intent       TEXT NOT NULL,
    reply        TEXT,
    PRIMARY KEY (provider, message_id)
) STRICT, WITHOUT ROWID;
