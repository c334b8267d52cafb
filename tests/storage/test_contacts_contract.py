"""What every store must do for contacts: who is reminded by whom, and what consent entails for what is planned."""

import itertools
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.delivery.planning import forgotten
from bot.domain.changes import Changes, NumberNeeded, with_pending
from bot.domain.contacts import Contact, ContactState, NumberFacts
from bot.domain.fair_share import ClaimRoom
from bot.domain.model import OutboundState, ProviderName, ReminderState
from bot.domain.spending import day_of
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.storage.saving import saving

MOM = "+13125550199"
S = OutboundState
IDS = itertools.count()
CONTACT = Contact(
    id=UUID(int=0xC0),
    asker_id=1,
    name="mom",
    created_at=NOW,
    number=MOM,
    asker_name="Dana",
    asker_number=SENDER,
    state=ContactState.ASKED,
    asked_at=NOW,
)
REMINDER = make_reminder(id=UUID(int=0xA0), contact_id=CONTACT.id, reports_done=True, next_check_at=NOW)
ACCEPTED = replace(CONTACT, state=ContactState.ACCEPTED, decided_at=NOW + timedelta(minutes=1))
BLOCKED = replace(ACCEPTED, state=ContactState.BLOCKED)


def message(number, state, **changes):
    return make_text(
        id=UUID(int=number), reminder_id=REMINDER.id, contact_id=CONTACT.id, to_number=MOM, state=state, **changes
    )


async def answer(store, number, body="x", contacts=(), **saved):
    """Have a text of ``number`` answered with these changes; the context before them."""
    seen = []

    def decide(context):
        seen.append(context)
        changes = saving(**saved)(context)
        return replace(
            changes, contacts=tuple(replace(one, asker_id=one.asker_id or context.person.id) for one in contacts)
        )

    inbound = make_inbound(body, f"SM-{next(IDS)}", from_number=number, received_at=NOW)
    await store.conversations.answer(inbound, lambda: make_person(id=0, number=number), decide)
    return seen[-1]


async def with_contact(store, contact=CONTACT, *outbound):
    await answer(store, SENDER, contacts=[contact], reminders=[REMINDER], outbound=outbound)


async def test_both_sides_see_the_contact(store):
    await with_contact(store)
    asker = await answer(store, SENDER)
    assert asker.contacts == (CONTACT,)
    assert asker.asked_by == ()
    assert asker.contact_of(asker.reminders[0]) == CONTACT
    assert (asker.reminders[0].contact_id, asker.reminders[0].reports_done) == (CONTACT.id, True)
    recipient = await answer(store, MOM)
    assert recipient.contacts == ()
    assert [(one.contact, one.asker.number) for one in recipient.asked_by] == [(CONTACT, SENDER)]
    stranger = await answer(store, "+13125550177")
    assert (stranger.contacts, stranger.asked_by) == ((), ())


async def test_what_was_sent_belongs_to_both(store):
    await with_contact(store, ACCEPTED, message(1, S.SENT, due_at=NOW), message(2, S.SCHEDULED, due_at=NOW))
    assert (await answer(store, SENDER)).recently_sent == ()
    received = (await answer(store, MOM)).recently_sent
    assert {one.message.id.int for one in received} == {1, 2}
    assert {one.reminder.message for one in received} == {"call mom (from Dana)"}
    assert REMINDER.id not in {one.reminder.id for one in received}


async def test_acceptance_has_the_worker_plan(store):
    later = replace(REMINDER, next_check_at=REMINDER.due_at)
    await answer(store, SENDER, contacts=[CONTACT], reminders=[later])
    asked = await answer(store, MOM, contacts=[ACCEPTED])
    assert asked.asked_by[0].contact == CONTACT
    seen = []

    def top_up(reminder, person, planned, listed, contact):
        seen.append((person.number, contact))
        return replace(reminder, next_check_at=None), ()

    assert await store.delivery.top_up_due(ACCEPTED.decided_at, 10, top_up) == 1
    assert seen == [(SENDER, ACCEPTED)]


async def test_a_refusal_cancels_all_that_is_planned(store):
    states = (S.WAITING, S.HANDING_OVER, S.SCHEDULED, S.SENT)
    own = make_text(id=UUID(int=9), state=S.SCHEDULED)
    await with_contact(store, ACCEPTED, *(message(number, state) for number, state in enumerate(states, 1)), own)
    await answer(store, MOM, contacts=[BLOCKED])
    data = await store.people.personal_data(1)
    found = {one.id.int: one.state for one in data.outbound}
    assert found == {1: S.CANCELLED, 2: S.CANCELLING, 3: S.CANCELLING, 4: S.SENT, 9: S.SCHEDULED}
    assert data.reminders[0].state is ReminderState.CANCELLED
    assert data.contacts == (BLOCKED,)


