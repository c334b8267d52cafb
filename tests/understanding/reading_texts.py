"""Reads a whole text as the bot does, for the tables of commands: said in New York, Friday 20 November 2026, 10:45."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.command import Command, Moment, Reading, Repeat
from bot.understanding.reading import read

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 10, 45, tzinfo=ZONE)


def reading(text: str, now: datetime = NOW) -> Reading:
    return read(text, now=now, zone=ZONE)


def command(text: str, now: datetime = NOW) -> Command:
    """The command of ``text`` without what moments take for granted, which the tests of times look at."""
    found: Command = bare(reading(text, now).command)
    return found


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE)


def moment(wall: str) -> Moment:
    return Moment(at=at(wall), has_date=True, has_clock=True)


def repeat(first: str, rrule: str) -> Repeat:
    return Repeat(rrule=rrule, first=at(first), has_clock=True)


def bare(value: Any) -> Any:
    if isinstance(value, Moment):
        return Moment(at=value.at, has_date=True, has_clock=True)
    if isinstance(value, Repeat):
        return Repeat(rrule=value.rrule, first=value.first, has_clock=True)
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: bare(getattr(value, field.name)) for field in fields(value)})
    return value
