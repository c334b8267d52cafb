-- How often the texts of an occurrence are repeated until the person is done: "PT10M*12" is twelve, ten minutes apart.
ALTER TABLE reminders ADD COLUMN until_done text;
