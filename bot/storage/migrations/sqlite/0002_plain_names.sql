-- Columns take the terms of docs/glossary.md. SQLite renames them in the indexes too.

ALTER TABLE outbound RENAME COLUMN attend_at TO next_attempt_at;
ALTER TABLE outbound RENAME COLUMN failure_told TO failure_reported;
ALTER TABLE reminders RENAME COLUMN attend_at TO next_check_at;

-- A reminder that UNDO brings back is kept inside the person's memory. Quotes inside a message are escaped there,
-- so the key cannot occur in anybody's words.
UPDATE people SET memory = replace(memory, '"attend_at":', '"next_check_at":') WHERE memory LIKE '%"attend_at":%';
