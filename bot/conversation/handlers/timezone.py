"""Sets a person's time zone, for good or for a trip, and moves their reminders to it on request."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import day_words, moment_words, zone_words
from bot.conversation.heads_up_words import with_text_ahead
from bot.conversation.texts import account
from bot.conversation.trips import returned_home, zone_at
from bot.domain.changes import Decision
from bot.domain.model import Person, Reminder, ZoneSource
from bot.domain.records import replace
from bot.domain.sms_segments import fits
from bot.domain.wall_time import to_utc
from bot.understanding.command import MoveAlong, SetTimezone

# Zones with a fixed offset that is not a whole number of hours.
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


def set_timezone(command: SetTimezone, context: ReplyContext) -> Decision:
    """Set the zone, for good or for a trip. The reply has the local time, so that a mistake is noticed."""
    if command.is_home:
        return _come_home(context)
    timezone = iana_name(command.timezone) if command.timezone is not None else None
    if timezone is None:
        return Decision(reply=account.place_not_known(command.words), person=context.person)
    if command.until is not None and command.until.at > context.now and timezone != _home(context.person):
        person = _on_trip(context.person, timezone, command.until.at)
        there = context.of(person)
        reply = account.trip_set(
            zone_words(timezone),
            there.clock_words(context.now),
            end_words(command.until.at, there),
            zone_words(_home(person)),
        )
    else:
        person = replace(_with_trip_ended(context.person, timezone), timezone=timezone, zone_source=ZoneSource.SAID)
        reply = account.zone_set(zone_words(timezone), context.of(person).clock_words(context.now))
    if timezone != context.person.timezone:
        is_asked_for = context.person.zone_source is ZoneSource.DEFAULT
        if command.is_bare and not is_asked_for:  # "Paris" may be who to call
            reply = f"{reply} {account.NOT_THERE}"
        reply = with_move_offer(reply, context.of(person))
    return Decision(reply=reply, person=person)


def iana_name(zone: str) -> str | None:
    """The IANA name of a zone or a UTC offset ("+02:00"); None for an offset that no zone has all year."""
    if zone[0] not in "+-":
        return zone
    if not zone.endswith(":00"):
        return _ODD_OFFSETS.get(zone)
    hours = int(zone[:3])
    if hours == 0:
        return "UTC"
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 else None  # the sign is inverted, as in POSIX


def _home(person: Person) -> str:
    return person.memory.home_timezone or person.timezone


def _with_trip_ended(person: Person, timezone: str) -> Person:
    """The person without a trip. It continues if the new place is in the same zone."""
    if timezone == person.timezone:
        return person
    return replace(person, memory=replace(person.memory, home_timezone=None, away_until=None))


def _on_trip(person: Person, timezone: str, until: datetime) -> Person:
    memory = replace(person.memory, home_timezone=_home(person), away_until=until.astimezone(UTC))
    return replace(person, timezone=timezone, zone_source=ZoneSource.SAID, memory=memory)


def end_words(until: datetime, context: ReplyContext) -> str:
    """The end of a trip in local time. Midnight is written as the end of the day before."""
    local = until.astimezone(ZoneInfo(context.person.timezone))
    if local.time() == time():
        return account.end_of(day_words(local - timedelta(seconds=1), context.local_now, context.time_format))
    return moment_words(local, context.local_now, context.time_format)


def _come_home(context: ReplyContext) -> Decision:
    if context.person.memory.home_timezone is None:
        return Decision(reply=account.NOT_AWAY, person=context.person)
    person = returned_home(context.person)
    home = context.of(person)
    reply = account.zone_set(zone_words(person.timezone), home.clock_words(context.now))
    return Decision(reply=with_move_offer(reply, home), person=person)


def with_move_offer(reply: str, context: ReplyContext) -> str:
    """``reply``, with an offer to move reminders that are set for another zone."""
    movable = _movable(context)
    if not movable:
        return reply
    zones = {reminder.timezone for reminder in movable}
    offer = account.move_offer(len(movable), zone_words(zones.pop()) if len(zones) == 1 else "")
    longer = f"{reply} {offer}"
    return longer if fits(longer) else f"{reply} {account.short_move_offer(len(movable))}"


def _movable(context: ReplyContext) -> Sequence[Reminder]:
    """The reminders with a clock time in another zone than the person's zone when they are due."""
    return [
        reminder
        for reminder in context.open_reminders
        if reminder.wall_start is not None
        and reminder.timezone != zone_at(context.person, reminder.due_at)
        and reminder.id not in context.person_context.too_late_to_cancel
    ]


def move_along(_: MoveAlong, context: ReplyContext) -> Decision:
    """Move reminders to the person's current zone. They keep their clock times."""
    movable = _movable(context)
    if not movable:
        return Decision(reply=account.NOTHING_TO_MOVE, person=context.person)
    moved = [_moved(reminder, zone_at(context.person, reminder.due_at)) for reminder in movable]
    ahead = tuple(
        with_text_ahead(reminder, context) for reminder in moved if reminder.rrule or reminder.due_at > context.now
    )
    zone = zone_words(context.person.timezone)
    return Decision(
        reply=account.moved(len(ahead), zone, len(moved) - len(ahead)), person=context.person, changed=ahead
    )


def _moved(reminder: Reminder, timezone: str) -> Reminder:
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    due_at = to_utc(wall, timezone)
    return replace(reminder, timezone=timezone, due_at=due_at)
