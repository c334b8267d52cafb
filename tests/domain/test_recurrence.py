"""Recurrence rules as values: parsed, refused, changed and printed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from bot.domain.recurrence import Frequency, Recurrence
from tests.domain.rules import RULES

PRINTED = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;BYHOUR=9,14,19;COUNT=30",
    "FREQ=MINUTELY;INTERVAL=20;BYDAY=MO;BYHOUR=13,14;UNTIL=20260401T035959Z",
    "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO;WKST=SU",
    "FREQ=YEARLY;BYYEARDAY=-1;BYHOUR=1;BYMINUTE=2;BYSECOND=3;UNTIL=20260401T035959",
]


@pytest.mark.parametrize("text", PRINTED)
def test_a_stored_rule_is_printed_as_it_was(text):
    assert str(Recurrence.parse(text)) == text


@given(RULES)
def test_a_printed_rule_is_read_back(recurrence):
    assert Recurrence.parse(str(recurrence)) == recurrence


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("freq=daily;interval=1", "FREQ=DAILY"),
        ("COUNT=2;BYHOUR=9;FREQ=DAILY", "FREQ=DAILY;BYHOUR=9;COUNT=2"),
        ("FREQ=MONTHLY;BYDAY=+2SA", "FREQ=MONTHLY;BYDAY=2SA"),
        ("FREQ=DAILY;UNTIL=20260401", "FREQ=DAILY;UNTIL=20260401T235959"),
    ],
)
def test_other_spellings_are_accepted(text, printed):
    assert str(Recurrence.parse(text)) == printed


REFUSED = [
    ("", "no part"),
    ("DAILY", "no part"),
    ("RRULE:FREQ=DAILY", "no part"),
    ("INTERVAL=2", "FREQ is missing"),
    ("FREQ=FORTNIGHTLY", "FREQ cannot be"),
    ("FREQ=DAILY;", "no part"),
    ("FREQ=DAILY;FREQ=DAILY", "given twice"),
    ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
    ("FREQ=DAILY;INTERVAL=1_0", "INTERVAL cannot be"),
    ("FREQ=YEARLY;INTERVAL=999999999", "INTERVAL=999999999"),
    ("FREQ=DAILY;COUNT=0", "COUNT"),
    ("FREQ=DAILY;COUNT=2;UNTIL=20260401T035959Z", "COUNT"),
    ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL cannot be"),
    ("FREQ=DAILY;UNTIL=20260230T000000Z", "UNTIL cannot be"),
    ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
    ("FREQ=DAILY;BYHOUR=-1", "BYHOUR=-1"),
    ("FREQ=DAILY;BYHOUR=", "BYHOUR cannot be"),
    ("FREQ=DAILY;BYHOUR=٩", "BYHOUR cannot be"),
    ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
    ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"),
    ("FREQ=WEEKLY;BYDAY=0MO", "BYDAY cannot be"),
    ("FREQ=WEEKLY;BYDAY=MON", "BYDAY cannot be"),
    ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"),
    ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"),
    ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never occurs"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=25", "never occurs"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_nonsense_is_refused_with_a_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        Recurrence.parse(text)


GAPS = [
    ("FREQ=SECONDLY;INTERVAL=90", timedelta(seconds=90)),
    ("FREQ=HOURLY;BYHOUR=9,17", timedelta(hours=1)),
    ("FREQ=HOURLY;BYMINUTE=0,50", timedelta(minutes=10)),
    ("FREQ=DAILY;BYHOUR=23,1", timedelta(hours=2)),
    ("FREQ=DAILY;BYMINUTE=0,1,30", timedelta(minutes=1)),
    ("FREQ=DAILY;INTERVAL=3", timedelta(days=3)),
    ("FREQ=WEEKLY;BYDAY=MO,TU", timedelta(days=1)),
    ("FREQ=WEEKLY", timedelta(days=7)),
]


@pytest.mark.parametrize(("text", "gap"), GAPS)
def test_the_shortest_gap(text, gap):
    assert Recurrence.parse(text).shortest_gap == gap


CHANGES = [
    ("FREQ=DAILY;BYHOUR=9;BYMINUTE=30;COUNT=4", "FREQ=DAILY;COUNT=4", "FREQ=DAILY;BYHOUR=9;BYMINUTE=30;COUNT=4"),
    ("FREQ=DAILY;BYHOUR=9,12", None, "FREQ=DAILY;BYHOUR=9,12"),
    ("FREQ=HOURLY", None, "FREQ=HOURLY"),
]


@pytest.mark.parametrize(("text", "without_clock", "unchanged"), CHANGES)
def test_a_rule_without_its_clock_time(text, without_clock, unchanged):
    rule = Recurrence.parse(text)
    changed = rule.without_clock()
    assert (None if changed is None else str(changed)) == without_clock
    assert str(rule) == unchanged


@pytest.mark.parametrize(
    ("text", "on_friday"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=MO,TU", None),
        ("FREQ=DAILY", None),
    ],
)
def test_a_weekly_rule_on_another_day(text, on_friday):
    changed = Recurrence.parse(text).on_weekday(4)
    assert (None if changed is None else str(changed)) == on_friday


@pytest.mark.parametrize(
    ("text", "day", "changed"),
    [
        ("FREQ=MONTHLY", 15, "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY", 30, "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("FREQ=YEARLY;BYMONTH=2", 29, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("FREQ=YEARLY;BYMONTH=1", 31, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"),
    ],
)
def test_a_day_of_the_month_is_the_last_one_of_a_shorter_month(text, day, changed):
    assert str(Recurrence.parse(text).on_month_day(day)) == changed


def test_until_is_utc_or_a_wall_time():
    assert Recurrence.parse("FREQ=DAILY;UNTIL=20260401T035959Z").until == datetime(2026, 4, 1, 3, 59, 59, tzinfo=UTC)
    with pytest.raises(ValueError, match="UNTIL"):
        Recurrence(frequency=Frequency.DAILY, until=datetime.fromisoformat("2026-04-01T09:00+02:00"))
