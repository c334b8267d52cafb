"""Contacts: people whom somebody else has reminded, and what their consent means for reminders and messages."""

from bot.storage.statements.conditions import IS_PENDING, REMINDER_IS_ACTIVE

BY_ID = "SELECT * FROM contacts WHERE id = :contact_id"
OF_NUMBER = "SELECT * FROM contacts WHERE number = :number ORDER BY created_at, id"
# Those of a person as an asker and as a recipient.
OF_PERSON = """
    SELECT * FROM contacts WHERE asker_id = :person_id
    UNION ALL SELECT * FROM contacts WHERE number = :number AND asker_id <> :person_id
    ORDER BY created_at, id"""
REMINDERS = "SELECT * FROM reminders WHERE contact_id = :contact_id AND state = 'open' ORDER BY due_at, number LIMIT 5"
FORGET_NUMBER = "UPDATE contacts SET number = '' WHERE number = :number"
FORGET_MESSAGES = "UPDATE outbound SET to_number = '' WHERE to_number = :number AND contact_id IS NOT NULL"

# Once they accepted, the worker plans what is set for them.
PLAN = "UPDATE reminders SET next_check_at = :now WHERE contact_id = :contact_id AND state = 'open'"
END = f"""
    UPDATE reminders SET state = 'cancelled', next_check_at = NULL
    WHERE contact_id = :contact_id AND {REMINDER_IS_ACTIVE}"""
_OF_CONTACT = f"to_number = :number AND contact_id = :contact_id AND {IS_PENDING}"
DROP_WAITING = f"""
    UPDATE outbound SET state = 'cancelled', next_attempt_at = NULL, replaces = '[]'
    WHERE {_OF_CONTACT} AND state = 'waiting'"""
CANCEL_SCHEDULED = f"""
    UPDATE outbound SET state = 'cancelling', next_attempt_at = :now, attempts = 0, replaces = '[]'
    WHERE {_OF_CONTACT} AND state = 'scheduled'"""
CANCEL_HANDING_OVER = f"""
    UPDATE outbound SET state = 'cancelling', replaces = '[]'
    WHERE {_OF_CONTACT} AND state = 'handing_over'"""

REMEMBER_REQUEST = """
    INSERT INTO consent_requests (number_hash, asker_hash, asked_at) VALUES (:number_hash, :asker_hash, :asked_at)
    ON CONFLICT (number_hash, asker_hash) DO NOTHING"""
REQUESTS = """
    SELECT 'to' AS part, asker_hash AS hash, asked_at FROM consent_requests WHERE number_hash = :number_hash
    UNION ALL SELECT 'by' AS part, number_hash AS hash, asked_at FROM consent_requests
        WHERE asker_hash = :asker_hash AND asked_at >= :since"""
