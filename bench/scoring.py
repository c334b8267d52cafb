"""Examples, answers, and the rules by which an answer counts as right."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

# How many occurrences of two repeats are compared.
_OCCURRENCES = 30
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6}))?(Z?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and what it asks for.

    ``at`` lists the acceptable moments, each as precise as the words: a moment with its offset
    ("2026-05-14T09:00-04:00"), a day ("2026-05-14"), or an interval with its end excluded ("from/to"). It is empty if
    the text names no time. ``rrule`` is set for a repeat, whose first occurrence is ``at``. ``messages`` lists the
    acceptable messages; empty if the message does not matter ("thanks").
    """

    kind: str
    text: str
    now: datetime
    zone: ZoneInfo
    at: tuple[str, ...]
    rrule: str | None
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A library's answer: aware ``moments``, any of which may be right, a rule, and the message."""

    moments: tuple[datetime, ...] = ()
    rrule: str | None = None
    message: str | None = None


def load(path: Path) -> tuple[Example, ...]:
    """Load examples from a file with one JSON object per line. Raises ``KeyError`` or ``ValueError`` if malformed."""
    return tuple(_example(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _example(row: dict[str, object]) -> Example:
    at, messages = row["at"], row["message"]
    if not isinstance(at, list) or not isinstance(messages, list):
        raise ValueError(f"not lists: {at!r}, {messages!r}")  # noqa: TRY004 - same error for every malformed file
    return Example(
        kind=str(row["kind"]),
        text=str(row["text"]),
        now=datetime.fromisoformat(str(row["now"])),
        zone=ZoneInfo(str(row["zone"])),
        at=tuple(map(str, at)),
        rrule=str(row["rrule"]) if "rrule" in row else None,
        messages=tuple(map(str, messages)),
    )


def is_time_right(example: Example, found: Found) -> bool:
    """Whether the moment, the repeat or the absence of a time is as expected."""
    if example.rrule is not None:
        return found.rrule is not None and any(_same_repeat(example, at, found) for at in example.at)
    if not example.at:
        return not found.moments and found.rrule is None
    return found.rrule is None and any(fits(moment, at, example.zone) for moment in found.moments for at in example.at)


def fits(moment: datetime, expected: str, zone: ZoneInfo) -> bool:
    """Whether an aware ``moment`` matches ``expected``, to the precision in which that is written."""
    if "/" in expected:
        start, end = map(datetime.fromisoformat, expected.split("/"))
        return start <= moment < end
    if "T" in expected:
        return moment.replace(microsecond=0) == datetime.fromisoformat(expected)
    return moment.astimezone(zone).date() == date.fromisoformat(expected)


def is_message_right(example: Example, found: Found) -> bool:
    """Whether the message is an expected one, ignoring case, spacing and surrounding punctuation."""
    if not example.messages:
        return True
    return found.message is not None and _bare(found.message) in map(_bare, example.messages)


def _bare(message: str) -> str:
    return " ".join(message.casefold().split()).strip(" .,:;!?-\"'")


def _same_repeat(example: Example, at: str, found: Found) -> bool:
    if not found.moments or found.rrule is None or example.rrule is None:
        return False
    first = found.moments[0].astimezone(example.zone)
    if not fits(first, at, example.zone):
        return False
    wanted = first if "T" in at and "/" not in at else datetime.combine(_day_of(at), first.timetz())
    return list(occurrences(example.rrule, wanted)) == list(occurrences(found.rrule, first))


def _day_of(at: str) -> date:
    return date.fromisoformat(at[:10])


def occurrences(rrule: str, first: datetime) -> Iterable[datetime]:
    """The first occurrences of a rule that starts at the wall time of ``first``, as naive times."""
    wall = first.replace(tzinfo=None)
    return islice(rrulestr(_UNTIL.sub(lambda match: _local_until(match, first), rrule), dtstart=wall), _OCCURRENCES)


def _local_until(match: re.Match[str], first: datetime) -> str:
    """UNTIL as wall time, like the occurrences."""
    until = datetime.strptime(match[1] + (match[2] or "235959"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    local = until.astimezone(first.tzinfo) if match[3] else until
    return f"UNTIL={local:%Y%m%dT%H%M%S}"


_POLITE = r"(?:hey|please|pls|can (?:you|u)|could you(?: please)?|i need to|i have to|make sure)[\s,]+"
_COMMAND = (
    r"(?:remind(?:er)?(?: ?me)?|rmd me|set an? (?:reminder|alarm)|set reminder|i'd like a reminder|give me a nudge"
    r"|schedule a text|don'?t let me forget|make sure|(?:text|tell|ping) me|wake me(?: up)?|note to self)"
)
_LEADING = re.compile(
    rf"^(?:{_POLITE})*(?:{_COMMAND}\b[\s,:-]*(?:(?:to|that|about|of|for|saying|2)\b)?)?[\s,:-]*", re.IGNORECASE
)
_CONNECTOR = re.compile(r"^(?:to|that|about)\b[\s,:-]*", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,:-]+(?:please|pls|thanks|thx)\W*$", re.IGNORECASE)
# Words left dangling before a cut.
_DANGLING = re.compile(r"(?:(?<!\S)(?:on|at|by|in|for|from|around|over|the|this|of|and|@)\s*)*\0", re.IGNORECASE)


def message_without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The message that a library which only finds times would leave: ``text`` without the ``spans`` it found.

    Generous: usual commands at the start, thanks at the end and words left dangling by a cut are removed as well.
    """
    rest = text
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} \0 {rest[end:]}"
    is_cut_at_start = rest.lstrip().startswith("\0")
    rest = _TRAILING.sub("", " ".join(_DANGLING.sub(" ", rest).split())).strip(" .,:-")
    rest = _LEADING.sub("", rest, count=1)
    return (_CONNECTOR.sub("", rest) if is_cut_at_start else rest).strip(" .,:-")


def next_at(clock: datetime, now: datetime) -> datetime:
    """``clock`` today, or tomorrow if it has passed."""
    return clock if clock > now else clock + timedelta(days=1)
