"""A new tz database: reminders keep their wall time, and messages at old moments are replaced.

Two zones stand in for two versions of one: a reminder is planned by the first and then moved to the second.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.occurrences import message_for, plan, with_wall_time
from bot.delivery.tz_changes import after_zone_change
from bot.domain.changes import PersonContext
from bot.domain.model import OutboundState, ReminderState
from bot.domain.zones import zone_rules
from tests.builders import NOW, RENDERER, make_person, make_reminder, numbered_ids

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
            message_for(planned, make_person(), moment, body="Reminder: call mom", now=NOW, id_=ids()),
            state=S.SCHEDULED,
        )
        for moment in moments
    ]
    return planned, texts


def person_context(reminder, texts=()):
    return PersonContext(person=make_person(), reminders=(reminder,), outbound=tuple(texts))


@pytest.mark.parametrize("state", [S.SCHEDULED, S.WAITING])
def test_a_reminder_whose_moment_has_passed_is_not_sent_again(state):
    """The bot was down: it notices the new rules only after the old moment, and its receipt may have been lost."""
    reminder, (text,) = planned_by(single())
    context = person_context(replace(reminder, timezone=APART), [replace(text, state=state)])
    for later in (timedelta(0), timedelta(minutes=30), timedelta(days=1)):
        saved = after_zone_change(context, APART, RENDERER, WHILE_ALIKE + later, numbered_ids())
        assert (saved.reminders, saved.outbound) == ((), ())


@pytest.mark.parametrize("make", [single, repeat])
def test_a_moved_reminder_gets_a_new_message_that_replaces_the_old_one(make):
    reminder, texts = planned_by(make())
    moved = replace(reminder, timezone=APART)
    saved = after_zone_change(person_context(moved, texts), APART, RENDERER, NOW, numbered_ids())
    new = [text for text in saved.outbound if text.state is S.WAITING]
    assert [text.due_at for text in new] == [text.due_at + timedelta(hours=1) for text in texts]
    assert [text.replaces for text in new] == [(text.id,) for text in texts]
    assert not [text for text in saved.outbound if text.state is S.CANCELLING], "not before the new one is safe"
    assert saved.reminders[0].due_at == new[0].due_at


@pytest.mark.parametrize("make", [single, repeat])
@pytest.mark.parametrize("timezone", [BEFORE, AFTER])
def test_reminders_whose_moment_stays_are_left_alone(make, timezone):
    reminder, texts = planned_by(make())
    saved = after_zone_change(
        person_context(replace(reminder, timezone=timezone), texts), timezone, RENDERER, NOW, numbered_ids()
    )
    assert (saved.reminders, saved.outbound) == ((), ())


@pytest.mark.parametrize("state", [R.OPEN, R.PAUSED])
def test_a_series_of_elapsed_time_keeps_its_moments(state):
    reminder, texts = planned_by(single(rrule="FREQ=HOURLY;INTERVAL=3"))
    moved = replace(reminder, timezone=APART, state=state)
    saved = after_zone_change(person_context(moved, texts), APART, RENDERER, NOW, numbered_ids())
    assert saved.outbound == ()
    (kept,) = saved.reminders
    later = plan(kept, texts, texts[-1].due_at)[1]
    assert later[0] - texts[-1].due_at == timedelta(hours=3)


OTHERS = [
    single(timezone=APART, wall_start=None),  # set by a delay
    single(timezone="Asia/Tokyo"),  # in another zone
]


@pytest.mark.parametrize("reminder", OTHERS)
def test_reminders_without_a_wall_time_in_the_zone_are_left_alone(reminder):
    saved = after_zone_change(person_context(reminder), APART, RENDERER, NOW, numbered_ids())
    assert (saved.reminders, saved.outbound) == ((), ())


@pytest.mark.parametrize("state", [R.PARKED, R.PAUSED])
def test_a_parked_or_paused_reminder_moves_without_a_message(state):
    saved = after_zone_change(person_context(single(timezone=APART, state=state)), APART, RENDERER, NOW, numbered_ids())
    assert [(one.due_at, one.state) for one in saved.reminders] == [(WHILE_ALIKE + timedelta(hours=1), state)]
    assert saved.outbound == ()


def test_zone_rules_list_the_changes_of_the_offset():
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
