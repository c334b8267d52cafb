-- How long before each occurrence the texts of a reminder come, as ISO 8601 durations: "P1D PT1H". NULL: at its time.
ALTER TABLE reminders ADD COLUMN heads_ups TEXT;
-- The messages that another program scheduled ahead of this one. JSON: ids of outbound.
ALTER TABLE outbound ADD COLUMN heads_ups TEXT NOT NULL DEFAULT '[]';
