"""Heads-ups: leads as text, their moments across clock changes, and the send times of a series."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.heads_ups import (
    Lead,
    last_text_at,
    occurrence_for,
    occurrences_ahead,
    parse_heads_ups,
    parse_lead,
    send_times_of,
    stored_heads_ups,
    texts_for,
)
from bot.domain.occurrences import occurrences_of
from bot.domain.wall_time import to_utc
from tests.builders import make_reminder

NEW_YORK = "America/New_York"
ZONE = ZoneInfo(NEW_YORK)
EXAM = make_reminder(due_at=datetime(2026, 12, 15, 19, tzinfo=UTC), heads_ups="P1D PT1H")  # 2 PM in New York


def series(rrule: str, wall: str, heads_ups: str):
    start = datetime.fromisoformat(wall)
    return make_reminder(rrule=rrule, wall_start=start, due_at=to_utc(start, NEW_YORK), heads_ups=heads_ups)


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("P1D", Lead(days=1)),
        ("PT1H30M", Lead(seconds=5400)),
        ("PT0S", Lead()),
        ("P1W", Lead(days=7)),
        ("P1M2DT5S", Lead(months=1, days=2, seconds=5)),
        ("P1D@20:00", Lead(days=1, clock=time(20))),
        ("P0D@08:30", Lead(clock=time(8, 30))),
    ],
)
def test_a_lead_is_an_iso_duration(written, lead):
    assert parse_lead(written) == lead
    assert parse_lead(str(lead)) == lead


@pytest.mark.parametrize("written", ["", "P", "PT", "1D", "P1H", "-P1D", "P1.5D", "P1D@25:00", "P1D@8", "P400D", "P2Y"])
def test_anything_else_is_an_error(written):
    with pytest.raises(ValueError, match=r"duration|year|isoformat|hour"):
        parse_lead(written)


@given(
    st.builds(
        Lead,
        months=st.integers(0, 6),
        days=st.integers(0, 100),
        seconds=st.integers(0, 86_400),
        clock=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    )
)
def test_every_lead_is_read_back(lead):
    assert parse_lead(str(lead)) == lead


def test_leads_are_stored_once_and_longest_first():
    assert stored_heads_ups((Lead(seconds=3600), Lead(), Lead(days=1), Lead(seconds=3600))) == "P1D PT1H PT0S"
    assert stored_heads_ups(()) is None
    assert stored_heads_ups((Lead(),)) is None
    assert parse_heads_ups(None) == ()


def test_a_day_is_a_day_of_the_calendar_and_an_hour_is_elapsed_time():
    at = to_utc(datetime(2026, 3, 8, 14), NEW_YORK)  # noqa: DTZ001 - the clocks went forward that night
    assert Lead(days=1).before(at, ZONE).astimezone(ZONE).hour == 14
    assert Lead(seconds=86_400).before(at, ZONE).astimezone(ZONE).hour == 13
    assert Lead(days=1, clock=time(20)).before(at, ZONE).astimezone(ZONE).isoformat() == "2026-03-07T20:00:00-05:00"


def test_no_text_comes_later_than_what_it_is_for():
    at = to_utc(datetime(2026, 3, 10, 7), NEW_YORK)  # noqa: DTZ001
    assert Lead(clock=time(9)).before(at, ZONE) == at


def test_a_month_before_the_31st_is_the_last_day_of_a_shorter_month():
    at = to_utc(datetime(2026, 3, 31, 9), NEW_YORK)  # noqa: DTZ001
    assert Lead(months=1).before(at, ZONE).astimezone(ZONE).date().isoformat() == "2026-02-28"


def test_a_single_reminder_has_a_text_for_each_lead():
    texts = [datetime(2026, 12, 14, 19, tzinfo=UTC), datetime(2026, 12, 15, 18, tzinfo=UTC)]
    assert list(send_times_of(EXAM, after=EXAM.created_at)) == texts
    assert list(send_times_of(EXAM, after=texts[0])) == texts[1:]
    assert last_text_at(EXAM) == texts[1]
    assert list(occurrences_ahead(EXAM, after=texts[0])) == [EXAM.due_at]
    assert list(occurrences_ahead(EXAM, after=texts[1])) == []
    assert [occurrence_for(EXAM, text) for text in texts] == [EXAM.due_at] * 2


def test_a_text_that_belongs_to_no_occurrence_is_for_its_own_time():
    other = EXAM.due_at - timedelta(minutes=7)
    assert occurrence_for(EXAM, other) == other


def test_texts_for_the_next_occurrence_may_come_before_those_of_this_one():
    daily = series("FREQ=DAILY", "2026-03-10T09:00", "P2D PT1H")
    texts = send_times_of(daily, after=datetime(2026, 3, 1, tzinfo=UTC))
    shown = [text.astimezone(ZONE).strftime("%d %H") for text in islice(texts, 6)]
    assert shown == ["08 09", "09 09", "10 08", "10 09", "11 08", "11 09"]


@settings(deadline=None)
@given(
    rrule=st.sampled_from(
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=DAILY;COUNT=5", "FREQ=HOURLY;INTERVAL=7", "FREQ=MONTHLY"]
    ),
    wall=st.sampled_from(["2026-03-06T02:30", "2026-10-30T01:30", "2026-12-31T23:00"]),
    leads=st.sets(
        st.sampled_from(["P1D", "P3D", "P1W", "PT0S", "PT1H", "PT26H", "P1D@02:30", "P1D@20:00", "P1M"]), min_size=1
    ),
    passed=st.integers(0, 400),
    until_done=st.sampled_from([None, "PT45M*6", "PT10M*12"]),
)
def test_the_texts_of_a_series_are_those_of_its_occurrences_in_order(rrule, wall, leads, passed, until_done):
    reminder = replace(series(rrule, wall, " ".join(leads)), until_done=until_done)
    after = reminder.due_at - timedelta(days=40) + timedelta(hours=3 * passed)
    until = after + timedelta(days=20)
    earliest = after - timedelta(hours=6)
    reachable = takewhile(lambda at: at < until + timedelta(days=40), occurrences_of(reminder, after=earliest))
    expected = sorted({text for at in reachable for text in texts_for(reminder, at) if after < text < until})
    found = list(takewhile(lambda text: text < until, send_times_of(reminder, after=after)))
    assert found == expected
    assert all(text in texts_for(reminder, occurrence_for(reminder, text)) for text in found)


def test_skipped_occurrences_have_no_texts():
    daily = series("FREQ=DAILY", "2026-03-10T09:00", "P1D")
    skipping = replace(daily, skipped_until=daily.due_at, skipped_days="2026-03-12")
    first = next(send_times_of(skipping, after=datetime(2026, 3, 1, tzinfo=UTC)))
    assert first.astimezone(ZONE).isoformat() == "2026-03-10T09:00:00-04:00"
    second = list(islice(send_times_of(skipping, after=datetime(2026, 3, 1, tzinfo=UTC)), 2))[1]
    assert second.astimezone(ZONE).day == 12
