"""A request said again, right after it was misread or not understood."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import AskTime, Create
from bot.understanding.context import Context
from bot.understanding.said_again import read_said_again

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 10, 9, 20, tzinfo=ZONE)  # a Tuesday
CONTEXT = Context(NOW, ZONE, known=("water the plants", "gym"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no I meant water the roses at 9", "water the roses"),
        ("no, i said call the florist thursday at 5", "call the florist"),
        ("I said remind me to call tim at 6", "call tim"),
        ("sorry i meant to say pay the gas bill every month", "pay the gas bill"),
        ("what i said was feed the cat at 7pm", "feed the cat"),
        ("i said remind me to water the plants at 7", "water the plants"),
    ],
)
def test_it_has_its_own_words_and_time(text: str, message: str):
    command = read_said_again(text, CONTEXT, "water the plants")
    assert isinstance(command, Create)
    assert command.tasks[0].message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no I meant call dad", "call dad"),
        ("no I meant the roses", "water the roses"),
        ("i said the tomatoes.", "water the tomatoes"),
    ],
)
def test_without_a_time_it_changes_the_words(text: str, message: str):
    command = read_said_again(text, CONTEXT, "water the plants")
    assert isinstance(command, AskTime)
    assert command.message == message


@pytest.mark.parametrize(
    "text",
    [
        "no I meant thursday at 5",
        "I said every day",
        "i meant the gym one at 6",
        "no I meant the other one",
        "i said it is fine",
        "i said i had to go to the bank friday",
        "i said no",
        "i meant delete 2",
        "water the roses at 9",
    ],
)
def test_anything_else_is_read_as_usual(text: str):
    assert read_said_again(text, CONTEXT, "water the plants") is None
