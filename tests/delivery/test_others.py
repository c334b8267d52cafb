"""Reminders for somebody else: when they are planned, to whom, and what a refusal by the carrier entails."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bot.delivery.follow_ups import follow_ups_for
from bot.delivery.occurrences import with_wall_time
from bot.delivery.others import plan_for
from bot.delivery.planning import messages_for, plan_changes
from bot.domain.changes import Changes, ContactText, Decision, PersonContext
from bot.domain.contacts import Contact, ContactState
from bot.domain.model import OutboundKind, OutboundState, ReminderState
from bot.domain.receipts import FailureCause
from bot.domain.wall_time import to_utc
from tests.builders import NOW, RENDERER, SENDER, make_person, make_reminder, make_text, numbered_ids

MOM = "+13125550199"
DAY = timedelta(days=1)
CONTACT = Contact(
    id=UUID(int=7),
    asker_id=1,
    name="my mom",
    created_at=NOW,
    number=MOM,
    asker_name="Dana",
    asker_number=SENDER,
    state=ContactState.ACCEPTED,
)
WAITING = [replace(CONTACT, state=state) for state in ContactState if state is not ContactState.ACCEPTED] + [None]
SINGLE = make_reminder(contact_id=CONTACT.id)
DAILY = with_wall_time(
    make_reminder(
        contact_id=CONTACT.id,
        rrule="FREQ=DAILY",
        wall_start=NOW.replace(tzinfo=None) + timedelta(hours=1),
        due_at=to_utc(NOW.replace(tzinfo=None) + timedelta(hours=1), "America/New_York"),
    )
)


def texts(reminder, moments, contact):
    return messages_for(reminder, make_person(), moments, RENDERER, contact, now=NOW, new_id=numbered_ids())


@pytest.mark.parametrize("contact", WAITING)
@pytest.mark.parametrize("reminder", [SINGLE, DAILY])
def test_nothing_is_planned_for_those_who_have_not_accepted(reminder, contact):
    planned, moments = plan_for(reminder, (), contact, NOW)
    assert moments == ()
    assert (planned.state, planned.next_check_at) == (ReminderState.OPEN, reminder.due_at)


def test_once_accepted_it_is_planned_like_any_other():
    _, moments = plan_for(SINGLE, (), CONTACT, NOW)
    (text,) = texts(SINGLE, moments, CONTACT)
    assert (text.to_number, text.contact_id, text.person_id) == (MOM, CONTACT.id, 1)
    assert (text.body, text.due_at) == ("Reminder from Dana: call mom", SINGLE.due_at)
    assert len(plan_for(DAILY, (), CONTACT, NOW)[1]) == 3


@pytest.mark.parametrize("contact", WAITING)
def test_the_asker_is_told_when_it_is_due_and_nobody_has_accepted(contact):
    planned, moments = plan_for(replace(SINGLE, next_check_at=SINGLE.due_at), (), contact, SINGLE.due_at)
    assert planned.state is ReminderState.DONE
    (text,) = texts(planned, moments, contact)
    assert (text.to_number, text.contact_id) == (SENDER, None)
    assert "hasn't said OK yet" in text.body


def test_the_asker_is_told_once_of_a_series():
    series = DAILY
    told: list[datetime] = []
    for day in range(4):
        now = DAILY.due_at + day * DAY
        series, moments = plan_for(series, (), WAITING[0], now)
        told += moments
        assert (series.state, series.next_check_at) == (ReminderState.OPEN, now + DAY)
    assert told == [DAILY.due_at]
    assert plan_for(series, (), CONTACT, series.due_at - timedelta(hours=1))[1][0] == series.due_at


def test_a_decision_sends_requests_and_news():
    decision = Decision(
        reply="",
        person=make_person(),
        contact_texts=(
            ContactText(body="Dana asks", contact=CONTACT),
            ContactText(body="She said OK", to=make_person(id=2, number="+13125550177")),
        ),
    )
    _, outbound = plan_changes(decision, PersonContext(person=make_person()), RENDERER, NOW, numbered_ids())
    found = [(one.person_id, one.to_number, one.contact_id, one.kind, one.reminder_id) for one in outbound]
    kind = OutboundKind.REMINDER
    assert found == [(1, MOM, CONTACT.id, kind, None), (2, "+13125550177", None, kind, None)]


def test_a_carrier_that_refuses_the_recipient_ends_the_contact_and_not_the_asker():
    before = make_text(contact_id=CONTACT.id, to_number=MOM, reminder_id=SINGLE.id, state=OutboundState.HANDING_OVER)
    after = replace(before, state=OutboundState.FAILED, failure="21610")
    decide = follow_ups_for(before, after, FailureCause.OPTED_OUT, RENDERER, now=NOW, late_limit=DAY)
    context = PersonContext(person=make_person(), reminders=(SINGLE, make_reminder(number=2)), contacts=(CONTACT,))
    assert decide is not None
    changes = decide(context)
    assert isinstance(changes, Changes)
    assert changes.person == make_person()
    assert changes.reminders == ()
    assert [contact.state for contact in changes.contacts] == [ContactState.BLOCKED]
    assert changes.suppressed == (MOM, NOW)
    failed, notice = changes.outbound
    assert failed.failure_reported
    assert (notice.to_number, notice.contact_id) == (SENDER, None)
    assert notice.body.startswith("Your mom doesn't want reminders")


def test_a_late_one_says_from_whom_and_when_it_was_due():
    (text,) = texts(SINGLE, [SINGLE.due_at], CONTACT)
    late = RENDERER.late(text, make_person(), NOW)
    assert late == "Reminder from Dana (was due 12:20 PM): call mom"
