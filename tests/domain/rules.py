"""Hypothesis strategies for recurrence rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.recurrence import Frequency, Recurrence

F = Frequency
STEPPED = st.builds(
    Recurrence,
    frequency=st.sampled_from([F.SECONDLY, F.MINUTELY, F.HOURLY]),
    interval=st.sampled_from([1, 5, 7, 20, 30, 45, 90]),
    weekdays=st.sampled_from([(), (), ((0, 6),), ((0, 5), (0, 6))]),
)
FILTERED = st.builds(
    Recurrence,
    frequency=st.sampled_from([F.MINUTELY, F.HOURLY]),
    interval=st.sampled_from([1, 2, 7, 20, 30]),
    weekdays=st.sampled_from([(), ((0, 6),), ((0, 5), (0, 6))]),
    hours=st.sampled_from([(1, 2, 3), (0, 2), (9, 10)]),
)
DAYS = st.builds(
    Recurrence,
    frequency=st.sampled_from([F.DAILY, F.WEEKLY]),
    interval=st.integers(1, 4),
    weekdays=st.sampled_from([(), ((0, 6),), ((0, 0), (0, 6)), ((0, 5), (0, 6))]),
    hours=st.sampled_from([(), (2,), (1, 2, 3), (2, 9)]),
    minutes=st.sampled_from([(), (0, 30), (15, 45)]),
)
DATES = st.builds(
    Recurrence,
    frequency=st.sampled_from([F.MONTHLY, F.YEARLY]),
    months=st.sampled_from([(), (3, 11)]),
    month_days=st.sampled_from([(), (1, 8), (31,), (-1,)]),
    hours=st.sampled_from([(), (1, 2, 3)]),
)
ENDLESS = st.one_of(STEPPED, FILTERED, DAYS, DATES)
COUNTED = st.builds(lambda rule, count: replace(rule, count=count), ENDLESS, st.integers(1, 30))
UNTIL = st.builds(
    lambda rule, minutes: replace(rule, until=datetime(2026, 3, 8, tzinfo=UTC) + timedelta(minutes=minutes)),
    ENDLESS,
    st.integers(0, 400 * 24 * 60),
)
RULES = st.one_of(ENDLESS, COUNTED, UNTIL)
