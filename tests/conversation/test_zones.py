"""Setting the time zone, trips, and moving reminders to a new zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.handlers.timezone import iana_name
from bot.conversation.interpret import interpret
from bot.conversation.respond import respond
from bot.conversation.texts import account
from bot.conversation.trips import zone_at
from bot.domain.changes import PersonContext
from bot.domain.model import Memory, ZoneSource
from bot.understanding.command import Create, Edit, Moment, MoveAlong, SetTimezone, Snooze, Thanks, Unknown
from tests.builders import NOW, make_person, make_reminder, make_reply_context

WALL = NOW.astimezone(ZoneInfo("America/New_York")).replace(tzinfo=None)
SUNDAY_NIGHT = datetime(2026, 3, 16, tzinfo=ZoneInfo("Asia/Tokyo"))
IN_TOKYO = make_person(
    timezone="Asia/Tokyo", memory=Memory(home_timezone="America/New_York", away_until=SUNDAY_NIGHT.astimezone(UTC))
)

OFFSETS = [
    ("Europe/Berlin", "Europe/Berlin"),
    ("UTC", "UTC"),
    ("+00:00", "UTC"),
    ("+02:00", "Etc/GMT-2"),
    ("-03:00", "Etc/GMT+3"),
    ("+14:00", "Etc/GMT-14"),
    ("-13:00", None),
    ("+05:30", "Asia/Kolkata"),
    ("+05:45", "Asia/Kathmandu"),
    ("-03:30", None),  # Newfoundland, but only in winter
]


@pytest.mark.parametrize(("offset", "name"), OFFSETS)
def test_offset_becomes_a_named_zone(offset, name):
    assert iana_name(offset) == name
    if name is not None and offset[0] in "+-":
        offset_then = NOW.astimezone(ZoneInfo(name)).strftime("%z")
        assert offset_then == offset.replace(":", "")


@pytest.mark.parametrize("timezone", [None, "-13:00"])
def test_unknown_place_is_quoted(timezone):
    decision = respond(SetTimezone(timezone=timezone, words="Springfield"), make_reply_context())
    assert decision.reply == account.place_not_known("Springfield")
    assert decision.person == make_person()


def by_clock(**changes):
    return make_reminder(**{"wall_start": WALL + timedelta(hours=2)} | changes)


def test_move_of_clock_times_is_offered_once():
    delay = make_reminder(number=2)  # "in 2 hours" does not depend on the zone
    decision = respond(SetTimezone(timezone="America/Denver", words="Denver"), make_reply_context(by_clock(), delay))
    assert decision.person.zone_source is ZoneSource.SAID
    assert (decision.reply or "").endswith(
        "You have 1 reminder set for New York time. Text MOVE to use the same time here."
    )
    again = respond(
        SetTimezone(timezone="America/Denver", words="Denver"),
        make_reply_context(by_clock(), delay, person=decision.person),
    )
    assert again.reply == "OK, you're on Denver time. It's 8:20 AM there now."


def test_moved_reminders_keep_their_clock_time():
    person = make_person(timezone="America/Denver")
    (moved,) = respond(MoveAlong(), make_reply_context(by_clock(), person=person)).changed
    assert (moved.timezone, moved.due_at) == ("America/Denver", NOW + timedelta(hours=4))


def test_series_moves_to_the_new_zone():
    person = make_person(timezone="America/Denver")
    repeat = by_clock(rrule="FREQ=DAILY")
    (moved,) = respond(MoveAlong(), make_reply_context(repeat, person=person)).changed
    assert (moved.timezone, moved.wall_start, moved.rrule) == ("America/Denver", repeat.wall_start, "FREQ=DAILY")


def test_reminders_on_their_way_or_in_the_past_do_not_move():
    person = make_person(timezone="Europe/Berlin")
    person_context = PersonContext(
        person=person, reminders=(by_clock(),), too_late_to_cancel=frozenset({by_clock().id})
    )
    over = by_clock()
    assert respond(MoveAlong(), make_reply_context(over, person=person)).changed == ()
    on_its_way = make_reply_context(
        person_context=replace(person_context, reminders=(over,), too_late_to_cancel=frozenset({over.id}))
    )
    assert respond(MoveAlong(), on_its_way).reply == account.NOTHING_TO_MOVE


def trip(until: datetime, timezone: str = "Asia/Tokyo") -> SetTimezone:
    return SetTimezone(timezone=timezone, words="x", until=Moment(at=until, has_date=True, has_clock=False))


def test_trip_keeps_the_home_zone():
    person = respond(trip(SUNDAY_NIGHT), make_reply_context()).person
    assert person.memory == replace(IN_TOKYO.memory, last_change=person.memory.last_change)
    assert zone_at(person, SUNDAY_NIGHT - timedelta(seconds=1)) == "Asia/Tokyo"
    assert zone_at(person, SUNDAY_NIGHT) == "America/New_York"
    further = respond(trip(SUNDAY_NIGHT, "Asia/Seoul"), make_reply_context(person=person)).person
    assert (further.timezone, further.memory.home_timezone) == ("Asia/Seoul", "America/New_York")


@pytest.mark.parametrize(
    "command",
    [
        trip(NOW - timedelta(days=1)),  # over already
        SetTimezone(timezone="Asia/Tokyo", words="Tokyo"),
    ],
)
def test_zone_without_a_future_end_is_not_a_trip(command):
    person = respond(command, make_reply_context()).person
    assert (person.timezone, person.memory.home_timezone, person.memory.away_until) == ("Asia/Tokyo", None, None)


def test_trip_to_the_home_zone_is_not_a_trip():
    person = respond(trip(SUNDAY_NIGHT, "America/New_York"), make_reply_context(person=IN_TOKYO)).person
    assert (person.timezone, person.memory.home_timezone) == ("America/New_York", None)


def test_next_reply_reports_the_end_of_a_trip():
    context = make_reply_context(person=IN_TOKYO, now=SUNDAY_NIGHT + timedelta(hours=1))
    decision = respond(SetTimezone(timezone=None, words="nowhere"), context)
    assert (decision.reply or "").endswith("\nYour trip is over: you're back on New York time.")
    assert (decision.person.timezone, decision.person.memory.home_timezone) == ("America/New_York", None)


def test_end_of_a_trip_is_kept_until_a_reply():
    context = make_reply_context(person=IN_TOKYO, now=SUNDAY_NIGHT + timedelta(hours=1))
    silent = respond(Thanks(), context)
    assert (silent.reply, silent.person) == (None, IN_TOKYO)


TEXTS = [
    # text sent on a trip to Tokyo until Sunday by someone from New York; the zone used to read it
    ("remind me tomorrow at 9am to x", Create, "Asia/Tokyo"),
    ("remind me next wednesday at 9am to x", Create, "America/New_York"),
    ("every tuesday at 9am x", Create, "America/New_York"),
    ("move 2 to next wednesday 9am", Edit, "America/New_York"),
    ("snooze until next wednesday 9am", Snooze, "America/New_York"),
    ("tomorrow 9am", Unknown, "Asia/Tokyo"),
    ("next wednesday 9am", Unknown, "America/New_York"),
    ("remind me tomorrow at 9am to x\nremind me next wednesday at 9am to y", Create, "Asia/Tokyo"),
]


@pytest.mark.parametrize(("text", "kind", "zone"), TEXTS)
def test_times_after_a_trip_are_read_in_the_home_zone(text, kind, zone):
    command = interpret(text, IN_TOKYO, NOW).command
    assert isinstance(command, kind)
    if isinstance(command, Create):
        task = command.tasks[0]
        at = task.moment.at if task.moment else task.repeat.first if task.repeat else None
    else:
        at = command.moment.at if command.moment else None
    assert at is not None
    assert at.tzinfo == ZoneInfo(zone)
