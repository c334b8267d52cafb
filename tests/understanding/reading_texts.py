"""Reads whole texts for the tables of commands: sent from New York on Friday 20 November 2026, 10:45.

In a table, parentheses mark what the text does not give and the reading supplies: "2026-11-27 (09:00)" for "friday",
"(2026-11-20) 17:00" for "at 5", "(2026-11-20 19:00)" for "in the evening".
"""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.command import Command, Moment, Reading, Repeat
from bot.understanding.reading import read

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 10, 45, tzinfo=ZONE)
_NO_PARENTHESES = str.maketrans("", "", "()")


def reading(text: str, now: datetime = NOW) -> Reading:
    return read(text, now=now, zone=ZONE)


def command(text: str, now: datetime = NOW) -> Command:
    """The command of ``text`` without the details of its moments, which the tests of times check."""
    found: Command = bare(reading(text, now).command)
    return found


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall.translate(_NO_PARENTHESES)).replace(tzinfo=ZONE)


def moment(wall: str) -> Moment:
    return Moment(at=at(wall), has_date=not wall.startswith("("), has_clock=not wall.endswith(")"))


def repeat(first: str, rrule: str) -> Repeat:
    return Repeat(rrule=rrule, first=at(first), has_clock=not first.endswith(")"))


def bare(value: Any) -> Any:
    """``value`` without assumptions, named zones and the like; what the words gave of a moment stays."""
    if isinstance(value, Moment):
        return Moment(at=value.at, has_date=value.has_date, has_clock=value.has_clock)
    if isinstance(value, Repeat):
        return Repeat(rrule=value.rrule, first=value.first, has_clock=value.has_clock)
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: bare(getattr(value, field.name)) for field in fields(value)})
    return value
