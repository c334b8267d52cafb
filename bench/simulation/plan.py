"""The plan of one history: what the people text and what goes wrong, at which moment. Drawn from the seed alone.

A plan is a list of steps. A plan with some of its steps left out is a plan too: that is how a failing history is
shortened.
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
    """What happens in a step. The values are the names of the methods that carry it out."""

    # What a person texts (phones.py).
    ONCE = "once"
    SOON = "soon"
    SERIES = "series"
    SHORT_SERIES = "short_series"  # one that recurs within a day
    GROUP = "group"
    LIST = "list"
    MOVE = "move"
    DELETE = "delete"
    SNOOZE = "snooze"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    START = "start"
    CHAT = "chat"
    MACHINE = "machine"
    NEVER_MIND = "never_mind"
    FORGET = "forget"
    CROWD = "crowd"
    RUSH = "rush"
    HEADS_UPS = "heads_ups"
    UNTIL_DONE = "until_done"
    # What goes wrong (troubles.py).
    KILL = "kill"
    POWER = "power"
    MOOD = "mood"
    CLOCK = "clock"
    DISK = "disk"
    ROW = "row"
    ZONE = "zone"
    ATTACK = "attack"


# How often each is texted, relative to the others.
TEXTS = {
    Kind.ONCE: 28,
    Kind.SOON: 10,
    Kind.SERIES: 12,
    Kind.SHORT_SERIES: 1,
    Kind.GROUP: 2,
    Kind.LIST: 8,
    Kind.MOVE: 10,
    Kind.DELETE: 12,
    Kind.SNOOZE: 6,
    Kind.PAUSE: 3,
    Kind.RESUME: 4,
    Kind.STOP: 3,
    Kind.START: 5,
    Kind.CHAT: 3,
    Kind.MACHINE: 2,
    Kind.NEVER_MIND: 1,
    Kind.FORGET: 1,
    Kind.CROWD: 1,
    Kind.RUSH: 2,
}
# These came later, and are drawn last: the other steps of a seed stay as they were, with their numbers.
LATER_TEXTS = {Kind.HEADS_UPS: 5, Kind.UNTIL_DONE: 2}
MOST_LATER_TEXTS = 0.4  # a day and person
# How often each goes wrong in ten days.
TROUBLES = {
    Kind.KILL: 8,
    Kind.POWER: 2,
    Kind.MOOD: 4,
    Kind.CLOCK: 2,
    Kind.DISK: 3,
    Kind.ROW: 0.7,
    Kind.ZONE: 0.3,
    Kind.ATTACK: 0.6,
}


@dataclass(frozen=True, slots=True)
class Step:
    """``number`` is its place in the whole plan. ``who`` is the index of a person, ``seed`` decides the details."""

    number: int
    at: datetime
    kind: Kind
    who: int
    seed: int

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS or self.kind in LATER_TEXTS

    def __str__(self) -> str:
        who = f" person {self.who}" if self.is_text else ""
        return f"#{self.number} {self.at:%Y-%m-%d %H:%M:%S}{who} {self.kind}"


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    start: datetime
    days: int
    steps: tuple[Step, ...]


def draw_plan(seed: int, days: int, people: int) -> Plan:
    """The plan of one seed. It begins some days before a clock change."""
    chance = random.Random(seed)  # noqa: S311 - the same plan in every run
    start = chance.choice(CLOCK_CHANGES) - timedelta(days=chance.randint(1, max(1, min(days - 1, 20))))
    start += timedelta(seconds=chance.randrange(86_400))
    drawn: list[tuple[datetime, Kind, int, int]] = []

    def add(kind: Kind, who: int = 0) -> None:
        at = start + timedelta(seconds=chance.randrange(days * 86_400))
        drawn.append((at, kind, who, chance.getrandbits(32)))

    for who in range(people):
        for kind in chance.choices(list(TEXTS), list(TEXTS.values()), k=round(days * chance.uniform(0.5, 2.5))):
            add(kind, who)
    for change in CLOCK_CHANGES:  # series within a day are short-lived: let some live through it
        at = change - timedelta(seconds=chance.randrange(4 * 3600, 14 * 3600))
        for _ in range(2):
            who, seed_of_step = chance.randrange(people), chance.getrandbits(32)
            if start <= at < start + timedelta(days=days):
                drawn.append((at, Kind.SHORT_SERIES, who, seed_of_step))
    for kind, per_ten_days in TROUBLES.items():
        count = days * per_ten_days / 10
        for _ in range(int(count) + (chance.random() < count % 1)):
            add(kind)
    first = sorted(drawn, key=lambda one: one[0])
    drawn.clear()
    for who in range(people):
        texts = round(days * chance.uniform(0.1, MOST_LATER_TEXTS))
        for kind in chance.choices(list(LATER_TEXTS), list(LATER_TEXTS.values()), k=texts):
            add(kind, who)
    numbered = enumerate((*first, *sorted(drawn, key=lambda one: one[0])))
    steps = [Step(number, at, kind, who, seed_) for number, (at, kind, who, seed_) in numbered]
    return Plan(seed, start, days, tuple(sorted(steps, key=lambda step: step.at)))
