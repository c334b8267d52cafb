"""Rows that cannot be read or processed."""

from collections.abc import Mapping

from bot.domain.broken_rows import RowKind
from bot.domain.model import ReminderState
from bot.storage.statements.conditions import IS_PENDING, IS_SCHEDULED

FAILURES = "SELECT failures FROM broken_rows WHERE kind = :kind AND id = :id"
SET_ASIDE = """
    INSERT INTO broken_rows (kind, id, reason, since, failures, retry_at)
    VALUES (:kind, :id, :reason, :since, :failures, :retry_at)
    ON CONFLICT (kind, id) DO UPDATE SET
        reason = excluded.reason, failures = excluded.failures, retry_at = excluded.retry_at"""
RECORD = """
    INSERT INTO broken_rows (kind, id, reason, since, failures) VALUES (:kind, :id, :reason, :since, 0)
    ON CONFLICT (kind, id) DO NOTHING"""
REMOVE = "DELETE FROM broken_rows WHERE kind = :kind AND id = :id"

# What is processed at a time of its own is not due before the retry.
POSTPONE: Mapping[RowKind, str] = {
    RowKind.MESSAGE: "UPDATE outbound SET next_attempt_at = :retry_at WHERE id = :id AND next_attempt_at IS NOT NULL",
    RowKind.REMINDER: "UPDATE reminders SET next_check_at = :retry_at WHERE id = :id AND next_check_at IS NOT NULL",
}

# Rows that no search for what is due would ever find: their time is missing, or sorts after every time.
STRAYS: Mapping[RowKind, str] = {
    RowKind.MESSAGE: f"""
        SELECT id FROM outbound WHERE next_attempt_at >= :beyond
        UNION ALL SELECT id FROM outbound WHERE {IS_PENDING} AND NOT ({IS_SCHEDULED}) AND next_attempt_at IS NULL
        LIMIT :limit""",
    RowKind.REMINDER: f"""
        SELECT id FROM reminders WHERE next_check_at >= :beyond
        UNION ALL SELECT id FROM reminders WHERE state = '{ReminderState.OPEN}' AND next_check_at IS NULL
        LIMIT :limit""",
}
MAKE_DUE: Mapping[RowKind, str] = {
    RowKind.MESSAGE: "UPDATE outbound SET next_attempt_at = :now WHERE id = :id",
    RowKind.REMINDER: "UPDATE reminders SET next_check_at = :now WHERE id = :id",
}

_TABLES = {RowKind.PERSON: "people", RowKind.REMINDER: "reminders", RowKind.MESSAGE: "outbound"}
ROW: Mapping[RowKind, str] = {kind: f"SELECT * FROM {table} WHERE id = :id" for kind, table in _TABLES.items()}

COUNT = "SELECT kind, count(*) AS count FROM broken_rows GROUP BY kind"
KEYS = "SELECT kind, id, retry_at FROM broken_rows ORDER BY kind, id"
ALL = """
    SELECT broken_rows.kind, broken_rows.id, reason, since, failures, retry_at, people.number AS person_number
    FROM broken_rows
    LEFT JOIN outbound ON broken_rows.kind = 'message' AND outbound.id = broken_rows.id
    LEFT JOIN reminders ON broken_rows.kind = 'reminder' AND reminders.id = broken_rows.id
    LEFT JOIN people ON people.id = coalesce(
        outbound.person_id, reminders.person_id,
        CASE WHEN broken_rows.kind = 'person' THEN CAST(broken_rows.id AS INTEGER) END)
    ORDER BY since, broken_rows.kind, broken_rows.id LIMIT :limit"""
