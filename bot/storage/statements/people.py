"""People and their time zones."""

from bot.storage.statements.conditions import IS_CANCELLING, IS_KNOWN, IS_PENDING, REMINDER_IS_ACTIVE

BY_ID = "SELECT * FROM people WHERE id = :person_id"
BY_NUMBER = f"SELECT * FROM people WHERE number = :number AND {IS_KNOWN} ORDER BY id"

OPT_OUT = "UPDATE people SET opted_out_at = :now WHERE id = :person_id AND opted_out_at IS NULL"
OPT_IN = "UPDATE people SET opted_out_at = NULL WHERE id = :person_id"

# The row of an unfinished message is the only trace of what the provider may still hold.
_IS_ERASABLE = f"""forgotten_at <= :until
    AND NOT EXISTS (SELECT 1 FROM outbound AS unfinished WHERE unfinished.person_id = people.id AND {IS_PENDING})
    AND NOT EXISTS (SELECT 1 FROM outbound AS unfinished WHERE unfinished.person_id = people.id AND {IS_CANCELLING})"""
# First their rows in batches, then the people: one person can have a million rows.
ERASE_OUTBOUND = f"""
    DELETE FROM outbound WHERE id IN (
        SELECT own.id FROM people JOIN outbound AS own ON own.person_id = people.id
        WHERE {_IS_ERASABLE} LIMIT :limit)"""
ERASE_INBOUND = f"""
    DELETE FROM inbound WHERE (provider, message_id) IN (
        SELECT own.provider, own.message_id FROM people JOIN inbound AS own ON own.person_id = people.id
        WHERE {_IS_ERASABLE} LIMIT :limit)"""
ERASE_REMINDERS = f"""
    DELETE FROM reminders WHERE id IN (
        SELECT own.id FROM people JOIN reminders AS own ON own.person_id = people.id
        WHERE {_IS_ERASABLE} LIMIT :limit)"""
ERASE_FORGOTTEN = f"DELETE FROM people WHERE {_IS_ERASABLE}"

# From each zone to the next one in the index: DISTINCT would read every reminder, and so would SQLite's own choice.
_BY_ZONE = "reminders INDEXED BY reminders_zone"
ZONES_IN_USE = f"""
    WITH RECURSIVE in_use (timezone) AS (
        SELECT min(timezone) FROM {_BY_ZONE} WHERE {REMINDER_IS_ACTIVE}
        UNION ALL SELECT (
            SELECT min(timezone) FROM {_BY_ZONE} WHERE {REMINDER_IS_ACTIVE} AND reminders.timezone > in_use.timezone)
        FROM in_use WHERE timezone IS NOT NULL)
    SELECT timezone, rules FROM in_use LEFT JOIN zones ON name = timezone WHERE timezone IS NOT NULL"""
IN_ZONE = f"""
    SELECT DISTINCT person_id FROM reminders
    WHERE {REMINDER_IS_ACTIVE} AND timezone = :timezone AND person_id > :after_id ORDER BY person_id LIMIT :limit"""
SAVE_ZONE_RULES = """
    INSERT INTO zones (name, rules) VALUES (:timezone, :rules)
    ON CONFLICT (name) DO UPDATE SET rules = excluded.rules"""
