"""What every store must do with the messages of other programs. The same bodies run over each backend."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.domain.errors import KeyReusedError, RequestRefusedError
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.storage.protocol import IdempotentRequest, MessagePage
from bot.storage.sqlite.store import SqliteStore
from bot.storage.store import Store
from tests.builders import NOW, SENDER, make_inbound, make_person, make_text
from tests.storage.test_store_contract import newcomer, saving

S = OutboundState
OTHER = "+13125550199"
KEPT_SINCE = NOW - timedelta(days=1)


@pytest.fixture(params=["sqlite"])
async def store(tmp_path) -> AsyncIterator[Store]:
    store = SqliteStore(tmp_path / "reminders.db")
    await store.open(NOW)
    yield store
    await store.close()


def once(key="key-1", request_hash="a", kept_since=KEPT_SINCE):
    return IdempotentRequest(key=key, request_hash=request_hash, kept_since=kept_since)


def making(seen=None, **changes):
    """A decision that makes a message for whoever is there, a newcomer where nobody is."""

    def decide(people):
        if seen is not None:
            seen.append(people)
        text = make_text(
            kind=OutboundKind.MESSAGE, **{"id": uuid4(), "media_urls": ("https://example.com/a.png",)} | changes
        )
        person = people[0] if people else make_person(id=0, number=text.to_number)
        return person, text

    return decide


async def add(store, **changes):
    number = changes.get("to_number", SENDER)
    return (await store.messages.add(number, None, making(**changes))).message


async def ids(store, **page):
    return [text.id for text in await store.messages.list(MessagePage(**{"limit": 100} | page))]


async def test_a_message_to_someone_new_makes_them_known(store):
    text = await add(store)
    person = await store.people.find(ProviderName.TWILIO, SENDER)
    assert person is not None
    assert text.person_id == person.id
    assert await store.messages.get(text.id) == text
    assert text.media_urls == ("https://example.com/a.png",)


async def test_a_message_is_decided_by_who_has_the_number(store):
    await store.conversations.answer(make_inbound("hi"), newcomer, saving(timezone="Asia/Tokyo"))
    telnyx = make_inbound("hi", provider=ProviderName.TELNYX)
    await store.conversations.answer(telnyx, lambda: replace(newcomer(), provider=ProviderName.TELNYX), saving())
    seen: list[Any] = []
    await store.messages.add(SENDER, None, making(seen))
    assert [(person.provider, person.timezone) for person in seen[0]] == [
        (ProviderName.TWILIO, "Asia/Tokyo"),
        (ProviderName.TELNYX, "America/New_York"),
    ]


async def test_the_same_key_makes_one_message(store):
    first = await store.messages.add(SENDER, once(), making())
    again = await store.messages.add(SENDER, once(), making())
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert again.message == first.message
    assert await ids(store) == [first.message.id]


async def test_the_same_key_at_the_same_time_makes_one_message(store):
    added = await asyncio.gather(*(store.messages.add(SENDER, once(), making()) for _ in range(8)))
    assert len({one.message.id for one in added}) == 1
    assert [one.is_repeated for one in added].count(False) == 1


async def test_a_key_is_not_for_another_request(store):
    await store.messages.add(SENDER, once(), making())
    with pytest.raises(KeyReusedError):
        await store.messages.add(SENDER, once(request_hash="b"), making())


async def test_a_key_is_forgotten_in_time(store):
    await store.messages.add(SENDER, once(), making())
    later = once(request_hash="b", kept_since=NOW + timedelta(seconds=1))
    assert not (await store.messages.add(SENDER, later, making())).is_repeated


async def test_a_refused_message_leaves_nothing_and_its_key_is_free(store):
    def refuse(people):
        raise RequestRefusedError("no")

    with pytest.raises(RequestRefusedError):
        await store.messages.add(SENDER, once(), refuse)
    assert await store.people.find(ProviderName.TWILIO, SENDER) is None
    assert not (await store.messages.add(SENDER, once(request_hash="b"), making())).is_repeated


async def test_only_messages_are_found(store):
    reminder = make_text()
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[reminder]))
    assert await store.messages.get(reminder.id) is None
    assert await store.messages.revise(reminder.id, lambda text: replace(text, state=S.CANCELLED)) is None
    assert await ids(store) == []
    assert await store.messages.get(uuid4()) is None


async def test_pages_follow_on_without_gaps_or_doubles(store):
    made = [await add(store, id=UUID(int=n), created_at=NOW + timedelta(seconds=n // 3)) for n in range(1, 11)]
    expected = [text.id for text in sorted(made, key=lambda text: (text.created_at, str(text.id)), reverse=True)]
    found, before = [], None
    while page := await store.messages.list(MessagePage(limit=4, before=before)):
        found += [text.id for text in page]
        before = (page[-1].created_at, page[-1].id)
    assert found == expected


async def test_messages_are_found_by_number_and_state(store):
    waiting = await add(store)
    failed = await add(store, state=S.FAILED, created_at=NOW + timedelta(seconds=1))
    other = await add(store, to_number=OTHER, state=S.FAILED, created_at=NOW + timedelta(seconds=2))
    assert await ids(store, to=SENDER) == [failed.id, waiting.id]
    assert await ids(store, states=(S.FAILED,)) == [other.id, failed.id]
    assert await ids(store, states=(S.FAILED,), to=OTHER) == [other.id]
    assert await ids(store, states=(S.WAITING, S.FAILED)) == [other.id, failed.id, waiting.id]
    assert await ids(store, states=(S.WAITING, S.FAILED), limit=1) == [other.id]
    assert await ids(store, to="+13125550111") == []


async def test_a_message_is_revised_as_it_stands(store):
    text = await add(store)
    revised = await store.messages.revise(text.id, lambda text: replace(text, state=S.CANCELLED, next_attempt_at=None))
    assert revised == await store.messages.get(text.id)
    assert revised is not None
    assert revised.state is S.CANCELLED
