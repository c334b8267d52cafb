"""Every command except creation; now is Friday 20 November 2026, 10:45 in New York."""

from datetime import datetime

import pytest

from bot.understanding.command import (
    Cancel,
    CancelAll,
    ChangeSettings,
    Command,
    Create,
    Done,
    Edit,
    Help,
    ListReminders,
    Moment,
    MoveAlong,
    Period,
    SetTimezone,
    Snooze,
    Start,
    Stop,
    Target,
    Thanks,
    Undo,
    Unknown,
    Why,
)
from tests.understanding.reading_texts import at, command, moment, repeat


def trip(timezone: str, words: str, until: str, *, has_clock: bool = False) -> SetTimezone:
    end = Moment(at=datetime.fromisoformat(until), has_date=True, has_clock=has_clock)
    return SetTimezone(timezone=timezone, words=words, until=end)


ONLY_TIMES: list[tuple[str, Command]] = [
    ("at 5", Unknown(moment=moment("(2026-11-20) 17:00"))),
    ("tomorrow 9am", Unknown(moment=moment("2026-11-21 09:00"))),
    ("10 min", Unknown(moment=moment("(2026-11-20) 10:55"))),
    ("1h", Unknown(moment=moment("(2026-11-20) 11:45"))),
    ("5", Unknown(moment=moment("(2026-11-20) 17:00"), number=5)),
    ("every day at 9", Unknown(repeat=repeat("2026-11-21 09:00", "FREQ=DAILY"))),
    ("#2", Unknown(number=2)),
]

SNOOZES: list[tuple[str, Command]] = [
    ("remind me later", Snooze(target=Target(is_last=True))),
    ("snooze", Snooze(target=Target(is_last=True))),
    ("snooze 10 min", Snooze(target=Target(is_last=True), delay_seconds=600)),
    ("snooze 10", Snooze(target=Target(is_last=True), delay_seconds=600)),
    ("snooze 2", Snooze(target=Target(numbers=(2,)))),
    ("snooze for an hour", Snooze(target=Target(is_last=True), delay_seconds=3600)),
    ("snooze till 5", Snooze(target=Target(is_last=True), moment=moment("(2026-11-20) 17:00"))),
    ("later", Snooze(target=Target(is_last=True))),
    ("5 more minutes", Snooze(target=Target(is_last=True), delay_seconds=300)),
    ("remind me again in 10 minutes", Snooze(target=Target(is_last=True), delay_seconds=600)),
]

