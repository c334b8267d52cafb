"""Several reminders in one sentence, of which the later ones leave out the verb or the repeat."""

import pytest

from bot.understanding.command import AskTime, Create, Task
from tests.understanding.reading_texts import command, moment, reading, repeat

WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

LISTED = [
    (
        "blood pressure pill every morning at 8 and statin every night at 9",
        [
            Task("blood pressure pill", None, repeat("2026-11-21 08:00", "FREQ=DAILY")),
            Task("statin", None, repeat("2026-11-20 21:00", "FREQ=DAILY")),
        ],
    ),
    (
        "remind me every morning at 8 dad's blood pressure pill and every night at 9 his statin",
        [
            Task("dad's blood pressure pill", None, repeat("2026-11-21 08:00", "FREQ=DAILY")),
            Task("his statin", None, repeat("2026-11-20 21:00", "FREQ=DAILY")),
        ],
    ),
    (
        "pick up Ellie at 2:50 every school day and the boys at 3:30",
        [
            Task("pick up Ellie", None, repeat("2026-11-20 14:50", WEEKDAYS)),
            Task("pick up the boys", None, repeat("2026-11-20 15:30", WEEKDAYS)),
        ],
    ),
    (
        "remind me every school day at 2:50 to pick up Ellie and at 3:30 to get the boys",
        [
            Task("pick up Ellie", None, repeat("2026-11-20 14:50", WEEKDAYS)),
            Task("get the boys", None, repeat("2026-11-20 15:30", WEEKDAYS)),
        ],
    ),
    (
        "drop off Max every weekday at 8 and Lily at 8:30",
        [
            Task("drop off Max", None, repeat("2026-11-23 08:00", WEEKDAYS)),
            Task("drop off Lily", None, repeat("2026-11-23 08:30", WEEKDAYS)),
        ],
    ),
    (
        "call mom at 5pm and dad at 6pm",
        [
            Task("call mom", moment("(2026-11-20) 17:00"), None),
            Task("call dad", moment("(2026-11-20) 18:00"), None),
        ],
    ),
    (
        "meeting every monday at 9 and call bob tomorrow at 5pm",
        [
            Task("meeting", None, repeat("2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO")),
            Task("call bob", moment("2026-11-21 17:00"), None),
        ],
    ),
]


@pytest.mark.parametrize(("text", "tasks"), LISTED)
def test_each_reminder_has_its_own_words_and_time(text, tasks):
    assert command(text) == Create(tuple(tasks))


CHANGED = [
    (
        "Dad has physical therapy Mondays and Thursdays at 10:30am. Remind me 45 minutes before",
        Task("Dad has physical therapy", None, repeat("2026-11-23 09:45", "FREQ=WEEKLY;BYDAY=MO,TH")),
    ),
    (
        "Standup every weekday at 9:30am, ping me 5 min before",
        Task("Standup", None, repeat("2026-11-23 09:25", WEEKDAYS)),
    ),
    (
        "yoga every friday at 11, remind me an hour before",
        Task("yoga", None, repeat("2026-11-27 10:00", "FREQ=WEEKLY;BYDAY=FR")),
    ),
    (
        "remind me every day at 9pm to do duolingo except sunday",
        Task("do duolingo", None, repeat("2026-11-20 21:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA")),
    ),
    (
        "take pills every day at 8am but not on weekends",
        Task("take pills", None, repeat("2026-11-23 08:00", WEEKDAYS)),
    ),
]


@pytest.mark.parametrize(("text", "task"), CHANGED)
def test_the_end_of_a_text_changes_its_repeat(text, task):
    assert command(text) == Create((task,))


