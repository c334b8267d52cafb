"""Counts for the metrics."""

from bot.domain.model import ReminderState
from bot.storage.statements.conditions import IS_KNOWN

COUNT_PEOPLE = f"SELECT count(*) FROM people WHERE {IS_KNOWN}"
COUNT_REMINDERS = "SELECT state, count(*) AS count FROM reminders GROUP BY state"
COUNT_OPEN_REMINDERS = f"SELECT count(*) FROM reminders WHERE state = '{ReminderState.OPEN}'"
COUNT_DUE = """
    SELECT provider, count(*) AS count, min(next_attempt_at) AS oldest_due_at FROM outbound
    WHERE next_attempt_at <= :now GROUP BY provider"""
