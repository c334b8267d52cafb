"""A trip: the zone of a person while they are away, and home again after it. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.domain.model import Person


def zone_at(person: Person, moment: datetime) -> str:
    """The IANA zone in which the person is at ``moment``: their home zone once a trip is over."""
    memory = person.memory
    if memory.home_timezone is not None and memory.away_until is not None and moment >= memory.away_until:
        return memory.home_timezone
    return person.timezone


def has_trip_ended(person: Person, now: datetime) -> bool:
    """Whether a trip has ended by ``now`` that the person is still on as far as is kept."""
    return person.memory.away_until is not None and now >= person.memory.away_until


def returned_home(person: Person) -> Person:
    """The person, on no trip any more and in their home zone."""
    memory = replace(person.memory, home_timezone=None, away_until=None)
    return replace(person, timezone=person.memory.home_timezone or person.timezone, memory=memory)


def with_trip_restored(person: Person, before: Person) -> Person:
    """The person, with the trip that they have not heard the end of yet as it was ``before``."""
    memory = replace(person.memory, home_timezone=before.memory.home_timezone, away_until=before.memory.away_until)
    return replace(person, timezone=before.timezone, memory=memory)
