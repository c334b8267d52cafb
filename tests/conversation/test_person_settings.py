"""Preferences, a person's data, how the last text was read, and texts that are not understood."""

from datetime import timedelta

import pytest

from bot.conversation.handlers.explain import with_explanation
from bot.conversation.respond import respond
from bot.conversation.texts import general as texts
from bot.conversation.texts import people as people_texts
from bot.domain.model import Memory, OptOut, Preferences, ReminderState
from bot.domain.sms_segments import fits
from bot.understanding.command import (
    AskTime,
    ChangeSettings,
    Help,
    ListReminders,
    Reading,
    SetTimezone,
    Thanks,
    Unknown,
    Why,
)
from tests.builders import NOW, make_person, make_reminder, make_scene

SETTINGS = [
    # name, value, what is kept, what is said
    (
        "morning",
        "07:30",
        Preferences(morning=(7, 30)),
        'OK, "morning" now means 7:30 AM, also for dates without a time.',
    ),
    ("evening", "18:00", Preferences(evening=(18, 0)), 'OK, "evening" now means 6:00 PM.'),
    ("clock", "24", Preferences(clock_hours=24), "OK, 24-hour clock: it's 10:20 now."),
    ("clock", "12", Preferences(clock_hours=12), "OK, 12-hour clock: it's 10:20 AM now."),
    ("day_first", "yes", Preferences(day_first=True), "OK, 3/5 now means 3 May."),
    ("day_first", "no", Preferences(day_first=False), "OK, 3/5 now means Mar 5."),
    ("noon", "12:30", Preferences(), people_texts.NOON_IS_FIXED),
    ("colour", "blue", Preferences(), people_texts.NOT_A_SETTING),
]


@pytest.mark.parametrize(("name", "value", "kept", "reply"), SETTINGS)
def test_a_preference_is_kept_and_its_meaning_said(name, value, kept, reply):
    decision = respond(ChangeSettings(name=name, value=value), make_scene())
    assert (decision.person.preferences, decision.reply) == (kept, reply)


def test_settings_are_shown():
    assert respond(ChangeSettings(name="show"), make_scene()).reply == (
        "You're on New York time (it's 10:20 AM). 12-hour clock, month first. "
        "Morning 9:00 AM, afternoon 3:00 PM, evening 7:00 PM, night 8:00 PM."
    )


def test_what_is_kept_is_counted():
    context = make_scene(make_reminder(), make_reminder(number=2, state=ReminderState.PAUSED))
    assert "settings and 2 reminders" in (respond(ChangeSettings(name="export"), context).reply or "")


def forgetting(minutes_ago: float | None):
    asked_at = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    person = make_person(memory=Memory(forget_asked_at=asked_at))
    return respond(ChangeSettings(name="forget"), make_scene(make_reminder(), person=person))


@pytest.mark.parametrize(("minutes_ago", "is_forgotten"), [(None, False), (1, True), (10, True), (10.1, False)])
def test_being_forgotten_is_asked_twice_within_ten_minutes(minutes_ago, is_forgotten):
    decision = forgetting(minutes_ago)
    assert decision.reply == (people_texts.FORGOTTEN if is_forgotten else people_texts.FORGET_AGAIN)
    assert (decision.person.forgotten_at is not None, len(decision.cancelled)) == (is_forgotten, int(is_forgotten))


def test_how_the_last_text_was_read_is_kept_until_asked():
    reading = Reading(command=ListReminders(), why="It asks for the list.")
    person = with_explanation(make_person(), reading)
    assert with_explanation(person, Reading(command=Why(), why="It asks why.")) == person
    assert respond(Why(), make_scene(person=person)).reply == "How I read that: it asks for the list."
    assert respond(Why(), make_scene()).reply == people_texts.NO_WHY


def puzzled(*seconds_ago: float, text: str = "blorp", command: Unknown | None = None, **person):
    times = tuple(NOW - timedelta(seconds=seconds) for seconds in seconds_ago)
    person_context = make_person(memory=Memory(not_understood_at=times), **person)
    return respond(command or Unknown(), make_scene(person=person_context, text=text))


PUZZLED = [
    ((), people_texts.not_understood("blorp")),
    ((300,), people_texts.STILL_NOT_UNDERSTOOD),
    ((30,), people_texts.STILL_NOT_UNDERSTOOD),
    ((59, 30), None),
    ((60, 30), people_texts.STILL_NOT_UNDERSTOOD),
    ((3601,), people_texts.not_understood("blorp")),
    (tuple(range(3000, 600, -300)), None),
]


@pytest.mark.parametrize(("seconds_ago", "reply"), PUZZLED)
def test_what_is_not_understood_is_answered_shorter_each_time_then_not_at_all(seconds_ago, reply):
    decision = puzzled(*seconds_ago)
    assert decision.reply == reply
    assert decision.person.memory.not_understood_at[-1] == NOW


def test_what_is_understood_ends_the_row():
    person = make_person(memory=Memory(not_understood_at=(NOW,)))
    assert respond(Thanks(), make_scene(person=person)).person.memory.not_understood_at == ()


@pytest.mark.parametrize(
    ("text", "command", "part"),
    [
        ("a  b\nc", None, "a b c"),
        ("whole", Unknown(part="the part"), "the part"),
        ("\U0001f600", None, ""),
        ("", None, ""),
    ],
)
def test_the_part_that_was_not_understood_is_named(text, command, part):
    assert puzzled(text=text, command=command).reply == people_texts.not_understood(part)


NEWCOMERS = [
    (Help(is_greeting=True), people_texts.FIRST_GREETING),
    (Help(), people_texts.HELP),
    (Unknown(), people_texts.FIRST_GREETING),
    (ListReminders(), f"{texts.EMPTY_LIST} {texts.INTRODUCTION}"),
    (SetTimezone(timezone="UTC", words="UTC"), f"{people_texts.zone_set('UTC', '2:20 PM')} {texts.INTRODUCTION}"),
    (ChangeSettings(name="forget"), f"{people_texts.FORGET_AGAIN} {texts.INTRODUCTION}"),
    (Thanks(), None),
]


@pytest.mark.parametrize(("command", "reply"), NEWCOMERS)
def test_the_first_answer_says_who_this_is_and_how_to_opt_out(command, reply):
    decision = respond(command, make_scene(person=make_person(introduced=False)))
    assert decision.reply == reply
    assert decision.person.introduced == (reply is not None)
    assert reply is None or ("STOP" in reply and fits(reply))


def test_the_settings_of_a_newcomer_are_told_in_short():
    decision = respond(ChangeSettings(name="show"), make_scene(person=make_person(introduced=False)))
    assert decision.reply == (
        f"You're on New York time (it's 10:20 AM). 12-hour clock, month first. {texts.INTRODUCTION}"
    )


def test_the_first_question_says_it_too():
    decision = respond(AskTime(message="call mom"), make_scene(person=make_person(introduced=False)))
    assert texts.INTRODUCTION in (decision.reply or "")


@pytest.mark.parametrize("word", [OptOut.STOP, OptOut.HELP])
def test_a_newcomer_whom_the_provider_answered_hears_nothing_else(word):
    decision = respond(Unknown(), make_scene(person=make_person(introduced=False)), word)
    assert (decision.reply, decision.person.introduced) == (None, False)


def test_a_long_first_reply_gets_a_shorter_introduction():
    reply = f"{'x' * 115}."
    assert people_texts.introduced(reply) == f"{reply} {people_texts.SHORT_INTRODUCTION}"
