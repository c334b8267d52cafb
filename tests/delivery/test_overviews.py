"""Overviews are written when they are due, and not long after."""

from datetime import timedelta

import pytest

from bot.delivery.occurrences import plan
from bot.delivery.planning import plan_changes
from bot.domain.changes import Decision, PersonContext
from bot.domain.model import ReminderState
from bot.domain.overviews import Scope, covered_until
from bot.domain.records import replace
from bot.domain.sms_segments import segments
from tests.builders import NOW, RENDERER, make_person, make_reminder, numbered_ids

DAY = timedelta(days=1)
# NOW is Wednesday, 11 March 2026, 10:20 in New York
DAILY = make_reminder(
    due_at=NOW, rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), timezone="UTC", overview=Scope.DAY
)


@pytest.mark.parametrize(("hours_late", "moments"), [(0, 1), (2.9, 1), (3.1, 0), (30, 0)])
def test_it_is_written_when_due_and_up_to_three_hours_later(hours_late, moments):
    now = NOW + timedelta(hours=hours_late)
    planned, due = plan(DAILY, (), now)
    assert due == (now,) * moments
    assert planned.next_check_at == planned.due_at > now
    assert planned.due_at - now <= DAY


def test_nothing_is_planned_ahead():
    later = replace(DAILY, due_at=NOW + DAY)
    decision = Decision(reply="", person=make_person(), made=(later,))
    (saved,), outbound = plan_changes(decision, PersonContext(person=make_person()), RENDERER, NOW, numbered_ids())
    assert (saved.next_check_at, outbound) == (NOW + DAY, ())


def test_the_last_one_ends_it():
    last = replace(DAILY, rrule="FREQ=DAILY;COUNT=1")
    planned, due = plan(last, (), NOW)
    assert (planned.state, due) == (ReminderState.DONE, (NOW,))


ZONES = [
    # until the next midnight there
    ("America/New_York", Scope.DAY, "2026-03-12 04:00"),
    ("America/New_York", Scope.WEEK, "2026-03-18 04:00"),
    ("Asia/Tokyo", Scope.DAY, "2026-03-11 15:00"),
]


@pytest.mark.parametrize(("zone", "scope", "end"), ZONES)
def test_it_covers_whole_days_of_the_person(zone, scope, end):
    assert f"{covered_until(scope, NOW, zone):%Y-%m-%d %H:%M}" == end


def test_it_lists_what_is_on_and_is_silent_about_the_rest():
    today = make_reminder(due_at=NOW + timedelta(hours=3))
    ahead = make_reminder(number=2, message="exam", due_at=NOW + DAY, heads_ups="PT20H")
    tomorrow = make_reminder(number=3, due_at=NOW + DAY)
    paused = make_reminder(number=4, due_at=NOW + timedelta(hours=1), state=ReminderState.PAUSED)
    everything = (today, ahead, tomorrow, paused, DAILY)
    assert RENDERER.overview(Scope.DAY, everything, make_person(), NOW) == (
        "Today:\n1. 1:20 PM call mom\n2. tomorrow 10:20 AM (20 hours before) exam"
    )
    assert RENDERER.overview(Scope.WEEK, (tomorrow,), make_person(), NOW).startswith("The next 7 days:\n3. tomorrow")
    assert RENDERER.overview(Scope.DAY, (tomorrow, paused, DAILY), make_person(), NOW) == ""


def test_it_is_two_segments_at_most():
    many = [
        make_reminder(number=number, message="a longer message of some words", due_at=NOW + timedelta(minutes=number))
        for number in range(1, 41)
    ]
    text = RENDERER.overview(Scope.DAY, many, make_person(), NOW)
    assert segments(text) == 2
    shown = text.count("longer message")
    assert text.endswith(f"\n+{40 - shown} more. Text list.")
