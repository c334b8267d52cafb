"""Texts over WhatsApp: the bot answers STOP, START and HELP itself, and a button acts on its own reminder only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.texts import refusals
from bot.domain.changes import PersonContext, SentReminder
from bot.domain.model import OptOut, OutboundState, ProviderName, ReminderState
from bot.inbound.admission import AdmissionLimits, SenderState, admit_text
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from tests.builders import NOW, WINDOW, make_inbound, make_person, make_reminder, make_text, numbered_ids
from tests.fakes.changes import changes_for

SOMEONE = "whatsapp:+13125550123"
HIDDEN = "whatsapp:US.13491208655302741918"
POLICY = BotPolicy(
    providers={ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True)}, default_timezone="UTC"
)


def decided(body, *reminders, person=None, sent=(), number=SOMEONE, **inbound):
    context = PersonContext(
        person=replace(person or make_person(), number=number), reminders=reminders, recently_sent=sent
    )
    text = make_inbound(body, from_number=number, **inbound)
    return changes_for(text, context, POLICY, NOW, numbered_ids())


@pytest.mark.parametrize("number", [SOMEONE, HIDDEN])
def test_stop_start_and_help_are_answered_by_the_bot(number):
    saved = decided("STOP", make_reminder(), number=number)
    assert saved.person.opted_out_at == NOW
    assert saved.reply == "OK, no more texts from me. Text START if you want them back."
    assert "Text STOP to opt out" in (decided("HELP", number=number).reply or "")
    parked = make_reminder(state=ReminderState.PARKED)
    back = decided("START", parked, person=make_person(opted_out_at=NOW), number=number)
    assert back.reply == "Welcome back! 1 reminder is back on."


def test_yes_opts_nobody_in():
    assert decided("yes", person=make_person(opted_out_at=NOW)).person.opted_out_at == NOW


def test_what_twilio_has_answered_there_gets_no_second_answer():
    assert decided("STOP", opt_out=OptOut.STOP).reply is None


@pytest.mark.parametrize(
    ("number", "countries", "is_admitted"),
    [
        (SOMEONE, {"US"}, True),
        (SOMEONE, {"DE"}, False),
        (HIDDEN, {"US"}, True),
        (HIDDEN, {"DE"}, False),
        (HIDDEN, set(), True),
        ("whatsapp:someone", set(), False),
        ("whatsapp:us.123", set(), False),
    ],
)
def test_a_hidden_number_is_admitted_by_its_country(number, countries, is_admitted):
    limits = AdmissionLimits(countries=frozenset(countries))
    _, decision = admit_text(SenderState(), make_inbound("list", from_number=number), limits, NOW)
    assert (decision.reason is None) is is_admitted


def sent_reminder(provider_message_id, number=1):
    reminder = make_reminder(number=number, due_at=NOW - timedelta(minutes=1), state=ReminderState.DONE)
    message = make_text(
        reminder_id=reminder.id,
        due_at=reminder.due_at,
        state=OutboundState.DELIVERED,
        provider_message_id=provider_message_id,
    )
    return SentReminder(message=message, reminder=reminder)


def test_a_button_acts_on_the_reminder_that_it_belongs_to():
    latest = sent_reminder("SMlatest")
    snoozed = decided("snooze 1 hour", sent=(latest,), button_of="SMlatest")
    assert [reminder.due_at for reminder in snoozed.reminders] == [NOW + timedelta(hours=1)]
    tomorrow = decided("snooze until tomorrow", sent=(latest,), button_of="SMlatest")
    assert tomorrow.reminders[0].due_at > NOW + timedelta(hours=6)
    assert decided("done", sent=(latest,), button_of="SMlatest").reply != refusals.OLD_BUTTON


@pytest.mark.parametrize("sent", [(), (sent_reminder("SMlatest"),)], ids=["none", "another"])
def test_an_old_button_changes_nothing(sent):
    saved = decided("snooze 1 hour", sent=sent, button_of="SMold")
    assert (saved.reply, saved.reminders) == (refusals.OLD_BUTTON, ())
