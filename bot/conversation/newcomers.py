"""Who a new person is, as far as their number tells; and their zone by it."""

from functools import lru_cache

import phonenumbers
from phonenumbers import timezone as phone_timezones

from bot.domain.model import InboundText, Person, ZoneSource
from bot.understanding.times.zones_by_clock import zones_of

UNKNOWN_ZONE = "Etc/Unknown"
DEFAULT_COUNTRY = "US"
# Where most people of a country live, where the tz database does not name that zone first.
MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
}


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

    Where a number fits several zones (a mobile number, toll-free), the default is taken if it is among them, else the
    main one of its country.
    """
    parsed = _parsed(number)
    zones = phone_timezones.time_zones_for_number(parsed) if parsed is not None else ()
    known = [zone for zone in zones if zone != UNKNOWN_ZONE]
    if default_timezone in known:
        return default_timezone
    if not known:
        of_country = zones_of(country_of(number)) if parsed is not None else ()
        return of_country[0] if len(of_country) == 1 else None
    main = _main_zone(country_of(number))
    return main if main in known else known[0]


def _main_zone(country: str) -> str | None:
    return MAIN_ZONES.get(country) or next(iter(zones_of(country)), None)


@lru_cache(maxsize=10_000)
def country_of(number: str) -> str:
    """The ISO 3166 country of an E.164 number, by its calling code where no more is known; US where that is not."""
    parsed = _parsed(number)
    if parsed is None or parsed.country_code is None:
        return DEFAULT_COUNTRY
    exact = phonenumbers.region_code_for_number(parsed)
    country = exact or phonenumbers.region_code_for_country_code(parsed.country_code)
    return country if country in phonenumbers.SUPPORTED_REGIONS else DEFAULT_COUNTRY


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None
