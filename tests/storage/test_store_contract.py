"""What every store must do for conversations and delivery. The same tests run on every backend."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.changes import PersonContext
from bot.domain.errors import StorageError
from bot.domain.fair_share import ClaimRoom
from bot.domain.model import LastChange, Memory, OutboundKind, OutboundState, ProviderName, ReminderState, ZoneSource
from bot.domain.overviews import Scope
from bot.domain.preferences import Preferences
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

S = OutboundState


def newcomer():
    return make_person(id=0)


async def context_of(store, message_id="look", **inbound):
    seen: list[PersonContext] = []
    look = make_inbound("list", message_id, **inbound)
    await store.conversations.answer(
        look, lambda: replace(newcomer(), provider=look.provider, number=look.from_number), saving(None, seen=seen)
    )
    return seen[0]


async def test_recently_sent_reminders_are_loaded_newest_first(store):
    reminder = make_reminder(state=ReminderState.DONE)
    sent = [
        make_text(reminder_id=reminder.id, due_at=NOW - timedelta(hours=hours), state=S.DELIVERED, next_attempt_at=None)
        for hours in range(1, 8)
    ]
    others = [
        make_text(reminder_id=reminder.id, due_at=NOW - timedelta(minutes=1), state=S.FAILED, next_attempt_at=None),
        make_text(reminder_id=None, due_at=NOW - timedelta(minutes=2), state=S.DELIVERED, next_attempt_at=None),
        make_text(reminder_id=reminder.id, due_at=NOW + timedelta(hours=1)),
    ]
    await store.conversations.answer(
        make_inbound("x"), newcomer, saving(reminders=[reminder], outbound=[*sent, *others])
    )
    context = await context_of(store)
    assert [sent_before.message.id for sent_before in context.recently_sent] == [message.id for message in sent[:5]]
    assert {sent_before.reminder.id for sent_before in context.recently_sent} == {reminder.id}


async def test_a_paused_reminder_is_active_and_keeps_its_number(store):
    paused = make_reminder(
        state=ReminderState.PAUSED,
        skipped_until=NOW,
        skipped_days="2026-03-12 2026-12-24",
        heads_ups="P1D@20:00 PT1H PT0S",
        until_done="PT10M*12",
        quiet_hours="22:00-07:00 America/New_York",
        overview=Scope.WEEK,
    )
    await store.conversations.answer(make_inbound("x"), newcomer, saving(reminders=[paused]))
    (kept,) = (await context_of(store)).reminders
    assert kept == replace(paused, person_id=kept.person_id)
    with pytest.raises(StorageError):
        await store.conversations.answer(
            make_inbound("y", "SM2"), newcomer, saving(reminders=[make_reminder(number=1)])
        )


async def test_the_last_change_is_stored_completely(store):
    change = LastChange(
        at=NOW,
        made=(uuid4(),),
        before=(make_reminder(rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), skipped_until=NOW),),
        timezone="America/Denver",
        zone_source=ZoneSource.SAID,
        away_until=NOW,
        preferences=Preferences(clock_hours=24),
    )
    memory = Memory(last_change=change, last_mentioned=(uuid4(),), last_mentioned_at=NOW)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(memory=memory))
    assert (await context_of(store)).person.memory == memory


async def test_values_are_loaded_as_they_were_saved(store):
    reminder = make_reminder(
        rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), message="caf\u00e9 \U0001f600 \u05d0"
    )
    message = make_text(reminder_id=reminder.id, scheduled_for=NOW, handed_over_at=NOW, failure="429", attempts=3)
    decide = saving(
        reminders=[reminder],
        outbound=[message],
        timezone="Asia/Tokyo",
        memory=Memory(pending_message="x", pending_since=NOW),
    )
    answer = await store.conversations.answer(make_inbound("hi"), newcomer, decide)
    assert (answer.reply, answer.intent, answer.redelivered) == ("OK", "create", False)
    context = await context_of(store)
    assert (context.person.timezone, context.person.memory) == (
        "Asia/Tokyo",
        Memory(pending_message="x", pending_since=NOW),
    )
    assert context.reminders == (replace(reminder, person_id=context.person.id),)
    assert context.outbound == (replace(message, person_id=context.person.id),)


async def test_a_redelivered_text_changes_nothing_and_gets_the_same_answer(store):
    inbound = make_inbound("remind me")
    await store.conversations.answer(inbound, newcomer, saving("first", reminders=[make_reminder()]))
    again = await store.conversations.answer(inbound, newcomer, saving("second", reminders=[make_reminder(number=2)]))
    assert (again.reply, again.redelivered) == ("first", True)
    assert len((await context_of(store)).reminders) == 1


async def test_concurrent_deliveries_of_a_text_are_answered_once(store):
    inbound = make_inbound("remind me")
    decisions = [saving(str(n), reminders=[make_reminder(number=n)]) for n in range(1, 6)]
    answers = await asyncio.gather(*(store.conversations.answer(inbound, newcomer, decide) for decide in decisions))
    assert len({answer.reply for answer in answers}) == 1
    assert [answer.redelivered for answer in answers].count(False) == 1


async def test_people_are_separate_by_number_and_provider(store):
    await store.conversations.answer(make_inbound("x", "a"), newcomer, saving(reminders=[make_reminder()]))
    for other in ({"from_number": "+13125550199"}, {"provider": ProviderName.TELNYX}):
        assert (await context_of(store, "b", **other)).reminders == ()
    assert len((await context_of(store, "c")).reminders) == 1


async def test_failures_are_loaded_until_they_are_reported(store):
    failed = make_text(state=S.FAILED, next_attempt_at=None)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[failed, make_text(state=S.SENT)]))
    assert [message.id for message in (await context_of(store, "1")).unreported] == [failed.id]
    await store.conversations.answer(
        make_inbound("y", "2"), newcomer, saving(outbound=[replace(failed, failure_reported=True)])
    )
    assert (await context_of(store, "3")).unreported == ()


async def test_however_many_failures_are_reported_in_one_reply(store):
    failed = [make_text(state=S.FAILED, next_attempt_at=None, due_at=NOW + timedelta(minutes=n)) for n in range(50)]
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=failed))
    context = await context_of(store, "1")
    assert len(context.unreported) + context.more_unreported == 50
    some = [replace(message, failure_reported=True) for message in context.unreported[1:]]
    await store.conversations.answer(make_inbound("y", "2"), newcomer, saving(outbound=some))
    context = await context_of(store, "3")
    assert len(context.unreported) + context.more_unreported == 50 - len(some)
    told = [replace(message, failure_reported=True) for message in context.unreported]
    await store.conversations.answer(make_inbound("y", "4"), newcomer, saving(outbound=told))
    context = await context_of(store, "5")
    assert (context.unreported, context.more_unreported) == ((), 0)


async def test_a_person_is_found_by_number(store):
    await store.conversations.answer(make_inbound("x", "a"), newcomer, saving())
    person = await store.people.find(ProviderName.TWILIO, newcomer().number)
    assert person is not None
    assert person.timezone == newcomer().timezone
    assert await store.people.find(ProviderName.TELNYX, newcomer().number) is None


async def test_a_failing_decision_leaves_nothing(store):
    def fail(context):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await store.conversations.answer(make_inbound("x"), newcomer, fail)
    assert not (await store.conversations.answer(make_inbound("x"), newcomer, saving("now"))).redelivered


async def test_a_failing_unit_of_work_saves_nothing(store):
    twice = [make_reminder(number=1), make_reminder(number=1)]
    with pytest.raises(StorageError):
        await store.conversations.answer(make_inbound("x"), newcomer, saving(reminders=twice))
    assert (await context_of(store)).reminders == ()


async def test_the_number_of_a_finished_reminder_is_free_again(store):
    first = make_reminder()
    await store.conversations.answer(make_inbound("x", "1"), newcomer, saving(reminders=[first]))
    gone = replace(first, state=ReminderState.CANCELLED)
    await store.conversations.answer(make_inbound("x", "2"), newcomer, saving(reminders=[gone]))
    await store.conversations.answer(make_inbound("x", "3"), newcomer, saving(reminders=[make_reminder()]))
    assert [reminder.number for reminder in (await context_of(store)).reminders] == [1]


async def test_due_messages_are_claimed_once_earliest_first(store):
    messages = [make_text(next_attempt_at=NOW + timedelta(seconds=s)) for s in (3, 1, 2, 60)]
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=messages))
    now = NOW + timedelta(seconds=10)

    def begin(message):
        return replace(message, next_attempt_at=now + timedelta(seconds=60))

    room = ClaimRoom(calls=2)
    assert await claimed_ids(store, room, begin, now) == [messages[1].id, messages[2].id]
    assert await claimed_ids(store, room, begin, now) == [messages[0].id]
    assert await claimed_ids(store, room, begin, now) == []
    assert await store.delivery.next_attempt_at(ProviderName.TWILIO) == NOW + timedelta(seconds=60)
    after = NOW + timedelta(seconds=60)
    assert await store.delivery.next_attempt_at(ProviderName.TWILIO, after) == now + timedelta(seconds=60)


async def claimed_ids(store, room, begin=lambda message: message, now=NOW):
    claimed = await store.delivery.claim_due(ProviderName.TWILIO, now, room, begin)
    assert claimed.due == len(claimed.messages)
    return [message.id for message in claimed.messages]


A, B, C = (f"+1312555010{digit}" for digit in (1, 2, 3))
CLAIMS: list[tuple[str, dict[str, Any], str]] = [
    # due messages (their names, in the order in which they are due), room, the names of the claimed ones
    ("a1 a2 b1", {"calls": 3, "per_recipient": 1}, "a1 b1"),
    ("a1 a2 b1", {"calls": 3, "per_recipient": 1, "held": {A: 1}}, "b1"),
    ("a1 a2 b1 c1", {"calls": 2, "per_recipient": 2}, "a1 a2"),
    ("a1 b1", {"calls": 0, "cancels": 2}, ""),
    ("a1 b1x c1x", {"calls": 1, "cancels": 1}, "b1x a1"),  # x: to be cancelled
    ("a1x a2x b1x", {"calls": 0, "cancels": 3, "per_recipient": 1}, "a1x b1x"),
    ("a1r b1 c1", {"calls": 2}, "b1 c1"),  # r: tried before
    ("a1r b1 c1", {"calls": 3}, "b1 c1 a1r"),
    ("a1r b1r c1", {"calls": 3, "repeats": 1}, "c1 a1r"),
    ("a1r b1 c1", {"calls": 2, "repeat_is_due": True}, "a1r b1"),
    ("a1r b1r", {"calls": 2, "repeats": 2, "repeat_is_due": True}, "a1r b1r"),
    ("a1p b1 c1", {"calls": 2, "repeat_is_due": True}, "b1 c1"),
    ("a1x", {"calls": 0, "cancels": 1, "per_recipient": 1, "held": {A: 1}}, "a1x"),
    ("a1p b1r", {"calls": 2}, "b1r a1p"),  # p: scheduled, due for a poll
    ("a1 b1 c1t", {"calls": 2}, "c1t a1"),  # t: the reply to a text
]
KINDS: dict[str, dict[str, Any]] = {
    "x": {"state": S.CANCELLING},
    "r": {"attempts": 1},
    "p": {"state": S.SCHEDULED, "attempts": 1},
    "t": {"kind": OutboundKind.REPLY},
}


@pytest.mark.parametrize(("due", "room", "expected"), CLAIMS)
async def test_slots_are_shared_fairly(store, due, room, expected):
    names = {}
    for place, name in enumerate(due.split()):
        changes = KINDS.get(name[2:], {})
        due_at = NOW - timedelta(hours=1) + timedelta(seconds=place)
        message = make_text(to_number={"a": A, "b": B, "c": C}[name[0]], due_at=due_at, **changes)
        names[message.id] = name
        await store.conversations.answer(make_inbound("x", name), newcomer, saving(outbound=[message]))
    assert [names[id_] for id_ in await claimed_ids(store, ClaimRoom(**room))] == expected.split()


async def test_a_recipient_with_a_long_backlog_does_not_hide_the_others(store):
    backlog = [make_text(to_number=A, due_at=NOW - timedelta(hours=1)) for _ in range(200)]
    other = make_text(to_number=B)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[*backlog, other]))
    assert (await claimed_ids(store, ClaimRoom(calls=5, per_recipient=2)))[2:] == [other.id]


async def test_a_change_applies_to_the_current_state_of_a_message(store):
    message = make_text()
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[message]))
    await store.delivery.revise(message.id, lambda current: replace(current, attempts=current.attempts + 1))
    revised = await store.delivery.revise(message.id, lambda current: replace(current, attempts=current.attempts + 1))
    assert revised is not None
    assert revised.attempts == 2
    assert await store.delivery.revise(uuid4(), lambda current: current) is None


async def test_a_receipt_finds_its_message_by_either_id(store):
    with_id, without_id = make_text(provider_message_id="SM1"), make_text()
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[with_id, without_id]))

    async def found(provider, provider_message_id, outbound_id):
        message = await store.delivery.revise_by_provider_id(
            provider, provider_message_id, outbound_id, lambda current: current
        )
        return message.id if message else None

    assert await found(ProviderName.TWILIO, "SM1", None) == with_id.id
    assert await found(ProviderName.TWILIO, "SM2", without_id.id) == without_id.id
    assert await found(ProviderName.TWILIO, "SM2", with_id.id) is None, "it has another provider id already"
    assert await found(ProviderName.TELNYX, "SM1", without_id.id) is None
    assert await found(ProviderName.TWILIO, "SM3", None) is None


async def test_the_provider_ids_of_a_person_are_listed(store):
    messages = [make_text(provider_message_id="SM1"), make_text(), make_text(provider_message_id="SM2")]
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=messages))
    person = await store.people.find(ProviderName.TWILIO, newcomer().number)
    assert person is not None
    assert await store.delivery.provider_message_ids(person.id) == {"SM1", "SM2"}
    assert await store.delivery.provider_message_ids(person.id + 1) == frozenset()


async def test_reminders_are_topped_up_when_due(store):
    reminder = make_reminder(next_check_at=NOW)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(reminders=[reminder]))
    added = make_text(reminder_id=reminder.id)

    def top_up(reminder, person, messages, *_):
        assert person.number == make_person().number
        assert messages == ()
        return replace(reminder, next_check_at=None), (replace(added, person_id=person.id),)

    assert await store.delivery.top_up_due(NOW, 10, top_up) == 1
    assert await store.delivery.top_up_due(NOW, 10, top_up) == 0
    assert [message.id for message in (await context_of(store)).outbound] == [added.id]


async def test_at_start_leases_are_released(store):
    later = NOW + timedelta(seconds=60)
    messages = [
        make_text(state=state, next_attempt_at=later, lease_owner="this process")
        for state in (S.HANDING_OVER, S.CANCELLING, S.WAITING)
    ]
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=messages))
    assert await store.delivery.release_leases("this process", NOW) == 2
    room = ClaimRoom(calls=9, cancels=9)
    assert set(await claimed_ids(store, room)) == {messages[0].id, messages[1].id}


async def test_the_leases_of_a_running_process_are_not_released(store, beside):
    """Beside a bot, nobody can know that it has ended."""
    later = NOW + timedelta(seconds=60)
    theirs, mine = (make_text(state=S.HANDING_OVER, next_attempt_at=later, lease_owner=one) for one in ("bot", "me"))
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[theirs, mine]))
    assert await beside.delivery.release_leases("me", NOW) == 1
    assert await claimed_ids(beside, ClaimRoom(calls=9)) == [mine.id]


async def test_ping_fails_once_the_store_is_closed(store):
    await store.ping(30)
    await store.close()
    with pytest.raises(StorageError):
        await store.ping(30)


IN_FLIGHT = [
    ({"state": S.HANDING_OVER}, True),
    ({"state": S.CANCELLING}, True),
    ({"state": S.CANCELLING, "provider_message_id": "SM9"}, False),
    ({"state": S.SCHEDULED, "provider_message_id": "SM9"}, False),
    ({"state": S.WAITING}, False),
    ({"state": S.HANDING_OVER, "body": "Reminder: other words"}, False),
    ({"state": S.HANDING_OVER, "handed_over_at": NOW + timedelta(seconds=2)}, False),
    ({"state": S.HANDING_OVER, "handed_over_at": NOW + timedelta(seconds=2), "outcome_unknown": True}, True),
]


@pytest.mark.parametrize(("changes", "is_waiting"), IN_FLIGHT)
async def test_of_identical_messages_the_later_ones_wait(store, changes, is_waiting):
    message = make_text(state=S.HANDING_OVER, handed_over_at=NOW + timedelta(seconds=1))
    other = make_text(**{"handed_over_at": NOW} | changes)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(outbound=[message, other]))
    saved = await store.delivery.revise(message.id, lambda current: current)
    found = await store.delivery.identical_in_flight(saved)
    assert (found and found.id) == (other.id if is_waiting else None)


async def test_the_latest_text_of_a_person_is_known(store):
    later = replace(make_inbound("y", "SM2"), received_at=NOW + timedelta(seconds=1))
    for inbound in (make_inbound("x", "SM1"), later):
        await store.conversations.answer(inbound, newcomer, saving())
    assert await store.conversations.latest_message_id(ProviderName.TWILIO, newcomer().number) == "SM2"
    assert await store.conversations.latest_message_id(ProviderName.TELNYX, newcomer().number) is None


async def test_an_overview_is_topped_up_with_the_active_reminders_of_its_person(store):
    overview = make_reminder(
        id=uuid4(),
        person_id=0,
        rrule="FREQ=DAILY",
        wall_start=NOW.replace(tzinfo=None),
        overview=Scope.DAY,
        next_check_at=NOW,
    )
    call = make_reminder(id=uuid4(), person_id=0, number=2)
    done = make_reminder(id=uuid4(), person_id=0, number=3, state=ReminderState.DONE)
    await store.conversations.answer(make_inbound("x"), newcomer, saving(reminders=[overview, call, done]))
    seen = []

    def top_up(reminder, person, planned, listed, contact):
        seen.append((reminder.overview, sorted(one.number for one in listed)))
        return replace(reminder, next_check_at=None), ()

    assert await store.delivery.top_up_due(NOW, 10, top_up) == 1
    assert seen == [(Scope.DAY, [1, 2])]
