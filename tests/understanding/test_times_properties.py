"""Properties of the times in every text."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.context import Context
from bot.understanding.languages.base import load_language
from bot.understanding.times.finder import find_times, read_phrase
from bot.understanding.times.resolve import resolve
from bot.understanding.tokens import tokenize
from tests.understanding.reading_times import moment_of

ENGLISH = load_language("en")
ZONES = ["America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"]

START = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.integers(0, 20 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
contexts = st.builds(lambda now, zone: Context(now=now, zone=ZoneInfo(zone)), moments, st.sampled_from(ZONES))
SIGNS = "0 1 2 3 5 9 12 15 30 31 99 2027 1730 , . : / - + ' ( mom"
words = st.sampled_from(sorted({*ENGLISH.words, *SIGNS.split()}))
texts = st.one_of(st.text(max_size=80), st.lists(words, max_size=14).map(" ".join), st.lists(words).map("".join))


@settings(max_examples=150)
@given(texts, contexts)
def test_every_text_is_read_and_every_time_found_is_in_the_future(text, where):
    last = 0
    for found in find_times(tokenize(text, ENGLISH), where):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        answer = resolve(found, where)
        assert (answer.moment is not None) + (answer.repeat is not None) + bool(answer.problem) == 1
        if answer.moment is not None:
            assert answer.moment.at > where.now
        if answer.repeat is not None:
            assert answer.repeat.first > where.now
        assert answer.period is None or answer.period.start < answer.period.end


@settings(max_examples=80)
@given(contexts, st.integers(1, 60 * 24 * 300))
@pytest.mark.parametrize("form", ["%Y-%m-%d %H:%M", "%B %d %Y at %I:%M %p", "%d %b %Y, %H:%M", "%m/%d/%Y %I:%M%p"])
def test_a_formatted_moment_is_read_back(form, where, minutes):
    wanted = (where.now + timedelta(minutes=minutes)).astimezone(where.zone).replace(second=0, microsecond=0, fold=0)
    found = read_phrase(wanted.strftime(form), where)
    assert found is not None
    moment = resolve(found, where).moment
    assert moment is not None or wanted.astimezone(UTC) <= where.now
    if moment is not None:
        assert moment.at == wanted.replace(fold=0)


@settings(max_examples=80)
@given(contexts, st.integers(1, 10_000), st.sampled_from(["minutes", "hours"]))
def test_hours_and_minutes_are_exact(where, count, unit):
    moment = moment_of(f"in {count} {unit}", where)
    assert moment.at - where.now.replace(microsecond=0) == timedelta(**{unit: count})


@settings(max_examples=80)
@given(contexts, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_less_than_two_days_ahead(where, hour, minute):
    moment = moment_of(f"at {hour:02}:{minute:02}", where)
    assert timedelta(0) < moment.at - where.now <= timedelta(hours=25)
