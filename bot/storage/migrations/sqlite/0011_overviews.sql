-- What a reminder lists instead of saying its message: 'day' or 'week'; NULL for one with a message.
ALTER TABLE reminders ADD COLUMN overview TEXT;
