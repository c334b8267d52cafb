"""Questions about the bot and about one reminder are answered in a line; remarks are offered, regrets answered once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.respond import respond
from bot.conversation.texts import account, inquiries
from bot.domain.model import Memory, OptOut, Reminder
from bot.domain.sms_segments import fits
from bot.understanding.command import AskAbout, AskBot, Asked, Start, Stop, Target, Topic, Unknown
from tests.builders import NOW, make_person, make_reminder, make_reply_context

LAST = Target(is_last=True)
EARLIER = NOW - timedelta(minutes=1)


@pytest.mark.parametrize("topic", Topic)
def test_every_question_about_the_bot_has_an_answer_of_one_segment(topic):
    reply = respond(AskBot(topic=topic), make_reply_context(make_reminder())).reply
    assert reply
    assert fits(reply)


def test_the_number_of_texts_and_the_presence_depend_on_what_is_set():
    assert "none set" in inquiries.number_of_texts(0)
    assert "your 2 reminders" in inquiries.number_of_texts(2)
    assert inquiries.present("").startswith("I'm here.")
    assert "call mom" in (respond(AskBot(topic=Topic.PRESENCE), make_reply_context(make_reminder())).reply or "")


def asked(what: Asked, *reminders: Reminder, target: Target = LAST, memory: Memory = Memory()) -> str:  # noqa: B008
    command = AskAbout(asked=what, target=target)
    context = make_reply_context(*reminders, person=make_person(memory=memory))
    return respond(command, context).reply or ""


def test_nothing_is_set():
    assert asked(Asked.IS_SET) == inquiries.NOTHING_SET
    assert asked(Asked.WHEN) == inquiries.NOTHING_SET


def test_a_text_that_was_not_understood_is_not_set():
    reminder = make_reminder()
    failed = Memory(
        not_understood_at=(NOW,), last_mentioned=(reminder.id,), last_mentioned_at=NOW - timedelta(minutes=1)
    )
    assert asked(Asked.IS_SET, reminder, memory=failed) == inquiries.LAST_NOT_UNDERSTOOD
    assert asked(Asked.IS_SET, reminder, memory=replace(failed, last_mentioned_at=NOW)).startswith("Yes: 1.")


def test_what_a_reminder_is_set_for():
    series = make_reminder(rrule="FREQ=DAILY")
    assert asked(Asked.END, series).startswith("Reminder 1 repeats every day, with no end.")
    assert asked(Asked.END, make_reminder()).startswith("Reminder 1 comes just once")
    assert asked(Asked.REPEAT, series).startswith("Yes. Reminder 1 repeats every day")
    assert asked(Asked.HALF, make_reminder()).endswith(("Text AM to change that.", "Text PM to change that."))
    assert "no reminder 7" in asked(Asked.END, series, target=Target(numbers=(7,)))


def test_someone_who_regrets_an_opt_out_hears_once_how_to_come_back():
    out = respond(Stop(is_carrier_word=False), make_reply_context(make_reminder())).person
    text = "I didn't mean stop everything"
    first = respond(Unknown(), make_reply_context(person=out, text=text))
    assert first.reply == account.HOW_TO_COME_BACK
    assert respond(Unknown(), make_reply_context(person=first.person, text=text)).reply is None


def test_start_as_a_sentence_of_its_own_brings_everything_back():
    out = respond(Stop(is_carrier_word=False), make_reply_context()).person
    back = respond(Unknown(), make_reply_context(person=out, text="I didn't mean stop everything. START"))
    assert back.person.opted_out_at is None
    assert back.reply == account.WELCOME_BACK


def test_silence_after_the_carriers_stop():
    out = respond(Stop(is_carrier_word=True), make_reply_context()).person
    assert respond(Unknown(), make_reply_context(person=out, text="I didn't mean stop everything")).reply is None
    later = respond(Stop(is_carrier_word=False), make_reply_context()).person
    stopped = respond(Stop(is_carrier_word=True), make_reply_context(person=later)).person
    assert respond(Unknown(), make_reply_context(person=stopped, text="not everything")).reply is None


REMARK = "he needs his pill every morning at 8"


def offered(text: str = REMARK):
    return respond(Unknown(), make_reply_context(text=text))


def test_a_remark_about_a_time_is_offered():
    reply = offered().reply or ""
    assert reply.startswith("Shall I remind you every day at 8:00 AM: he needs his pill?")


@pytest.mark.parametrize("text", ["ok", "yes please", "Sure!", "go ahead", "please do", "yeah", "that would be great"])
def test_an_offer_is_accepted_in_any_words(text):
    decision = respond(Unknown(), make_reply_context(person=offered().person, text=text))
    assert [reminder.message for reminder in decision.made] == ["he needs his pill"]


def test_yes_accepts_an_offer_although_it_is_a_carriers_word():
    context = make_reply_context(person=offered().person, text="yes")
    assert respond(Start(), context, OptOut.START).made
    assert respond(Start(), context).made


@pytest.mark.parametrize(("text", "is_dropped"), [("no", True), ("no thanks", True), ("what is that", False)])
def test_an_offer_is_not_accepted_by_other_texts(text, is_dropped):
    decision = respond(Unknown(), make_reply_context(person=offered().person, text=text))
    assert not decision.made
    assert (decision.person.memory.pending_moment is None) is True or not is_dropped


@pytest.mark.parametrize(
    "text", ["he took it at 8", "does he need his pill at 8?", "he needs his pill", "call me at 8"]
)
def test_other_texts_are_not_offered(text):
    assert not (offered(text).reply or "").startswith("Shall I")
