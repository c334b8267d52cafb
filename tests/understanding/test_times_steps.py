"""Repeats of many occurrences a day are counted, not walked; dates that no year has are refused."""

from datetime import timedelta

import pytest

from bot.domain.recurrence import Recurrence
from bot.understanding.times.first_occurrence import first_after
from bot.understanding.times.reference_time import reference_time_in
from tests.understanding.reading_times import context, resolved, series

EVENING = "2026-03-11T23:50-04:00"


@pytest.mark.parametrize(
    ("words", "now", "rule", "first"),
    [
        ("every minute starting at midnight", EVENING, "FREQ=MINUTELY", "2026-03-11 23:51"),
        ("every 7 minutes starting at 8am", EVENING, "FREQ=MINUTELY;INTERVAL=7", "2026-03-11 23:52"),
        ("every 10 seconds starting at 8am", EVENING, "FREQ=SECONDLY;INTERVAL=10", "2026-03-11 23:50"),
        ("every minute from 8am to 10am", EVENING, "FREQ=MINUTELY;BYHOUR=8,9", "2026-03-12 08:00"),
        ("every 2 hours from 9am to 1pm", EVENING, "FREQ=HOURLY;INTERVAL=2;BYHOUR=9,11,13", "2026-03-12 09:00"),
    ],
)
def test_the_next_step_is_found_however_many_went_by(words, now, rule, first):
    assert series(words, context(now)) == (rule, first)


@pytest.mark.parametrize(("rule", "seconds"), [("SECONDLY", 1), ("MINUTELY", 60), ("HOURLY", 3600)])
def test_a_step_on_one_weekday_is_found_without_walking_there(rule, seconds):
    where = context(EVENING)
    place = reference_time_in(where.zone, where, meridiem=None)
    opening = where.now.replace(tzinfo=None)
    found = first_after(Recurrence.parse(f"FREQ={rule};BYDAY=TU"), opening, place)
    assert found is not None
    assert (found.weekday(), found.hour) == (1, 0)
    assert (found - opening) % timedelta(seconds=seconds) == timedelta(0)


def test_no_step_where_none_can_be():
    where = context(EVENING)
    place = reference_time_in(where.zone, where, meridiem=None)
    opening = where.now.replace(tzinfo=None, hour=9, minute=0)
    assert first_after(Recurrence.parse("FREQ=HOURLY;INTERVAL=24;BYHOUR=10"), opening, place) is None


@pytest.mark.parametrize(
    "words", ["every february 30", "every 31st of april", "every 9/31", "every 25th working day of the month"]
)
def test_a_date_that_no_year_has_never_repeats(words):
    assert resolved(words).repeat is None
