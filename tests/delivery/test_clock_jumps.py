"""Clock jumps lose and duplicate nothing, and wall times survive both clock changes and the leap day."""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.occurrences import message_for, plan
from bot.domain.errors import OutcomeUnknownError, TemporaryProviderError
from bot.domain.model import OutboundState
from bot.domain.occurrences import occurrences
from bot.domain.recurrence import Recurrence
from bot.domain.wall_time import to_utc
from tests.builders import NOW, make_person, make_reminder, make_text
from tests.fakes.scripted_provider import ScriptedProvider
from tests.fakes.worker_setup import worker_setup

S = OutboundState


@pytest.fixture(params=[False, True], ids=["found by list", "repeated by key"])
async def context(tmp_path, request):
    async with worker_setup(tmp_path, ScriptedProvider(supports_idempotency_keys=request.param)) as context:
        yield context


JUMPS = [timedelta(hours=-1), timedelta(days=-2), timedelta(hours=1), timedelta(hours=23)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_clock_jump_loses_and_duplicates_nothing(context, jump):
    near, soon, far = (make_text(due_at=NOW + timedelta(**ahead), body=body) for ahead, body in (
        ({"minutes": 3}, "near"), ({"hours": 2}, "soon"), ({"days": 40}, "far")
    ))  # fmt: skip
    await context.save(near, soon, far)
    await context.worker.step()
    context.clock.set(NOW + jump)
    await context.worker.step()
    await context.run_until(NOW + timedelta(days=41))
    # the provider's own clock has not jumped: it sends at the right time
    held = sorted(one.text.body.removeprefix("Reminder (was due ") for one in context.provider.held.values())
    assert len(held) == 3
    assert {one.text.id for one in context.provider.held.values()} == {near.id, soon.id, far.id}


@pytest.mark.parametrize("fault", [TemporaryProviderError("429"), OutcomeUnknownError("time-out")])
@pytest.mark.parametrize("jump", [timedelta(minutes=-30), timedelta(minutes=30)], ids=str)
async def test_a_clock_jump_during_a_fault_ends_in_one_message(context, fault, jump):
    context.provider.faults = deque([fault])
    context.provider.work_done_before_faults = isinstance(fault, OutcomeUnknownError)
    text = make_text(due_at=NOW + timedelta(hours=5))
    await context.save(text)
    await context.worker.step()
    context.clock.set(NOW + jump)
    await context.run_until(NOW + timedelta(hours=6))
    assert [one.send_at for one in context.provider.held.values()] == [text.due_at]


async def test_a_lost_answer_is_searched_for_soon_although_the_clock_was_set_back(context):
    """A restart releases the leases, even if they end in the future."""
    text = make_text(
        state=S.HANDING_OVER, scheduled_for=NOW + timedelta(hours=2), handed_over_at=NOW,
        next_attempt_at=NOW + timedelta(seconds=60),
    )  # fmt: skip
    await context.save(text)
    await context.provider.schedule(text, text.due_at)
    context.clock.set(NOW - timedelta(hours=1))
    await context.worker.recover()
    await context.worker.step()
    assert (await context.now_of(text)).state is S.SCHEDULED
    assert len(context.provider.held) == 1


def wall(text):
    return datetime.fromisoformat(text)


WALL_TIMES = [
    # zone, wall time, UTC
    ("America/New_York", "2026-03-08T01:59", "2026-03-08T06:59"),
    ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),  # skipped: moves forward by the gap, 3:30
    ("America/New_York", "2026-03-08T03:00", "2026-03-08T07:00"),
    ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),  # doubled: the first
    ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00"),
    ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
    ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # a gap of half an hour
    ("Asia/Kolkata", "2028-02-29T09:00", "2028-02-29T03:30"),
]


@pytest.mark.parametrize(("zone", "said", "utc"), WALL_TIMES)
def test_a_wall_time_becomes_this_moment(zone, said, utc):
    assert to_utc(wall(said), zone) == wall(utc).replace(tzinfo=UTC)


def next_walls(rrule, start, zone, count, after="2026-01-01T00:00"):
    series = occurrences(Recurrence.parse(rrule), wall(start), zone, after=wall(after).replace(tzinfo=UTC))
    return [f"{next(series).astimezone(ZoneInfo(zone)):%m-%d %H:%M %z}" for _ in range(count)]


REPEATS = [
    # nine o'clock stays nine o'clock
    ("FREQ=DAILY", "2026-03-07T09:00", ["03-07 09:00 -0500", "03-08 09:00 -0400", "03-09 09:00 -0400"]),
    ("FREQ=DAILY", "2026-10-31T09:00", ["10-31 09:00 -0400", "11-01 09:00 -0500", "11-02 09:00 -0500"]),
    # in the gap once, an hour later; never doubled in autumn
    ("FREQ=DAILY", "2026-03-07T02:30", ["03-07 02:30 -0500", "03-08 03:30 -0400", "03-09 02:30 -0400"]),
    ("FREQ=DAILY", "2026-10-31T01:30", ["10-31 01:30 -0400", "11-01 01:30 -0400", "11-02 01:30 -0500"]),
    # hours over the gap: two wall times that are one moment come once
    ("FREQ=HOURLY", "2026-03-08T01:00", ["03-08 01:00 -0500", "03-08 03:00 -0400", "03-08 04:00 -0400"]),
    # leap day
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29T09:00", ["02-29 09:00 -0500"] * 2),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31T09:00", ["01-31 09:00 -0500", "02-29 09:00 -0500", "03-31 09:00 -0400"]),
]


@pytest.mark.parametrize(("rrule", "start", "expected"), REPEATS)
def test_series_keep_their_wall_time(rrule, start, expected):
    assert next_walls(rrule, start, "America/New_York", len(expected)) == expected


@pytest.mark.parametrize("night", [datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)])
async def test_each_occurrence_is_sent_once_across_both_clock_changes(context, night):
    start = night - timedelta(days=1)
    reminder = make_reminder(
        due_at=start, rrule="FREQ=HOURLY;INTERVAL=1", wall_start=start.replace(tzinfo=None) - timedelta(hours=5),
        created_at=start,
    )  # fmt: skip
    context.clock.set(start)
    reminder, moments = plan(reminder, (), start)
    texts = [
        replace(
            message_for(reminder, make_person(), moment, body=f"{n}", now=start, id_=make_text().id),
            next_attempt_at=start,
        )
        for n, moment in enumerate(moments)
    ]
    await context.save(*texts, reminders=[reminder])
    await context.worker.step()
    at = [text.due_at for text in texts]
    assert len(set(at)) == len(at)
    gaps = {later - earlier for earlier, later in pairwise(at)}
    assert gaps <= {timedelta(hours=1), timedelta(hours=2)}, "in autumn the doubled hour comes once"
