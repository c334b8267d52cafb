"""When a message is sent, from a moment, a number of minutes or words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import ImpossibleRequestError
from bot.domain.wall_time import to_utc
from bot.messages.requests import MessageRequest
from bot.understanding.context import Context, Locale
from bot.understanding.reading import read_time

CLOCK_TOLERANCE = timedelta(seconds=30)  # "now" by a clock that is a little slow is not in the past

PROBLEMS = {
    "past": '"{part}" is in the past',
    "too_far": '"{part}" is too far ahead',
    "no_such_day": '"{part}" is a day that the calendar does not have',
    "repeat": '"{part}" repeats; a message is sent once',
    "unclear": '"{part}" is not a time that can be read; write it like "tomorrow at 9am"',
}


def sending_time(
    request: MessageRequest, *, timezone: str, country: str, farthest: timedelta, now: datetime
) -> datetime:
    """The moment to send the message at (UTC, whole seconds). One that is not after ``now`` means at once.

    Words are read in the request's zone, or else in ``timezone``, the recipient's. Raises ``ImpossibleRequestError``.
    """
    given = [value for value in (request.minutes, request.send_at, request.when) if value is not None]
    if len(given) != 1:
        raise ImpossibleRequestError("give one of send_at, minutes and when", field="send_at")
    if request.minutes is not None:
        field, moment = "minutes", _from_minutes(request.minutes, farthest, now)
    elif request.send_at is not None:
        field, moment = "send_at", _from_moment(request.send_at, request.timezone, now)
    else:
        locale = Locale(country=country)
        field, moment = "when", _from_words(request.when or "", request.timezone or timezone, locale, now)
    if moment - now > farthest:
        raise _too_far(field, farthest)
    return moment.astimezone(UTC).replace(microsecond=0)


def _from_minutes(minutes: float, farthest: timedelta, now: datetime) -> datetime:
    if minutes * 60 > farthest.total_seconds():  # checked here, before a huge number overflows timedelta
        raise _too_far("minutes", farthest)
    return now + timedelta(minutes=minutes)


def _too_far(field: str, farthest: timedelta) -> ImpossibleRequestError:
    return ImpossibleRequestError(f"too far ahead: {farthest.total_seconds() / 86_400:g} days at most", field=field)


def _from_moment(send_at: datetime, timezone: str | None, now: datetime) -> datetime:
    try:
        if send_at.tzinfo is not None:
            moment = send_at.astimezone(UTC)
        elif timezone is not None:
            moment = to_utc(send_at, timezone)
        else:
            raise ImpossibleRequestError(
                'give an offset, as in "2026-03-01T09:00:00Z", or a timezone beside it', field="send_at"
            )
    except OverflowError as error:  # year 1 or 9999 with an offset
        raise ImpossibleRequestError("not a valid moment", field="send_at") from error
    if moment < now - CLOCK_TOLERANCE:
        raise ImpossibleRequestError("in the past", field="send_at")
    return moment


def _from_words(words: str, timezone: str, locale: Locale, now: datetime) -> datetime:
    found = read_time(words, Context(now=now, zone=ZoneInfo(timezone), locale=locale))
    if found.moment is None:
        raise ImpossibleRequestError(PROBLEMS[found.problem].format(part=found.part), field="when")
    return found.moment.at
