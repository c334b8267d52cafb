"""Dates in every common notation."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve
from tests.understanding.reading_times import NEW_YORK, context, moment_of, wall

DATES = [
    ("20270214 1900", "2027-02-14 19:00 -0500"),
    ("2027-02-14T19", "2027-02-14 19:00 -0500"),
    ("2027-W10", "2027-03-08 09:00 -0500"),
    ("2027-W10-3", "2027-03-10 09:00 -0500"),
    ("tomorrow thursday the 12th at 7pm", "2026-03-12 19:00"),
    ("tonight, march 11, at 7", "2026-03-11 19:00"),
    ("in april or may", "2026-04-01 09:00"),
    ("june to august", "2026-06-01 09:00"),
    ("5-2027", "2027-05-01 09:00"),
    ("2 may - 4 june", "2026-05-02 09:00"),
    ("28 december - 3 january 2028", "2027-12-28 09:00 -0500"),
    ("5/12 - 5/19", "2026-05-12 09:00"),
    ("from the 2nd to the 9th of june", "2026-06-02 09:00"),
    ("21st till 25th may", "2026-05-21 09:00"),
    ("from the 12th of may until the 20th", "2026-05-12 09:00"),
    ("the weekend of may 9th", "2026-05-09 09:00"),
    ("20270315T1400", "2027-03-15 14:00"),
    ("4/20", "2026-04-20 09:00"),
    ("4-20", "2026-04-20 09:00"),
    ("4.20", "2026-04-20 09:00"),
    ("20/4", "2026-04-20 09:00"),
    ("4/20/2027", "2027-04-20 09:00"),
    ("20/4/2027", "2027-04-20 09:00"),
    ("2027-04-20", "2027-04-20 09:00"),
    ("2027/4/20", "2027-04-20 09:00"),
    ("4/20/27", "2027-04-20 09:00"),
    ("20.4.2027", "2027-04-20 09:00"),
    ("20270420", "2027-04-20 09:00"),
    ("9/2027", "2027-09-01 09:00"),
    ("2027-09", "2027-09-01 09:00"),
    ("april 20", "2026-04-20 09:00"),
    ("apr 20", "2026-04-20 09:00"),
    ("Apr. 20", "2026-04-20 09:00"),
    ("april 20th", "2026-04-20 09:00"),
    ("20 april", "2026-04-20 09:00"),
    ("20th of april", "2026-04-20 09:00"),
    ("the twentieth of april", "2026-04-20 09:00"),
    ("april twentieth", "2026-04-20 09:00"),
    ("april twenty", "2026-04-20 09:00"),
    ("20-apr", "2026-04-20 09:00"),
    ("20-Apr-2027", "2027-04-20 09:00"),
    ("apr/20/2027", "2027-04-20 09:00"),
    ("2027-apr-20", "2027-04-20 09:00"),
    ("2027 april 20", "2027-04-20 09:00"),
    ("20 april 27", "2027-04-20 09:00"),
    ("april 20 '27", "2027-04-20 09:00"),
    ("tue april 20", "2027-04-20 09:00"),
    ("Tuesday, April 20, 2027", "2027-04-20 09:00"),
    ("tue, 20 apr 2027", "2027-04-20 09:00"),
    ("april 20, 3pm", "2026-04-20 15:00"),
    ("3pm on april 20", "2026-04-20 15:00"),
    ("2027-04-20 15:00", "2027-04-20 15:00"),
    ("2027-04-20T15:00", "2027-04-20 15:00"),
    ("2027-04-20T15:00:00Z", "2027-04-20 15:00 +0000"),
    ("2027-04-20T15:00+02:00", "2027-04-20 15:00 +0200"),
    ("feb 29", "2028-02-29 09:00 -0500"),
    ("march 11", "2027-03-11 09:00 -0500"),
    ("march 10", "2027-03-10 09:00 -0500"),
    ("may 5-8", "2026-05-05 09:00"),
    ("5 to 8 may", "2026-05-05 09:00"),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 13, 28])
def test_every_month_is_read_by_its_name_and_short_name(month, day):
    date = datetime(2027, month, day, 9, 0, tzinfo=ZoneInfo(NEW_YORK))
    for words in (f"{date:%B %-d %Y}", f"{date:%-d %b %Y}", f"{date:%b}. {day}, 2027", f"{day}-{date:%b}-27"):
        assert moment_of(words).at == date, words


@pytest.mark.parametrize(
    ("words", "country", "day_first", "expected"),
    [
        ("5/6/2027", "US", None, "2027-05-06"),
        ("5/6/2027", "GB", None, "2027-06-05"),
        ("5/6/2027", "US", True, "2027-06-05"),
        ("5/6/2027", "GB", False, "2027-05-06"),
        ("5.6.2027", "DE", None, "2027-06-05"),
        ("25/6/2027", "US", None, "2027-06-25"),
        ("6/25/2027", "GB", None, "2027-06-25"),
        ("2027-06-05", "GB", None, "2027-06-05"),
    ],
)
def test_order_of_day_and_month_follows_the_locale(words, country, day_first, expected):
    assert wall(words, context(country=country, day_first=day_first)).startswith(expected)


@pytest.mark.parametrize("words", ["31/13/2027", "2027-02-30", "february 30", "13/13", "0/5/2027"])
def test_an_impossible_date_is_not_corrected(words):
    found = read_phrase(words, context())
    assert found is None or resolve(found, context()).moment is None
