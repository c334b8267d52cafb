"""Times of an event that a sentence names first: "remind me then", and clock times where it takes place.

"landing in London tomorrow at 9pm local time, remind me then to text mom": at 9 PM in London.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.understanding.command import AskTime, Create, Moment, Reading
from bot.understanding.context import Context
from bot.understanding.times.zone_names import place_zone

ReadWords = Callable[[str, Context], Reading]

_THEN = re.compile(
    r"^(?P<event>.+?)[\s,.;!]*\b(?:and |so |please |can you |could you )*"
    r"(?:remind|text|ping|tell|alert|nudge|wake) me then\b[\s,.]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LOCAL = re.compile(
    r"\b(?:(?P<own>(?:my )?local time|my time)|(?:their|his|her) (?:local )?time|time (?:over )?there|there time)\b"
    r"|(?:(?<=[ap]m )|(?<=\d ))(?:over )?there\b",
    re.IGNORECASE,
)
_HOUR_BEFORE = re.compile(r"\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?\s*$", re.IGNORECASE)
_BEFORE_PLACE = frozenset(["in", "to", "at", "from", "the", "with", "for", "near"])
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PLACE_WORDS = 3


def with_time_of_event(text: str, whole: Reading, context: Context, read: ReadWords) -> Reading:
    """``whole``, or the reading in which "then" and "local time" mean the time and place of the event."""
    if not isinstance(whole.command, Create):
        return whole
    then, local = _THEN.match(text), _LOCAL.search(text)
    if then is not None:
        return _at_event(then, context, read) or whole
    if local is None:
        return whole
    return _in_place(text, local, context, read) or _in_no_place(text, local, context, read) or whole


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
    for place in _places(text, context.locale.language):
        reading = read(f"{text[: local.start()]}{place} time{text[local.end() :]}", context)
        if (moment := _moment(reading)) is not None and moment.zone_named is not None:
            return reading
    return None


def _in_no_place(text: str, local: re.Match[str], context: Context, read: ReadWords) -> Reading | None:
    """ "at 5pm local time" is the person's own time; "at 6 her time" nobody knows."""
    hour = _HOUR_BEFORE.search(text, 0, local.start())
    if hour is None or "time" not in local.group().lower():
        return None  # "at 5 there is soccer"
    plain = read(f"{text[: local.start()]}{text[local.end() :]}", context)
    if local["own"] or not isinstance(plain.command, Create) or len(plain.command.tasks) != 1:
        return plain
    said = f"{hour.group().strip()} {local.group()}"
    asked = AskTime(message=plain.command.tasks[0].message, problem="unclear", part=said)
    return Reading(asked, f'It says no place for "{said}".')


def _places(text: str, language_code: str) -> Iterator[str]:
    """The names with a time zone, behind a preposition or with a capital: "with the Berlin team", "in LA"."""
    words = [found.group() for found in _WORD.finditer(text)]
    for at, word in enumerate(words):
        if not word[0].isupper() and (not at or words[at - 1].lower() not in _BEFORE_PLACE):
            continue
        for length in range(_MOST_PLACE_WORDS, 0, -1):
            name = words[at : at + length]
            if len(name) == length and place_zone(tuple(part.lower() for part in name), language_code):
                yield " ".join(name)
                break


def _moment(reading: Reading) -> Moment | None:
    command = reading.command
    return command.tasks[0].moment if isinstance(command, Create) and len(command.tasks) == 1 else None
