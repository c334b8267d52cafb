"""Who a new person is, as far as their number tells; their zone; opting out and in."""

from dataclasses import replace
from functools import lru_cache

import phonenumbers
from phonenumbers import timezone as phone_timezones

from bot.conversation import texts
from bot.conversation.response import Response, Scene
from bot.conversation.wording import clock_words, zone_words
from bot.model import InboundText, Person, ReminderState, ZoneSource
from bot.understanding.command import SetTimezone, Start, Stop

UNKNOWN_ZONE = "Etc/Unknown"
DEFAULT_COUNTRY = "US"


def newcomer(inbound: InboundText, default_timezone: str) -> Person:
    """A person who texts for the first time (id 0), their zone guessed from the number, else the default."""
    zone = guess_timezone(inbound.from_number, default_timezone)
    return Person(
        id=0,
        provider=inbound.provider,
        number=inbound.from_number,
        bot_number=inbound.to_number,
        timezone=zone or default_timezone,
        zone_source=ZoneSource.NUMBER if zone else ZoneSource.DEFAULT,
        created_at=inbound.received_at,
    )


@lru_cache(maxsize=10_000)
def guess_timezone(number: str, default_timezone: str) -> str | None:
    """The IANA zone of an E.164 number, None where it tells nothing.

    Where a number fits several zones (a whole country, toll-free), the default is taken if it is among them, else the
    first.
    """
    parsed = _parsed(number)
    zones = phone_timezones.time_zones_for_number(parsed) if parsed is not None else ()
    known = [zone for zone in zones if zone != UNKNOWN_ZONE]
    if not known or default_timezone in known:
        return None if not known else default_timezone
    return known[0]


@lru_cache(maxsize=10_000)
def country_of(number: str) -> str:
    """The ISO 3166 country of an E.164 number; US where it tells nothing."""
    parsed = _parsed(number)
    return (phonenumbers.region_code_for_number(parsed) if parsed is not None else None) or DEFAULT_COUNTRY


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None


def set_timezone(command: SetTimezone, scene: Scene) -> Response:
    """Set the zone, and say what the clock shows there so that a mistake is seen."""
    if command.timezone is None:
        return Response(reply=texts.PLACE_NOT_KNOWN, person=scene.person)
    person = replace(scene.person, timezone=command.timezone, zone_source=ZoneSource.SAID)
    there = replace(scene, known=replace(scene.known, person=person)).local_now
    return Response(reply=texts.zone_set(zone_words(command.timezone), clock_words(there)), person=person)


def opt_out(command: Stop, scene: Scene) -> Response:
    """Send nothing more; what is planned is parked. To a carrier's own word only the provider answers."""
    return Response(
        reply=None if command.is_carrier_word else texts.OPTED_OUT,
        person=replace(scene.person, opted_out_at=scene.person.opted_out_at or scene.now),
        parked=scene.open_reminders,
    )


def opt_in(_: Start, scene: Scene) -> Response:
    """Bring back what was parked and is still ahead. The provider answers the word itself."""
    parked = [reminder for reminder in scene.known.reminders if reminder.state is ReminderState.PARKED]
    return Response(
        reply=None,
        person=replace(scene.person, opted_out_at=None),
        revived=tuple(reminder for reminder in parked if reminder.rrule or reminder.due_at > scene.now),
        cancelled=tuple(reminder for reminder in parked if not reminder.rrule and reminder.due_at <= scene.now),
    )
