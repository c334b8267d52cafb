"""Heads-ups in words ("1 day and 1 hour before"), and what to do about those that are past."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.formatting import clock_words, listed
from bot.conversation.repeat_words import repeat_words
from bot.conversation.series_words import series_words
from bot.conversation.texts import confirmations, refusals
from bot.domain.heads_ups import (
    LONGEST_LEAD,
    MOST_HEADS_UPS,
    Lead,
    last_text_at,
    parse_heads_ups,
    stored_heads_ups,
)
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.domain.until_done import MOST_MINUTES, MOST_TIMES, USUAL_MINUTES, UntilDone, parse_until_done
from bot.understanding.command import Nag

_WEEK_DAYS = 7
_HOUR, _MINUTE = 3600, 60


def heads_up_words(reminder: Reminder, context: ReplyContext) -> str:
    """ "1 day and 1 hour before"; of a single reminder those that are still to come. Also until when it is repeated."""
    leads = _ahead(reminder, context.now)
    at_the_time = " and at the time" if _is_at_the_time(leads) else ""
    ahead = f"{lead_words(leads, context)}{at_the_time}" if leads else ""
    return ", ".join(filter(None, (ahead, until_done_words(reminder))))


def coming_words(reminder: Reminder, when: str, context: ReplyContext) -> str:
    """``when`` the thing itself is, with its heads-ups: "1 day and 1 hour before Fri 3:00 PM"."""
    leads = _ahead(reminder, context.now)
    before = lead_words(leads, context)
    if before and _is_at_the_time(leads):
        before = f"{before} and at the time," if when.startswith("every ") else f"{before}, and at"
    coming = " ".join(filter(None, (before, when)))
    return f"{coming}, then {until_done_words(reminder)}" if reminder.until_done is not None else coming


def next_words(
    reminder: Reminder, context: ReplyContext, *, at: datetime | None = None, clocks: Sequence[str] = ()
) -> str:
    """When a reminder comes next, with its rule and heads-ups: "every day until Fri, next tomorrow 8:00 AM".

    ``at`` is the next moment if it is not ``due_at``; ``clocks`` as in ``series_words``.
    """
    moment, series = context.moment_words(at or reminder.due_at), series_words(reminder, context, clocks=clocks)
    return coming_words(reminder, f"{series}, next {moment}" if series else moment, context)


def until_done_words(reminder: Reminder) -> str:
    """ "every 10 minutes until you text DONE"; "" for a reminder that is not repeated."""
    until_done = parse_until_done(reminder.until_done)
    if until_done is None:
        return ""
    return f"{repeat_words(f'FREQ=MINUTELY;INTERVAL={until_done.minutes}')} until you text DONE"


def until_done_of(nag: Nag, limits: PersonLimits) -> UntilDone:
    """How often and how many times, within the limits."""
    minutes = min(nag.minutes or USUAL_MINUTES, MOST_MINUTES)
    within_hours = limits.until_done_hours * _MINUTE // minutes + 1
    wanted = nag.times or MOST_TIMES
    return UntilDone(minutes=minutes, times=max(1, min(limits.until_done_times, within_hours, MOST_TIMES, wanted)))


def until_done_notes(nag: Nag | None, limits: PersonLimits) -> tuple[str, ...]:
    """How often a reminder is repeated at most, where that was asked for."""
    return (confirmations.until_done_limit(limits.until_done_times, limits.until_done_hours),) if nag else ()


def with_text_ahead(reminder: Reminder, context: ReplyContext) -> Reminder:
    """``reminder``; one whose heads-ups are all past comes at the time itself, so that it is not lost."""
    if reminder.heads_ups is None or reminder.rrule is not None or last_text_at(reminder) > context.now:
        return reminder
    return with_heads_ups(reminder, (Lead(),))


def with_heads_ups(reminder: Reminder, leads: tuple[Lead, ...]) -> Reminder:
    """``reminder`` with these heads-ups, besides those that it has."""
    own = parse_heads_ups(reminder.heads_ups) or (Lead(),)
    return replace(reminder, heads_ups=stored_heads_ups((*own, *leads)))


def passed_notes(reminder: Reminder, context: ReplyContext) -> tuple[str, ...]:
    """Notes on the heads-ups of a single reminder that are past."""
    leads = parse_heads_ups(reminder.heads_ups)
    passed = [lead for lead in leads if lead not in _ahead(reminder, context.now)]
    if not passed or reminder.rrule is not None:
        return ()
    has_other = any(not lead.is_at_the_time for lead in leads if lead not in passed)
    return (confirmations.too_late_for(lead_words(passed, context)) if has_other else confirmations.NOTICE_PASSED,)


def heads_up_refusal(leads: tuple[Lead, ...]) -> str:
    """Why a reminder cannot have these heads-ups; "" if it can."""
    if sum(not lead.is_at_the_time for lead in leads) > MOST_HEADS_UPS:
        return refusals.too_many_heads_ups(MOST_HEADS_UPS)
    return refusals.TOO_FAR if any(lead.length > LONGEST_LEAD for lead in leads) else ""


def _ahead(reminder: Reminder, now: datetime) -> list[Lead]:
    leads = parse_heads_ups(reminder.heads_ups)
    if reminder.rrule is not None:
        return list(leads)
    return [lead for lead in leads if lead.before(reminder.due_at, ZoneInfo(reminder.timezone)) > now]


def _is_at_the_time(leads: list[Lead]) -> bool:
    return any(lead.is_at_the_time for lead in leads)


def lead_words(leads: Sequence[Lead], context: ReplyContext) -> str:
    """ "8:00 PM the day before, 1 day and 1 hour before"."""
    by_clock = [_clock_words(lead, context) for lead in leads if lead.clock is not None]
    lengths = listed(_length_words(lead) for lead in leads if lead.clock is None and not lead.is_at_the_time)
    return listed([*by_clock, *([f"{lengths} before"] if lengths else [])])


def _clock_words(lead: Lead, context: ReplyContext) -> str:
    at = datetime.combine(context.local_now, lead.clock or time())
    length = "the day" if (lead.months, lead.days) == (0, 1) else _length_words(lead)
    return f"{clock_words(at, context.time_format)} {f'{length} before' if lead.length else 'that day'}"


def _length_words(lead: Lead) -> str:
    weeks, days = divmod(lead.days, _WEEK_DAYS) if lead.days % _WEEK_DAYS == 0 else (0, lead.days)
    hours, rest = divmod(lead.seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    units = (
        (lead.months, "month"), (weeks, "week"), (days, "day"), (hours, "hour"), (minutes, "minute"),
        (seconds, "second"),
    )  # fmt: skip
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in units if count)
