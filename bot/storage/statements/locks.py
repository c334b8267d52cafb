"""Queries for the phone numbers that a unit of work locks: see ``bot.storage.database.Session.lock``."""

NUMBER = "SELECT CAST(:number AS text) AS number"
OF_PERSON = "SELECT number FROM people WHERE id = :person_id"
OF_REMINDER = "SELECT people.number FROM people JOIN reminders ON reminders.person_id = people.id WHERE reminders.id = :id"
OF_MESSAGE = "SELECT to_number AS number FROM outbound WHERE id = :id"
