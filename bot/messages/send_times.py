"""When a message is to be sent: a moment, minutes from now, or words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import ImpossibleRequestError
from bot.domain.wall_time import to_utc
from bot.messages.requests import MessageRequest
from bot.understanding.context import Context, Locale
from bot.understanding.times.time_only import read_time

CLOCKS_DIFFER_BY = timedelta(seconds=30)  # a moment that has only just passed is meant as now

PROBLEMS = {
    "past": '"{part}" is in the past',
    "too_far": '"{part}" is too far off',
    "no_such_day": '"{part}" is a day that the calendar does not have',
    "repeat": '"{part}" repeats; a message is sent once',
    "unclear": '"{part}" is not a time that can be read; write it like "tomorrow at 9am"',
}


def sending_time(asked: MessageRequest, *, timezone: str, country: str, farthest: timedelta, now: datetime) -> datetime:
    """The moment (UTC, whole seconds) at which ``asked`` is to be sent; at once where that is not after ``now``.

    ``timezone`` is that of the recipient, for words; the request's own goes first. Raises ``ImpossibleRequestError``.
    """
    given = [one for one in (asked.minutes, asked.send_at, asked.when) if one is not None]
    if len(given) != 1:
        raise ImpossibleRequestError("give one of send_at, minutes and when", field="send_at")
    if asked.minutes is not None:
        field, moment = "minutes", _after_minutes(asked.minutes, farthest, now)
    elif asked.send_at is not None:
        field, moment = "send_at", _as_written(asked.send_at, asked.timezone, now)
    else:
        locale = Locale(country=country)
        field, moment = "when", _in_words(asked.when or "", asked.timezone or timezone, locale, now)
    if moment - now > farthest:
        raise _too_far(field, farthest)
    return moment.astimezone(UTC).replace(microsecond=0)


def _after_minutes(minutes: float, farthest: timedelta, now: datetime) -> datetime:
    if minutes * 60 > farthest.total_seconds():  # before it overflows a timedelta
        raise _too_far("minutes", farthest)
    return now + timedelta(minutes=minutes)


def _too_far(field: str, farthest: timedelta) -> ImpossibleRequestError:
    return ImpossibleRequestError(f"too far ahead: {farthest.total_seconds() / 86_400:g} days at most", field=field)


def _as_written(send_at: datetime, timezone: str | None, now: datetime) -> datetime:
    if send_at.tzinfo is None and timezone is None:
        raise ImpossibleRequestError(
            'give an offset, as in "2026-03-01T09:00:00Z", or a timezone beside it', field="send_at"
        )
    try:
        moment = (
            to_utc(send_at, timezone) if send_at.tzinfo is None and timezone is not None else send_at.astimezone(UTC)
        )
    except OverflowError as error:
        raise ImpossibleRequestError("not a moment that there is", field="send_at") from error
    if moment < now - CLOCKS_DIFFER_BY:
        raise ImpossibleRequestError("in the past", field="send_at")
    return moment


def _in_words(words: str, timezone: str, locale: Locale, now: datetime) -> datetime:
    found = read_time(words, Context(now=now, zone=ZoneInfo(timezone), locale=locale))
    if found.moment is None:
        raise ImpossibleRequestError(PROBLEMS[found.problem].format(part=found.part), field="when")
    return found.moment.at
