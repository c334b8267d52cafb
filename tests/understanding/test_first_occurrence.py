"""The first occurrence found by arithmetic is the one that dateutil finds by walking."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.context import Context
from bot.understanding.times.first_occurrence import WEEKDAYS, first_after
from bot.understanding.times.reference_time import reference_time_in
from bot.understanding.times.wall_time import moment_of

ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]).map(ZoneInfo)
NOWS = st.integers(0, 5 * 366 * 24 * 60).map(lambda ahead: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=ahead))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
WEEKLY_DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(lambda days: {"BYDAY": ",".join(days)})
STEPS = st.integers(1, 5).map(lambda interval: {"INTERVAL": str(interval)})
DAYS = st.integers(1, 31).map(lambda day: {"BYMONTHDAY": str(day)})
MONTHS = st.integers(1, 12).map(lambda month: {"BYMONTH": str(month)})
DATES = st.tuples(DAYS, MONTHS).map(lambda both: both[0] | both[1])
RULES = st.one_of(
    st.tuples(st.sampled_from(["DAILY", "WEEKLY"]), st.one_of(STEPS, WEEKLY_DAYS)),
    st.tuples(st.sampled_from(["MONTHLY", "YEARLY"]), st.one_of(DAYS, DATES)),
)


def walked(frequency: str, fields: dict[str, str], opening: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    rule = ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in fields.items())])
    walls = rrulestr(rule, dtstart=opening).between(opening - timedelta(1), opening + timedelta(366 * 9), inc=True)
    return next((wall for wall in walls if moment_of(wall, zone)[0] > now), None)


@given(RULES, NOWS, ZONES, st.integers(0, 400), TIMES)
def test_arithmetic_and_walking_agree(rule, now, zone, days_ahead, at):
    frequency, given_fields = rule
    fields = {"INTERVAL": "1"} | given_fields
    place = reference_time_in(zone, Context(now=now, zone=zone), None)
    opening = datetime.combine(place.today + timedelta(days=days_ahead), at)
    assert first_after(frequency, fields, opening, place) == walked(frequency, fields, opening, place.now, zone)


def test_a_day_that_never_comes_is_none():
    zone = ZoneInfo("UTC")
    place = reference_time_in(zone, Context(now=datetime(2026, 1, 1, tzinfo=UTC), zone=zone), None)
    opening = datetime.combine(date(2026, 1, 1), time(9))
    fields = {"INTERVAL": "1", "BYMONTHDAY": "30", "BYMONTH": "2"}
    assert first_after("YEARLY", fields, opening, place) is None
