"""Who a new person is, as far as their number tells; and their zone by it."""

from functools import lru_cache

import phonenumbers
from phonenumbers import timezone as phone_timezones

from bot.model import InboundText, Person, ZoneSource

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
