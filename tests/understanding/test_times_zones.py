"""Zones named in a text, clock changes, and people in other zones."""

import time
from zoneinfo import available_timezones

import pytest

from bot.understanding.command import Assumption
from bot.understanding.languages.base import load_language
from bot.understanding.languages.en import places
from bot.understanding.times.zone_names import find_zone
from tests.understanding.reading_times import context, moment_of, resolved, series, wall


@pytest.mark.parametrize(
    ("words", "now", "zone", "expected"),
    [
        # spring: 2:00 to 3:00 does not exist; times in it move forward by the gap
        ("at 2:30am", "2026-03-07T22:00-05:00", "America/New_York", "2026-03-08 03:30 -0400"),
        ("sunday at 2am", "2026-03-07T22:00-05:00", "America/New_York", "2026-03-08 03:00 -0400"),
        ("march 29 at 1:30am", "2026-03-20T10:00+00:00", "Europe/London", "2026-03-29 02:30 +0100"),
        ("october 4 at 2:15am", "2026-09-20T10:00+11:00", "Australia/Lord_Howe", "2026-10-04 02:45 +1100"),
        # autumn: 1:00 to 2:00 occurs twice; the first counts
        ("at 1:30am", "2026-10-31T22:00-04:00", "America/New_York", "2026-11-01 01:30 -0400"),
        ("october 25 at 2:30am", "2026-10-20T10:00+02:00", "Europe/Berlin", "2026-10-25 02:30 +0200"),
        # days are wall time, hours are elapsed time
        ("tomorrow at 9am", "2026-03-07T12:00-05:00", "America/New_York", "2026-03-08 09:00 -0400"),
        ("in 24 hours", "2026-03-07T12:00-05:00", "America/New_York", "2026-03-08 13:00 -0400"),
        ("in a day", "2026-03-07T12:00-05:00", "America/New_York", "2026-03-08 12:00 -0400"),
        ("in 24 hours", "2026-10-31T12:00-04:00", "America/New_York", "2026-11-01 11:00 -0500"),
        ("in 90 minutes", "2026-11-01T00:45-04:00", "America/New_York", "2026-11-01 01:15 -0500"),
        ("in 1 day and 2 hours", "2026-03-07T12:00-05:00", "America/New_York", "2026-03-08 14:00 -0400"),
        ("2 hours before 4am", "2026-03-07T22:00-05:00", "America/New_York", "2026-03-08 01:00 -0500"),
        # the second 1:30 of the night has passed as well
        ("at 1:30am", "2026-11-01T01:45-05:00", "America/New_York", "2026-11-02 01:30 -0500"),
    ],
)
def test_clock_changes(words, now, zone, expected):
    assert wall(words, context(now, zone)) == expected


def test_clock_changes_are_reported():
    spring = moment_of("at 2:30am", context("2026-03-07T22:00-05:00"))
    autumn = moment_of("at 1:30am", context("2026-10-31T22:00-04:00"))
    assert Assumption.SPRING_GAP in spring.assumptions
    assert Assumption.AUTUMN_FIRST in autumn.assumptions


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/Los_Angeles", "2026-03-12 09:00 -0700"),
        ("Europe/Berlin", "2026-03-12 09:00 +0100"),
        ("Asia/Kolkata", "2026-03-12 09:00 +0530"),
        ("Asia/Kathmandu", "2026-03-12 09:00 +0545"),
        ("Pacific/Auckland", "2026-03-13 09:00 +1300"),  # where it is the 12th already
        ("Pacific/Kiritimati", "2026-03-13 09:00 +1400"),
        ("Pacific/Pago_Pago", "2026-03-12 09:00 -1100"),
    ],
)
def test_tomorrow_is_the_persons_tomorrow(zone, expected):
    assert wall("tomorrow", context("2026-03-11T14:20+00:00", zone)) == expected


@pytest.mark.parametrize(
    ("words", "expected", "named"),
    [
        ("5pm PST", "2026-03-11 17:00 -0800", "-08:00"),
        ("5pm PDT", "2026-03-11 17:00 -0700", "-07:00"),
        ("5pm PT", "2026-03-11 17:00 -0700", "America/Los_Angeles"),
        ("3pm central", "2026-03-11 15:00 -0500", "America/Chicago"),
        ("mar 15 2029 09:30 GMT+0900 (JST)", "2029-03-15 09:30 +0900", "+09:00"),
        ("15:00 GMT - 18:00 GMT", "2026-03-11 15:00 +0000", "UTC"),
        ("15 mar 2029 09:30:00 -0330", "2029-03-15 09:30 -0330", "-03:30"),
        ("mar 15 2029 09:30 GMT+0545", "2029-03-15 09:30 +0545", "+05:45"),
        ("2029-03-15T09:30:15.250Z", "2029-03-15 09:30:15 +0000", "UTC"),
        ("20290315T093000Z", "2029-03-15 09:30 +0000", "UTC"),
        ("tomorrow at 9am eastern", "2026-03-12 09:00 -0400", "America/New_York"),
        ("friday 14:00 GMT", "2026-03-13 14:00 +0000", "UTC"),
        ("14:00 utc+5:30 tomorrow", "2026-03-12 14:00 +0530", "+05:30"),
        ("noon Chicago time", "2026-03-11 12:00 -0500", "America/Chicago"),
        ("8am new york time on monday", "2026-03-16 08:00 -0400", "America/New_York"),
        ("6pm CET tomorrow", "2026-03-12 18:00 +0100", "+01:00"),
        ("6pm in denver on friday", "2026-03-13 18:00 -0600", "America/Denver"),
        ("3pm tokyo time", "2026-03-12 15:00 +0900", "Asia/Tokyo"),
        ("at 7 in the evening IST", "2026-03-12 19:00 +0530", "Asia/Kolkata"),
    ],
)
def test_zone_in_the_text(words, expected, named):
    assert wall(words) == expected
    assert moment_of(words).zone_named == named


def test_a_repeat_keeps_the_hour_of_its_own_zone():
    assert series("every day at 9am london time")[1] == "2026-03-12 09:00"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Denver", "America/Denver"),
        ("los angeles", "America/Los_Angeles"),
        ("New York City", "America/New_York"),
        ("EST", "America/New_York"),
        ("eastern time", "America/New_York"),
        ("pacific standard time", "America/Los_Angeles"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("Texas", "America/Chicago"),
        ("the uk", None),
        ("UK", "Europe/London"),
        ("London time", "Europe/London"),
        ("Ouagadougou", "Africa/Ouagadougou"),
        ("UTC", "UTC"),
        ("gmt+2", "+02:00"),
        ("UTC -03:30", "-03:30"),
        ("utc+25", None),
        ("nowhere", None),
        ("", None),
        ("mars time", None),
    ],
)
def test_zone_by_name(words, expected):
    assert find_zone(words, load_language("en")) == expected


def test_every_place_has_an_existing_zone():
    assert set(places.ZONES) | set(places.PLACES) <= available_timezones()


@pytest.mark.parametrize("words", ["2027-01-01T10:00+99:00", "2027-01-01T10:00-9900"])
def test_an_impossible_offset_is_unclear(words):
    assert resolved(words).problem == "unclear"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the machine's zone cannot be changed")
@pytest.mark.parametrize("machine", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_the_machines_zone_changes_nothing(machine, monkeypatch):
    words = ("tomorrow at 9am", "in 24 hours", "5pm", "monday")
    expected = [wall(each) for each in words]
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", machine)
        time.tzset()
        found = [wall(each) for each in words]
    time.tzset()
    assert found == expected
