"""The first occurrence found by arithmetic is the one that dateutil finds by walking."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import WEEKDAYS, Recurrence
from bot.understanding.context import Context
from bot.understanding.times.first_occurrence import first_after
from bot.understanding.times.reference_time import reference_time_in
from bot.understanding.times.wall_time import moment_of

ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]).map(ZoneInfo)
NOWS = st.integers(0, 5 * 366 * 24 * 60).map(lambda ahead: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=ahead))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
WEEKLY_DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(lambda days: f"BYDAY={','.join(days)}")
STEPS = st.integers(1, 5).map("INTERVAL={}".format)
DAYS = st.integers(1, 31).map("BYMONTHDAY={}".format)
DATES = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"BYMONTH={day.month};BYMONTHDAY={day.day}")
RULES = st.one_of(
    st.tuples(st.sampled_from(["DAILY", "WEEKLY"]), st.one_of(STEPS, WEEKLY_DAYS)),
    st.tuples(st.sampled_from(["MONTHLY", "YEARLY"]), st.one_of(DAYS, DATES)),
).map(lambda parts: f"FREQ={';'.join(parts)}")


def walked(rule: str, opening: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    walls = rrulestr(rule, dtstart=opening).between(opening - timedelta(1), opening + timedelta(366 * 9), inc=True)
    return next((wall for wall in walls if moment_of(wall, zone)[0].astimezone(UTC) > now), None)


@given(RULES, NOWS, ZONES, st.integers(0, 400), TIMES)
def test_arithmetic_and_walking_agree(rule, now, zone, days_ahead, at):
    place = reference_time_in(zone, Context(now=now, zone=zone), None)
    opening = datetime.combine(place.today + timedelta(days=days_ahead), at)
    assert first_after(Recurrence.parse(rule), opening, place) == walked(rule, opening, now, zone)
