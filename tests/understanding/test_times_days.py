"""Days told from today and counted within weeks, months and years."""

import pytest

from bot.understanding.command import DayHours
from tests.understanding.reading_times import context, wall

DAYS = [
    ("first monday of the year 2027", "2027-01-04 09:00 -0500"),
    ("at some point next week", "2026-03-16 09:00"),
    ("the twenty-second from 5pm", "2026-03-22 17:00"),
    ("early friday morning", "2026-03-13 07:00"),
    ("late friday night", "2026-03-13 22:00"),
    ("late at night", "2026-03-11 22:00"),
    ("april's third wednesday", "2026-04-15 09:00"),
    ("june's last friday at noon", "2026-06-26 12:00"),
    ("towards the end of april", "2026-04-30 09:00"),
    ("march 14th saturday", "2026-03-14 09:00"),
    ("in two weekends", "2026-03-21 09:00"),
    ("three weekends from now", "2026-03-28 09:00"),
    ("the second half of april", "2026-04-16 09:00"),
    ("the second half of the year", "2026-07-01 09:00"),
    ("first half of may", "2026-05-01 09:00"),
    ("end of q2", "2026-06-30 09:00"),
    ("the beginning of the third quarter", "2026-07-01 09:00"),
    ("week 10 of 2027", "2027-03-08 09:00 -0500"),
    ("in week 2", "2027-01-11 09:00 -0500"),
    ("in the year 2028", "2028-01-01 09:00 -0500"),
    ("thursday, not friday", "2026-03-12 09:00"),
    ("on friday instead of saturday at 4pm", "2026-03-13 16:00"),
    ("october", "2026-10-01 09:00"),
    ("the week starting may 18", "2026-05-18 09:00"),
    ("week commencing monday", "2026-03-16 09:00"),
    ("the weekend before april 15th", "2026-04-11 09:00"),
    ("next month's second tuesday at 7am", "2026-04-14 07:00"),
    ("this month's last friday", "2026-03-27 09:00"),
    ("tonight late", "2026-03-11 22:00"),
    ("last thing tonight", "2026-03-11 22:00"),
    ("friday, sunday and tuesday at 8am", "2026-03-13 08:00"),
    ("thursday or friday", "2026-03-12 09:00"),
    ("tomorrow and saturday", "2026-03-12 09:00"),
    ("this time tomorrow", "2026-03-12 10:20"),
    ("at the same time on monday", "2026-03-16 10:20"),
    ("same time next month", "2026-04-11 10:20"),
    ("the closest friday to march 20", "2026-03-20 09:00"),
    ("the nearest friday to march 18", "2026-03-20 09:00"),
    ("second closest friday to march 18", "2026-03-13 09:00"),
    ("third closest friday to march 18", "2026-03-27 09:00"),
    ("penultimate day of march", "2026-03-30 09:00"),
    ("the next to last tuesday of march", "2026-03-24 09:00"),
    ("the next two weekends", "2026-03-14 09:00"),
    ("no later than thursday", "2026-03-12 09:00"),
    ("by the 20th at the latest", "2026-03-20 09:00"),
    ("as of tomorrow", "2026-03-12 09:00"),
    ("from 4pm onwards", "2026-03-11 16:00"),
    ("today", "2026-03-11 12:00"),
    ("tomorrow", "2026-03-12 09:00"),
    ("tmrw", "2026-03-12 09:00"),
    ("2moro", "2026-03-12 09:00"),
    ("tomorow", "2026-03-12 09:00"),
    ("friday", "2026-03-13 09:00"),
    ("thrusday", "2026-03-12 09:00"),
    ("wensday", "2026-03-18 09:00"),
    ("this saturday", "2026-03-14 09:00"),
    ("this coming sunday", "2026-03-15 09:00"),
    ("next monday", "2026-03-16 09:00"),
    ("next fri", "2026-03-20 09:00"),
    ("wednesday", "2026-03-18 09:00"),
    ("next week tuesday", "2026-03-17 09:00"),
    ("thursday this week", "2026-03-12 09:00"),
    ("friday week", "2026-03-20 09:00"),
    ("saturday after next", "2026-03-21 09:00"),
    ("in two fridays", "2026-03-20 09:00"),
    ("three mondays from now", "2026-03-30 09:00"),
    ("the tuesday after easter", "2026-04-07 09:00"),
    ("next weekend", "2026-03-21 09:00"),
    ("the month after next", "2026-05-01 09:00"),
    ("the 20th", "2026-03-20 09:00"),
    ("on the 5th", "2026-04-05 09:00"),
    ("on 31st", "2026-03-31 09:00"),
    ("the 2nd of next month", "2026-04-02 09:00"),
    ("monday the 16th", "2026-03-16 09:00"),
    ("end of the month", "2026-03-31 09:00"),
    ("end of next month", "2026-04-30 09:00"),
    ("beginning of june", "2026-06-01 09:00"),
    ("mid april", "2026-04-15 09:00"),
    ("early next month", "2026-04-01 09:00"),
    ("late may", "2026-05-31 09:00"),
    ("first monday of june", "2026-06-01 09:00"),
    ("last friday of the month", "2026-03-27 09:00"),
    ("the 3rd last day of april", "2026-04-28 09:00"),
    ("first business day of july", "2026-07-01 09:00"),
    ("second weekend of may", "2026-05-09 09:00"),
    ("end of the week", "2026-03-13 09:00"),
    ("eom", "2026-03-31 09:00"),
    ("eoy", "2026-12-31 09:00 -0500"),
    ("eow", "2026-03-13 09:00"),
    ("week of june 8", "2026-06-08 09:00"),
    ("q3", "2026-07-01 09:00"),
    ("april", "2026-04-01 09:00"),
    ("in may", "2026-05-01 09:00"),
    ("in 2028", "2028-01-01 09:00 -0500"),
    ("may 2027", "2027-05-01 09:00"),
    ("summer", "2026-06-21 09:00"),
]


