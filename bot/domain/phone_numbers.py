"""Phone numbers: E.164 checks, and the country and time zone that a number suggests.

E.164: https://www.itu.int/rec/T-REC-E.164. The numbering plans come from Google's libphonenumber.
"""

import re
from functools import lru_cache

import phonenumbers

from bot.domain.errors import ImpossibleRequestError
from bot.domain.number_zones import zone_of_number

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
EXAMPLE = "+13125550123"
MAX_WRITTEN_LENGTH = 40  # longer input cannot be a number in any spelling, and is not worth parsing
DEFAULT_COUNTRY = "US"

# The sender of a text as providers write it. WhatsApp and RCS senders have the channel as a prefix.
_SENDER = re.compile(r"(?:whatsapp:|rcs:)?(\+[1-9][0-9]{6,14})")


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
    parsed = _parsed(written[1])
    if parsed is None:
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
    """The IANA zone that an E.164 number suggests (``number_zones.py``), or None if it says nothing about it."""
    parsed = _parsed(number)
    return None if parsed is None else zone_of_number(parsed, country_of(number), default_timezone)


@lru_cache(maxsize=100)
def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    """The parsed number, which nobody may change: a newcomer's is asked for three times in a row."""
    try:
        return phonenumbers.parse(number.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None
