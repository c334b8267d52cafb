"""The zone that a person says they are in, trips, and reminders that are to keep their clock times there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext, Response
from bot.conversation.formatting import day_words, moment_words, zone_words
from bot.conversation.texts import people as texts
from bot.conversation.trips import at_home, zone_at
from bot.domain.model import Person, Reminder, ZoneSource
from bot.domain.sms_segments import fits
from bot.domain.wall_time import to_utc
from bot.understanding.command import MoveAlong, SetTimezone

# Zones that are no whole hours from UTC and never change their clocks.
_ODD_OFFSETS = {
    "-09:30": "Pacific/Marquesas",
    "+03:30": "Asia/Tehran",
    "+04:30": "Asia/Kabul",
    "+05:30": "Asia/Kolkata",
    "+05:45": "Asia/Kathmandu",
    "+06:30": "Asia/Yangon",
    "+08:45": "Australia/Eucla",
    "+09:30": "Australia/Darwin",
}


def set_timezone(command: SetTimezone, context: ReplyContext) -> Response:
    """Set the zone, for good or for a trip, and say what the clock shows there so that a mistake is seen."""
    if command.is_home:
        return _come_home(context)
    timezone = iana_name(command.timezone) if command.timezone is not None else None
    if timezone is None:
        return Response(reply=texts.place_not_known(command.words), person=context.person)
    if command.until is not None and command.until.at > context.now and timezone != _home(context.person):
        person = _on_trip(context.person, timezone, command.until.at)
        there = context.of(person)
        reply = texts.trip_set(
            zone_words(timezone),
            there.clock_words(context.now),
            end_words(command.until.at, there),
            zone_words(_home(person)),
        )
    else:
        person = replace(_settled(context.person, timezone), timezone=timezone, zone_source=ZoneSource.SAID)
        reply = texts.zone_set(zone_words(timezone), context.of(person).clock_words(context.now))
    if timezone != context.person.timezone:
        reply = with_move_offer(reply, context.of(person))
    return Response(reply=reply, person=person)


def iana_name(zone: str) -> str | None:
    """The IANA name of a zone, which may be an offset ("+02:00"); None for an offset that no zone has all year."""
    if zone[0] not in "+-":
        return zone
    if not zone.endswith(":00"):
        return _ODD_OFFSETS.get(zone)
    hours = int(zone[:3])
    if hours == 0:
        return "UTC"
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 else None  # named the other way round, as POSIX does


def _home(person: Person) -> str:
    return person.memory.home_timezone or person.timezone


def _settled(person: Person, timezone: str) -> Person:
    """No trip any more, unless it is only another place in the zone of the trip."""
    if timezone == person.timezone:
        return person
    return replace(person, memory=replace(person.memory, home_timezone=None, away_until=None))


def _on_trip(person: Person, timezone: str, until: datetime) -> Person:
    memory = replace(person.memory, home_timezone=_home(person), away_until=until.astimezone(UTC))
    return replace(person, timezone=timezone, zone_source=ZoneSource.SAID, memory=memory)


def end_words(until: datetime, context: ReplyContext) -> str:
    """The end of a trip by the clock of the place; midnight is the end of the day before."""
    local = until.astimezone(ZoneInfo(context.person.timezone))
    if local.time() == time():
        return texts.end_of(day_words(local - timedelta(seconds=1), context.local_now, context.time_format))
    return moment_words(local, context.local_now, context.time_format)


def _come_home(context: ReplyContext) -> Response:
    if context.person.memory.home_timezone is None:
        return Response(reply=texts.NOT_AWAY, person=context.person)
    person = at_home(context.person)
    home = context.of(person)
    reply = texts.zone_set(zone_words(person.timezone), home.clock_words(context.now))
    return Response(reply=with_move_offer(reply, home), person=person)


def with_move_offer(reply: str, context: ReplyContext) -> str:
    """``reply``, and where reminders are set for another zone than the person's, how to bring them along."""
    movable = _movable(context)
    if not movable:
        return reply
    zones = {reminder.timezone for reminder in movable}
    offer = texts.move_offer(len(movable), zone_words(zones.pop()) if len(zones) == 1 else "")
    longer = f"{reply} {offer}"
    return longer if fits(longer) else f"{reply} {texts.short_move_offer(len(movable))}"


def _movable(context: ReplyContext) -> Sequence[Reminder]:
    """Reminders set by the clock of another zone than the one where the person is when they are due."""
    return [
        reminder
        for reminder in context.open_reminders
        if reminder.wall_start is not None
        and reminder.timezone != zone_at(context.person, reminder.due_at)
        and reminder.id not in context.person_context.on_its_way
    ]


def move_along(_: MoveAlong, context: ReplyContext) -> Response:
    """Reminders keep the clock times they were set for, in the zone where the person is now."""
    movable = _movable(context)
    if not movable:
        return Response(reply=texts.NOTHING_TO_MOVE, person=context.person)
    moved = [_moved(reminder, zone_at(context.person, reminder.due_at)) for reminder in movable]
    ahead = tuple(reminder for reminder in moved if reminder.rrule or reminder.due_at > context.now)
    zone = zone_words(context.person.timezone)
    return Response(reply=texts.moved(len(ahead), zone, len(moved) - len(ahead)), person=context.person, changed=ahead)


def _moved(reminder: Reminder, timezone: str) -> Reminder:
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    return replace(reminder, timezone=timezone, due_at=to_utc(wall, timezone))
