"""Trips: a person uses another time zone until a set time, then their home zone again. Pure."""

from datetime import datetime

from bot.domain.model import Person
from bot.domain.records import replace


def zone_at(person: Person, moment: datetime) -> str:
    """The IANA zone of the person at ``moment``: their home zone after the end of a trip."""
    memory = person.memory
    if memory.home_timezone is not None and memory.away_until is not None and moment >= memory.away_until:
        return memory.home_timezone
    return person.timezone


def has_trip_ended(person: Person, now: datetime) -> bool:
    """Whether the trip stored for the person is over by ``now``."""
    return person.memory.away_until is not None and now >= person.memory.away_until


def returned_home(person: Person) -> Person:
    """The person back in their home zone, without a trip."""
    memory = replace(person.memory, home_timezone=None, away_until=None)
    return replace(person, timezone=person.memory.home_timezone or person.timezone, memory=memory)


def with_trip_restored(person: Person, before: Person) -> Person:
    """The person with the trip of ``before``, so that its end is reported with a later reply."""
    memory = replace(person.memory, home_timezone=before.memory.home_timezone, away_until=before.memory.away_until)
    return replace(person, timezone=before.timezone, memory=memory)
