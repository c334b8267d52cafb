"""Measure what a text costs in SQLite, with and without surviving a power loss: ``python -m bench.storage``.

Each unit of work is that of a text that creates a reminder: two lookups, the person context, four rows and one commit.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.domain.changes import Changes, PersonContext
from bot.domain.model import InboundText, OutboundKind, OutboundMessage, Person, ProviderName, Reminder, ZoneSource
from bot.storage.sqlite.store import SqliteStore

UNITS = 100
ROUNDS = 10
NOW = datetime(2026, 3, 11, 14, 20, tzinfo=UTC)


async def microseconds_a_text(synchronous: str) -> float:
    """The wall time of one text at this level of ``PRAGMA synchronous``, with a commit for each text."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "reminders.db")
        await store.open(NOW)
        assert store.database._connection is not None  # noqa: SLF001
        await store.database._connection.execute_fetchall(f"PRAGMA synchronous = {synchronous}")  # noqa: SLF001
        begun = time.perf_counter()
        for number in range(UNITS):
            inbound = _inbound(number)
            await store.conversations.answer(inbound, _newcomer(inbound), _decide)
        spent = time.perf_counter() - begun
        await store.close()
        return spent / UNITS * 1e6


def _inbound(number: int) -> InboundText:
    return InboundText(
        provider=ProviderName.TWILIO,
        message_id=f"SM{number}",
        from_number=f"+1312555{number % 1000:04d}",
        to_number="+13125550100",
        body="remind me tomorrow at 5pm to call mom",
        received_at=NOW,
    )


def _newcomer(inbound: InboundText) -> Callable[[], Person]:
    return lambda: Person(
        id=0,
        provider=inbound.provider,
        number=inbound.from_number,
        bot_number=inbound.to_number,
        timezone="America/Chicago",
        zone_source=ZoneSource.NUMBER,
        created_at=NOW,
    )


def _decide(context: PersonContext) -> Changes:
    taken = {reminder.number for reminder in context.reminders}
    due_at = NOW + timedelta(days=1)
    reminder = Reminder(
        id=uuid4(),
        person_id=context.person.id,
        number=next(number for number in itertools.count(1) if number not in taken),
        message="call mom",
        due_at=due_at,
        timezone="America/Chicago",
        created_at=NOW,
    )
    message = OutboundMessage(
        id=uuid4(),
        person_id=context.person.id,
        provider=ProviderName.TWILIO,
        kind=OutboundKind.REMINDER,
        to_number=context.person.number,
        from_number=context.person.bot_number,
        body="Reminder: call mom",
        due_at=due_at,
        created_at=NOW,
        reminder_id=reminder.id,
        next_attempt_at=NOW,
    )
    person = replace(context.person, introduced=True)
    return Changes(person=person, reply="OK", intent="create", reminders=(reminder,), outbound=(message,))


def main() -> None:
    levels = ("FULL", "NORMAL")
    spent: dict[str, list[float]] = {level: [] for level in levels}
    for _ in range(ROUNDS):  # alternating, so that a busy minute slows both equally
        for level in levels:
            spent[level].append(asyncio.run(microseconds_a_text(level)))
    full, normal = (min(spent[level]) for level in levels)  # the best round: other programs use the machine too
    print(
        f"a text: {full:.0f} us, {1e6 / full:.0f} a second (synchronous=FULL);"
        f" {normal:.0f} us, {1e6 / normal:.0f} a second (NORMAL); power loss costs {full - normal:.0f} us"
    )


if __name__ == "__main__":
    main()
