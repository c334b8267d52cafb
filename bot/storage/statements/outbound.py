"""Outbound messages."""

from bot.domain.model import OutboundState
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
    state_in,
)

_LEFT = (OutboundState.SCHEDULED, OutboundState.SENT, OutboundState.DELIVERED)

_OF_PERSON = "SELECT * FROM outbound WHERE person_id = :person_id"

BY_ID = "SELECT * FROM outbound WHERE id = :outbound_id"
ID_BY_PROVIDER_ID = "SELECT id FROM outbound WHERE provider = :provider AND provider_message_id = :provider_message_id"
ID_WITHOUT_PROVIDER_ID = """
    SELECT id FROM outbound WHERE id = :outbound_id AND provider = :provider AND provider_message_id IS NULL"""
PENDING_OF_REMINDER = f"SELECT * FROM outbound WHERE reminder_id = :reminder_id AND {IS_PENDING} ORDER BY due_at"
OF_PERSON = f"{_OF_PERSON} ORDER BY due_at"
PENDING_OF_PERSON = f"{_OF_PERSON} AND {IS_PENDING} ORDER BY due_at"
# The next pending message of each reminder, found by one look into an index each, however many are planned.
NEXT_OF_REMINDERS = f"""
    SELECT outbound.* FROM (SELECT id FROM reminders WHERE person_id = :person_id AND {REMINDER_IS_ACTIVE}) AS own
    CROSS JOIN outbound WHERE outbound.id = (
        SELECT id FROM outbound WHERE reminder_id = own.id AND {IS_PENDING} ORDER BY due_at LIMIT 1)"""
# The newest messages that are due but whose receipt has not come.
DUE_OF_PERSON = f"{_OF_PERSON} AND {IS_PENDING} AND due_at <= :now ORDER BY due_at DESC LIMIT 20"
CANCELLING_OF_PERSON = f"{_OF_PERSON} AND {IS_CANCELLING} ORDER BY due_at"
MOST_FAILURES = 20
FAILURES_TO_REPORT = f"{_OF_PERSON} AND {HAS_FAILURE_TO_REPORT} ORDER BY due_at LIMIT {MOST_FAILURES}"
COUNT_FAILURES = f"SELECT count(*) FROM outbound WHERE person_id = :person_id AND {HAS_FAILURE_TO_REPORT}"
REPORT_FAILURES = f"UPDATE outbound SET failure_reported = 1 WHERE person_id = :person_id AND {HAS_FAILURE_TO_REPORT}"
RECENTLY_SENT = f"{_OF_PERSON} AND {IS_SENT_REMINDER} AND contact_id IS NULL ORDER BY due_at DESC LIMIT 5"
# What others had them reminded of lately, also what is due and of which the receipt has not come.
_RECEIVED = f"""
    SELECT * FROM outbound WHERE to_number = :number AND contact_id IS NOT NULL AND reminder_id IS NOT NULL
        AND due_at <= :now AND {state_in(_LEFT)} ORDER BY due_at DESC LIMIT 5"""
# What a decision needs of all these at once, each row with its part. ``:now`` for the due ones.
CONTEXT_OF_PERSON = f"""
    SELECT 'upcoming' AS part, upcoming.* FROM ({NEXT_OF_REMINDERS}) AS upcoming
    UNION ALL SELECT 'due' AS part, due.* FROM ({DUE_OF_PERSON}) AS due
    UNION ALL SELECT 'unreported' AS part, unreported.* FROM ({FAILURES_TO_REPORT}) AS unreported
    UNION ALL SELECT 'cancelling' AS part, cancelling.* FROM ({CANCELLING_OF_PERSON}) AS cancelling
    UNION ALL SELECT 'sent' AS part, sent.* FROM ({RECENTLY_SENT}) AS sent
    UNION ALL SELECT 'received' AS part, received.* FROM ({_RECEIVED}) AS received"""
PROVIDER_MESSAGE_IDS = """
    SELECT provider_message_id FROM outbound WHERE person_id = :person_id AND provider_message_id IS NOT NULL"""

