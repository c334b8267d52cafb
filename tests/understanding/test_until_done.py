"""Texts that ask to be reminded until something is done. Now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import Create, Nag
from tests.understanding.reading_texts import command

ASKED = [
    ("keep reminding me every 10 minutes to take pills until I reply done", "take pills", "11-20 10:55", "", 10),
    ("nag me about pills", "pills", "11-20 10:55", "", None),
    ("nag me every 15 minutes to call the bank at 5", "call the bank", "11-20 17:00", "", 15),
    ("remind me to take my pills at 9pm and don't let me off", "take my pills", "11-20 21:00", "", None),
    ("bug me until it's done to pay rent tomorrow at 10", "pay rent", "11-21 10:00", "", None),
    ("remind me every day at 8am to take my meds and keep reminding me until i do it", "take my meds", "11-21 08:00",
     "FREQ=DAILY", None),
    ("remind me at 6pm to take out the trash until I reply done", "take out the trash", "11-20 18:00", "", None),
    ("don't let me off the hook until I call mom", "call mom", "11-20 10:55", "", None),
    ("nag me until I pay rent", "pay rent", "11-20 10:55", "", None),
    ("pester me every 20 minutes until I've done my taxes starting at 4pm", "my taxes", "11-20 16:00", "", 20),
    ("keep texting me until I answer: take the bins out at 7pm", "take the bins out", "11-20 19:00", "", None),
    ("remind me every 10 minutes to check the oven until it's done", "check the oven", "11-20 10:55", "", 10),
    ("Nag me every hour until I call Dr. Lee", "call Dr. Lee", "11-20 11:45", "", 60),
    ("keep bugging me to do the dishes", "do the dishes", "11-20 10:55", "", None),
    ("text me repeatedly at 3pm to move the car till i confirm", "move the car", "11-20 15:00", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "first", "rrule", "minutes"), ASKED)
def test_it_is_repeated_until_done(text, message, first, rrule, minutes):
    found = command(text)
    assert isinstance(found, Create), found
    (task,) = found.tasks
    at = task.repeat.first if task.repeat else task.moment.at if task.moment else None
    assert (task.message, f"{at:%m-%d %H:%M}", task.repeat.rrule if task.repeat else "") == (message, first, rrule)
    assert task.nag is not None
    assert task.nag.minutes == minutes


@pytest.mark.parametrize(
    ("text", "says_when"),
    [("nag me about pills", False), ("nag me about pills at 9", True), ("nag me every day at 9 about pills", True)],
)
def test_whether_a_time_is_said(text, says_when):
    found = command(text)
    assert isinstance(found, Create)
    assert found.tasks[0].nag == Nag(says_when=says_when)


@pytest.mark.parametrize(
    "text",
    [
        "remind me every hour until 5pm to drink water",
        "remind me every 10 minutes until noon to stretch",
        "remind me every day until friday to water the plants",
        "don't let me forget to pay rent on the 1st",
        "remind me to stay until it's done",
        "bug me at 6 to call mom",
        "keep reminding me to drink water every hour",
        "nag me every 5 min to do the dishes until 5pm",
        "remind me every hour till I cancel",
        "remind me to stretch every 10 minutes until I say stop",
        "remind me tomorrow at 9 to tell Ann we wait until she is done",
        "remind me at 5 to ask if they take it until monday",
    ],
)
def test_other_texts_are_not(text):
    found = command(text)
    assert not any(task.nag for task in found.tasks) if isinstance(found, Create) else True