@pytest.mark.parametrize(("words", "expected"), DAYS)
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        # a weekday said on that weekday is next week's, or today's if its clock time is still to come
        ("friday", "2026-11-20T08:00-05:00", "2026-11-27 09:00"),
        ("friday at 3pm", "2026-11-20T08:00-05:00", "2026-11-20 15:00"),
        ("friday at 7am", "2026-11-20T08:00-05:00", "2026-11-27 07:00"),
        ("next friday", "2026-11-20T08:00-05:00", "2026-11-27 09:00"),
        ("next sunday", "2026-11-22T08:00-05:00", "2026-11-29 09:00"),
        ("next monday", "2026-11-22T08:00-05:00", "2026-11-23 09:00"),
        ("this weekend", "2026-11-21T10:00-05:00", "2026-11-22 09:00"),
        ("this week", "2026-11-18T10:00-05:00", "2026-11-19 09:00"),
        ("this month", "2026-11-18T10:00-05:00", "2026-11-19 09:00"),
        ("end of the month", "2026-11-30T10:00-05:00", "2026-11-30 12:00"),
        ("eom", "2026-11-30T08:00-05:00", "2026-11-30 09:00"),
        ("the 31st", "2026-11-20T08:00-05:00", "2026-12-31 09:00"),
        ("the 30th", "2027-01-31T08:00-05:00", "2027-03-30 09:00"),
        ("today", "2026-11-20T08:00-05:00", "2026-11-20 09:00"),
        ("today", "2026-11-20T16:00-05:00", "2026-11-20 19:00"),
        ("today", "2026-11-20T22:10-05:00", "2026-11-20 22:30"),
    ],
)
def test_day_depends_on_the_day_it_is_said(words, now, expected):
    assert wall(words, context(now)).startswith(expected)


def test_the_morning_a_person_set_is_the_time_of_a_day_without_one():
    early = context(hours=DayHours(morning=(7, 30), evening=(18, 0)))
    assert wall("friday", early) == "2026-03-13 07:30 -0400"
    assert wall("friday evening", early) == "2026-03-13 18:00 -0400"
