"""Outbound messages."""

from bot.storage.statements.conditions import (
    HAS_FAILURE_TO_REPORT,
    IS_CANCELLING,
    IS_IN_FLIGHT,
    IS_KEPT,
    IS_PENDING,
    IS_PRUNABLE,
    IS_SCHEDULED,
    IS_SENT_REMINDER,
    REMINDER_IS_ACTIVE,
)

_OF_PERSON = "SELECT * FROM outbound WHERE person_id = :person_id"

BY_ID = "SELECT * FROM outbound WHERE id = :outbound_id"
BY_PROVIDER_ID = "SELECT * FROM outbound WHERE provider = :provider AND provider_message_id = :provider_message_id"
BY_ID_WITHOUT_PROVIDER_ID = f"{BY_ID} AND provider = :provider AND provider_message_id IS NULL"
PENDING_OF_REMINDER = f"SELECT * FROM outbound WHERE reminder_id = :reminder_id AND {IS_PENDING} ORDER BY due_at"
OF_PERSON = f"{_OF_PERSON} ORDER BY due_at"
PENDING_OF_PERSON = f"{_OF_PERSON} AND {IS_PENDING} ORDER BY due_at"
# The next pending message of each reminder, found by one look into an index each, however many are planned.
NEXT_OF_REMINDERS = f"""
    SELECT outbound.* FROM (SELECT id FROM reminders WHERE person_id = :person_id AND {REMINDER_IS_ACTIVE}) AS own
    CROSS JOIN outbound ON outbound.id = (
        SELECT id FROM outbound WHERE reminder_id = own.id AND {IS_PENDING} ORDER BY due_at LIMIT 1)"""
# The newest messages that are due but whose receipt has not come.
DUE_OF_PERSON = f"{_OF_PERSON} AND {IS_PENDING} AND due_at <= :now ORDER BY due_at DESC LIMIT 20"
CANCELLING_OF_PERSON = f"{_OF_PERSON} AND {IS_CANCELLING} ORDER BY due_at"
FAILURES_TO_REPORT = f"{_OF_PERSON} AND {HAS_FAILURE_TO_REPORT} ORDER BY due_at LIMIT 20"
RECENTLY_SENT = f"{_OF_PERSON} AND {IS_SENT_REMINDER} ORDER BY due_at DESC LIMIT 5"
PROVIDER_MESSAGE_IDS = """
    SELECT provider_message_id FROM outbound WHERE person_id = :person_id AND provider_message_id IS NOT NULL"""

# What a top-up must know of a reminder: its messages from the newest past one on, and whether one is still kept here.
PLANNED_OF_REMINDER = """
    SELECT due_at, state FROM outbound WHERE reminder_id = :reminder_id AND due_at >= coalesce(
        (SELECT max(due_at) FROM outbound WHERE reminder_id = :reminder_id AND due_at <= :now), :now)"""
KEPT_OF_REMINDER = f"""
    SELECT due_at, state FROM outbound WHERE reminder_id = :reminder_id AND {IS_KEPT} ORDER BY due_at LIMIT 1"""

# Only ids: the index outbound_next_attempt covers this, so that a large backlog is sorted without reading its rows.
# Scheduled messages are due for a poll only and come last.
DUE_IDS = f"""
    SELECT id FROM outbound WHERE provider = :provider AND next_attempt_at <= :now
    ORDER BY {IS_SCHEDULED}, due_at LIMIT :limit"""
NEXT_ATTEMPT_AT = "SELECT min(next_attempt_at) FROM outbound WHERE provider = :provider AND next_attempt_at IS NOT NULL"
HAS_IDENTICAL_IN_FLIGHT = f"""
    SELECT EXISTS (
        SELECT 1 FROM outbound
        WHERE person_id = :person_id AND body = :body AND {IS_IN_FLIGHT} AND provider_message_id IS NULL
            AND (handed_over_at, id) < (:handed_over_at, :id))"""
RELEASE_LEASES = f"UPDATE outbound SET next_attempt_at = :now WHERE next_attempt_at > :now AND {IS_IN_FLIGHT}"

PRUNE = f"""
    DELETE FROM outbound WHERE id IN (
        SELECT id FROM outbound
        WHERE {IS_PRUNABLE} AND due_at < :cutoff
        ORDER BY due_at LIMIT :limit)"""