@pytest.mark.parametrize("consent", [ACCEPTED, CONTACT, BLOCKED, replace(CONTACT, state=ContactState.NEW)])
@pytest.mark.parametrize("is_request", [True, False])
async def test_each_text_is_checked_before_it_leaves(store, consent, is_request):
    text = message(1, S.WAITING, next_attempt_at=NOW)
    await with_contact(store, CONTACT, replace(text, reminder_id=None if is_request else REMINDER.id))
    await answer(store, SENDER, contacts=[replace(consent, decided_at=None)])  # as if the refusal had cancelled nothing

    def begin(current):
        return replace(current, state=S.HANDING_OVER)

    room = ClaimRoom(calls=5, cancels=5, repeats=None)
    await store.delivery.claim_due(ProviderName.TWILIO, NOW, room, begin)
    (found,) = (await store.people.personal_data(1)).outbound
    assert (found.state is S.HANDING_OVER) == consent.may_get(is_request=is_request)
    assert found.state in (S.HANDING_OVER, S.CANCELLED)


async def test_stop_ends_it_at_every_asker(store):
    await with_contact(store, ACCEPTED, message(1, S.WAITING), message(2, S.SCHEDULED))
    person = (await answer(store, MOM)).person
    opted_out = replace(person, opted_out_at=NOW)
    stop = with_pending(None, lambda context: Changes(person=opted_out, reply=None, intent="stop"))
    await store.conversations.answer(make_inbound("STOP", "SM-stop", from_number=MOM), lambda: person, stop)
    data = await store.people.personal_data(1)
    assert [one.state for one in data.outbound] == [S.CANCELLED, S.CANCELLING]
    assert [one.state for one in data.contacts] == [ContactState.BLOCKED]
    assert data.reminders[0].state is ReminderState.CANCELLED


async def test_a_forgotten_recipient_leaves_no_number(store):
    await with_contact(store, ACCEPTED, message(1, S.SENT), message(2, S.SCHEDULED))
    person = (await answer(store, MOM)).person
    await store.people.revise_person(person.id, with_pending(None, lambda context: forgotten(context, NOW)))
    data = await store.people.personal_data(1)
    assert [(one.number, one.state) for one in data.contacts] == [("", ContactState.BLOCKED)]
    assert [(one.to_number, one.state) for one in data.outbound] == [("", S.SENT), ("", S.CANCELLING)]


async def test_a_recipient_who_texts_forget_me_leaves_no_number_either(store):
    await with_contact(store, ACCEPTED, message(1, S.SCHEDULED))
    await answer(store, MOM, contacts=[BLOCKED], forgotten_at=NOW)
    data = await store.people.personal_data(1)
    assert [(one.number, one.state) for one in data.contacts] == [("", ContactState.BLOCKED)]
    assert [(one.to_number, one.state) for one in data.outbound] == [("", S.CANCELLING)]


async def test_a_forgotten_asker_leaves_no_contact(store):
    await with_contact(store, ACCEPTED, message(1, S.SENT))
    await store.people.revise_person(1, with_pending(None, lambda context: forgotten(context, NOW)))
    assert (await answer(store, MOM)).asked_by == ()
    assert await store.people.erase_forgotten(NOW) == 1
    assert await store.people.personal_data(1) is None


async def facts_of(store, asker, number, now):
    """What a decision for ``asker`` learns of ``number``."""
    seen = []

    def decide(context):
        if context.number_facts is None:
            return NumberNeeded(number=number, now=now, decide=decide)
        seen.append(context.number_facts)
        return saving()(context)

    inbound = make_inbound("x", f"SM-{next(IDS)}", from_number=asker)
    await store.conversations.answer(inbound, lambda: make_person(id=0, number=asker), decide)
    return seen[-1]


async def test_requests_are_counted_and_stay_when_the_asker_is_erased(store):
    assert await facts_of(store, SENDER, MOM, NOW) == NumberFacts(number=MOM)
    await with_contact(store)
    asked = NumberFacts(number=MOM, was_asked=True, requests=1, requests_by_asker=1)
    assert await facts_of(store, SENDER, MOM, NOW) == asked
    assert await facts_of(store, SENDER, "+13125550188", NOW) == NumberFacts(number="+13125550188", requests_by_asker=1)
    other = await facts_of(store, "+13125550177", MOM, NOW)
    assert other == NumberFacts(number=MOM, requests=1)
    await store.people.revise_person(1, with_pending(None, lambda context: forgotten(context, NOW)))
    await store.people.erase_forgotten(NOW)
    assert await facts_of(store, SENDER, MOM, NOW + timedelta(hours=1)) == asked
    later = NOW + timedelta(days=40)
    assert await facts_of(store, SENDER, MOM, later) == NumberFacts(number=MOM, was_asked=True)


async def test_the_asker_pays(store):
    spent = make_text(id=UUID(int=8), body="x" * 200, due_at=NOW + timedelta(hours=1))
    await with_contact(store, ACCEPTED, message(1, S.WAITING, body="x" * 400), spent)
    asker, recipient = await answer(store, SENDER), await answer(store, MOM)
    today = day_of(NOW)
    assert (asker.spending.account.get(today), recipient.spending.account.get(today)) == (3 + 2, None)
    await answer(store, MOM, contacts=[BLOCKED])
    assert (await answer(store, SENDER)).spending.account.get(today) == 2
