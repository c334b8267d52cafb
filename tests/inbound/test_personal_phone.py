"""Texts to a phone that serves as the carrier: the bot answers STOP, START and HELP, and not everybody's texts."""

from datetime import timedelta

import pytest

from bot.domain.changes import PersonContext
from bot.domain.model import OptOut, OutboundState, ProviderName, ReminderState
from bot.domain.window import OWN_TIMER
from bot.inbound.apology import apologise
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from tests.builders import NOW, make_inbound, make_person, make_reminder, make_text, numbered_ids
from tests.fakes.changes import changes_for

PHONES = [ProviderName.SMSGATE, ProviderName.HTTPSMS]
TRAITS = ProviderTraits(
    window=OWN_TIMER, answers_in_webhook=False, carrier_answers_keywords=False, is_personal_phone=True
)
POLICY = BotPolicy(providers=dict.fromkeys(PHONES, TRAITS), default_timezone="UTC")
OPTED_OUT = "OK, no more texts from me. Text START if you want them back."


def decided(body, *reminders, outbound=(), provider=ProviderName.SMSGATE, sent_at=None, **person):
    person_context = PersonContext(
        person=make_person(provider=provider, **person), reminders=reminders, outbound=outbound
    )
    return changes_for(
        make_inbound(body, provider=provider, sent_at=sent_at), person_context, POLICY, NOW, numbered_ids()
    )


@pytest.mark.parametrize("provider", PHONES)
@pytest.mark.parametrize("word", ["STOP", "stop.", "unsubscribe", "Quit", "CANCEL", "please stop texting me"])
def test_every_opt_out_is_carried_out_and_confirmed_by_the_bot(provider, word):
    reminder = make_reminder()
    waiting = make_text(reminder_id=reminder.id, provider=provider)
    saved = decided(word, reminder, outbound=(waiting,), provider=provider)
    assert saved.person.opted_out_at == NOW
    assert saved.reply == OPTED_OUT
    states = {message.id: message.state for message in saved.outbound}
    assert states.pop(waiting.id) is OutboundState.CANCELLED
    assert list(states.values()) == [OutboundState.WAITING], "the confirmation is a message of its own"


def test_after_an_opt_out_nothing_is_answered():
    for word in ("STOP", "list", "HELP", "yes"):
        assert decided(word, opted_out_at=NOW).reply is None


def test_start_opts_in_again_and_is_answered():
    parked = make_reminder(state=ReminderState.PARKED)
    saved = decided("START", parked, opted_out_at=NOW)
    assert (saved.person.opted_out_at, saved.reply) == (None, "Welcome back! 1 reminder is back on.")
    assert decided("unstop", opted_out_at=NOW).reply == "Welcome back! I'll text you again."
    assert (decided("START").reply or "").startswith("Hi, I'm a reminder bot.")


@pytest.mark.parametrize("word", ["HELP", "info", "?"])
def test_help_is_answered_and_says_how_to_opt_out(word):
    assert "Text STOP to opt out." in (decided(word).reply or "")


STRANGERS = [
    ("see you tomorrow at 9", False),
    ("Your parcel arrives tomorrow at 9", False),
    ("your appointment is confirmed for friday 3pm", False),
    ("happy birthday!", False),
    ("hi", False),
    ("yes", False),
    ("I'm in Denver", False),
    ("remind me tomorrow at 9 to call mom", True),
    ("Can you REMIND me in 2 hours to stretch", True),
    ("list", True),
    ("HELP", True),
    ("START", True),
]


@pytest.mark.parametrize(("body", "is_answered"), STRANGERS)
@pytest.mark.parametrize("provider", PHONES)
def test_a_stranger_is_answered_only_if_the_text_is_for_the_bot(provider, body, is_answered):
    saved = decided(body, provider=provider, introduced=False)
    assert (saved.reply is not None) is is_answered
    if not is_answered:
        assert (saved.reminders, saved.outbound, saved.person.memory.why) == ((), (), None)


def test_someone_the_bot_knows_may_write_as_they_like():
    assert decided("call mom tomorrow at 9").reminders[0].message == "call mom"
    assert "didn't get" in (decided("blah").reply or "")


def test_a_stranger_can_always_opt_out():
    saved = decided("STOP", introduced=False)
    assert (saved.person.opted_out_at, saved.reply) == (NOW, OPTED_OUT)


def test_a_late_text_counts_from_when_it_was_sent():
    saved = decided("remind me in 2 hours to call mom", sent_at=NOW - timedelta(minutes=90))
    assert saved.reminders[0].due_at == NOW + timedelta(minutes=30)


@pytest.mark.parametrize("body", ["remind me in 10 minutes to call mom", "remind me at 9:30 to call mom"])
def test_a_text_that_comes_after_the_time_in_it_changes_nothing(body):
    saved = decided(body, sent_at=NOW - timedelta(hours=1, minutes=20))
    assert saved.reply is not None
    assert saved.reply.startswith("Your text from ")
    assert "reached me only now" in saved.reply
    assert saved.reminders == ()


def test_a_late_text_without_a_time_is_read_as_usual():
    assert "call mom" in (decided("list", make_reminder(), sent_at=NOW - timedelta(days=2)).reply or "")
    daily = decided("remind me every day at 8pm to stretch", sent_at=NOW - timedelta(days=2))
    assert daily.reminders[0].due_at > NOW


def test_a_sender_with_broken_data_is_opted_out_and_told():
    inbound = make_inbound("STOP", provider=ProviderName.SMSGATE)
    apology = apologise(inbound, POLICY, NOW, numbered_ids())
    assert (apology.consent, apology.reply) == (OptOut.STOP, OPTED_OUT)
