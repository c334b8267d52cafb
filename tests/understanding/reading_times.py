"""Reads single time phrases, for the tables of the time grammar."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.understanding.command import Moment, Repeat
from bot.understanding.context import Context, DayHours, Locale
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import Resolved, resolve

NEW_YORK = "America/New_York"
# A Wednesday, three days after the spring clock change there.
NOW = "2026-03-11T10:20-04:00"


def context(now: str = NOW, zone: str = NEW_YORK, *, hours: DayHours | None = None, **locale) -> Context:
    return Context(
        now=datetime.fromisoformat(now), zone=ZoneInfo(zone), locale=Locale(hours=hours or DayHours(), **locale)
    )


def phrase(words: str, where: Context | None = None) -> TimePhrase:
    found = read_phrase(words, where or context())
    assert found is not None, f"not read as a time: {words}"
    return found


def resolved(words: str, where: Context | None = None) -> Resolved:
    where = where or context()
    return resolve(phrase(words, where), where)


def moment_of(words: str, where: Context | None = None) -> Moment:
    moment = resolved(words, where).moment
    assert moment is not None, f"no moment: {words}"
    return moment


def repeat_of(words: str, where: Context | None = None) -> Repeat:
    repeat = resolved(words, where).repeat
    assert repeat is not None, f"no repeat: {words}"
    return repeat


def wall(words: str, where: Context | None = None) -> str:
    """The moment as wall time with its offset: "2026-03-12 09:00 -0400", with seconds only if they are not zero."""
    at = moment_of(words, where).at
    seconds = ":%S" if at.second else ""
    return at.strftime(f"%Y-%m-%d %H:%M{seconds} %z")


def series(words: str, where: Context | None = None) -> tuple[str, str]:
    """The rule of a repeat, and its first occurrence as wall time."""
    repeat = repeat_of(words, where)
    return repeat.rrule, repeat.first.strftime("%Y-%m-%d %H:%M")
