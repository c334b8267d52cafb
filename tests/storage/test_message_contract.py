"""What every store must do for the messages of the HTTP API. The same tests run on every backend."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.domain.errors import KeyReusedError, RequestRefusedError
from bot.domain.model import OutboundKind, OutboundState, ProviderName
from bot.storage.protocol import IdempotentRequest, MessagePage
from bot.storage.recipient import Decision
from tests.builders import NOW, SENDER, make_inbound, make_person, make_text
from tests.storage.saving import saving

S = OutboundState
OTHER = "+13125550199"
TOKEN_NAME = "shop"
KEPT_SINCE = NOW - timedelta(days=1)


def newcomer():
    return make_person(id=0)


def request(key="key-1", request_hash="a", kept_since=KEPT_SINCE, token_name=TOKEN_NAME):
    return IdempotentRequest(token_name=token_name, key=key, request_hash=request_hash, kept_since=kept_since)


def making(seen=None, **changes):
    """A decision that makes a message for the first person with the number, or for a new one."""

    def decide(recipient):
        people = recipient.people
        if seen is not None:
            seen.append(people)
        message = make_text(
            kind=OutboundKind.MESSAGE,
            **{"id": uuid4(), "media_urls": ("https://example.com/a.png",), "token_name": TOKEN_NAME} | changes,
        )
        person = people[0] if people else make_person(id=0, number=message.to_number)
        return Decision(person=person, message=message, cancelled=cancel(recipient.replaced))

    return decide


def cancel(replaced):
    return None if replaced is None else replace(replaced, state=OutboundState.CANCELLED, next_attempt_at=None)


async def add(store, **changes):
    number = changes.get("to_number", SENDER)
    return (await store.messages.add(number, TOKEN_NAME, NOW, None, making(**changes))).message


async def ids(store, **page):
    values: dict[str, Any] = {"limit": 100, "token_name": TOKEN_NAME}
    return [message.id for message in await store.messages.list(MessagePage(**values | page))]


async def test_a_message_to_an_unknown_number_adds_a_person(store):
    message = await add(store)
    person = await store.people.find(ProviderName.TWILIO, SENDER)
    assert person is not None
    assert message.person_id == person.id
    assert await store.messages.get(message.id, TOKEN_NAME) == message
    assert message.media_urls == ("https://example.com/a.png",)


async def test_the_message_that_is_replaced_is_saved_with_the_new_one(store):
    old = await add(store)
    for token_name, found in (("another program", False), (TOKEN_NAME, True)):
        added = await store.messages.add(SENDER, token_name, NOW, None, making(token_name=token_name), replaces=old.id)
        assert added.message.state is OutboundState.WAITING
        stored = await store.messages.get(old.id, TOKEN_NAME)
        assert (stored.state is OutboundState.CANCELLED) == found


async def test_a_message_is_decided_from_the_people_with_the_number(store):
    await store.conversations.answer(make_inbound("hi"), newcomer, saving(timezone="Asia/Tokyo"))
    telnyx = make_inbound("hi", provider=ProviderName.TELNYX)
    await store.conversations.answer(telnyx, lambda: replace(newcomer(), provider=ProviderName.TELNYX), saving())
    seen: list[Any] = []
    await store.messages.add(SENDER, TOKEN_NAME, NOW, None, making(seen))
    assert [(person.provider, person.timezone) for person in seen[0]] == [
        (ProviderName.TWILIO, "Asia/Tokyo"),
        (ProviderName.TELNYX, "America/New_York"),
    ]


async def test_the_same_key_makes_one_message(store):
    first = await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making())
    again = await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making())
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert again.message == first.message
    assert await ids(store) == [first.message.id]


async def test_concurrent_requests_with_a_key_make_one_message(store):
    added = await asyncio.gather(*(store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making()) for _ in range(8)))
    assert len({one.message.id for one in added}) == 1
    assert [one.is_repeated for one in added].count(False) == 1


async def test_a_key_is_refused_for_a_different_request(store):
    await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making())
    with pytest.raises(KeyReusedError):
        await store.messages.add(SENDER, TOKEN_NAME, NOW, request(request_hash="b"), making())


async def test_an_old_key_is_forgotten(store):
    await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making())
    later = request(request_hash="b", kept_since=NOW + timedelta(seconds=1))
    assert not (await store.messages.add(SENDER, TOKEN_NAME, NOW, later, making())).is_repeated


async def test_a_refused_message_saves_nothing_and_leaves_its_key_free(store):
    def refuse(people):
        raise RequestRefusedError("no")

    with pytest.raises(RequestRefusedError):
        await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), refuse)
    assert await store.people.find(ProviderName.TWILIO, SENDER) is None
    assert not (await store.messages.add(SENDER, TOKEN_NAME, NOW, request(request_hash="b"), making())).is_repeated


async def test_only_api_messages_are_found(store):
    reminder = make_text()
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[reminder]))
    assert await store.messages.get(reminder.id, TOKEN_NAME) is None
    assert (
        await store.messages.revise(reminder.id, TOKEN_NAME, lambda message: replace(message, state=S.CANCELLED))
        is None
    )
    assert await ids(store) == []
    assert await store.messages.get(uuid4(), TOKEN_NAME) is None


async def test_pages_have_no_gaps_or_duplicates(store):
    made = [await add(store, id=UUID(int=n), created_at=NOW + timedelta(seconds=n // 3)) for n in range(1, 11)]
    expected = [
        message.id for message in sorted(made, key=lambda message: (message.created_at, str(message.id)), reverse=True)
    ]
    found, before = [], None
    while page := await store.messages.list(MessagePage(token_name=TOKEN_NAME, limit=4, before=before)):
        found += [message.id for message in page]
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


async def test_a_change_applies_to_the_current_state(store):
    message = await add(store)
    revised = await store.messages.revise(
        message.id, TOKEN_NAME, lambda message: replace(message, state=S.CANCELLED, next_attempt_at=None)
    )
    assert revised == await store.messages.get(message.id, TOKEN_NAME)
    assert revised is not None
    assert revised.state is S.CANCELLED


async def test_a_program_finds_only_its_own_messages(store):
    message = await add(store)
    assert await store.messages.get(message.id, "clinic") is None
    assert await store.messages.revise(message.id, "clinic", lambda _: pytest.fail("not theirs")) is None
    assert await ids(store, token_name="clinic") == []
    assert await ids(store, token_name="clinic", to=SENDER, states=(S.WAITING,)) == []


async def test_two_programs_may_use_the_same_key(store):
    first = await store.messages.add(SENDER, TOKEN_NAME, NOW, request(), making())
    second = await store.messages.add(
        SENDER, "clinic", NOW, request(request_hash="b", token_name="clinic"), making(token_name="clinic")
    )
    assert not second.is_repeated
    assert await ids(store) == [first.message.id]
    assert await ids(store, token_name="clinic") == [second.message.id]
