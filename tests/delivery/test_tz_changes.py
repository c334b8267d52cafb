"""A new zone database: what was set by the clock comes when the clock says so, and what lies elsewhere is exchanged.

In place of two versions of one zone stand two zones: a reminder planned by the first is set anew by the second.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.planning import plan, text_for, with_wall_time
from bot.delivery.tz_changes import after_zone_change, zone_rules
from bot.domain.model import OutboundState, PersonContext, ReminderState
from tests.builders import NOW, make_person, make_reminder, numbered_ids

S, R = OutboundState, ReminderState
BEFORE, AFTER = "America/New_York", "America/Puerto_Rico"  # four hours behind UTC in both from 8 March on
APART = "America/Chicago"  # five
AT_FIVE = datetime(2026, 3, 13, 17, 0)  # noqa: DTZ001 - wall time
WHILE_ALIKE = datetime(2026, 3, 13, 21, 0, tzinfo=UTC)


def single(**changes):
    return make_reminder(**{"due_at": WHILE_ALIKE, "wall_start": AT_FIVE, "timezone": BEFORE} | changes)


def repeat(**changes):
    return single(rrule="FREQ=DAILY", **changes)


def planned_by(reminder):
    planned, moments = plan(reminder, (), NOW)
    ids = numbered_ids()
    texts = [
        replace(
            text_for(planned, make_person(), moment, body="Reminder: call mom", now=NOW, id_=ids()), state=S.SCHEDULED
        )
        for moment in moments
    ]
    return planned, texts


def person_context(reminder, texts=()):
    return PersonContext(person=make_person(), reminders=(reminder,), outbound=tuple(texts))


@pytest.mark.parametrize("make", [single, repeat])
def test_what_moves_is_handed_over_anew_and_the_old_one_makes_way(make):
    reminder, texts = planned_by(make())
    moved = replace(reminder, timezone=APART)
    saved = after_zone_change(person_context(moved, texts), APART, NOW, numbered_ids())
    new = [text for text in saved.outbound if text.state is S.WAITING]
    assert [text.due_at for text in new] == [text.due_at + timedelta(hours=1) for text in texts]
    assert [text.replaces for text in new] == [(text.id,) for text in texts]
    assert not [text for text in saved.outbound if text.state is S.CANCELLING], "not before the new one is safe"
    assert saved.reminders[0].due_at == new[0].due_at


@pytest.mark.parametrize("make", [single, repeat])
@pytest.mark.parametrize("timezone", [BEFORE, AFTER])
def test_what_stays_is_left_alone(make, timezone):
    reminder, texts = planned_by(make())
    saved = after_zone_change(
        person_context(replace(reminder, timezone=timezone), texts), timezone, NOW, numbered_ids()
    )
    assert (saved.reminders, saved.outbound) == ((), ())


OTHERS = [
    single(timezone=APART, wall_start=None),  # set by a delay
    single(timezone="Asia/Tokyo"),  # of another zone
]


@pytest.mark.parametrize("reminder", OTHERS)
def test_what_does_not_hang_on_the_clock_of_the_zone_is_left_alone(reminder):
    saved = after_zone_change(person_context(reminder), APART, NOW, numbered_ids())
    assert (saved.reminders, saved.outbound) == ((), ())


@pytest.mark.parametrize("state", [R.PARKED, R.PAUSED])
def test_what_is_parked_moves_without_a_text(state):
    saved = after_zone_change(person_context(single(timezone=APART, state=state)), APART, NOW, numbered_ids())
    assert [(one.due_at, one.state) for one in saved.reminders] == [(WHILE_ALIKE + timedelta(hours=1), state)]
    assert saved.outbound == ()


def test_the_rules_of_a_zone_tell_its_changes():
    rules = zone_rules("America/New_York", NOW)
    assert rules.startswith("-0500, 2020-03-08T07:00:00Z -0400, 2020-11-01T06:00:00Z -0500, 2021-03-14")
    assert "2026-03-08T07:00:00Z -0400, 2026-11-01T06:00:00Z -0500" in rules
    assert zone_rules("America/New_York", NOW + timedelta(days=400)) == rules
    assert zone_rules("Asia/Tokyo", NOW) == "+0900"
    assert zone_rules(APART, NOW) != rules


WALLS = [
    (datetime(2026, 7, 1, 13, 0, tzinfo=UTC), datetime(2026, 7, 1, 9, 0)),  # noqa: DTZ001
    (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 1, 30)),  # noqa: DTZ001 - the first 1:30
    (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), None),  # the second
]


@pytest.mark.parametrize(("due_at", "wall"), WALLS)
def test_a_single_reminder_keeps_the_wall_time_of_its_moment(due_at, wall):
    assert with_wall_time(single(due_at=due_at)).wall_start == wall
    assert with_wall_time(single(due_at=due_at, wall_start=None)).wall_start is None
    assert due_at.astimezone(ZoneInfo(BEFORE)).hour in (1, 9)
