"""Since when a request can have been waiting, after the process was stopped or its machine suspended."""

import pytest

from bot.web.stalls import CATCH_UP_SECONDS, PULSE_SECONDS, STALL_SECONDS, StallWatch


class HandClock:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def stalls(clock):
    return StallWatch(clock)


def pulse_for(stalls, clock, seconds):
    for _ in range(int(seconds / PULSE_SECONDS)):
        clock.seconds += PULSE_SECONDS
        stalls.pulse()


def test_a_request_has_just_arrived(stalls, clock):
    pulse_for(stalls, clock, 60)
    clock.seconds += PULSE_SECONDS / 2
    assert stalls.arrived_at() == clock.seconds
    assert not stalls.has_stalled_since(1000.0)


@pytest.mark.parametrize("noticed_by", ["the pulse", "the request"])
def test_what_is_read_after_a_stall_may_have_waited_since_it_began(stalls, clock, noticed_by):
    began_at = clock.seconds
    clock.seconds += 30
    if noticed_by == "the pulse":
        stalls.pulse()
    assert [stalls.arrived_at() for _ in range(3)] == [began_at] * 3
    pulse_for(stalls, clock, CATCH_UP_SECONDS - PULSE_SECONDS)
    assert stalls.arrived_at() == began_at, "many may have waited"
    pulse_for(stalls, clock, PULSE_SECONDS)
    assert stalls.arrived_at() == clock.seconds


def test_a_request_knows_of_a_stall_before_the_pulse_does(stalls, clock):
    arrived_at = stalls.arrived_at()
    clock.seconds += STALL_SECONDS
    assert stalls.has_stalled_since(arrived_at)
    stalls.pulse()
    assert stalls.has_stalled_since(arrived_at)
    pulse_for(stalls, clock, 60)
    assert stalls.has_stalled_since(arrived_at)
    assert not stalls.has_stalled_since(stalls.arrived_at())


def test_a_short_hiccup_is_no_stall(stalls, clock):
    clock.seconds += STALL_SECONDS / 2
    assert stalls.arrived_at() == clock.seconds
    assert not stalls.has_stalled_since(0.0)
