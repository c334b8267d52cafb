"""Clock times as people write them; now is a Wednesday, 10:20 in New York."""

import pytest

from bot.understanding.command import Assumption
from bot.understanding.times.resolve import resolve
from tests.understanding.reading_times import context, moment_of, phrase, wall

CLOCKS = [
    ("12:00 noon tomorrow", "2026-03-12 12:00"),
    ("4pm on the nose", "2026-03-11 16:00"),
    ("twenty thirty tonight", "2026-03-11 20:30"),
    ("seven before midnight", "2026-03-11 23:53"),
    ("twenty-six to six pm", "2026-03-11 17:34"),
    ("tomorrow at 8 or 9 am", "2026-03-12 08:00"),
    ("at 4 or 5", "2026-03-11 16:00"),
    ("3pm or later", "2026-03-11 15:00"),
    ("5pm at the earliest", "2026-03-11 17:00"),
    ("sept 1st - 3pm", "2026-09-01 15:00"),
    ("a quarter to 9pm tomorrow", "2026-03-12 20:45"),
    ("10/26 quarter to 8 pm", "2026-10-26 19:45"),
    ("sat 2 may 12-2pm", "2026-05-02 12:00"),
    ("2026-07-03 1:15-2pm", "2026-07-03 13:15"),
    ("@ 2300 hours 4-3-2026", "2026-04-03 23:00"),
    ("not later than 5pm", "2026-03-11 17:00"),
    ("saturday, 3 to 4:30pm", "2026-03-14 15:00"),
    ("the 20th, 8 to 9am", "2026-03-20 08:00"),
    ("from 9:30am to 10am day after tomorrow", "2026-03-13 09:30"),
    ("2026-04-02 14:00-16:00", "2026-04-02 14:00"),
    ("2026-04-02 9:15 in the evening", "2026-04-02 21:15"),
    ("for 15h30 on friday", "2026-03-13 15:30"),
    ("for 1900 hours tomorrow", "2026-03-12 19:00"),
    ("a quarter after nine on may 21st", "2026-05-21 09:15"),
    ("a quarter past 8pm, april 2", "2026-04-02 20:15"),
    ("at 5pm, 2 weeks from today", "2026-03-25 17:00"),
    ("the 30th of april, 20 past 7 pm", "2026-04-30 19:20"),
    ("29th jun 15 to 4pm", "2026-06-29 15:45"),
    ("mar 20 2100 hours", "2026-03-20 21:00"),
    ("the 23rd quarter to 11 am", "2026-03-23 10:45"),
    ("in 10 days, 20 minutes past nine am", "2026-03-21 09:20"),
    ("@ 15h45 day after tomorrow", "2026-03-13 15:45"),
    ("at 5pm not 6", "2026-03-11 17:00"),
    ("at high noon", "2026-03-11 12:00"),
    ("saturday 8-12", "2026-03-14 08:00"),
    ("9-11 on friday", "2026-03-13 09:00"),
    ("tomorrow at 2-3", "2026-03-12 14:00"),
    ("saturday, 3-14", "2026-03-14 09:00"),
    ("tomorrow morning 8.15", "2026-03-12 08:15"),
    ("tonight, 8.30", "2026-03-11 20:30"),
    ("at 14 h 20", "2026-03-11 14:20"),
    ("noon fifteen", "2026-03-11 12:15"),
    ("three quarters past four", "2026-03-11 16:45"),
    ("12 o'clock midnight", "2026-03-12 00:00"),
    ("16:30h/18:00h", "2026-03-11 16:30"),
    ("at 18:45 hours", "2026-03-11 18:45"),
    ("oh seven hundred hours", "2026-03-12 07:00"),
    ("at 5", "2026-03-11 17:00"),
    ("at 5pm", "2026-03-11 17:00"),
    ("5p", "2026-03-11 17:00"),
    ("at 11", "2026-03-11 11:00"),
    ("10am", "2026-03-12 10:00"),
    ("at 8:45", "2026-03-11 20:45"),
    ("8:45am", "2026-03-12 08:45"),
    ("20:15", "2026-03-11 20:15"),
    ("at 6.40pm", "2026-03-11 18:40"),
    ("6.40 pm", "2026-03-11 18:40"),
    ("9:05:30 pm", "2026-03-11 21:05:30"),
    ("17h20", "2026-03-11 17:20"),
    ("at 22h", "2026-03-11 22:00"),
    ("1145", "2026-03-11 11:45"),
    ("at 1340", "2026-03-11 13:40"),
    ("0615 hrs", "2026-03-12 06:15"),
    ("six forty", "2026-03-11 18:40"),
    ("at six forty pm", "2026-03-11 18:40"),
    ("eleven o eight", "2026-03-11 11:08"),
    ("four oh five pm", "2026-03-11 16:05"),
    ("half past two", "2026-03-11 14:30"),
    ("half four", "2026-03-11 16:30"),
    ("quarter past nine", "2026-03-11 21:15"),
    ("a quarter to one", "2026-03-11 12:45"),
    ("twenty to seven", "2026-03-11 18:40"),
    ("25 past 11 at night", "2026-03-11 23:25"),
    ("ten minutes before noon", "2026-03-11 11:50"),
    ("five past midnight", "2026-03-12 00:05"),
    ("noon", "2026-03-11 12:00"),
    ("midday", "2026-03-11 12:00"),
    ("noonish", "2026-03-11 12:00"),
    ("around 4ish", "2026-03-11 16:00"),
    ("4 o'clock", "2026-03-11 16:00"),
    ("4 o' clock", "2026-03-11 16:00"),
    ("8 p.m.", "2026-03-11 20:00"),
    ("8 p . m .", "2026-03-11 20:00"),
    ("2 in the afternoon", "2026-03-11 14:00"),
    ("9 in the evening", "2026-03-11 21:00"),
    ("4 in the morning", "2026-03-12 04:00"),
    ("eleven at night", "2026-03-11 23:00"),
    ("12 at night", "2026-03-12 00:00"),
    ("seven sharp", "2026-03-11 19:00"),
    ("approximately 6:30", "2026-03-11 18:30"),
    ("between 2 and 4pm", "2026-03-11 14:00"),
    ("from 10 to 11:30", "2026-03-12 10:00"),
    ("6-8pm", "2026-03-11 18:00"),
    ("3pm ET", "2026-03-11 15:00"),
    ("9am London time", "2026-03-12 09:00 +0000"),
    ("14:00 UTC", "2026-03-12 14:00 +0000"),
    ("7pm GMT+3", "2026-03-11 19:00 +0300"),
    ("noon Pacific", "2026-03-11 12:00 -0700"),
    ("from ten to eleven am", "2026-03-12 10:00"),
    ("10 to 11am", "2026-03-12 10:00"),
    ("at 10 to 11am", "2026-03-11 10:50"),
    ("tomorrow 9h", "2026-03-12 09:00"),
]