IN_PLACES = [
    (
        "landing in London tomorrow at 9pm local time, remind me then to text mom",
        ("text mom", "2026-11-21T21:00+00:00", "Europe/London"),
    ),
    (
        "I land in London tomorrow at 9pm local time. remind me then",
        ("I land in London", "2026-11-21T21:00+00:00", "Europe/London"),
    ),
    (
        "call the tokyo office tuesday at 9am their time",
        ("call the tokyo office", "2026-11-24T09:00+09:00", "Asia/Tokyo"),
    ),
    (
        "flight lands in Denver at 6pm local time monday",
        ("flight lands in Denver", "2026-11-23T18:00-07:00", "America/Denver"),
    ),
    (
        "call my brother in LA at 8 his time tonight",
        ("call my brother in LA", "2026-11-20T20:00-08:00", "America/Los_Angeles"),
    ),
    (
        "zoom with the Berlin team tuesday at 3pm their time",
        ("zoom with the Berlin team", "2026-11-24T15:00+01:00", "Europe/Berlin"),
    ),
    (
        "call Ana in Madrid tomorrow when it's 6pm there",
        ("call Ana in Madrid", "2026-11-21T18:00+01:00", "Europe/Madrid"),
    ),
    ("remind me at 5pm local time to eat", ("eat", "2026-11-20T17:00-05:00", None)),
    ("dentist monday at 3pm, remind me then to bring the form", ("bring the form", "2026-11-23T15:00-05:00", None)),
    ("take my time at 5pm", ("take my time", "2026-11-20T17:00-05:00", None)),
]


@pytest.mark.parametrize(("text", "expected"), IN_PLACES)
def test_the_event_says_when_and_where(text, expected):
    found = reading(text).command
    assert isinstance(found, Create)
    (task,) = found.tasks
    assert task.moment is not None
    assert (task.message, task.moment.at.isoformat(timespec="minutes"), task.moment.zone_named) == expected


@pytest.mark.parametrize("text", ["call grandma at 6 her time", "remind me to join the call at 9:30 am their time"])
def test_the_time_of_somebody_at_an_unknown_place_is_asked_for(text):
    found = reading(text).command
    assert isinstance(found, AskTime)
    assert (found.problem, found.part.split()[-1]) == ("unclear", "time")


@pytest.mark.parametrize(
    "text",
    [
        "remind me every day at 8 to call mom, not dad",
        "remind me every day at 8 to take pills and vitamins",
        "remind me every monday at 5 to call bob and alice",
        "remind me at 4 to book the flight and hotel for friday",
        "remind me every day at 8am and 8pm to take pills",
        "remind me every monday at 9 to check the 10am slot and the rest",
    ],
)
def test_one_reminder_stays_one(text):
    found = command(text)
    assert isinstance(found, Create)
    assert len(found.tasks) == 1


AGENDAS = [
    (
        "dentist at 9, lunch at noon, gym at 5 tomorrow",
        [("dentist", "11-21 09:00"), ("lunch", "11-21 12:00"), ("gym", "11-21 17:00")],
    ),
    (
        "tomorrow's busy: dentist 9, lunch with Amy noon, book club 7",
        [("dentist", "11-21 09:00"), ("lunch with Amy", "11-21 12:00"), ("book club", "11-21 19:00")],
    ),
    ("I have a lot monday: dentist at 9, gym at 5", [("dentist", "11-23 09:00"), ("gym", "11-23 17:00")]),
    ("remind me at 5 to buy milk, eggs and bread", [("buy milk, eggs and bread", "11-20 17:00")]),
    ("meeting at 3, bring the slides", [("meeting bring the slides", "11-20 15:00")]),
]


@pytest.mark.parametrize(("text", "expected"), AGENDAS)
def test_each_thing_of_a_list_has_its_hour(text, expected):
    found = command(text)
    assert isinstance(found, Create)
    assert [(task.message, f"{task.moment.at:%m-%d %H:%M}") for task in found.tasks if task.moment] == expected


def test_days_of_the_month_share_a_monthly_repeat():
    found = command("every month on the 1st pay rent and on the 15th pay the car")
    assert isinstance(found, Create)
    assert [(task.message, task.repeat.rrule) for task in found.tasks if task.repeat] == [
        ("pay rent", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("pay the car", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ]