LISTS: list[tuple[str, Command]] = [
    (
        "list tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "what do I have tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    ("any reminders?", ListReminders()),
    ("show me my reminders", ListReminders()),
    ("did i set an alarm", ListReminders()),
    (
        "what's up tomorrow?",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "what are my reminders for friday",
        ListReminders(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="for friday")),
    ),
    ("next", ListReminders(only_next=True)),
    ("more", ListReminders(more=True)),
    (
        "is there an alarm set for tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("tell me my alarms", ListReminders()),
    ("what time is my alarm set for", ListReminders()),
    (
        "do i have any meetings today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")),
    ),
    ("when is my next meeting", ListReminders(only_next=True)),
    (
        "show my calendar for next week",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-30 00:00"), words="for next week")),
    ),
    ("what's on my calendar", ListReminders()),
    (
        "list all reminders for today",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="for today")),
    ),
    ("read my reminders", ListReminders()),
    ("which alarms are active", ListReminders()),
    ("have i set any alarms", ListReminders()),
    (
        "are there any reminders for tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    (
        "what events do i have this weekend",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-23 00:00"), words="this weekend")),
    ),
    (
        "what do i have scheduled on march 5",
        ListReminders(period=Period(start=at("2027-03-05 00:00"), end=at("2027-03-06 00:00"), words="on march 5")),
    ),
    (
        "check if i have an alarm at 6",
        ListReminders(period=Period(start=at("2026-11-20 18:00"), end=at("2026-11-20 18:01"), words="at 6")),
    ),
    ("tell me what reminders i have", ListReminders()),
    (
        "what is my alarm for tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("do you have any reminders for me", ListReminders()),
    ("give me a list of my alarms", ListReminders()),
    ("what are my plans", ListReminders()),
    (
        "remind me what I have tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
]

CANCELS: list[tuple[str, Command]] = [
    ("cancel 2", Cancel(target=Target(numbers=(2,)))),
    ("cancel2", Cancel(target=Target(numbers=(2,)))),
    ("delete 1 and 3", Cancel(target=Target(numbers=(1, 3)))),
    ("remove #4", Cancel(target=Target(numbers=(4,)))),
    ("cancel 1,2 5", Cancel(target=Target(numbers=(1, 2, 5)))),
    ("del 3", Cancel(target=Target(numbers=(3,)))),
    ("cancel ①", Cancel(target=Target(numbers=(1,)))),
    ("cancel 2️⃣", Cancel(target=Target(numbers=(2,)))),
    ("cancel -1", Cancel(target=Target(bad_numbers=("-1",)))),
    ("cancel 1-3", Cancel(target=Target(numbers=(1, 2, 3)))),
    ("cancel two", Cancel(target=Target(numbers=(2,)))),
    ("forget the dentist one", Cancel(target=Target(words="dentist"))),
    (
        "cancel friday",
        Cancel(target=Target(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="friday"))),
    ),
    ("delete the last one", Cancel(target=Target(is_last=True))),
    ("stop reminding me", Cancel(target=Target())),
    ("please stop reminding me anymore", Cancel(target=Target())),
    ("stop reminding me about the gym", Cancel(target=Target(words="gym"))),
    (
        "remove the 7 am alarm",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 07:00"), end=at("2026-11-21 07:01"), words="the 7 am"))
        ),
    ),
    ("turn off my alarm", Cancel(target=Target())),
    (
        "turn off the alarm for tomorrow morning",
        Cancel(
            target=Target(
                period=Period(start=at("2026-11-21 04:00"), end=at("2026-11-21 12:00"), words="for tomorrow morning")
            )
        ),
    ),
    ("cancel the meeting with tom", Cancel(target=Target(words="tom"))),
    (
        "please delete the event on friday",
        Cancel(
            target=Target(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday"))
        ),
    ),
    ("cancel my reminder to buy milk", Cancel(target=Target(words="buy milk"))),
    ("remove lunch with kim from my calendar", Cancel(target=Target(words="lunch kim"))),
    ("delete the next alarm", Cancel(target=Target(is_next=True))),
    (
        "i don't need the alarm tomorrow",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"))
        ),
    ),
    (
        "please cancel my alarm for 6 am",
        Cancel(
            target=Target(period=Period(start=at("2026-11-21 06:00"), end=at("2026-11-21 06:01"), words="for 6 am"))
        ),
    ),
    ("take the dentist appointment off my calendar", Cancel(target=Target(words="dentist"))),
    ("stop the alarm", Cancel(target=Target())),
    (
        "delete tomorrow's meeting",
        Cancel(
            target=Target(
                words="meeting",
                period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow's"),
            )
        ),
    ),
    ("cancel reminder", Cancel(target=Target())),
    ("do not remind me about the party", Cancel(target=Target(words="party"))),
]

