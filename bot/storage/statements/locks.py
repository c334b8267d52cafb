"""Queries for the phone numbers that a unit of work locks: see ``bot.storage.database.Session.lock``."""

# Advisory locks share one number space in a database: the seed keeps the bot's apart from other programs'.
_KEY = "hashtextextended(number, 7236480017)"

NUMBER = "SELECT CAST(:number AS text) AS number"
OF_PERSON = "SELECT number FROM people WHERE id = :person_id"
OF_REMINDER = """
    SELECT people.number FROM people JOIN reminders ON reminders.person_id = people.id WHERE reminders.id = :id"""
# A text to somebody else concerns the asker, whose it is, and the recipient, who may be refusing it right now. In
# order, so that no two transactions wait for each other.
OF_MESSAGE = """
    SELECT people.number FROM outbound JOIN people ON people.id = outbound.person_id WHERE outbound.id = :id
    UNION SELECT to_number AS number FROM outbound WHERE id = :id ORDER BY number"""

# PostgreSQL only: locks the numbers that one of the queries above selects.
LOCK = f"SELECT pg_advisory_xact_lock({_KEY}) FROM ({{numbers}}) AS numbers"
TRY_LOCK = f"SELECT pg_try_advisory_xact_lock({_KEY}) FROM ({{numbers}}) AS numbers"
