"""Rate limits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rate_limit import Limiter, Rate, share_of, take
from tests.builders import NOW

RATE = Rate(count=3, seconds=60)


def admitted_at(seconds, rate=RATE):
    """Which of the moments (seconds after ``NOW``) are admitted."""
    limiter = Limiter(rate)
    return [second for second in seconds if limiter.admit("key", NOW + timedelta(seconds=second)).admitted]


@pytest.mark.parametrize(
    ("moments", "admitted"),
    [
        ([0, 0, 0], [0, 0, 0]),
        ([0, 0, 0, 0, 0], [0, 0, 0]),
        ([0, 1, 2, 3, 19], [0, 1, 2]),
        ([0, 0, 0, 20, 20, 40], [0, 0, 0, 20, 40]),
        ([0, 0, 0, 60, 60, 60, 60], [0, 0, 0, 60, 60, 60]),
        ([0, 0, 0, 3600, 3600, 3600, 3600], [0, 0, 0, 3600, 3600, 3600]),
        ([0, 0, 0, -3600, -3580], [0, 0, 0, -3580]),
    ],
)
def test_the_rate_is_kept_and_the_bucket_refills(moments, admitted):
    assert admitted_at(moments) == admitted


def test_a_refusal_says_how_long_to_wait():
    limiter = Limiter(RATE)
    for _ in range(3):
        assert limiter.admit("key", NOW).retry_after_seconds == 0
    refused = limiter.admit("key", NOW + timedelta(seconds=5.5))
    assert (refused.admitted, refused.retry_after_seconds) == (False, 15)
    assert limiter.admit("key", NOW + timedelta(seconds=5.5 + refused.wait_seconds)).admitted


@pytest.mark.parametrize("count", [1, 2, 7, 100])
@pytest.mark.parametrize("bots", [1, 2, 3, 8])
def test_the_shares_of_all_bots_are_the_rate(count, bots):
    share = share_of(Rate(count=count, seconds=60), bots)
    assert bots * share.count / share.seconds == pytest.approx(count / 60)
    assert share.count >= 1


def test_keys_do_not_share_a_bucket():
    limiter = Limiter(Rate(count=1))
    assert limiter.admit("one", NOW).admitted
    assert not limiter.admit("one", NOW).admitted
    assert limiter.admit("other", NOW).admitted


def test_the_least_recently_used_key_is_dropped_first():
    limiter = Limiter(Rate(count=1), max_keys=2)
    for key in ("a", "b", "a", "c"):
        limiter.admit(key, NOW)
    assert not limiter.admit("a", NOW).admitted
    assert limiter.admit("b", NOW).admitted


@given(st.lists(st.floats(0, 300), max_size=60).map(sorted), st.integers(1, 20))
def test_never_more_than_the_rate_and_one_burst(moments, count):
    rate = Rate(count=count, seconds=60)
    admitted = admitted_at(moments, rate)
    for first in admitted:
        for last in (moment for moment in admitted if moment >= first):
            within = sum(first <= moment <= last for moment in admitted)
            assert within <= count + (last - first) * count / 60 + 1e-6


@given(st.lists(st.floats(-1e6, 1e6), max_size=60))
def test_a_bucket_stays_between_empty_and_full_whatever_the_clock_does(moments):
    bucket = None
    for moment in moments:
        bucket, verdict = take(bucket, RATE, NOW + timedelta(seconds=moment))
        assert 0 <= bucket.left <= RATE.count
        assert 0 <= verdict.wait_seconds <= RATE.seconds / RATE.count
