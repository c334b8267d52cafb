"""Times of an event that a sentence names first: "remind me then", and clock times where it takes place.

"landing in London tomorrow at 9pm local time, remind me then to text mom": at 9 PM in London.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import Create, Moment, Reading
from bot.understanding.context import Context

ReadWords = Callable[[str, Context], Reading]

_THEN = re.compile(
    r"^(?P<event>.+?)[\s,.;!]*\b(?:and |so |please |can you |could you )*"
    r"(?:remind|text|ping|tell|alert|nudge|wake) me then\b[\s,.]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LOCAL = re.compile(r"\b(?:local time|(?:their|his|her) time|time (?:over )?there|there time)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|to|at|from|the|with|for|near)\s+(?P<place>[a-z]+(?: [a-z]+)?)|(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)",
)
_MOST_PLACES = 6


def with_time_of_event(text: str, whole: Reading, context: Context, read: ReadWords) -> Reading:
    """``whole``, or the reading in which "then" and "local time" mean the time and place of the event."""
    if not isinstance(whole.command, Create):
        return whole
    then, local = _THEN.match(text), _LOCAL.search(text)
    if then is not None:
        return _at_event(then, context, read) or whole
    if local is None:
        return whole
    return _in_place(text, local, context, read) or whole


def _at_event(then: re.Match[str], context: Context, read: ReadWords) -> Reading | None:
    event = read(then["event"], context)
    if not isinstance(event.command, Create):
        event = read(f"remind me {then['event']}", context)  # "I land in London at 9pm"
    if not isinstance(event.command, Create) or len(event.command.tasks) != 1:
        return None
    (task,) = event.command.tasks
    rest = re.sub(r"^(?:to|about|that)\s+", "", then["rest"].strip().rstrip("."), flags=re.IGNORECASE)
    return replace(event, command=Create((replace(task, message=rest or task.message),)))


def _in_place(text: str, local: re.Match[str], context: Context, read: ReadWords) -> Reading | None:
    """The time in the first place before or behind the words that has a time zone."""
    places = [found["place"] or found["name"] for found in _PLACE.finditer(text)]
    for place in places[:_MOST_PLACES]:
        for name in dict.fromkeys((place, place.split()[0])):
            reading = read(f"{text[: local.start()]}{name} time{text[local.end() :]}", context)
            if (moment := _moment(reading)) is not None and moment.zone_named is not None:
                return reading
    return None


def _moment(reading: Reading) -> Moment | None:
    command = reading.command
    return command.tasks[0].moment if isinstance(command, Create) and len(command.tasks) == 1 else None
