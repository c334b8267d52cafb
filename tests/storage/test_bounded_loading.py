"""What a text or a top-up costs does not grow with what is planned for its person, nor with what was sent to them."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest

from bot.delivery.occurrences import plan
from bot.domain.changes import Changes, with_pending
from bot.domain.model import OutboundState
from bot.storage.session import Session
from bot.storage.sqlite import connection
from bot.storage.sqlite.store import SqliteStore
from bot.storage.units import erasure
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

S = OutboundState
STEP = timedelta(minutes=5)
START = (NOW - timedelta(days=1)).replace(tzinfo=None)
SERIES = 20
IDS = count(100)


def series(number):
    reminder = make_reminder(
        id=UUID(int=number), number=number, rrule="FREQ=MINUTELY;INTERVAL=5", wall_start=START, due_at=NOW + STEP
    )
    return plan(reminder, (), NOW)[0]


def messages_of(reminder, sent, planned):
    """``sent`` messages of the past and ``planned`` ones."""
    steps = [*range(-sent, 0), *range(1, planned + 1)]
    return [
        make_text(
            id=UUID(int=reminder.number * 100_000 + place),
            reminder_id=reminder.id,
            due_at=NOW + STEP * step,
            state=S.DELIVERED if step < 0 else S.SCHEDULED,
            next_attempt_at=None if step < 0 else NOW + STEP * step,
        )
        for place, step in enumerate(steps)
    ]


async def filled(store, *, sent, planned):
    reminders = [series(number) for number in range(1, SERIES + 1)]
    messages = [message for reminder in reminders for message in messages_of(reminder, sent, planned)]
    await store.conversations.answer(
        make_inbound("x", "SM0"), lambda: make_person(id=0), saving(reminders=reminders, outbound=messages)
    )
    return reminders


@pytest.fixture
def statements(monkeypatch):
    """Counts the statements that are executed and the rows that they load."""
    real = connection.Statements.fetch
    loaded: list[int] = []

    async def fetch(self, sql, values):
        rows = await real(self, sql, values)
        loaded.append(len(rows))
        return rows

    @contextmanager
    def counted():
        loaded.clear()
        found: list[int] = []
        yield found
        found += [len(loaded), sum(loaded)]

    monkeypatch.setattr(connection.Statements, "fetch", fetch)
    return counted


async def cost_of_text(path, statements, **history):
    store = SqliteStore(path)
    await store.open(NOW)
    await filled(store, **history)
    with statements() as cost:
        await store.conversations.answer(make_inbound("list", "SM1"), lambda: make_person(id=0), saving())
    await store.close()
    return cost


async def test_a_text_loads_no_more_when_more_is_planned_or_was_sent(tmp_path, statements):
    few = await cost_of_text(tmp_path / "few.db", statements, sent=10, planned=3)
    many = await cost_of_text(tmp_path / "many.db", statements, sent=400, planned=60)
    assert few == many
    executed, rows = many
    assert executed < 20
    assert rows < 3 * SERIES, "each reminder and its next message, and the newest that were sent"


async def cost_of_top_up(path, statements, sent):
    store = SqliteStore(path)
    await store.open(NOW)
    await filled(store, sent=sent, planned=12)
    now = NOW + STEP
    seen = []

    def top_up(reminder, _, planned, *__):
        seen.append(len(planned))
        after, _ = plan(reminder, planned, now)
        return after, ()

    with statements() as cost:
        assert await store.delivery.top_up_due(now, SERIES, top_up) == SERIES
    assert set(seen) == {12}, "the upcoming ones and the newest of the past"
    await store.close()
    return cost


async def test_a_top_up_does_not_read_the_history(tmp_path, statements):
    short = await cost_of_top_up(tmp_path / "short.db", statements, sent=10)
    assert short == await cost_of_top_up(tmp_path / "long.db", statements, sent=400)


async def seen_by(store, decide):
    seen = []

    def remember(context):
        seen.append(context)
        return Changes(person=context.person, reply="", intent="x")

    await store.conversations.answer(make_inbound("x", f"SM{next(IDS)}"), lambda: make_person(id=0), decide(remember))
    return seen[-1].outbound


def steps(messages):
    return [(message.reminder_id.int, (message.due_at - NOW) // STEP) for message in messages]


async def test_a_decision_gets_the_messages_that_it_asks_for(store):
    await filled(store, sent=3, planned=4)
    first = [(number, 1) for number in range(1, SERIES + 1)]
    assert sorted(steps(await seen_by(store, lambda remember: remember))) == first
    some = await seen_by(store, lambda remember: with_pending([UUID(int=2)], remember))
    assert sorted(steps(some)) == sorted([*first, *((2, step) for step in (2, 3, 4))])
    assert steps(some) == sorted(steps(some), key=lambda pair: pair[1])
    everything = await seen_by(store, lambda remember: with_pending(None, remember))
    assert len(everything) == SERIES * 4
    assert await seen_by(store, lambda remember: with_pending([], remember)) == await seen_by(
        store, lambda remember: remember
    )


async def test_messages_that_are_due_are_known_although_their_receipt_is_late(store):
    reminder = series(1)
    due = [
        make_text(reminder_id=reminder.id, due_at=NOW - STEP * ago, state=S.SCHEDULED, next_attempt_at=NOW)
        for ago in (3, 2, 1, 0)
    ]
    await store.conversations.answer(
        make_inbound("x", "SM0"), lambda: make_person(id=0), saving(reminders=[reminder], outbound=due)
    )
    assert steps(await seen_by(store, lambda remember: remember)) == [(1, -3), (1, -2), (1, -1), (1, 0)]


KEPT = [(S.WAITING, True), (S.HANDING_OVER, True), (S.SCHEDULED, False), (S.SENT, False), (S.CANCELLED, False)]


@pytest.mark.parametrize(("state", "is_kept"), KEPT)
async def test_a_top_up_knows_an_old_message_that_is_still_kept(store, state, is_kept):
    reminder = make_reminder(next_check_at=NOW, due_at=NOW - STEP)
    old = make_text(reminder_id=reminder.id, due_at=NOW - STEP * 9, state=state)
    newest = make_text(reminder_id=reminder.id, due_at=NOW - STEP, state=S.SENT)
    await store.conversations.answer(
        make_inbound("x", "SM0"), lambda: make_person(id=0), saving(reminders=[reminder], outbound=[old, newest])
    )
    seen = []

    def top_up(reminder, _, planned, *__):
        seen.extend(planned)
        return reminder, ()

    await store.delivery.top_up_due(NOW, 1, top_up)
    expected = [newest, old] if is_kept else [newest]
    assert seen == [(message.due_at, message.state, message.next_attempt_at) for message in expected]


async def test_a_person_is_erased_in_small_transactions(store, monkeypatch):
    monkeypatch.setattr(erasure, "ERASE_BATCH", 7)
    reminders = [make_reminder(number=number, state="done") for number in range(1, 20)]
    sent = [make_text(reminder_id=one.id, state=S.SENT, next_attempt_at=None) for one in reminders for _ in range(3)]
    await store.conversations.answer(
        make_inbound("x", "SM0"),
        lambda: make_person(id=0),
        saving(reminders=reminders, outbound=sent, forgotten_at=NOW),
    )
    (person_id,) = {one.person_id for one in sent}
    deleted = []
    execute = Session.execute

    async def counting(self, sql, **values):
        changed = await execute(self, sql, **values)
        deleted.append(changed)
        return changed

    monkeypatch.setattr(Session, "execute", counting)
    assert await store.people.erase_forgotten(NOW) == 1
    assert sum(deleted) == len(reminders) + len(sent) + 2, "and the text, and the person"
    assert max(deleted) <= 7
    assert await store.people.personal_data(person_id) is None
    assert await store.people.with_number(SENDER) == ()
