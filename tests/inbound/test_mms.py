"""Pictures and group texts: neither is kept, the sender is told once, and nothing is set by a group."""

from datetime import timedelta

import pytest

from bot.conversation.texts import multimedia
from bot.domain.changes import PersonContext
from bot.domain.model import OutboundKind, ProviderName
from bot.domain.sms_segments import is_gsm7, segments
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from tests.builders import NOW, WINDOW, make_inbound, make_person, make_reminder, numbered_ids
from tests.fakes.changes import changes_for

POLICY = BotPolicy(
    providers={
        ProviderName.TWILIO: ProviderTraits(window=WINDOW, answers_in_webhook=True),
        ProviderName.TELNYX: ProviderTraits(window=WINDOW, answers_in_webhook=False),
    },
    default_timezone="UTC",
)
PROVIDERS = list(POLICY.providers)


def decided(body, *reminders, person=None, **inbound):
    text = make_inbound(body, **inbound)
    context = PersonContext(person=person or make_person(provider=text.provider), reminders=reminders)
    return changes_for(text, context, POLICY, NOW, numbered_ids())


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("body", ["remind me tomorrow at 9 to call mom", "list", "delete all", "dinner at 7?", ""])
def test_a_group_text_sets_nothing_and_is_answered_once(provider, body):
    reminder = make_reminder()
    saved = decided(body, reminder, provider=provider, group="g1", media_count=1)
    assert saved.reply == multimedia.ONE_PERSON_AT_A_TIME
    assert (saved.reminders, saved.intent) == ((), "group")
    assert {message.kind for message in saved.outbound} <= {OutboundKind.REPLY}
    again = decided(body, reminder, provider=provider, group="g1", person=saved.person)
    assert (again.reply, again.reminders, again.outbound) == (None, (), ())
    assert decided(body, provider=provider, group="g2", person=saved.person).reply is not None


def test_the_reply_to_a_group_goes_to_its_sender_alone():
    saved = decided("hi all", provider=ProviderName.TELNYX, group="g1", to_number="")
    assert [message.to_number for message in saved.outbound] == [make_inbound("x").from_number]


@pytest.mark.parametrize("word", ["STOP", "please stop texting me"])
def test_an_opt_out_counts_in_a_group(word):
    assert decided(word, group="g1").person.opted_out_at == NOW


def test_someone_who_has_opted_out_is_not_answered_in_a_group():
    assert decided("hi all", group="g1", person=make_person(opted_out_at=NOW)).reply is None


def test_only_a_few_groups_are_remembered():
    person = make_person()
    for number in range(30):
        person = decided("hi all", group=f"g{number}", person=person).person
    assert len(person.memory.groups) == 10


def test_a_picture_without_words_is_asked_about():
    saved = decided("", media_count=1)
    assert (saved.reply or "").startswith("What should I remind you about, and when?")
    assert (saved.reply or "").endswith(multimedia.PICTURE_NOT_KEPT)
    assert saved.reminders == ()


def test_a_reminder_with_a_picture_is_set_and_says_what_is_kept():
    saved = decided("remind me in 2 hours to call mom", media_count=2)
    [reminder] = saved.reminders
    assert (reminder.message, reminder.due_at) == ("call mom", NOW + timedelta(hours=2))
    assert (saved.reply or "").endswith(f"\n{multimedia.PICTURE_NOT_KEPT}")
    assert segments(saved.reply or "") == 1


def test_other_texts_with_a_picture_are_answered_as_usual():
    assert decided("list", media_count=1).reply == decided("list").reply
    assert decided("blah", media_count=1).reply == decided("blah").reply


def test_the_note_does_not_cost_a_segment_of_its_own():
    saved = decided(f"remind me in 2 hours to {'x' * 80}", media_count=1)
    assert (saved.reply or "").endswith((multimedia.PICTURE_NOT_KEPT, multimedia.NO_PICTURE))
    assert segments(saved.reply or "") == 1


@pytest.mark.parametrize("text", [value for name, value in vars(multimedia).items() if name.isupper()])
def test_texts_are_one_plain_segment(text):
    assert is_gsm7(text)
    assert segments(text) == 1
