"""Moving reminders: parts not mentioned are kept. It is Wednesday 11 March 2026, 10:20 in New York."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.handlers.reschedule import (
    Impossible,
    at_moment,
    flipped,
    repeating,
    same_clock,
    shifted,
    without_next,
)
from bot.domain.changes import PersonContext
from bot.domain.model import Reminder
from bot.understanding.command import Edit, Moment, Repeat, Unknown
from bot.understanding.reading import read
from tests.builders import NOW, make_person, make_reminder, numbered_ids

ZONE = ZoneInfo("America/New_York")


def context(now: datetime = NOW) -> ReplyContext:
    return ReplyContext(
        person_context=PersonContext(person=make_person()), now=now, limits=PersonLimits(), new_id=numbered_ids()
    )


def local(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE).astimezone(UTC)


def single(wall: str) -> Reminder:
    return make_reminder(due_at=local(wall))


def series(wall: str, rrule: str) -> Reminder:
    return make_reminder(due_at=local(wall), rrule=rrule, wall_start=datetime.fromisoformat(wall))


def moment(words: str, now: datetime = NOW) -> Moment:
    command = read(words, now=now, zone=ZONE).command
    assert isinstance(command, Unknown)
    assert command.moment is not None
    return command.moment


def wall(reminder: Reminder | Impossible) -> str:
    assert isinstance(reminder, Reminder), reminder
    return f"{reminder.due_at.astimezone(ZONE):%a %d %b %H:%M}"


MOVES = [
    # the reminder, the text, the new time
    ("2026-03-13 17:00", "saturday", "Sat 14 Mar 17:00"),
    ("2026-03-13 17:00", "tomorrow", "Thu 12 Mar 17:00"),
    ("2026-03-13 17:00", "6pm", "Fri 13 Mar 18:00"),
    ("2026-03-13 08:00", "9", "Fri 13 Mar 09:00"),
    ("2026-03-13 17:00", "9", "Fri 13 Mar 21:00"),
    ("2026-03-13 11:00", "1", "Fri 13 Mar 13:00"),
    ("2026-03-11 20:00", "9am", "Thu 12 Mar 09:00"),
    ("2026-03-13 17:00", "saturday 6pm", "Sat 14 Mar 18:00"),
    ("2026-03-13 17:00", "saturday evening", "Sat 14 Mar 19:00"),
    ("2026-03-13 17:00", "in the morning", "Fri 13 Mar 09:00"),
    ("2026-03-13 17:00", "in 2 hours", "Wed 11 Mar 12:20"),
    ("2026-03-13 17:00", "next week", "Fri 20 Mar 17:00"),
    ("2026-03-11 17:00", "next week", "Wed 18 Mar 17:00"),
    ("2026-03-13 17:00", "march 30", "Mon 30 Mar 17:00"),
    ("2026-03-13 17:00", "5pm chicago time", "Fri 13 Mar 18:00"),
]


@pytest.mark.parametrize(("before", "words", "after"), MOVES)
def test_single_reminder_keeps_what_the_text_does_not_mention(before, words, after):
    assert wall(at_moment(single(before), moment(words), context())) == after


def test_moving_to_a_day_whose_hour_has_passed_is_impossible():
    assert at_moment(single("2026-03-13 09:00"), moment("today"), context()) == Impossible(
        past_moment=local("2026-03-11 09:00")
    )


SERIES = [
    # next occurrence and rule before, the text, next occurrence and rule after
    ("2026-03-16 09:00", "FREQ=WEEKLY;BYDAY=MO", "7am", "Mon 16 Mar 07:00", "FREQ=WEEKLY;BYDAY=MO"),
    ("2026-03-16 09:00", "FREQ=WEEKLY;BYDAY=MO", "friday", "Fri 13 Mar 09:00", "FREQ=WEEKLY;BYDAY=FR"),
    ("2026-03-16 09:00", "FREQ=WEEKLY;BYDAY=MO", "friday 6pm", "Fri 13 Mar 18:00", "FREQ=WEEKLY;BYDAY=FR"),
    ("2026-03-12 09:00", "FREQ=DAILY", "8pm", "Wed 11 Mar 20:00", "FREQ=DAILY"),
    ("2026-03-12 09:00", "FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "8pm", "Wed 11 Mar 20:00", "FREQ=DAILY"),
    ("2026-03-12 09:00", "FREQ=DAILY", "tomorrow 8am", "Thu 12 Mar 08:00", "FREQ=DAILY"),
]


@pytest.mark.parametrize(("before", "rrule", "words", "after", "rrule_after"), SERIES)
def test_series_moves_as_a_whole(before, rrule, words, after, rrule_after):
    reminder = series(before, rrule)
    if after.startswith("Wed"):  # a repeat that started in the past
        reminder = make_reminder(
            due_at=reminder.due_at,
            rrule=rrule,
            wall_start=datetime(2026, 3, 1, 9, 0),  # noqa: DTZ001 - wall time
        )
    moved = at_moment(reminder, moment(words), context())
    assert wall(moved) == after
    assert isinstance(moved, Reminder)
    assert moved.rrule == rrule_after


@pytest.mark.parametrize(
    ("rrule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "friday"),
        ("FREQ=DAILY", "friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=12", "friday"),
        ("FREQ=DAILY;BYHOUR=9,17", "6pm"),
        ("FREQ=HOURLY", "6pm"),
    ],
)
def test_ambiguous_change_of_a_series_is_impossible(rrule, words):
    assert at_moment(series("2026-03-12 09:00", rrule), moment(words), context()) == Impossible()


SHIFTS = [
    ("2026-03-13 17:00", 3600, "Fri 13 Mar 18:00"),
    ("2026-03-13 17:00", -3600, "Fri 13 Mar 16:00"),
    ("2026-03-13 17:00", 7 * 86400, "Fri 20 Mar 17:00"),
    ("2026-10-31 17:00", 86400, "Sun 01 Nov 17:00"),
    ("2026-11-01 00:30", 7200, "Sun 01 Nov 01:30"),
    ("2027-03-13 02:30", 86400, "Sun 14 Mar 03:30"),
]


@pytest.mark.parametrize(("before", "seconds", "after"), SHIFTS)
def test_shifts_by_days_keep_wall_time_and_shifts_by_hours_are_elapsed(before, seconds, after):
    assert wall(shifted(single(before), seconds, context())) == after


def test_shift_into_the_past_or_off_the_day_of_a_series_is_impossible():
    assert shifted(single("2026-03-11 12:00"), -7200, context()) == Impossible(past_moment=local("2026-03-11 10:00"))
    assert shifted(series("2026-03-16 20:00", "FREQ=WEEKLY;BYDAY=MO"), 6 * 3600, context()) == Impossible()
    assert wall(shifted(series("2026-03-16 20:00", "FREQ=WEEKLY;BYDAY=MO"), 3600, context())) == "Mon 16 Mar 21:00"


FLIPS = [
    ("2026-03-13 08:00", "pm", "Fri 13 Mar 20:00"),
    ("2026-03-13 20:00", "am", "Fri 13 Mar 08:00"),
    ("2026-03-11 20:00", "am", "Thu 12 Mar 08:00"),
    ("2026-03-13 00:30", "pm", "Fri 13 Mar 12:30"),
    ("2026-03-13 08:00", "am", "Fri 13 Mar 08:00"),
]


@pytest.mark.parametrize(("before", "meridiem", "after"), FLIPS)
def test_am_and_pm_switch_the_half_of_the_day(before, meridiem, after):
    assert wall(flipped(single(before), meridiem, context())) == after


def repeat(words: str) -> Repeat:
    command = read(f"make 1 {words}", now=NOW, zone=ZONE).command
    assert isinstance(command, Edit)
    assert command.repeat is not None
    return command.repeat


REPEATS = [
    ("2026-03-13 17:00", "every week", "Fri 13 Mar 17:00", "FREQ=WEEKLY"),
    ("2026-03-13 17:00", "every day", "Fri 13 Mar 17:00", "FREQ=DAILY"),
    ("2026-03-13 17:00", "every monday", "Mon 16 Mar 17:00", "FREQ=WEEKLY;BYDAY=MO"),
    ("2026-03-13 17:00", "every day at 8am", "Fri 13 Mar 08:00", "FREQ=DAILY"),
    ("2026-03-31 17:00", "every month", "Tue 31 Mar 17:00", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
]


@pytest.mark.parametrize(("before", "words", "after", "rrule"), REPEATS)
def test_new_series_keeps_day_and_time_of_the_reminder(before, words, after, rrule):
    made = repeating(single(before), repeat(words), context())
    assert wall(made) == after
    assert isinstance(made, Reminder)
    assert made.rrule == rrule


def test_each_skip_drops_one_occurrence():
    once = without_next(series("2026-03-12 09:00", "FREQ=DAILY"), context())
    assert wall(once) == "Fri 13 Mar 09:00"
    assert isinstance(once, Reminder)
    assert wall(without_next(once, context())) == "Sat 14 Mar 09:00"


def test_last_occurrence_and_single_reminder_cannot_be_skipped():
    assert without_next(series("2026-03-12 09:00", "FREQ=DAILY;COUNT=1"), context()) == Impossible()
    assert without_next(single("2026-03-12 09:00"), context()) == Impossible()


@pytest.mark.parametrize(
    ("due", "words", "again"),
    [
        ("2026-03-10 19:00", "tomorrow", "2026-03-12 19:00"),
        ("2026-03-10 19:00", "tomorrow 8am", "2026-03-12 08:00"),
        ("2026-03-10 19:00", "1h", "2026-03-11 11:20"),
        ("2026-03-10 19:00", "at 6", "2026-03-11 18:00"),
        ("2026-03-10 19:00", "tomorrow morning", "2026-03-12 09:00"),
    ],
)
def test_snoozing_to_another_day_keeps_the_time(due, words, again):
    assert same_clock(local(due), moment(words), context()) == local(again)
