"""The plan of one history: what the people text and what goes wrong, at which moment. Drawn from the seed alone.

A plan is a list of steps. Leaving steps out gives another valid plan, which is how a failing history is shortened.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

# Days on which clocks change in New York, Los Angeles, London, Berlin or Sydney.
CLOCK_CHANGES = (
    datetime(2027, 3, 14, tzinfo=UTC),
    datetime(2027, 3, 28, tzinfo=UTC),
    datetime(2027, 4, 4, tzinfo=UTC),
    datetime(2027, 10, 3, tzinfo=UTC),
    datetime(2027, 10, 31, tzinfo=UTC),
    datetime(2027, 11, 7, tzinfo=UTC),
)


class Kind(StrEnum):
    # What a person texts.
    ONCE = "once"
    SOON = "soon"
    SERIES = "series"
    LIST = "list"
    MOVE = "move"
    DELETE = "delete"
    SNOOZE = "snooze"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START = "start"
    CHAT = "chat"
    # What goes wrong.
    KILL = "kill"
    MOOD = "mood"
    JUMP = "jump"
    DISK = "disk"
    BROKEN_ROW = "broken row"


TEXTS = (
    (Kind.ONCE, 30),
    (Kind.SOON, 12),
    (Kind.SERIES, 12),
    (Kind.LIST, 8),
    (Kind.MOVE, 10),
    (Kind.DELETE, 12),
    (Kind.SNOOZE, 6),
    (Kind.PAUSE, 3),
    (Kind.RESUME, 4),
    (Kind.STOP, 2),
    (Kind.START, 4),
    (Kind.CHAT, 3),
)
# How often each happens in ten days.
TROUBLES = ((Kind.KILL, 12), (Kind.MOOD, 6), (Kind.JUMP, 2), (Kind.DISK, 3))


@dataclass(frozen=True, slots=True)
class Step:
    """``number`` is its place in the whole plan. ``who`` is the index of a person, ``seed`` decides the details."""

    number: int
    at: datetime
    kind: Kind
    who: int
    seed: int

    def __str__(self) -> str:
        who = f" person {self.who}" if self.kind in dict(TEXTS) else ""
        return f"#{self.number} {self.at:%Y-%m-%d %H:%M:%S}{who} {self.kind}"


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    start: datetime
    days: int
    steps: tuple[Step, ...]


def draw_plan(seed: int, days: int, people: int, *, broken_rows: bool) -> Plan:
    """The plan of one seed: it begins some days before a clock change."""
    chance = random.Random(seed)  # noqa: S311 - the same plan in every run
    start = chance.choice(CLOCK_CHANGES) - timedelta(days=chance.randint(1, max(1, min(days - 1, 20))))
    start += timedelta(seconds=chance.randrange(86_400))
    drawn: list[tuple[datetime, Kind, int, int]] = []

    def add(kind: Kind, who: int = 0) -> None:
        at = start + timedelta(seconds=chance.randrange(days * 86_400))
        drawn.append((at, kind, who, chance.getrandbits(32)))

    kinds, weights = zip(*TEXTS, strict=True)
    for who in range(people):
        for _ in range(round(days * chance.uniform(0.5, 2.5))):
            add(chance.choices(kinds, weights)[0], who)
    troubles = (*TROUBLES, (Kind.BROKEN_ROW, 1)) if broken_rows else TROUBLES
    for kind, per_ten_days in troubles:
        for _ in range(max(1, round(days * per_ten_days / 10))):
            add(kind)
    drawn.sort(key=lambda one: one[0])
    steps = tuple(Step(number, at, kind, who, seed_) for number, (at, kind, who, seed_) in enumerate(drawn))
    return Plan(seed, start, days, steps)