@pytest.mark.parametrize(("words", "expected"), CLOCKS)
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        # the next hour between 7:00 and 21:59 comes first
        ("at 5", "2026-03-11T10:20-04:00", "2026-03-11 17:00"),
        ("at 5", "2026-03-11T17:00-04:00", "2026-03-12 17:00"),
        ("at 5", "2026-03-11T03:00-04:00", "2026-03-11 17:00"),
        ("at 10", "2026-03-11T21:45-04:00", "2026-03-12 10:00"),
        ("at 9", "2026-03-11T10:20-04:00", "2026-03-11 21:00"),
        ("at 12", "2026-03-11T10:20-04:00", "2026-03-11 12:00"),
        ("at 12", "2026-03-11T12:00-04:00", "2026-03-12 12:00"),
        # a time that has passed today is tomorrow
        ("10:19am", "2026-03-11T10:20-04:00", "2026-03-12 10:19"),
        ("10:20am", "2026-03-11T10:20-04:00", "2026-03-12 10:20"),
        ("10:21am", "2026-03-11T10:20-04:00", "2026-03-11 10:21"),
        ("noon", "2026-12-31T12:30-05:00", "2027-01-01 12:00"),
    ],
)
def test_an_ambiguous_hour_is_the_next_sensible_one(words, now, expected):
    assert wall(words, context(now)).startswith(expected)


@pytest.mark.parametrize(("meridiem", "expected"), [("am", 6), ("pm", 18), (None, 18)])
def test_a_preferred_meridiem_decides_an_ambiguous_hour(meridiem, expected):
    where = context()
    found = resolve(phrase("at 6:30", where), where, meridiem=meridiem)
    assert found.moment is not None
    assert found.moment.at.hour == expected


def test_the_assumption_is_reported():
    assert moment_of("at 5").assumptions == (Assumption.MERIDIEM,)
    assert moment_of("at 5pm").assumptions == ()
    assert moment_of("tomorrow").assumptions == (Assumption.DEFAULT_HOUR,)
    assert moment_of("tomorrow evening").assumptions == (Assumption.PART_OF_DAY,)
    assert moment_of("9am").assumptions == (Assumption.NEXT_DAY,)
