"""Questions about reminders, in many wordings; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import ListReminders, Period
from tests.understanding.reading_texts import at, command

LISTS: list[tuple[str, ListReminders]] = [
    ("tell me what's on my calendar", ListReminders()),
    ("what am i supposed to remember", ListReminders()),
    ("when do i need to get up", ListReminders()),
    ("please verify that my alarm is set", ListReminders()),
    ("look for events", ListReminders()),
    ("search my schedule for haircut", ListReminders(words="haircut")),
    ("when is my haircut appointment", ListReminders(words="haircut")),
    ("how long until my next appointment", ListReminders(only_next=True)),
    ("did you remind me about the rent", ListReminders(words="rent")),
    ("do i need to be somewhere", ListReminders()),
    ("who am i having coffee with", ListReminders()),
    ("list everything", ListReminders()),
    ("what did i set", ListReminders()),
    (
        "what do i have between 2 and 5 tomorrow",
        ListReminders(
            period=Period(start=at("2026-11-21 14:00"), end=at("2026-11-21 17:00"), words="between 2 and 5 tomorrow")
        ),
    ),
    ("what have you saved", ListReminders()),
    (
        "how is monday looking",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="monday")),
    ),
    ("am i supposed to be anywhere", ListReminders()),
    (
        "how does my friday look",
        ListReminders(period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="friday")),
    ),
    (
        "do i have judo tomorrow",
        ListReminders(
            period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow"), words="judo"
        ),
    ),
    ("read me my reminders", ListReminders()),
    ("what am i up to", ListReminders()),
    ("i need to know my schedule", ListReminders()),
    ("what else do i have", ListReminders()),
    ("show 2", ListReminders(numbers=(2,))),
    ("how many do i have", ListReminders()),
    ("find out when my appointment is", ListReminders()),
    ("give me a summary of my week", ListReminders()),
    ("next appointment", ListReminders(only_next=True)),
    ("upcoming appointments", ListReminders()),
    (
        "today's schedule",
        ListReminders(period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today's")),
    ),
    (
        "show me tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "appointments tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    (
        "what do i have tomorrow after 4",
        ListReminders(
            period=Period(start=at("2026-11-21 16:00"), end=at("2026-11-22 00:00"), words="tomorrow after 4")
        ),
    ),
    (
        "what do i have before 10 am tomorrow",
        ListReminders(
            period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-21 10:00"), words="before 10 am tomorrow")
        ),
    ),
    (
        "when is my first appointment tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")),
    ),
    ("what time is 2", ListReminders(numbers=(2,))),
    ("when is number 3", ListReminders(numbers=(3,))),
    ("is 2 still on", ListReminders(numbers=(2,))),
    ("details of 2", ListReminders(numbers=(2,))),
    ("what's 4 again", ListReminders(numbers=(4,))),
    (
        "anything after 5?",
        ListReminders(period=Period(start=at("2026-11-20 17:00"), end=at("2026-11-21 00:00"), words="after 5")),
    ),
    (
        "what did i have for tuesday again",
        ListReminders(period=Period(start=at("2026-11-24 00:00"), end=at("2026-11-25 00:00"), words="for tuesday")),
    ),
    ("what's the next thing", ListReminders(only_next=True)),
    ("which ones repeat", ListReminders()),
    ("what do i have before lunch", ListReminders()),
    ("are you going to remind me about the rent", ListReminders(words="rent")),
    ("list everything about work", ListReminders(words="work")),
    ("is the milk thing still there", ListReminders()),
    ("do you remember what i asked you", ListReminders()),
    (
        "could you list my stuff for tomorrow",
        ListReminders(period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="for tomorrow")),
    ),
    ("what time am i meeting anna", ListReminders(words="anna")),
    ("what did you set", ListReminders()),
    (
        "hm what was i supposed to do at 3",
        ListReminders(period=Period(start=at("2026-11-20 15:00"), end=at("2026-11-20 15:01"), words="at 3")),
    ),
    (
        "is our sunday morning open",
        ListReminders(period=Period(start=at("2026-11-22 04:00"), end=at("2026-11-22 12:00"), words="sunday morning")),
    ),
    (
        "will we be busy on the 28th",
        ListReminders(period=Period(start=at("2026-11-28 00:00"), end=at("2026-11-29 00:00"), words="on the 28th")),
    ),
    ("when does my training end", ListReminders(words="training")),
    ("i forgot when does my lease run out", ListReminders(words="lease")),
    ("what time is pilates", ListReminders(words="pilates")),
    (
        "does anyone have a birthday next week",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-30 00:00"), words="next week")),
    ),
    ("have we asked you to remind us of the match", ListReminders()),
    (
        "are my alarms set for seven",
        ListReminders(period=Period(start=at("2026-11-20 19:00"), end=at("2026-11-20 19:01"), words="for seven")),
    ),
    (
        "how long is my shift on monday",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="on monday")),
    ),
    ("at what time will you wake me", ListReminders()),
    (
        "look in my calendar and tell me what i have to bring on monday",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="on monday")),
    ),
    ("search for the alarm i set for feeding the hens", ListReminders()),
    (
        "check that the timer for 6 is active",
        ListReminders(period=Period(start=at("2026-11-20 18:00"), end=at("2026-11-20 18:01"), words="for 6")),
    ),
    (
        "schedule for next month please",
        ListReminders(period=Period(start=at("2026-12-01 00:00"), end=at("2027-01-01 00:00"), words="for next month")),
    ),
    ("would you be so good as to read me my appointments", ListReminders()),
    (
        "i've forgotten again, when do i meet the builder on monday?",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="on monday")),
    ),
    ("lemme see my reminders", ListReminders()),
    (
        "wat do i hav on monday",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="on monday")),
    ),
    (
        "run me through monday",
        ListReminders(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-24 00:00"), words="through monday")),
    ),
    ("might i see which alarms are set", ListReminders()),
    ("give me a list of everything you are to remind me about", ListReminders()),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_reads_questions(text: str, expected: ListReminders):
    assert command(text) == expected
