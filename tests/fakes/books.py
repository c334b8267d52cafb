"""People who text a bot from a seed, and the books: what the bot has promised them, and what must be at the provider.

Each person has one number at one provider and texts one text after the other; a text is sent again, under the same
message id, until it is acknowledged. What is in the books was acknowledged.
"""

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Chicago")  # of +1 312
TOKEN = re.compile(r"thing\d{4}")
REPEATS_AHEAD = 3
MOST_PROMISES = 50  # a person; then they only take back and move


class Message(Protocol):
    """A message as a fake provider holds it."""

    @property
    def to(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def send_at(self) -> datetime | None: ...


@dataclass
class Promise:
    """A reminder that was confirmed. ``at`` are the moments it is to be at the provider for; None: some time soon."""

    token: str
    number: int
    at: frozenset[datetime] | None
    is_repeat: bool = False


@dataclass(frozen=True)
class Wanted:
    """A text to be sent, and what it comes to once it is acknowledged."""

    message_id: str
    body: str
    kind: str
    token: str
    promise: Promise | None = None  # made or moved; None: deleted


@dataclass
class Texter:
    """One person. ``promises`` by token are what stands; ``gone`` the tokens that were deleted."""

    number: str
    provider: str
    is_hasty: bool  # texts only what is due in seconds
    chance: random.Random
    days_ahead: tuple[date, ...]  # tomorrow first
    tokens: Iterator[int]
    promises: dict[str, Promise] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    answers: dict[str, str | None] = field(default_factory=dict)  # by message id
    bodies: dict[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None
    count: int = 0

    def next_text(self) -> Wanted:
        """The text that is not acknowledged yet, else a new one."""
        if self.wanted is None:
            self.count += 1
            message_id = f"SM{self.number[-4:]}{self.count:028d}"
            self.wanted = self._new_text(message_id)
        return self.wanted

    def acknowledge(self, wanted: Wanted, answer: str | None) -> None:
        """The bot has answered: from now on it is held to it."""
        self.answers.setdefault(wanted.message_id, answer)
        self.bodies[wanted.message_id] = wanted.body
        self.wanted = None
        if wanted.promise is not None:
            self.promises[wanted.token] = wanted.promise
        else:
            self.promises.pop(wanted.token)
            self.gone.add(wanted.token)

    def _new_text(self, message_id: str) -> Wanted:
        kinds = ["once"] * 6 + ["repeat"] * 2
        if len(self.promises) >= MOST_PROMISES:
            kinds = []
        if self.promises:
            kinds += ["delete"] * 3 + ["edit"] * 3
        kind = "soon" if self.is_hasty else self.chance.choice(kinds)
        if kind in ("delete", "edit"):
            return self._change(message_id, kind)
        token = f"thing{next(self.tokens):04d}"
        number = next(n for n in itertools.count(1) if n not in {one.number for one in self.promises.values()})
        if kind == "soon":
            body, at = f"remind me in {self.chance.randint(5, 20)} seconds to see {token}", None
        elif kind == "repeat":
            at, words = self._every_day()
            body = f"remind me every day at {words} to see {token}"
        else:
            at, words = self._some_time()
            body = f"remind me {words} to see {token}"
        promise = Promise(token, number, at, is_repeat=kind == "repeat")
        return Wanted(message_id, body, kind, token, promise)

    def _change(self, message_id: str, kind: str) -> Wanted:
        chosen = self.chance.choice(sorted(self.promises.values(), key=lambda one: one.number))
        if kind == "delete" or chosen.is_repeat:
            return Wanted(message_id, f"delete {chosen.number}", "delete", chosen.token)
        at, words = self._some_time()
        promise = Promise(chosen.token, chosen.number, at)
        return Wanted(message_id, f"move {chosen.number} to {words.removeprefix('on ')}", kind, chosen.token, promise)

    def _some_time(self) -> tuple[frozenset[datetime], str]:
        day = self.chance.choice(self.days_ahead)
        hour, minute = self.chance.randint(1, 11), self.chance.randint(1, 59)
        return frozenset({moment(day, hour, minute)}), f"on {day:%B} {day.day} at {hour}:{minute:02d}pm"

    def _every_day(self) -> tuple[frozenset[datetime], str]:
        """The next three evenings at a time that is not just now, and how the time is said."""
        now = datetime.now(UTC)
        today = self.days_ahead[0] - timedelta(days=1)
        while True:
            hour, minute = self.chance.randint(1, 11), self.chance.randint(1, 59)
            if abs(moment(today, hour, minute) - now) > timedelta(hours=1):
                break
        first = 0 if moment(today, hour, minute) > now else 1
        days = [today + timedelta(days=first + n) for n in range(REPEATS_AHEAD)]
        return frozenset(moment(day, hour, minute) for day in days), f"{hour}:{minute:02d}pm"


def moment(day: date, hour: int, minute: int) -> datetime:
    """The UTC moment of a time in the afternoon, where these people live."""
    return datetime.combine(day, time(hour + 12, minute), ZONE).astimezone(UTC)


def people(seed: int, count: int) -> list[Texter]:
    """``count`` people, half with each provider; one in six is hasty."""
    tokens = itertools.count(1)
    today = datetime.now(ZONE).date()
    return [
        Texter(
            number=f"+1312555{110 + index:04d}",
            provider="twilio" if index % 2 else "telnyx",
            is_hasty=index % 6 >= 4,
            chance=random.Random(seed * 1000 + index),  # noqa: S311 - the same texts in every run
            days_ahead=tuple(today + timedelta(days=n) for n in (1, 2, 3)),
            tokens=tokens,
        )
        for index in range(count)
    ]


def held(messages: list[Message], number: str) -> dict[str, Counter[datetime | None]]:
    """By token, the reminders that a provider will send or has sent to ``number``, with how many for each moment."""
    found: dict[str, Counter[datetime | None]] = {}
    for message in messages:
        token = TOKEN.search(message.body)
        is_live = message.status not in ("canceled", "cancelled")
        if message.to == number and token and message.body.startswith("Reminder: ") and is_live:
            found.setdefault(token[0], Counter())[message.send_at] += 1
    return found


def differences(person: Texter, messages: list[Message]) -> list[str]:
    """Where the provider's ledger is not what was promised, one line each; none when the books are right."""
    there = held(messages, person.number)
    lines = []
    for token, promise in person.promises.items():
        counts = there.get(token, Counter())
        if promise.at is None:
            if sum(counts.values()) != 1:
                lines.append(f"{token} is to be sent once, is there {sum(counts.values())} times")
            continue
        lines += [f"{token} for {at} is lost" for at in sorted(promise.at - set(counts))]
        lines += [f"{token} for {at} is there {count} times" for at, count in counts.items() if count > 1]
        lines += [f"{token} for {at} was not promised" for at in counts if at not in promise.at]
    lines += [f"{token} was deleted, but is there" for token in sorted(person.gone & set(there))]
    lines += [f"{token} was never asked for" for token in sorted(set(there) - set(person.promises) - person.gone)]
    return [f"{person.provider} {person.number[-4:]}: {line}" for line in lines]
