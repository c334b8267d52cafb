"""The zone a person says they are in, trips, and reminders that move along."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.handlers.timezone import iana_name
from bot.conversation.interpret import interpret
from bot.conversation.respond import respond
from bot.conversation.texts import people as people_texts
from bot.conversation.trips import zone_at
from bot.domain.changes import PersonContext
from bot.domain.model import Memory, ZoneSource
from bot.understanding.command import Create, Edit, Moment, MoveAlong, SetTimezone, Snooze, Thanks, Unknown
from tests.builders import NOW, make_person, make_reminder, make_scene

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
    ("-03:30", None),  # Newfoundland has it only half the year
]


@pytest.mark.parametrize(("said", "name"), OFFSETS)
def test_an_offset_becomes_a_zone_with_a_name(said, name):
    assert iana_name(said) == name
    if name is not None and said[0] in "+-":
        offset = NOW.astimezone(ZoneInfo(name)).strftime("%z")
        assert offset == said.replace(":", "")


@pytest.mark.parametrize("timezone", [None, "-13:00"])
def test_a_place_that_is_not_known_is_named(timezone):
    decision = respond(SetTimezone(timezone=timezone, words="Springfield"), make_scene())
    assert decision.reply == people_texts.place_not_known("Springfield")
    assert decision.person == make_person()


def by_clock(**changes):
    return make_reminder(**{"wall_start": WALL + timedelta(hours=2)} | changes)


def test_reminders_set_by_the_clock_are_asked_about_once():
    delay = make_reminder(number=2)  # "in 2 hours": the same moment everywhere
    decision = respond(SetTimezone(timezone="America/Denver", words="Denver"), make_scene(by_clock(), delay))
    assert decision.person.zone_source is ZoneSource.SAID
    assert (decision.reply or "").endswith(
        "You have 1 reminder set for New York time. Text MOVE to use the same time here."
    )
    again = respond(
        SetTimezone(timezone="America/Denver", words="Denver"), make_scene(by_clock(), delay, person=decision.person)
    )
    assert again.reply == "OK, your time zone is Denver time. It's 8:20 AM there now."


def test_moved_reminders_keep_their_clock_time():
    person = make_person(timezone="America/Denver")
    (moved,) = respond(MoveAlong(), make_scene(by_clock(), person=person)).changed
    assert (moved.timezone, moved.due_at) == ("America/Denver", NOW + timedelta(hours=4))


def test_a_repeat_moves_with_its_zone():
    person = make_person(timezone="America/Denver")
    repeat = by_clock(rrule="FREQ=DAILY")
    (moved,) = respond(MoveAlong(), make_scene(repeat, person=person)).changed
    assert (moved.timezone, moved.wall_start, moved.rrule) == ("America/Denver", repeat.wall_start, "FREQ=DAILY")


def test_what_is_on_its_way_or_over_there_stays():
    person = make_person(timezone="Europe/Berlin")
    person_context = PersonContext(
        person=person, reminders=(by_clock(),), too_late_to_cancel=frozenset({by_clock().id})
    )
    over = by_clock()
    assert respond(MoveAlong(), make_scene(over, person=person)).changed == ()
    on_its_way = make_scene(
        person_context=replace(person_context, reminders=(over,), too_late_to_cancel=frozenset({over.id}))
    )
    assert respond(MoveAlong(), on_its_way).reply == people_texts.NOTHING_TO_MOVE


def trip(until: datetime, timezone: str = "Asia/Tokyo") -> SetTimezone:
    return SetTimezone(timezone=timezone, words="x", until=Moment(at=until, has_date=True, has_clock=False))


def test_a_trip_keeps_the_zone_at_home():
    person = respond(trip(SUNDAY_NIGHT), make_scene()).person
    assert person.memory == replace(IN_TOKYO.memory, last_change=person.memory.last_change)
    assert zone_at(person, SUNDAY_NIGHT - timedelta(seconds=1)) == "Asia/Tokyo"
    assert zone_at(person, SUNDAY_NIGHT) == "America/New_York"
    further = respond(trip(SUNDAY_NIGHT, "Asia/Seoul"), make_scene(person=person)).person
    assert (further.timezone, further.memory.home_timezone) == ("Asia/Seoul", "America/New_York")


@pytest.mark.parametrize(
    "command",
    [
        trip(NOW - timedelta(days=1)),  # over already
        SetTimezone(timezone="Asia/Tokyo", words="Tokyo"),
    ],
)
def test_without_an_end_ahead_it_is_no_trip(command):
    person = respond(command, make_scene()).person
    assert (person.timezone, person.memory.home_timezone, person.memory.away_until) == ("Asia/Tokyo", None, None)


def test_a_trip_to_where_one_lives_is_none():
    person = respond(trip(SUNDAY_NIGHT, "America/New_York"), make_scene(person=IN_TOKYO)).person
    assert (person.timezone, person.memory.home_timezone) == ("America/New_York", None)


def test_the_end_of_a_trip_is_told_with_the_next_answer():
    context = make_scene(person=IN_TOKYO, now=SUNDAY_NIGHT + timedelta(hours=1))
    decision = respond(SetTimezone(timezone=None, words="nowhere"), context)
    assert (decision.reply or "").endswith("\nYour trip is over: you're back on New York time.")
    assert (decision.person.timezone, decision.person.memory.home_timezone) == ("America/New_York", None)


def test_the_end_of_a_trip_is_not_lost_in_silence():
    context = make_scene(person=IN_TOKYO, now=SUNDAY_NIGHT + timedelta(hours=1))
    silent = respond(Thanks(), context)
    assert (silent.reply, silent.person) == (None, IN_TOKYO)


TEXTS = [
    # said on a trip to Tokyo until Sunday by someone from New York; the zone by which it is read
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
def test_what_lies_after_a_trip_is_read_by_the_clock_at_home(text, kind, zone):
    command = interpret(text, IN_TOKYO, NOW).command
    assert isinstance(command, kind)
    if isinstance(command, Create):
        task = command.tasks[0]
        at = task.moment.at if task.moment else task.repeat.first if task.repeat else None
    else:
        at = command.moment.at if command.moment else None
    assert at is not None
    assert at.tzinfo == ZoneInfo(zone)
