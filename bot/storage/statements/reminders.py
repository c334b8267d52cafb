"""Reminders."""

from bot.storage.statements.conditions import IS_KNOWN, REMINDER_IS_ACTIVE, REMINDER_IS_FINISHED

_IDS_WITH_PERSON = "SELECT reminders.id, person_id FROM reminders JOIN people ON people.id = person_id"

BY_ID = "SELECT * FROM reminders WHERE id = :reminder_id"
OF_PERSON = "SELECT * FROM reminders WHERE person_id = :person_id ORDER BY created_at, number"
ACTIVE_OF_PERSON = (
    f"SELECT * FROM reminders WHERE person_id = :person_id AND {REMINDER_IS_ACTIVE} ORDER BY due_at, number"
)
ACTIVE_IDS = (
    f"{_IDS_WITH_PERSON} WHERE {REMINDER_IS_ACTIVE} AND {IS_KNOWN} ORDER BY due_at, reminders.number LIMIT :limit"
)
# Ids with a prefix are between the prefix itself and the prefix followed by "g", which sorts after every hex digit.
IDS_BY_PREFIX = f"""{_IDS_WITH_PERSON}
    WHERE reminders.id >= :prefix AND reminders.id < :prefix || 'g' AND {IS_KNOWN} ORDER BY reminders.id LIMIT :limit"""

DUE_FOR_CHECK = "SELECT id FROM reminders WHERE next_check_at <= :now ORDER BY next_check_at LIMIT :limit"
NEXT_CHECK = """
    SELECT id, next_check_at AS moment FROM reminders
    WHERE next_check_at IS NOT NULL ORDER BY next_check_at LIMIT 1"""

# Runs after messages have been pruned: deleting a reminder deletes its messages, so one with messages stays.
# In no order, so that a batch ends after its rows instead of sorting all old reminders.
PRUNE = f"""
    DELETE FROM reminders WHERE id IN (
        SELECT id FROM reminders
        WHERE {REMINDER_IS_FINISHED} AND due_at < :cutoff AND next_check_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM outbound WHERE reminder_id = reminders.id)
        LIMIT :limit)"""

# STOP on rows that cannot be read.
# What was due meanwhile is not made up for.
OPEN_PARKED = """
    UPDATE reminders SET state = 'open', next_check_at = :now, skipped_until = :now
    WHERE person_id = :person_id AND state = 'parked'"""
PARK_OPEN = """
    UPDATE reminders SET state = 'parked', next_check_at = NULL WHERE person_id = :person_id AND state = 'open'"""
