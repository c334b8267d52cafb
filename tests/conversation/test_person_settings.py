"""Settings, personal data, explanations of the last text, and texts that are not understood."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.conversation.context import PersonLimits
from bot.conversation.handlers.explain import with_explanation
from bot.conversation.respond import respond
from bot.conversation.texts import account, guidance, lists
from bot.domain.model import Memory, OptOut, ReminderState
from bot.domain.preferences import Preferences
from bot.domain.sms_segments import fits
from bot.understanding.command import (
    AskTime,
    ChangeSettings,
    Help,
    ListReminders,
    Reading,
    SetTimezone,
    Thanks,
    Undo,
    Unknown,
    Why,
)
from tests.builders import NOW, make_person, make_reminder, make_reply_context

NIGHT = "22:00-07:00 America/New_York"
HOURLY_START = datetime.fromisoformat("2026-03-11T10:20")
SETTINGS = [
    # name, value, the stored preferences, the reply
    (
        "morning",
        "07:30",
        Preferences(morning=(7, 30)),
        'OK, "morning" now means 7:30 AM, also for dates without a time.',
    ),
    ("evening", "18:00", Preferences(evening=(18, 0)), 'OK, "evening" now means 6:00 PM.'),
    (
        "quiet_hours",
        "22:00-07:00",
        Preferences(quiet_hours="22:00-07:00"),
        account.quiet_hours_set("10:00 PM", "7:00 AM"),
    ),
    ("quiet_hours", "none", Preferences(), account.NO_QUIET_HOURS),
    ("quiet_hours", "07:00-06:59", Preferences(), account.TOO_QUIET),
    (
        "quiet_hours",
        "10:00-06:00",
        Preferences(quiet_hours="10:00-06:00"),
        account.quiet_hours_set("10:00 AM", "6:00 AM"),
    ),
    ("quiet_hours", "unclear", Preferences(), account.WHICH_QUIET_HOURS),
    ("quiet_hours", "", Preferences(), account.NO_QUIET_HOURS),
    ("clock", "24", Preferences(clock_hours=24), "OK, 24-hour clock: it's 10:20 now."),
    ("clock", "12", Preferences(clock_hours=12), "OK, 12-hour clock: it's 10:20 AM now."),
    ("day_first", "yes", Preferences(day_first=True), "OK, 3/5 now means 3 May."),
    ("day_first", "no", Preferences(day_first=False), "OK, 3/5 now means Mar 5."),
    ("noon", "12:30", Preferences(), account.NOON_IS_FIXED),
    ("colour", "blue", Preferences(), account.NOT_A_SETTING),
]


@pytest.mark.parametrize(
    ("addresses", "shown"),
    [
        ((), "To share your list: link."),
        (("+13125550177",), "Shared with +13125550177 (unlink ends that)."),
        (("whatsapp:+13125550177", "whatsapp:US.1349"), "Shared with WhatsApp +13125550177 and another chat (unlink"),
    ],
)
def test_settings_say_who_shares_the_list(addresses, shown):
    context = make_reply_context(person=make_person(introduced=True))
    context = replace(context, person_context=replace(context.person_context, linked_addresses=addresses))
    reply = respond(ChangeSettings(name="show"), context).reply
    assert reply is not None
    assert shown in reply
    assert fits(reply)


@pytest.mark.parametrize(("name", "value", "kept", "reply"), SETTINGS)
def test_setting_is_saved_and_confirmed(name, value, kept, reply):
    decision = respond(ChangeSettings(name=name, value=value), make_reply_context())
    assert (decision.person.preferences, decision.reply) == (kept, reply)


def test_settings_are_shown():
    assert respond(ChangeSettings(name="show"), make_reply_context()).reply == (
        "You're on New York time (it's 10:20 AM). 12-hour clock, month first. "
        "Morning 9 AM, afternoon 3 PM, evening 7 PM, night 8 PM. To share your list: link."
    )


def test_the_operators_quiet_hours_hold_until_the_person_ends_them():
    limits = PersonLimits(quiet_hours="22:00-07:00")
    series = make_reminder(rrule="FREQ=HOURLY", wall_start=HOURLY_START, quiet_hours=NIGHT)
    daily = make_reminder(id=uuid4(), number=2, rrule="FREQ=DAILY", wall_start=HOURLY_START)
    context = make_reply_context(series, daily, limits=limits)
    asked = respond(ChangeSettings(name="quiet_hours"), context)
    assert asked.reply == account.quiet_hours_are("10:00 PM", "7:00 AM")
    assert "Quiet hours 10:00 PM to 7:00 AM" in (respond(ChangeSettings(name="show"), context).reply or "")
    ended = respond(ChangeSettings(name="quiet_hours", value="none"), context)
    assert ended.person.preferences == Preferences(quiet_hours="")
    assert [(reminder.number, reminder.quiet_hours) for reminder in ended.changed] == [(1, None)]
    back = respond(Undo(), context.of(ended.person))
    assert back.person.preferences == Preferences()


def test_quiet_hours_follow_the_person_to_another_zone():
    person = make_person(preferences=Preferences(quiet_hours="22:00-07:00"))
    series = make_reminder(rrule="FREQ=HOURLY", wall_start=HOURLY_START, quiet_hours=NIGHT)
    moved = respond(SetTimezone(timezone="Europe/London", words="london"), make_reply_context(series, person=person))
    assert [reminder.quiet_hours for reminder in moved.changed] == ["22:00-07:00 Europe/London"]
    assert [reminder.timezone for reminder in moved.changed] == ["America/New_York"]


def test_kept_data_counts_all_reminders():
    context = make_reply_context(make_reminder(), make_reminder(number=2, state=ReminderState.PAUSED))
    assert "settings and 2 reminders" in (respond(ChangeSettings(name="export"), context).reply or "")


def forgetting(minutes_ago: float | None):
    asked_at = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    person = make_person(memory=Memory(forget_asked_at=asked_at))
    return respond(ChangeSettings(name="forget"), make_reply_context(make_reminder(), person=person))


@pytest.mark.parametrize(("minutes_ago", "is_forgotten"), [(None, False), (1, True), (10, True), (10.1, False)])
def test_forgetting_needs_two_requests_within_ten_minutes(minutes_ago, is_forgotten):
    decision = forgetting(minutes_ago)
    assert decision.reply == (account.FORGOTTEN if is_forgotten else account.FORGET_AGAIN)
    assert (decision.person.forgotten_at is not None, len(decision.cancelled)) == (is_forgotten, int(is_forgotten))


def test_explanation_of_the_last_text_is_kept():
    reading = Reading(command=ListReminders(), why="It asks for the list.")
    person = with_explanation(make_person(), reading)
    assert with_explanation(person, Reading(command=Why(), why="It asks why.")) == person
    assert respond(Why(), make_reply_context(person=person)).reply == "How I read that: it asks for the list."
    assert respond(Why(), make_reply_context()).reply == guidance.NO_WHY


def puzzled(*seconds_ago: float, text: str = "blorp", command: Unknown | None = None, **person):
    times = tuple(NOW - timedelta(seconds=seconds) for seconds in seconds_ago)
    person_context = make_person(memory=Memory(not_understood_at=times), **person)
    return respond(command or Unknown(), make_reply_context(person=person_context, text=text))


PUZZLED = [
    ((), guidance.not_understood("blorp")),
    ((300,), guidance.STILL_NOT_UNDERSTOOD),
    ((30,), guidance.STILL_NOT_UNDERSTOOD),
    ((59, 30), guidance.STILL_NOT_UNDERSTOOD),
    ((50, 40, 30, 20), guidance.LAST_NOT_UNDERSTOOD),
    ((50, 40, 30, 20, 10), None),
    ((60, 50, 40, 30), guidance.STILL_NOT_UNDERSTOOD),
    (tuple(range(3000, 900, -300)), guidance.LAST_NOT_UNDERSTOOD),
    ((3601,), guidance.not_understood("blorp")),
    (tuple(range(3000, 600, -300)), None),
]


@pytest.mark.parametrize(("seconds_ago", "reply"), PUZZLED)
def test_everyone_who_tries_gets_a_reply_until_it_is_a_loop(seconds_ago, reply):
    decision = puzzled(*seconds_ago)
    assert decision.reply == reply
    assert decision.person.memory.not_understood_at[-1] == NOW


def test_understood_text_resets_the_count():
    person = make_person(memory=Memory(not_understood_at=(NOW,)))
    assert respond(Thanks(), make_reply_context(person=person)).person.memory.not_understood_at == ()


@pytest.mark.parametrize(
    ("text", "command", "part"),
    [
        ("a  b\nc", None, "a b c"),
        ("whole", Unknown(part="the part"), "the part"),
        ("\U0001f600", None, ""),
        ("", None, ""),
    ],
)
def test_reply_quotes_the_part_that_was_not_understood(text, command, part):
    assert puzzled(text=text, command=command).reply == guidance.not_understood(part)


NEWCOMERS = [
    (Help(is_greeting=True), guidance.FIRST_GREETING),
    (Help(), guidance.HELP),
    (Unknown(), guidance.FIRST_GREETING),
    (ListReminders(), f"{lists.EMPTY_LIST} {guidance.INTRODUCTION}"),
    (SetTimezone(timezone="UTC", words="UTC"), f"{account.zone_set('UTC', '2:20 PM')} {guidance.INTRODUCTION}"),
    (ChangeSettings(name="forget"), f"{account.FORGET_AGAIN} {guidance.INTRODUCTION}"),
    (Thanks(), None),
]


@pytest.mark.parametrize(("command", "reply"), NEWCOMERS)
def test_first_reply_introduces_the_bot_and_the_way_to_opt_out(command, reply):
    decision = respond(command, make_reply_context(person=make_person(introduced=False)))
    assert decision.reply == reply
    assert decision.person.introduced == (reply is not None)
    assert reply is None or ("STOP" in reply and fits(reply))


def test_settings_of_a_newcomer_are_short():
    decision = respond(ChangeSettings(name="show"), make_reply_context(person=make_person(introduced=False)))
    assert decision.reply == (
        f"You're on New York time (it's 10:20 AM). 12-hour clock, month first. {guidance.INTRODUCTION}"
    )


def test_first_question_introduces_the_bot():
    decision = respond(AskTime(message="call mom"), make_reply_context(person=make_person(introduced=False)))
    assert guidance.INTRODUCTION in (decision.reply or "")


@pytest.mark.parametrize("word", [OptOut.STOP, OptOut.HELP])
def test_no_reply_to_a_newcomer_if_the_provider_replied(word):
    decision = respond(Unknown(), make_reply_context(person=make_person(introduced=False)), word)
    assert (decision.reply, decision.person.introduced) == (None, False)


def test_a_long_first_reply_gets_a_shorter_introduction():
    reply = f"{'x' * 115}."
    assert guidance.introduced(reply) == f"{reply} {guidance.SHORT_INTRODUCTION}"
