"""Texts that ask to be reminded until something is done. Now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import ChangeSettings, Create, Nag
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


LIMITED = [
    ("nag me at most 3 times to take pills at 9pm", "take pills", None, 3),
    ("nag me 5 times to call the bank at 3pm", "call the bank", None, 5),
    ("nag me to take pills at 9pm, max 4 times", "take pills", None, 4),
    ("nag me to take pills at 9pm twice", "take pills", None, 2),
    ("nag me at 9pm to take my pills every 10 minutes, no more than 6 times", "take my pills", 10, 6),
    ("nag me up to 5x every 20 minutes to call mom at 6pm", "call mom", 20, 5),
    ("nag me for an hour to take pills at 9pm", "take pills", None, 7),
    ("remind me at 9pm to take pills every 15 minutes until I reply done, max 3 times", "take pills", 15, 3),
    ("nag me to buy 3 times the flour tomorrow at 9am", "buy 3 times the flour", None, None),
    ("nag me about the 3 times table at 5pm", "the 3 times table", None, None),
    ("nag me to take meds at 9pm every 15 minutes until done", "take meds", 15, None),
    ("nag me every 15 minutes at 9pm to take meds until done", "take meds", 15, None),
]


@pytest.mark.parametrize(("text", "message", "minutes", "times"), LIMITED)
def test_how_often_is_read_beside_the_time(text, message, minutes, times):
    found = command(text)
    assert isinstance(found, Create), found
    (task,) = found.tasks
    assert task.repeat is None
    assert task.nag is not None
    assert (task.message, task.nag.minutes, task.nag.times) == (message, minutes, times)


PREFERENCES = [
    ("always nag me about pills", "nag", "pills"),
    ("nag me about my pills every time", "nag", "my pills"),
    ("from now on nag me about pills", "nag", "pills"),
    ("stop nagging me about pills", "no_nag", "pills"),
    ("don't nag me about the rent", "no_nag", "the rent"),
    ("no more nagging", "no_nag", ""),
    ("don't nag me", "no_nag", ""),
]


@pytest.mark.parametrize(("text", "name", "words"), PREFERENCES)
def test_what_is_always_nagged_about_is_read(text, name, words):
    assert command(text) == ChangeSettings(name=name, value=words)
