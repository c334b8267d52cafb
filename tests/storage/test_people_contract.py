"""What every store must do for the operator's commands: show and erase everything about a person."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.delivery.planning import forgotten
from bot.domain.changes import PersonContext
from bot.domain.model import OutboundState, ReminderState
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

OTHER = "+13125550199"
S = OutboundState


async def person_with(store, *, number=SENDER, reminders=(), outbound=()):
    """A person who has texted the bot and has these reminders and messages."""
    inbound = make_inbound("x", f"SM-{number}", from_number=number)
    newcomer = make_person(id=0, number=number)

    await store.conversations.answer(
        inbound, lambda: newcomer, saving("Reminder 1 set", reminders=reminders, outbound=outbound)
    )
    (person,) = await store.people.with_number(number)
    return person


async def test_personal_data_is_complete_and_only_of_one_person(store):
    reminder, message = make_reminder(state=ReminderState.DONE), make_text(state=S.SENT)
    person = await person_with(store, reminders=[reminder], outbound=[message])
    await person_with(store, number=OTHER, reminders=[make_reminder()], outbound=[make_text()])
    data = await store.people.personal_data(person.id)
    assert data.person == person
    assert data.reminders == (replace(reminder, person_id=person.id),)
    assert data.outbound == (replace(message, person_id=person.id),)
    assert [(one.intent, one.reply, one.received_at) for one in data.received] == [("create", "Reminder 1 set", NOW)]
    assert await store.people.personal_data(99) is None


async def test_active_reminders_come_soonest_first_with_their_people(store):
    late, soon = (make_reminder(due_at=NOW + timedelta(hours=hours), number=hours) for hours in (3, 1))
    done = make_reminder(state=ReminderState.DONE, number=9)
    person = await person_with(store, reminders=[late, soon, done])
    other = await person_with(store, number=OTHER, reminders=[make_reminder(due_at=NOW + timedelta(hours=2))])
    found = await store.people.listed_reminders(None, 10)
    assert [(one.id, reminder.number) for one, reminder in found] == [(person.id, 1), (other.id, 1), (person.id, 3)]
    assert [one.number for _, one in await store.people.listed_reminders(SENDER, 10)] == [1, 3]
    assert len(await store.people.listed_reminders(None, 1)) == 1
    assert await store.people.listed_reminders("+13125550177", 10) == ()


async def test_a_reminder_is_found_by_a_prefix_of_its_id(store):
    first, second = (make_reminder(id=UUID(f"{digit}0000000-0000-4000-8000-000000000000"), number=1) for digit in "af")
    person = await person_with(store, reminders=[replace(first, state=ReminderState.DONE), second])
    for prefix in ("a", "a0000000-0000", str(first.id)):
        assert [(one.id, found.id) for one, found in await store.people.reminders_by_id(prefix, 2)] == [
            (person.id, first.id)
        ]
    assert [found.id for _, found in await store.people.reminders_by_id("", 9)] == [first.id, second.id]
    assert await store.people.reminders_by_id("b", 2) == ()
    await store.people.revise_person(person.id, lambda context: forgotten(context, NOW))
    assert await store.people.reminders_by_id("a", 2) == ()


async def test_a_second_process_reads_and_writes_while_the_bot_runs(store, beside):
    person = await person_with(store, reminders=[make_reminder()])
    await beside.people.revise_person(person.id, lambda context: forgotten(context, NOW))
    assert await store.people.with_number(SENDER) == ()


@pytest.mark.parametrize(
    ("state", "is_kept"),
    [
        (S.WAITING, False),  # cancelled at once: no provider has it
        (S.SCHEDULED, True),
        (S.HANDING_OVER, True),
        (S.SENT, False),
        (S.FAILED, False),
        (S.CANCELLED, False),
    ],
)
async def test_a_person_is_erased_once_the_provider_holds_nothing(store, state, is_kept):
    reminder = make_reminder()
    message = make_text(reminder_id=reminder.id, state=state)
    person = await person_with(store, reminders=[reminder], outbound=[message])
    other = await person_with(store, number=OTHER, reminders=[make_reminder()])
    await store.people.revise_person(person.id, lambda context: forgotten(context, NOW))
    assert await store.people.with_number(SENDER) == ()
    assert await store.people.erase_forgotten(NOW - timedelta(seconds=1)) == 0, "too early"
    assert await store.people.erase_forgotten(NOW) == (0 if is_kept else 1)
    assert [one.id for one in await store.people.cancelling_messages(person.id)] == ([message.id] if is_kept else [])
    if is_kept:
        await store.delivery.revise(
            message.id, lambda current: replace(current, state=S.CANCELLED, next_attempt_at=None)
        )
        assert await store.people.erase_forgotten(NOW) == 1
    assert await store.people.personal_data(person.id) is None
    assert len(await store.people.listed_reminders(None, 10)) == 1
    assert await store.people.with_number(OTHER) == (other,)


async def test_a_forgotten_person_who_texts_again_is_new_to_the_bot(store):
    person = await person_with(store, reminders=[make_reminder()], outbound=[make_text(state=S.SCHEDULED)])
    await store.people.revise_person(person.id, lambda context: forgotten(context, NOW))
    seen: list[PersonContext] = []
    decide = saving("Hello", seen=seen)
    await store.conversations.answer(make_inbound("?", "SM2"), lambda: make_person(id=0, introduced=False), decide)
    assert seen[0].person.id != person.id
    assert (seen[0].person.introduced, seen[0].reminders, seen[0].outbound) == (False, (), ())
    again = await store.conversations.answer(make_inbound("x", f"SM-{SENDER}"), lambda: make_person(id=0), decide)
    assert (again.reply, again.redelivered) == ("Reminder 1 set", True), "recognised until it is erased"
