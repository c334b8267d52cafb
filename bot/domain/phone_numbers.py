"""Phone numbers: E.164 checks, and the country and time zone that a number suggests.

E.164: https://www.itu.int/rec/T-REC-E.164. The numbering plans come from Google's libphonenumber.
"""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import timezone as phone_timezones

from bot.domain.errors import ImpossibleRequestError
from bot.domain.zones import zones_of

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
EXAMPLE = "+13125550123"
MAX_WRITTEN_LENGTH = 40  # longer input cannot be a number in any spelling, and is not worth parsing
UNKNOWN_ZONE = "Etc/Unknown"  # what libphonenumber returns when it has no zone
DEFAULT_COUNTRY = "US"
# The zone where most people live, for the countries whose first zone in zone.tab is a different one.
MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
}

# The sender of a text as providers write it. WhatsApp and RCS senders have the channel as a prefix.
_SENDER = re.compile(r"(?:whatsapp:|rcs:)?(\+[1-9]\d{6,14})")


def checked_number(written: str, *, region: str, field: str = "to") -> str:
    """Return ``written`` without surrounding blanks if it is a possible number in E.164.

    Raises ``ImpossibleRequestError`` otherwise. A number without a country code is read as one of ``region`` (ISO
    3166), but only to suggest the E.164 form: a wrong guess would text a stranger.
    """
    number = written.strip()
    if E164.fullmatch(number) and _is_possible(number, None):
        return number
    suggestion = _suggestion(number, region)
    if suggestion is not None:
        raise ImpossibleRequestError(f"write the number in E.164: do you mean {suggestion}?", field=field)
    raise ImpossibleRequestError(
        f"not a phone number in E.164: a plus, the country code and the number, as in {EXAMPLE}", field=field
    )


def with_plus(number: str) -> str:
    """Restore the plus of a number that was sent in a form without encoding it: "+1312" arrives as " 1312"."""
    digits = number.strip()
    return f"+{digits}" if number.startswith(" ") and digits.isascii() and digits.isdigit() else digits


def _is_possible(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _suggestion(number: str, region: str) -> str | None:
    """The E.164 form of a number in another spelling; None if it is not a possible number."""
    if len(number) > MAX_WRITTEN_LENGTH or not _is_possible(number, region):
        return None
    return phonenumbers.format_number(phonenumbers.parse(number, region), phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=10_000)
def possible_countries(number: str) -> frozenset[str] | None:
    """The ISO 3166 countries that a sender's number may belong to: one if known, else all that share its calling code.

    None for a short code or a sender name: only machines text from those.
    """
    written = _SENDER.fullmatch(number)
    if written is None:
        return None
    try:
        parsed = phonenumbers.parse(written[1])
    except phonenumbers.NumberParseException:
        return frozenset()
    country = phonenumbers.region_code_for_number(parsed)
    return frozenset([country] if country else phonenumbers.region_codes_for_country_code(parsed.country_code or 0))


def is_country(code: str) -> bool:
    """Whether ``code`` is the ISO 3166 code of a country with phone numbers ("US")."""
    return code in phonenumbers.SUPPORTED_REGIONS


def region_of(number: str) -> str | None:
    """The ISO 3166 region of an E.164 number, or None."""
    parsed = _parsed(number)
    return None if parsed is None else phonenumbers.region_code_for_number(parsed)


@lru_cache(maxsize=10_000)
def country_of(number: str) -> str:
    """The ISO 3166 country of an E.164 number.

    If the number alone does not say, the main country of its calling code; the US if that is unknown too.
    """
    parsed = _parsed(number)
    if parsed is None or parsed.country_code is None:
        return DEFAULT_COUNTRY
    exact = phonenumbers.region_code_for_number(parsed)
    country = exact or phonenumbers.region_code_for_country_code(parsed.country_code)
    return country if country in phonenumbers.SUPPORTED_REGIONS else DEFAULT_COUNTRY


@lru_cache(maxsize=10_000)
def guess_timezone(number: str, default_timezone: str) -> str | None:
    """The IANA zone of an E.164 number, or None if the number says nothing about it.

    A mobile or toll-free number fits every zone of its country. Then ``default_timezone`` wins if it is one of them,
    and otherwise the country's main zone: libphonenumber sorts zones by name, so its first one means nothing.
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


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None