# What a top-up must know of a reminder: its messages from the newest past one on, and whether one is still kept here.
PLANNED_OF_REMINDER = """
    SELECT id, due_at, state, next_attempt_at FROM outbound WHERE reminder_id = :reminder_id AND due_at >= coalesce(
        (SELECT max(due_at) FROM outbound WHERE reminder_id = :reminder_id AND due_at <= :now), :now)"""
KEPT_OF_REMINDER = f"""
    SELECT id, due_at, state, next_attempt_at FROM outbound WHERE reminder_id = :reminder_id AND {IS_KEPT}
    ORDER BY due_at LIMIT 1"""

# Only columns that the index outbound_next_attempt covers, so that a large backlog is sorted without reading its rows.
_DUE = "SELECT id, to_number FROM outbound WHERE provider = :provider AND next_attempt_at <= :now"
# Several bots that look at the same time find different messages. Only for short lists: it locks every row found.
SKIP_LOCKED = " /* PostgreSQL: FOR UPDATE SKIP LOCKED */"
DUE_CANCELS = f"{_DUE} AND {IS_CANCELLING} ORDER BY due_at LIMIT :limit"
# A person who has just texted waits for the reply, so replies go first.
_DUE_HAND_OVER = f"{_DUE} AND NOT ({IS_CANCELLING}) AND NOT ({IS_SCHEDULED})"
DUE_FRESH = f"{_DUE_HAND_OVER} AND attempts = 0 ORDER BY kind <> 'reply', due_at, next_attempt_at LIMIT :limit"
DUE_REPEATS = f"{_DUE_HAND_OVER} AND attempts <> 0 ORDER BY due_at LIMIT :limit"
DUE_POLLS = f"{_DUE} AND {IS_SCHEDULED} ORDER BY due_at LIMIT :limit"
NEXT_ATTEMPT = """
    SELECT id, next_attempt_at AS moment FROM outbound
    WHERE provider = :provider AND next_attempt_at > :after ORDER BY next_attempt_at LIMIT 1"""
IDENTICAL_IN_FLIGHT = f"""
    SELECT * FROM outbound
    WHERE person_id = :person_id AND body = :body AND {IS_IN_FLIGHT} AND provider_message_id IS NULL
        AND id <> :id
        AND (outcome_unknown > :outcome_unknown OR (handed_over_at, id) < (:handed_over_at, :id))
    ORDER BY next_attempt_at LIMIT 1"""
RELEASE_LEASES = f"""
    UPDATE outbound SET next_attempt_at = :now
    WHERE next_attempt_at > :now AND {IS_IN_FLIGHT} AND (lease_owner = :owner OR :others_ended = 1)"""

PRUNE = f"""
    DELETE FROM outbound WHERE id IN (
        SELECT id FROM outbound
        WHERE {IS_PRUNABLE} AND due_at < :cutoff
        ORDER BY due_at LIMIT :limit)"""

UNWANTED = """
    SELECT id FROM people WHERE id = :person_id AND (opted_out_at IS NOT NULL OR forgotten_at IS NOT NULL)
    UNION ALL SELECT person_id FROM reminders WHERE id = :reminder_id AND state IN ('cancelled', 'parked', 'paused')"""

# STOP on rows that cannot be read. Messages at the provider are cancelled by a call, which is due now.
DROP_WAITING = """
    UPDATE outbound SET state = 'cancelled', next_attempt_at = NULL, replaces = '[]'
    WHERE person_id = :person_id AND state = 'waiting'"""
CANCEL_SCHEDULED = """
    UPDATE outbound SET state = 'cancelling', next_attempt_at = :now, attempts = 0, replaces = '[]'
    WHERE person_id = :person_id AND state = 'scheduled'"""
CANCEL_HANDING_OVER = """
    UPDATE outbound SET state = 'cancelling', replaces = '[]'
    WHERE person_id = :person_id AND state = 'handing_over'"""
