"""Parts of a day."""

import pytest

from tests.understanding.reading_times import context, resolved, wall

PARTS = [
    ("before work", "2026-03-12 08:00"),
    ("thursday before work", "2026-03-12 08:00"),
    ("tomorrow after school", "2026-03-12 15:00"),
    ("tomorrow during lunch", "2026-03-12 12:00"),
    ("tonight", "2026-03-11 20:00"),
    ("tonite", "2026-03-11 20:00"),
    ("2nite", "2026-03-11 20:00"),
    ("tonight at 9", "2026-03-11 21:00"),
    ("tonight at midnight", "2026-03-12 00:00"),
    ("tonight at 1", "2026-03-12 01:00"),
    ("tomorrow morning", "2026-03-12 09:00"),
    ("friday afternoon", "2026-03-13 15:00"),
    ("saturday evening at 6", "2026-03-14 18:00"),
    ("in the morning", "2026-03-12 09:00"),
    ("in the evening", "2026-03-11 19:00"),
    ("at night", "2026-03-11 20:00"),
    ("early tomorrow morning", "2026-03-12 07:00"),
    ("late tonight", "2026-03-11 22:00"),
    ("at lunchtime", "2026-03-11 12:00"),
    ("at lunch tomorrow", "2026-03-12 12:00"),
    ("before dinner", "2026-03-11 18:00"),
    ("after work", "2026-03-11 18:00"),
    ("before bed", "2026-03-11 21:30"),
    ("eod", "2026-03-11 17:00"),
    ("by end of day friday", "2026-03-13 17:00"),
    ("tomorrow am", "2026-03-12 09:00"),
    ("friday night at 1", "2026-03-14 01:00"),
    ("first thing tomorrow", "2026-03-12 09:00"),
    ("mid-afternoon", "2026-03-11 14:30"),
    ("this afternoon", "2026-03-11 15:00"),
    ("dusk", "2026-03-11 19:00"),
]


@pytest.mark.parametrize(("words", "expected"), PARTS)
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        ("tonight", "2026-03-11T21:10-04:00", "2026-03-11 21:30"),
        ("tonight", "2026-03-11T23:50-04:00", "2026-03-12 00:15"),
        ("this evening", "2026-03-11T19:30-04:00", "2026-03-11 20:00"),
        ("this afternoon", "2026-03-11T16:00-04:00", "2026-03-11 16:30"),
        ("in the morning", "2026-03-11T07:00-04:00", "2026-03-11 09:00"),
        ("morning", "2026-03-11T09:30-04:00", "2026-03-12 09:00"),
        ("tonight at 8", "2026-03-11T17:00-04:00", "2026-03-11 20:00"),
    ],
)
def test_a_part_of_the_day_that_has_begun_is_still_today(words, now, expected):
    assert wall(words, context(now)).startswith(expected)


def test_this_morning_is_past_in_the_afternoon():
    assert resolved("this morning", context("2026-03-11T15:00-04:00")).problem == "past"