CANCELS_OF_ALL: list[tuple[str, Command]] = [
    ("delete everything", CancelAll()),
    ("clear all", CancelAll()),
    (
        "cancel everything tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "cancel all my alarms for tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    (
        "clear my calendar for friday",
        CancelAll(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="for friday")),
    ),
    ("clear my calendar", CancelAll()),
    (
        "delete all my meetings for tomorrow",
        CancelAll(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("remove every alarm", CancelAll()),
    ("get rid of all my alarms", CancelAll()),
    (
        "cancel all events for today",
        CancelAll(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="for today")),
    ),
    ("erase all reminders", CancelAll()),
    ("disable all alarms", CancelAll()),
]

EDITS: list[tuple[str, Command]] = [
    ("move 2 to friday 6pm", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-20 18:00"))),
    ("push 2 by an hour", Edit(target=Target(numbers=(2,)), shift_seconds=3600)),
    ("push it back 30 minutes", Edit(target=Target(), shift_seconds=1800)),
    ("delay 3 10 min", Edit(target=Target(numbers=(3,)), shift_seconds=600)),
    ("change 2 to buy oat milk", Edit(target=Target(numbers=(2,)), message="buy oat milk")),
    ("change 2 to 5pm", Edit(target=Target(numbers=(2,)), moment=moment("(2026-11-20) 17:00"))),
    ("make 2 every week", Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-27 (09:00)", "FREQ=WEEKLY"))),
    ("pm", Edit(target=Target(), meridiem="pm")),
    ("AM", Edit(target=Target(), meridiem="am")),
    ("no, 9", Edit(target=Target(), moment=moment("(2026-11-20) 21:00"))),
    ("no 9am", Edit(target=Target(), moment=moment("(2026-11-21) 09:00"))),
    ("make it friday", Edit(target=Target(), moment=moment("2026-11-27 (09:00)"))),
    ("make it 5pm", Edit(target=Target(), moment=moment("(2026-11-20) 17:00"))),
    ("I meant next week", Edit(target=Target(), moment=moment("2026-11-23 (09:00)"))),
    ("actually 6pm", Edit(target=Target(), moment=moment("(2026-11-20) 18:00"))),
    ("pause 2", Edit(target=Target(numbers=(2,)), pause=True)),
    ("resume 2", Edit(target=Target(numbers=(2,)), pause=False)),
    ("skip next", Edit(target=Target(), skip_next=True)),
    ("pause all", Edit(target=Target(is_all=True), pause=True)),
    ("resume everything", Edit(target=Target(is_all=True), pause=False)),
    (
        "skip tomorrow",
        Edit(
            target=Target(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
            skip_next=True,
        ),
    ),
    ("move my dentist reminder to 5", Edit(target=Target(words="dentist"), moment=moment("(2026-11-20) 17:00"))),
    ("move dentist to friday", Edit(target=Target(words="dentist"), moment=moment("2026-11-27 (09:00)"))),
    ("reschedule the vet to next tuesday", Edit(target=Target(words="vet"), moment=moment("2026-11-24 (09:00)"))),
    (
        "change the alarm from 5 to 6 pm",
        Edit(
            target=Target(period=Period(start=at("2026-11-20 17:00"), end=at("2026-11-20 17:01"), words="5")),
            moment=moment("(2026-11-20) 18:00"),
        ),
    ),
    (
        "move my haircut from monday at 2 to 4",
        Edit(
            target=Target(
                words="haircut",
                period=Period(start=at("2026-11-23 14:00"), end=at("2026-11-23 14:01"), words="monday at 2"),
            ),
            moment=moment("2026-11-23 16:00"),
        ),
    ),
    ("wake me up an hour earlier", Edit(target=Target(), shift_seconds=-3600)),
    ("set the alarm 15 minutes later", Edit(target=Target(), shift_seconds=900)),
    ("push back my haircut by 20 minutes", Edit(target=Target(words="haircut"), shift_seconds=1200)),
    ("move up my haircut by 20 minutes", Edit(target=Target(words="haircut"), shift_seconds=-1200)),
    ("bring the haircut forward by an hour", Edit(target=Target(words="haircut"), shift_seconds=-3600)),
    ("delay dinner 30 minutes", Edit(target=Target(words="dinner"), shift_seconds=1800)),
    ("add another 10 minutes to the timer", Edit(target=Target(), shift_seconds=600)),
    ("reset my alarm for 7pm", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    ("change the time of reminder 3 to 2pm", Edit(target=Target(numbers=(3,)), moment=moment("(2026-11-20) 14:00"))),
    ("edit 3", Edit(target=Target(numbers=(3,)))),
    ("reschedule my haircut appointment", Edit(target=Target(words="haircut"))),
    ("reschedule to monday", Edit(target=Target(), moment=moment("2026-11-23 (09:00)"))),
    ("make it repeat every monday", Edit(target=Target(), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO"))),
    (
        "repeat my stretching reminder every day at 4pm",
        Edit(target=Target(words="stretching"), repeat=repeat("2026-11-20 16:00", "FREQ=DAILY")),
    ),
    ("wrong, 7pm", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    ("at 6 instead", Edit(target=Target(), moment=moment("(2026-11-20) 18:00"))),
    ("I meant 6 not 5", Edit(target=Target(), moment=moment("(2026-11-20) 18:00"))),
]

DONE: list[tuple[str, Command]] = [
    ("done", Done(target=Target(is_last=True))),
    ("did it", Done(target=Target(is_last=True))),
    ("👍", Done(target=Target(is_last=True), is_sign=True)),
    ("👍🏽", Done(target=Target(is_last=True), is_sign=True)),
    ("✅", Done(target=Target(is_last=True), is_sign=True)),
    ('Liked "Reminder: call mom"', Done(target=Target(words="call mom"), is_sign=True)),
    ("👍 to “Reminder: call mom”", Done(target=Target(words="call mom"), is_sign=True)),
    ("done 2", Done(target=Target(numbers=(2,)))),
    ("mark 2 as done", Done(target=Target(numbers=(2,)))),
    ("2 done", Done(target=Target(numbers=(2,)))),
]

THANKS: list[tuple[str, Command]] = [
    ("Loved “OK, set”", Thanks()),
    ("thanks", Thanks()),
    ("ty!", Thanks()),
    ("thank you so much", Thanks()),
    ("ok", Thanks()),
    ("great", Thanks()),
    ("cool", Thanks()),
]

UNDOS: list[tuple[str, Command]] = [
    ("undo", Undo()),
    ("oops", Undo()),
    ("undo that", Undo()),
]

ZONES: list[tuple[str, Command]] = [
    ("I'm in Denver", SetTimezone(timezone="America/Denver", words="Denver")),
    ("timezone EST", SetTimezone(timezone="America/New_York", words="EST")),
    ("it's 10:45 here", SetTimezone(timezone="America/New_York", words="10:45")),
    ("set my timezone to Europe/Berlin", SetTimezone(timezone="Europe/Berlin", words="Europe/Berlin")),
    ("I'm in Tokyo till sunday", trip("Asia/Tokyo", "Tokyo", "2026-11-23T00:00+09:00")),
    ("I'm in Tokyo until the 30th", trip("Asia/Tokyo", "Tokyo", "2026-12-01T00:00+09:00")),
    ("I'm in Berlin this week", trip("Europe/Berlin", "Berlin", "2026-11-23T00:00+01:00")),
    ("I'm in London until next week", trip("Europe/London", "London", "2026-11-23T00:00+00:00")),
    ("I'm in London until sunday 6pm", trip("Europe/London", "London", "2026-11-22T18:00+00:00", has_clock=True)),
    ("I'm back home", SetTimezone(timezone=None, words="", is_home=True)),
    ("move", MoveAlong()),
    ("I'm in Paris, France", SetTimezone(timezone="Europe/Paris", words="Paris, France")),
    ("i'm in Portland, Maine", SetTimezone(timezone="America/New_York", words="Portland, Maine")),
    ("I live in Springfield Illinois", SetTimezone(timezone="America/Chicago", words="Springfield Illinois")),
    ("im in sydney australia", SetTimezone(timezone="Australia/Sydney", words="sydney australia")),
    ("im in london", SetTimezone(timezone="Europe/London", words="london")),
    ("i live in san francisco", SetTimezone(timezone="America/Los_Angeles", words="san francisco")),
    ("EST", SetTimezone(timezone="America/New_York", words="EST")),
    ("Denver", SetTimezone(timezone="America/Denver", words="Denver")),
    ("my time zone is pacific", SetTimezone(timezone="America/Los_Angeles", words="pacific")),
]

SETTINGS: list[tuple[str, Command]] = [
    ("morning is 7:30", ChangeSettings(name="morning", value="07:30")),
    ("24 hour clock", ChangeSettings(name="clock", value="24")),
    ("24hr clock", ChangeSettings(name="clock", value="24")),
    ("set my clock to 12 hours", ChangeSettings(name="clock", value="12")),
    ("use 24h", ChangeSettings(name="clock", value="24")),
    ("noon is 12:30", ChangeSettings(name="noon", value="12:30")),
    ("day first", ChangeSettings(name="day_first", value="yes")),
    ("settings", ChangeSettings(name="show")),
    ("what's my timezone?", ChangeSettings(name="show")),
    ("what do you know about me?", ChangeSettings(name="export")),
    ("forget everything", ChangeSettings(name="forget")),
    ("export", ChangeSettings(name="export")),
    ("forget me", ChangeSettings(name="forget")),
]

HELP: list[tuple[str, Command]] = [
    ("commands", Help()),
    ("?", Help()),
    ("help me", Help()),
    ("how do I change my timezone?", Help()),
    ("what can you do", Help()),
    ("hi", Help(is_greeting=True)),
    ("Good morning!", Help(is_greeting=True)),
    ("help!", Help()),
    ("HELP", Help(is_carrier_word=True)),
    ("info", Help(is_carrier_word=True)),
    ("how do I set the timer on my coffee machine?", Help()),
    ("how do i set a reminder", Help()),
]

WHYS: list[tuple[str, Command]] = [
    ("why", Why()),
    ("why?", Why()),
]

STOPS: list[tuple[str, Command]] = [
    ("STOP", Stop(is_carrier_word=True)),
    ("stop.", Stop(is_carrier_word=False)),
    ("Stop all", Stop(is_carrier_word=True)),
    ('"STOP"', Stop(is_carrier_word=True)),
    ("cancel", Stop(is_carrier_word=True)),
    ("please stop texting me", Stop(is_carrier_word=False)),
]

STARTS: list[tuple[str, Command]] = [
    ("START", Start()),
    ("yes", Start()),
    ("yes!", Start(is_carrier_word=False)),
    ("unstop", Start()),
]

STATES: list[tuple[str, Command]] = [
    *ONLY_TIMES, *SNOOZES, *LISTS, *CANCELS, *CANCELS_OF_ALL, *EDITS, *DONE, *THANKS, *UNDOS, *ZONES, *SETTINGS, *HELP,
    *WHYS, *STOPS, *STARTS,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_reads_command(text: str, expected: Command):
    assert command(text) == expected


@pytest.mark.parametrize(
    "word", ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
@pytest.mark.parametrize(
    ("written", "is_carrier_word"),
    [("{}", True), ("\n{}\n", True), (" {}. ", False), ("{}!", False), ('"{}"', True), ("({})", False)],
)
def test_carrier_words_opt_out_in_any_decoration(word: str, written: str, is_carrier_word: bool):
    for text in (written.format(word), written.format(word.lower()), written.format(word.title())):
        assert command(text) == Stop(is_carrier_word=is_carrier_word), text


@pytest.mark.parametrize(
    "text", ["cancel 2", "stop reminding me about the gym", "end of day call mom", "quit smoking at 5"]
)
def test_opt_out_words_within_a_text_do_not_opt_out(text: str):
    assert not isinstance(command(text), Stop)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cancel 1, 2 and 5", (1, 2, 5)),
        ("delete reminder 3", (3,)),
        ("delete number 3 please", (3,)),
        ("Cancel 3!", (3,)),
        ("remove 1 & 2", (1, 2)),
        ("delete 2-4", (2, 3, 4)),
        ("delete 2 to 4", (2, 3, 4)),
        ("cancel ② and ③", (2, 3)),
        ("cancel ٣", (3,)),
        ("delete three", (3,)),
    ],
)
def test_reads_numbers(text: str, numbers: tuple[int, ...]):
    assert command(text) == Cancel(target=Target(numbers=numbers))


@pytest.mark.parametrize(
    ("text", "bad"), [("cancel -1", ("-1",)), ("cancel 0", ("0",)), ("delete 123456", ("123456",))]
)
def test_impossible_numbers_are_reported(text: str, bad: tuple[str, ...]):
    assert command(text) == Cancel(target=Target(bad_numbers=bad))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("it's 10:45 here", "America/New_York"),
        ("it's 9:45am here", "America/Chicago"),
        ("it's 7:45am here", "America/Los_Angeles"),
        ("my time is 7:44", "America/Los_Angeles"),
        ("it's 16:45 here", "Europe/Paris"),
        ("it is 9:15 pm here", "Asia/Kolkata"),
    ],
)
def test_finds_a_zone_by_its_clock(text: str, zone: str):
    read = command(text)
    assert isinstance(read, SetTimezone)
    assert read.timezone == zone


@pytest.mark.parametrize("text", ['"list"', "\u201clist\u201d", "'list'", ' "list" '])
def test_quotation_marks_around_a_whole_text_are_ignored(text):
    assert command(text) == ListReminders()


def test_quoted_words_inside_a_text_stay_quoted():
    found = command('remind me in 2 hours to say "hello at 5"')
    assert isinstance(found, Create)
    assert found.tasks[0].message == 'say "hello at 5"'
