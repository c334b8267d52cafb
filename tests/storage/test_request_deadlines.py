"""What a request has not saved by its deadline is never saved, on either backend. The deadline passes by itself."""

import asyncio

import pytest

from bot.domain.changes import PersonContext
from bot.domain.errors import DatabaseBusyError
from bot.runtime.request_deadline import RequestDeadline, answered_by, current_deadline, lift_deadline
from tests.builders import SENDER, make_inbound, make_person
from tests.storage.saving import saving

OTHER = "+13125550177"


class Given:
    """A deadline by hand: ``is_over``, or the client ``is_gone``."""

    def __init__(self):
        self.is_over = self.is_gone = False
        self.deadline = RequestDeadline(1.0, lambda: self.is_gone, lambda: float(self.is_over))


@pytest.fixture
def given():
    return Given()


async def answer(store, decide=saving(), message_id="SM1"):  # noqa: B008 - a pure function
    return await store.conversations.answer(make_inbound("x", message_id), lambda: make_person(id=0), decide)


async def test_what_is_in_time_is_saved(store, given):
    with answered_by(given.deadline):
        assert (await answer(store)).reply == "OK"
    assert current_deadline() is None


@pytest.mark.parametrize("end", ["is_over", "is_gone"])
async def test_nothing_is_begun_past_the_deadline(store, given, end):
    setattr(given, end, True)
    seen: list[PersonContext] = []
    with answered_by(given.deadline), pytest.raises(DatabaseBusyError):
        await answer(store, saving(seen=seen))
    assert seen == []
    assert await store.people.with_number(SENDER) == ()


@pytest.mark.parametrize("end", ["is_over", "is_gone"])
async def test_nothing_is_committed_past_the_deadline(store, given, end):
    def late(context):
        setattr(given, end, True)
        return saving()(context)

    with answered_by(given.deadline), pytest.raises(DatabaseBusyError):
        await answer(store, late)
    assert await store.people.with_number(SENDER) == ()
    again = await answer(store)
    assert (again.reply, again.redelivered) == ("OK", False)


async def test_other_requests_that_share_the_commit_are_saved(store, given):
    """With SQLite, those that wait together."""

    def late(context):
        given.is_over = True
        return saving()(context)

    async def late_one():
        with answered_by(given.deadline):
            return await answer(store, late)

    async def other(number):
        inbound = make_inbound("y", f"SM{number}", from_number=f"+1312555{number:04}")
        return await store.conversations.answer(
            inbound, lambda: make_person(id=0, number=inbound.from_number), saving()
        )

    late_task = asyncio.create_task(late_one())
    answers = await asyncio.gather(*map(other, range(2, 6)))
    assert [answer.reply for answer in answers] == ["OK"] * 4
    with pytest.raises(DatabaseBusyError):
        await late_task


async def test_what_a_request_started_goes_on_after_it(store, given):
    """Its tasks call a provider, and must save the outcome."""
    with answered_by(given.deadline):
        started = asyncio.create_task(answer(store))
        given.is_over = True
        assert (await started).reply == "OK"


async def test_a_deadline_can_be_lifted(store, given):
    given.is_over = True
    with answered_by(given.deadline):
        lift_deadline()
        assert (await answer(store)).reply == "OK"
    assert len(await store.people.with_number(SENDER)) == 1
