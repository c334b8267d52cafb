"""A person's text, read where they are: by their clock, their habits, and after a trip by the clock at home."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.locale import locale_of
from bot.conversation.trips import zone_at
from bot.domain.model import Person
from bot.understanding.command import Command, Create, Edit, Reading, Snooze, Unknown
from bot.understanding.reading import read


def listen(text: str, person: Person, now: datetime) -> Reading:
    """What ``text`` says, said by ``person`` at ``now`` (aware).

    "next tuesday at 9" is by the clock at home where the trip that the person is on is over by then.
    """
    zone = zone_at(person, now)
    reading = read(text, now=now, zone=ZoneInfo(zone), locale=locale_of(person))
    home, until = person.memory.home_timezone, person.memory.away_until
    if home is None or until is None or zone == home or not _all_after(reading.command, until):
        return reading
    at_home = read(text, now=now, zone=ZoneInfo(home), locale=locale_of(person))
    return at_home if _all_after(at_home.command, until) else reading


def _all_after(command: Command, moment: datetime) -> bool:
    """Whether the command speaks of moments, and all of them are ``moment`` or later."""
    named = _moments(command)
    return bool(named) and all(one >= moment for one in named)


def _moments(command: Command) -> list[datetime]:
    if isinstance(command, Create):
        said = [one for task in command.tasks for one in (task.moment, task.repeat) if one is not None]
    elif isinstance(command, Edit):
        said = [one for one in (command.moment, command.repeat) if one is not None]
    elif isinstance(command, Snooze | Unknown):
        said = [command.moment] if command.moment is not None else []
    else:
        said = []
    return [one.at if hasattr(one, "at") else one.first for one in said]
