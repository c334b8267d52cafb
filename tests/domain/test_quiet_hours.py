"""Quiet hours: what waits for their end, and what does not, across midnight and clock changes."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.heads_ups import occurrence_for, send_times_of, texts_for
from bot.domain.occurrences import occurrences_of
from bot.domain.preferences import Preferences
from bot.domain.quiet_hours import QuietHours, hours_words, parse_hours, parse_quiet_hours, stored_for
from bot.domain.wall_time import to_utc
from tests.builders import make_person, make_reminder

ZONE = "America/New_York"
NIGHT = f"22:00-07:00 {ZONE}"


def at(wall: str, zone: str = ZONE) -> datetime:
    return to_utc(datetime.fromisoformat(wall), zone)


def series(rrule: str, wall: str, **changes):
    start = datetime.fromisoformat(wall)
    return make_reminder(
        **{"timezone": ZONE, "due_at": at(wall), "rrule": rrule, "wall_start": start, "quiet_hours": NIGHT, **changes}
    )


def test_the_stored_text_is_read_back():
    night = QuietHours(start=time(22), end=time(7), timezone=ZONE)
    assert (parse_quiet_hours(NIGHT), str(night)) == (night, NIGHT)
    assert parse_quiet_hours(None) is None
    assert parse_hours("22:00-07:00") == (time(22), time(7))


@pytest.mark.parametrize("stored", ["22-7", "22:00-22:00", "24:00-07:00", "22:00-07:60", "22:00 - 07:00", "x"])
def test_anything_else_is_an_error(stored):
    with pytest.raises(ValueError, match="hours of a day"):
        parse_hours(stored)
    with pytest.raises(ValueError, match="hours of a day"):
        parse_quiet_hours(f"{stored} {ZONE}")


def test_hours_without_an_end_cannot_be_stored():
    with pytest.raises(ValueError, match="same time"):
        hours_words(time(7), time(7))


WHOSE = [
    # the person's own, the operator's usual ones, what is stored with a reminder
    (None, None, None),
    (None, "23:00-06:00", f"23:00-06:00 {ZONE}"),
    ("22:00-07:00", "23:00-06:00", NIGHT),
    ("", "23:00-06:00", None),
]


@pytest.mark.parametrize(("own", "usual", "stored"), WHOSE)
def test_the_persons_own_hours_count_before_the_operators(own, usual, stored):
    person = make_person(timezone=ZONE, preferences=Preferences(quiet_hours=own))
    assert stored_for(person, usual) == stored


AWAKE = [
    # hours, a wall time, when the person is awake
    ("22:00-07:00", "2026-03-10T21:59", "2026-03-10T21:59"),
    ("22:00-07:00", "2026-03-10T22:00", "2026-03-11T07:00"),
    ("22:00-07:00", "2026-03-11T00:30", "2026-03-11T07:00"),
    ("22:00-07:00", "2026-03-11T06:59", "2026-03-11T07:00"),
    ("22:00-07:00", "2026-03-11T07:00", "2026-03-11T07:00"),
    ("13:00-15:00", "2026-03-11T14:00", "2026-03-11T15:00"),
    ("13:00-15:00", "2026-03-11T15:00", "2026-03-11T15:00"),
    ("00:00-06:00", "2026-03-11T00:00", "2026-03-11T06:00"),
    ("22:00-00:00", "2026-03-10T23:59", "2026-03-11T00:00"),
    ("22:00-02:30", "2026-03-07T23:00", "2026-03-08T03:30"),  # the clocks skip 2:30
]


@pytest.mark.parametrize(("hours", "wall", "awake"), AWAKE)
def test_the_end_of_quiet_hours(hours, wall, awake):
    quiet = parse_quiet_hours(f"{hours} {ZONE}")
    assert quiet is not None
    assert quiet.next_awake(at(wall)) == at(awake)


def test_the_night_of_a_clock_change_is_an_hour_shorter_or_longer():
    quiet = parse_quiet_hours(NIGHT)
    assert quiet is not None
    lengths = [
        last - first
        for first, last in filter(None, map(quiet.around, (at("2026-03-08T00:00"), at("2026-11-01T00:00"))))
    ]
    assert lengths == [timedelta(hours=8), timedelta(hours=10)]
    second = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)  # 1:15 for the second time
    till_half_past_one = parse_quiet_hours(f"22:00-01:30 {ZONE}")
    assert till_half_past_one is not None
    assert till_half_past_one.next_awake(second) == second


def test_a_series_by_the_hour_waits_for_the_end_once():
    every_2_hours = series("FREQ=HOURLY;INTERVAL=2", "2026-03-10T18:30")
    assert list(islice(occurrences_of(every_2_hours, after=at("2026-03-10T18:00")), 5)) == [
        at("2026-03-10T18:30"), at("2026-03-10T20:30"), at("2026-03-11T07:00"), at("2026-03-11T08:30"),
        at("2026-03-11T10:30"),
    ]  # fmt: skip
    for after in ("2026-03-10T20:30", "2026-03-10T22:30", "2026-03-11T03:00", "2026-03-11T06:59"):
        assert next(occurrences_of(every_2_hours, after=at(after))) == at("2026-03-11T07:00")
    assert next(occurrences_of(every_2_hours, after=at("2026-03-11T07:00"))) == at("2026-03-11T08:30")


TIMED_BY_THE_PERSON = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=TU,WE",
    "FREQ=HOURLY;BYHOUR=22,23,0,1",
    "FREQ=DAILY;BYHOUR=6,23",
]


@pytest.mark.parametrize("rrule", TIMED_BY_THE_PERSON)
def test_a_series_at_hours_that_the_person_chose_comes_then(rrule):
    chosen = series(rrule, "2026-03-10T23:00")
    start = at("2026-03-10T12:00")
    free = list(islice(occurrences_of(replace(chosen, quiet_hours=None), after=start), 6))
    assert list(islice(occurrences_of(chosen, after=start), 6)) == free


def test_a_series_that_ends_in_quiet_hours_keeps_its_times():
    until_5 = series("FREQ=HOURLY;UNTIL=20260311T050000", "2026-03-11T03:00")
    assert list(occurrences_of(until_5, after=at("2026-03-11T02:00"))) == [
        at("2026-03-11T03:00"), at("2026-03-11T04:00"), at("2026-03-11T05:00"),
    ]  # fmt: skip


def test_repeats_until_done_wait_and_the_first_text_does_not():
    pills = make_reminder(due_at=at("2026-03-10T21:45"), timezone=ZONE, until_done="PT10M*12", quiet_hours=NIGHT)
    assert texts_for(pills, pills.due_at) == [
        at("2026-03-10T21:45"), at("2026-03-10T21:55"), at("2026-03-11T07:00"),
    ]  # fmt: skip
    late = replace(pills, due_at=at("2026-03-10T23:00"))
    assert texts_for(late, late.due_at) == [at("2026-03-10T23:00"), at("2026-03-11T07:00")]
    assert list(send_times_of(late, after=at("2026-03-11T01:00"))) == [at("2026-03-11T07:00")]
    assert occurrence_for(late, at("2026-03-11T07:00")) == late.due_at


HEADS_UPS = [
    # the thing, its heads-ups, when their texts come
    ("2026-03-11T09:00", "PT3H PT0S", ["2026-03-11T07:00", "2026-03-11T09:00"]),
    ("2026-03-11T07:00", "PT1H PT0S", ["2026-03-11T06:00", "2026-03-11T07:00"]),  # at 7 it would not be ahead
    ("2026-03-11T06:00", "PT1H", ["2026-03-11T05:00"]),
    ("2026-03-12T09:00", "P1D@23:00 PT1H", ["2026-03-11T23:00", "2026-03-12T08:00"]),  # the person said 11 PM
    ("2026-03-12T23:30", "P1D PT0S", ["2026-03-12T07:00", "2026-03-12T23:30"]),
]


@pytest.mark.parametrize(("thing", "heads_ups", "texts"), HEADS_UPS)
def test_a_heads_up_waits_while_it_is_still_ahead(thing, heads_ups, texts):
    reminder = make_reminder(due_at=at(thing), timezone=ZONE, heads_ups=heads_ups, quiet_hours=NIGHT)
    assert texts_for(reminder, reminder.due_at) == [at(text) for text in texts]


@given(
    hours=st.tuples(st.times(), st.times()).filter(lambda pair: f"{pair[0]:%H:%M}" != f"{pair[1]:%H:%M}"),
    zone=st.sampled_from([ZONE, "Europe/London", "Australia/Lord_Howe", "Asia/Tokyo", "UTC"]),
    minutes=st.sampled_from([5, 30, 60, 90, 120, 300]),
    start=st.datetimes(*map(datetime.fromisoformat, ("2026-01-01", "2026-12-31"))),
    passed=st.integers(0, 60 * 48),
)
def test_no_text_that_a_series_chose_comes_in_quiet_hours(hours, zone, minutes, start, passed):
    wall = start.replace(second=0, microsecond=0)
    quiet = parse_quiet_hours(f"{hours_words(*hours)} {zone}")
    reminder = series(
        f"FREQ=MINUTELY;INTERVAL={minutes}", wall.isoformat(), timezone=zone, due_at=to_utc(wall, zone),
        quiet_hours=str(quiet),
    )  # fmt: skip
    after = to_utc(wall, zone) + timedelta(minutes=passed)
    moments = list(islice(occurrences_of(reminder, after=after), 8))
    assert quiet is not None
    assert len(moments) == 8
    assert all(quiet.around(moment) is None for moment in moments)
    assert all(one < other for one, other in pairwise((after, *moments)))
    # the same moments come whatever ``after`` is
    assert list(islice(occurrences_of(reminder, after=moments[2]), 5)) == moments[3:]
