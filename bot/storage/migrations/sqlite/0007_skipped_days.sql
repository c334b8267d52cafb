-- Dates on which a series does not come, separated by spaces: "2026-12-04 2026-12-24".
ALTER TABLE reminders ADD COLUMN skipped_days TEXT;
