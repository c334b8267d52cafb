"""Delays from now, and times relative to an anchor."""

import pytest

from tests.understanding.reading_times import context, phrase, wall

DELAYS = [
    ("in 1:15", "2026-03-11 11:35"),
    ("in 01:15:30", "2026-03-11 11:35:30"),
    ("in 4:30 minutes", "2026-03-11 10:24:30"),
    ("in an hour and 15", "2026-03-11 11:35"),
    ("in an hour fifteen", "2026-03-11 11:35"),
    ("in a thousand minutes", "2026-03-12 03:00"),
    ("in 1 and 1/2 hours", "2026-03-11 11:50"),
    ("in an hour and half", "2026-03-11 11:50"),
    ("three and half hours from now", "2026-03-11 13:50"),
    ("hour and a half from now", "2026-03-11 11:50"),
    ("in an hour and three quarters", "2026-03-11 12:05"),
    ("in 2 3/4 hours", "2026-03-11 13:05"),
    ("in two point five hours", "2026-03-11 12:50"),
    ("in 3\u00bd hours", "2026-03-11 13:50"),
    ("in \u00bd hour", "2026-03-11 10:50"),
    ("in 10 minutes", "2026-03-11 10:30"),
    ("in 10 min", "2026-03-11 10:30"),
    ("in 10m", "2026-03-11 10:30"),
    ("in ten minutes", "2026-03-11 10:30"),
    ("in an hour", "2026-03-11 11:20"),
    ("in an hour and a half", "2026-03-11 11:50"),
    ("in 2.5 hours", "2026-03-11 12:50"),
    ("in 1h30", "2026-03-11 11:50"),
    ("in 1h 30m", "2026-03-11 11:50"),
    ("in 1d 4h", "2026-03-12 14:20"),
    ("in 1 day, 2 hours and 5 minutes", "2026-03-12 12:25"),
    ("in 3/4 of an hour", "2026-03-11 11:05"),
    ("in three quarters of an hour", "2026-03-11 11:05"),
    ("in 20", "2026-03-11 10:40"),
    ("in 90 seconds", "2026-03-11 10:21:30"),
    ("in a couple of minutes", "2026-03-11 10:22"),
    ("in a few days", "2026-03-14 10:20"),
    ("in several hours", "2026-03-11 13:20"),
    ("in a bit", "2026-03-11 10:35"),
    ("in a little while", "2026-03-11 11:20"),
    ("20 minutes from now", "2026-03-11 10:40"),
    ("2 days from now", "2026-03-13 10:20"),
    ("a week from now", "2026-03-18 10:20"),
    ("3 hours later", "2026-03-11 13:20"),
    ("+45 minutes", "2026-03-11 11:05"),
    ("45 minutes out", "2026-03-11 11:05"),
    ("in about 2 hours", "2026-03-11 12:20"),
    ("in 2hrs", "2026-03-11 12:20"),
    ("in2hours", "2026-03-11 12:20"),
    ("in 36 hours", "2026-03-12 22:20"),
    ("in .25 hours", "2026-03-11 10:35"),
    ("in 2 hrs 40", "2026-03-11 13:00"),
    ("in less than two hours", "2026-03-11 12:20"),
    ("two hours after noon", "2026-03-11 14:00"),
    ("in two hundred hours", "2026-03-19 18:20"),
    ("in three and a quarter hours", "2026-03-11 13:35"),
    ("in two and a third hours", "2026-03-11 12:40"),
    ("in one and three quarters hours", "2026-03-11 12:05"),
    ("in 2:15 hours", "2026-03-11 12:35"),
    ("in 45'", "2026-03-11 11:05"),
    ("in 4 business days", "2026-03-17 09:00"),
    ("three working days from now", "2026-03-16 09:00"),
    ("2 workdays before friday the 27th", "2026-03-25 09:00"),
    ("next working day", "2026-03-12 09:00"),
    ("in 2 nights", "2026-03-13 20:00"),
    ("three evenings from now", "2026-03-14 19:00"),
    ("the 40th day from now", "2026-04-20 09:00"),
    ("in 2 weeks", "2026-03-25 10:20"),
    ("in a fortnight", "2026-03-25 10:20"),
    ("in a month", "2026-04-11 10:20"),
    ("in 6 months", "2026-09-11 10:20"),
    ("for 25 minutes", "2026-03-11 10:45"),
    ("after 40 minutes", "2026-03-11 11:00"),
    ("in the next 2 hours", "2026-03-11 12:20"),
    ("in 2 weeks time", "2026-03-25 10:20"),
    ("in 3 days at 6pm", "2026-03-14 18:00"),
    ("in 2 weeks on friday", "2026-03-27 09:00"),
    ("today in 2 hours", "2026-03-11 12:20"),
    ("2 years 3 days from now", "2028-03-14 10:20"),
]

ANCHORED = [
    ("two days after tomorrow", "2026-03-14 09:00"),
    ("3 weeks from friday", "2026-04-03 09:00"),
    ("a week from monday", "2026-03-23 09:00"),
    ("a week on saturday", "2026-03-21 09:00"),
    ("10 days from today", "2026-03-21 09:00"),
    ("an hour before noon", "2026-03-11 11:00"),
    ("15 minutes before 3pm", "2026-03-11 14:45"),
    ("half an hour after midnight", "2026-03-12 00:30"),
    ("two hours before 5pm tomorrow", "2026-03-12 15:00"),
    ("3 days before april 15", "2026-04-12 09:00"),
    ("the day before easter", "2026-04-04 09:00"),
    ("the day after christmas", "2026-12-26 09:00 -0500"),
    ("2 weeks after labor day", "2026-09-21 09:00"),
    ("a month from tomorrow", "2026-04-12 09:00"),
    ("5 minutes past noon", "2026-03-11 12:05"),
]


@pytest.mark.parametrize(("words", "expected"), [*DELAYS, *ANCHORED])
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize("unit", ["minute", "hour", "day", "week", "month", "year"])
@pytest.mark.parametrize("count", [1, 2, 11, 30])
def test_numbers_in_digits_and_words_are_equal(unit, count):
    word = {1: "one", 2: "two", 11: "eleven", 30: "thirty"}[count]
    unit = unit if count == 1 else f"{unit}s"
    assert wall(f"in {count} {unit}") == wall(f"in {word} {unit}") == wall(f"{count} {unit} from now")


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("10 min", 600), ("2 hours", 7200), ("an hour and a half", 5400), ("3 days", 3 * 86_400), ("in 90 secs", 90)],
)
def test_a_bare_duration_is_a_delay(words, seconds):
    assert phrase(words).delay_seconds == seconds


def test_months_keep_to_the_length_of_the_month():
    where = context("2027-01-31T09:00-05:00")
    assert wall("in a month", where) == "2027-02-28 09:00 -0500"
    assert wall("in 13 months", where) == "2028-02-29 09:00 -0500"
