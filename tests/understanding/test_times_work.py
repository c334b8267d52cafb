"""Adversarial texts: the work, counted in calls, grows linearly with their length."""

import sys

import pytest

from bot.understanding.languages.base import load_language
from bot.understanding.times.finder import find_times
from bot.understanding.times.resolve import resolve
from bot.understanding.tokens import tokenize
from tests.understanding.reading_times import context

LONGEST = 1600
PIECES = [
    "every ", "1 ", "a", "9", "1/", "1-", "1:", "1.", "at ", "the ", "next ", "half ", "3 days after ", "day after ",
    "in in in in ", "a couple of ", "every other ", "mon ", "mon,", "mon and ", "first last ", "first and ", "1st, ",
    "until ", "from ", "twenty ", "5 past ", "10 to ", "2 weeks from ", "may ", "march 3 ", "every 2 ", "5pm, ",
    "at 5 and ", "1h", "1d2h", "'", "-", "st. ", "christmas eve ", "tomorow ", "week of ", "half an hour before ",
    "first monday after ", "monday after ", "every day until ", "every day from ", "est ", "5pm london ", "3pm-",
    "\x00", "\n", "\U0001f600", "\u05d0 ", "\u0130", "2027-01-01T", "\u0665 ",
]  # fmt: skip
# Function calls per letter; a normal request takes about ten.
_MOST_CALLS_A_LETTER = 30


def calls_to_read(text):
    count = 0

    def counted(frame, event, arg):
        nonlocal count
        count += event == "call"

    where, language = context(), load_language("en")
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for found in find_times(tokenize(text, language), where):
            resolve(found, where)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_is_bounded(piece):
    text = (piece * LONGEST)[:LONGEST]
    calls_to_read(text)  # what is loaded once is loaded
    assert calls_to_read(text) < _MOST_CALLS_A_LETTER * LONGEST
