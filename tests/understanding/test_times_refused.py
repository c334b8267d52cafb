"""Times that no reminder can have, and texts without a time."""

import pytest

from bot.understanding.languages.base import load_language
from bot.understanding.times.finder import find_times
from bot.understanding.tokens import tokenize
from tests.understanding.reading_times import context, resolved

PROBLEMS = [
    ("yesterday", "past"),
    ("yesterday at 5", "past"),
    ("last friday", "past"),
    ("last week", "past"),
    ("last month", "past"),
    ("3 days ago", "past"),
    ("an hour ago", "past"),
    ("march 3 2020", "past"),
    ("in 2019", "past"),
    ("2020-01-01", "past"),
    ("this morning at 8", "past"),
    ("today at 9am", "past"),
    ("last christmas", "past"),
    ("99999999 years", "too_far"),
    ("in 5000 years", "too_far"),
    ("march 2150", "too_far"),
    ("every 8000 years", "too_far"),
    ("every 2000 months", "too_far"),
]

# At most latent times: each needs support from the rest of the text.
NO_TIMES = [
    "call mom in 7 light years",
    "buy 2 eggs and 3 onions",
    "call 555-0100",
    "my address is 12 Oak Street",
    "pay $50",
    "room 302",
    "version 2.4.1",
    "10% discount",
    "read 20 pages",
    "i may go",
    "march on",
    "the sun is out",
    "second hand car",
    "wait a second",
    "spring cleaning",
    "fall off the ladder",
    "sat down",
    "order number 12345",
    "get the day off",
    "have a nice day",
    "the end of the book",
    "last minute",
    "next door",
    "next time",
    "first of all",
    "half price",
    "to do list",
    "on and off",
    "in and out",
    "at home",
    "by hand",
    "weekly report",
    "the daily standup notes",
    "9-1-1",
    "windows 11",
    "1/2 cup of sugar",
    "3/4 inch screw",
    "a dozen eggs",
    "ratio 3:1",
    "bus 17",
    "24 hour gym",
    "2 hour drive",
    "easter eggs",
    "christmas presents",
    "mother's day card",
    "may the force be with you",
    "every one of them",
    "each of you",
    "all day",
    "in the end",
    "on time",
    "by the way",
    "right away",
    "call at&t",
    "a",
    "p m",
    "h",
    " ",
    "1",
]


@pytest.mark.parametrize(("words", "problem"), PROBLEMS)
def test_an_unusable_time_has_a_problem(words, problem):
    found = resolved(words)
    assert (found.problem, found.moment, found.repeat) == (problem, None, None)


@pytest.mark.parametrize("text", NO_TIMES)
def test_finds_only_latent_times(text):
    found = find_times(tokenize(text, load_language("en")), context())
    assert [text[each.start : each.end] for each in found if not each.is_latent] == []
