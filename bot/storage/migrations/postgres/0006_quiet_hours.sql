-- When a reminder gets no texts whose times the bot chose, in the zone of its person: "22:00-07:00 America/Denver".
ALTER TABLE reminders ADD COLUMN quiet_hours text;
