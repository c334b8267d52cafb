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
    forgotten_at  TEXT,
    preferences   TEXT NOT NULL DEFAULT '{}', -- JSON
    memory        TEXT NOT NULL DEFAULT '{}'  -- JSON
) STRICT;

-- Who was forgotten and texts again is a newcomer.
CREATE UNIQUE INDEX people_number ON people (provider, number) WHERE forgotten_at IS NULL;
CREATE INDEX people_forgotten ON people (forgotten_at) WHERE forgotten_at IS NOT NULL;

CREATE TABLE reminders (
    id             TEXT PRIMARY KEY,
    person_id      INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    message        TEXT NOT NULL,
    due_at         TEXT NOT NULL,
    timezone       TEXT NOT NULL,
    created_at     TEXT NOT NULL,
    state          TEXT NOT NULL,
    rrule          TEXT,
    wall_start     TEXT,
    attend_at      TEXT,
    skipped_until  TEXT
) STRICT;

-- A number belongs to one living reminder of a person.
CREATE UNIQUE INDEX reminders_living ON reminders (person_id, number) WHERE state IN ('open', 'parked', 'paused');
CREATE INDEX reminders_person ON reminders (person_id);
CREATE INDEX reminders_state ON reminders (state);
CREATE INDEX reminders_over ON reminders (due_at) WHERE state IN ('done', 'cancelled');
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
    failure_told         INTEGER NOT NULL DEFAULT 0,
    media_urls           TEXT NOT NULL DEFAULT '[]', -- JSON
    replaces             TEXT NOT NULL DEFAULT '[]', -- JSON: ids of outbound
    says_due             INTEGER NOT NULL DEFAULT 0,
    is_second_try        INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Covers the search for what is due, soonest first: a backlog is sorted without touching its rows.
CREATE INDEX outbound_attention ON outbound (provider, attend_at, due_at, state, id) WHERE attend_at IS NOT NULL;
CREATE INDEX outbound_pending ON outbound (person_id) WHERE state IN ('waiting', 'handing_over', 'scheduled');
CREATE INDEX outbound_untold ON outbound (person_id)
    WHERE state IN ('failed', 'undelivered') AND failure_told = 0 AND kind = 'reminder';
CREATE INDEX outbound_unnamed ON outbound (person_id)
    WHERE state IN ('handing_over', 'cancelling') AND provider_message_id IS NULL;
CREATE INDEX outbound_over ON outbound (due_at) WHERE state IN ('sent', 'delivered', 'undelivered', 'failed', 'cancelled');
CREATE INDEX outbound_told ON outbound (person_id, due_at)
    WHERE state IN ('sent', 'delivered') AND kind = 'reminder' AND reminder_id IS NOT NULL;
CREATE INDEX outbound_person ON outbound (person_id, provider_message_id);
CREATE INDEX outbound_reminder ON outbound (reminder_id) WHERE reminder_id IS NOT NULL;
CREATE UNIQUE INDEX outbound_provider_id ON outbound (provider, provider_message_id)
    WHERE provider_message_id IS NOT NULL;

-- Other programs list their messages newest first, all of them, by state or by number.
CREATE INDEX outbound_message ON outbound (created_at, id) WHERE kind = 'message';
CREATE INDEX outbound_message_state ON outbound (state, created_at, id) WHERE kind = 'message';
CREATE INDEX outbound_message_number ON outbound (to_number, created_at, id) WHERE kind = 'message';

-- A request that came with a key is carried out once.
CREATE TABLE idempotency (
    key           TEXT PRIMARY KEY,
    request_hash  TEXT NOT NULL,
    outbound_id   TEXT NOT NULL REFERENCES outbound (id) ON DELETE CASCADE,
    created_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_age ON idempotency (created_at);
CREATE INDEX idempotency_outbound ON idempotency (outbound_id);

CREATE TABLE inbound (
    provider     TEXT NOT NULL,
    message_id   TEXT NOT NULL,
    person_id    INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    received_at  TEXT NOT NULL,
    intent       TEXT NOT NULL,
    reply        TEXT,
    PRIMARY KEY (provider, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX inbound_person ON inbound (person_id);

-- The rules with which a zone was last seen: when they change, reminders are set anew.
CREATE TABLE zones (
    name   TEXT PRIMARY KEY,
    rules  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reminders_zone ON reminders (timezone, person_id) WHERE state IN ('open', 'parked', 'paused');

CREATE INDEX inbound_age ON inbound (received_at);
