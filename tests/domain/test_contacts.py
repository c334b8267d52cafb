"""Whether somebody may be asked for consent, and what a contact may get."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.contacts import (
    REQUESTS_BY_ONE,
    REQUESTS_TO_ONE,
    AskRefusal,
    Contact,
    ContactState,
    NumberFacts,
    ask_refusal,
    received_reminder,
)
from bot.domain.model import ReminderState
from tests.builders import BOT_NUMBER, NOW, SENDER, make_person, make_reminder, make_text

OTHER = "+13125550199"


def refusal(number=OTHER, *, asker=SENDER, was_asked_at=None, asks_back=False, countries=frozenset({"US"}), **facts):
    return ask_refusal(
        NumberFacts(number=number, **facts),
        asker_number=asker,
        asker_was_asked_at=was_asked_at,
        asked_by_number=asks_back,
        own_numbers=frozenset({BOT_NUMBER}),
        countries=countries,
        now=NOW,
    )


def test_a_number_may_be_asked():
    assert refusal() is None
    assert refusal(requests=REQUESTS_TO_ONE - 1, requests_by_asker=REQUESTS_BY_ONE - 1) is None
    assert refusal("+447700900123", countries=frozenset()) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": BOT_NUMBER}, AskRefusal.OWN_NUMBER),
        ({"number": SENDER}, AskRefusal.SELF),
        ({"number": "+447700900123"}, AskRefusal.NOT_TEXTED),
        ({"number": "+19005550199"}, AskRefusal.NOT_TEXTED),
        ({"number": "+13129765555"}, AskRefusal.NOT_TEXTED),
        ({"number": "+881612345678", "countries": frozenset()}, AskRefusal.NOT_TEXTED),
        ({"number": "+1312"}, AskRefusal.NOT_TEXTED),
        ({"is_opted_out": True}, AskRefusal.OPTED_OUT),
        ({"was_asked": True}, AskRefusal.ASKED_BEFORE),
        ({"requests": REQUESTS_TO_ONE}, AskRefusal.ASKED_OFTEN),
        ({"requests_by_asker": REQUESTS_BY_ONE}, AskRefusal.TOO_MANY),
        ({"is_busy": True}, AskRefusal.BUSY),
        ({"asker": "whatsapp:+13125550123"}, AskRefusal.CHANNEL),
        ({"was_asked_at": NOW - timedelta(hours=23)}, AskRefusal.CHAIN),
    ],
)
def test_why_a_number_is_not_asked(changes, reason):
    assert refusal(**changes) is reason


def test_to_ask_back_is_no_chain():
    assert refusal(was_asked_at=NOW - timedelta(hours=1), asks_back=True) is None
    assert refusal(was_asked_at=NOW - timedelta(days=1)) is None


@pytest.mark.parametrize("state", ContactState)
def test_a_contact_gets_reminders_only_once_they_accepted(state):
    contact = Contact(id=UUID(int=1), asker_id=1, name="mom", created_at=NOW, state=state)
    assert contact.may_get(is_request=False) is (state is ContactState.ACCEPTED)
    assert contact.may_get(is_request=True) is (state in (ContactState.ASKED, ContactState.ACCEPTED))
    assert contact.refuses is (state in (ContactState.DECLINED, ContactState.BLOCKED))


def test_the_recipient_cannot_reach_the_reminder_of_the_asker():
    reminder = make_reminder(
        contact_id=UUID(int=1), person_id=1, rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None)
    )
    received = received_reminder(make_text(reminder_id=reminder.id), reminder, make_person(id=2), "Dana")
    assert received.id != reminder.id
    assert (received.person_id, received.contact_id, received.state) == (2, None, ReminderState.DONE)
    assert received.message == "call mom (from Dana)"
