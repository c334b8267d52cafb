"""Phone numbers: E.164 checks, and the country and time zone that a number suggests.

E.164: https://www.itu.int/rec/T-REC-E.164. The numbering plans come from Google's libphonenumber.
"""

import re
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.domain.errors import ImpossibleRequestError
from bot.domain.number_zones import zone_of_number

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
EXAMPLE = "+13125550123"
MAX_WRITTEN_LENGTH = 40  # longer input cannot be a number in any spelling, and is not worth parsing
MAX_SEARCHED_LENGTH = 1600
DEFAULT_COUNTRY = "US"

# Types of numbers that people text from. What is left out costs more than a text: premium rate, shared cost, personal
# numbers (UK 070), company numbers, pagers, voicemail.
_TEXTABLE_TYPES = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
        PhoneNumberType.TOLL_FREE,
    }
)
# The region of calling codes without a country: satellite phones (+870, +881), international networks (+882, +883) and
# premium rate (+979). Each text to them costs dollars.
_NO_COUNTRY = "001"
# North American pay-per-call lines. libphonenumber does not know the exchange 976, nor malformed numbers of 900.
_PAY_PER_CALL = re.compile(r"\+1(?:900[0-9]{7}|[0-9]{3}976[0-9]{4})")
# Reserved for films and documentation, and therefore invalid to libphonenumber. They reach nobody.
# https://nationalnanpa.com/number_resource_info/555_numbers.html and
# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama/
_FICTION = re.compile(r"\+1555[0-9]{7}|\+447700900[0-9]{3}")

# The sender of a text as providers write it. WhatsApp and RCS senders have the channel as a prefix.
_SENDER = re.compile(r"(?:whatsapp:|rcs:)?(\+[1-9][0-9]{6,14})")

# The sender of a WhatsApp user who hides their number: an id that is theirs at this business, with their country.
HIDDEN_SENDER = re.compile(r"whatsapp:([A-Z]{2})\.[0-9A-Za-z.]{1,160}")


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


def full_number(written: str, region: str | None) -> str | None:
    """``written`` in E.164, read as a number of ``region`` if it has no country code.

    None if it is not a whole number, such as a short code or a name.
    """
    if E164.fullmatch(written.strip()):
        return written.strip()
    if len(written) > MAX_WRITTEN_LENGTH or not written.isascii() or any(map(str.isalpha, written)):
        return None
    try:
        parsed = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def numbers_in(text: str, region: str) -> tuple[tuple[int, int, str], ...]:
    """The phone numbers in ``text``: where each starts and ends, and its E.164 form.

    One without a country code is read as of ``region`` (ISO 3166).
    """
    if len(text) > MAX_SEARCHED_LENGTH:
        return ()
    found = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return tuple((one.start, one.end, phonenumbers.format_number(one.number, e164)) for one in found)


@lru_cache(maxsize=10_000)
def possible_countries(number: str) -> frozenset[str] | None:
    """The ISO 3166 countries that a sender's number may belong to: one if known, else all that share its calling code.

    None for a short code or a sender name: only machines text from those.
    """
    if hidden := HIDDEN_SENDER.fullmatch(number):
        return frozenset([hidden[1]])
    written = _SENDER.fullmatch(number)
    if written is None:
        return None
    parsed = _parsed(written[1])
    if parsed is None:
        return frozenset()
    country = region_of(written[1])
    return frozenset([country] if country else phonenumbers.region_codes_for_country_code(parsed.country_code or 0))


class NumberProblem(StrEnum):
    """Why a number is not texted. The values are metric labels."""

    NOT_A_NUMBER = "not_a_phone_number"
    INVALID = "invalid_number"
    PREMIUM = "premium_number"
    COUNTRY = "country"


def number_problem(number: str, countries: AbstractSet[str]) -> NumberProblem | None:
    """Why ``number``, as a provider writes a sender, is not texted; None if it may be.

    ``countries`` are the allowed ones (ISO 3166); empty means all.
    """
    possible = possible_countries(number)
    if possible is None:
        return NumberProblem.NOT_A_NUMBER
    problem = None if HIDDEN_SENDER.fullmatch(number) else _problem_of_type(number)
    if problem is not None:
        return problem
    return NumberProblem.COUNTRY if countries and not possible & countries else None


@lru_cache(maxsize=10_000)
def _problem_of_type(number: str) -> NumberProblem | None:
    written = _SENDER.fullmatch(number)
    parsed = _parsed(written[1]) if written is not None else None
    if written is None or parsed is None:
        return NumberProblem.INVALID
    if _PAY_PER_CALL.fullmatch(written[1]):
        return NumberProblem.PREMIUM
    if phonenumbers.region_code_for_country_code(parsed.country_code or 0) == _NO_COUNTRY:
        return NumberProblem.PREMIUM
    kind = phonenumbers.number_type(parsed)
    if kind == PhoneNumberType.UNKNOWN:  # not valid
        return None if _FICTION.fullmatch(written[1]) else NumberProblem.INVALID
    return None if kind in _TEXTABLE_TYPES else NumberProblem.PREMIUM


def is_country(code: str) -> bool:
    """Whether ``code`` is the ISO 3166 code of a country with phone numbers ("US")."""
    return code in phonenumbers.SUPPORTED_REGIONS


@lru_cache(maxsize=100)
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
    country = region_of(number) or phonenumbers.region_code_for_country_code(parsed.country_code)
    return country if country in phonenumbers.SUPPORTED_REGIONS else DEFAULT_COUNTRY


@lru_cache(maxsize=10_000)
def guess_timezone(number: str, default_timezone: str) -> str | None:
    """The IANA zone that an E.164 number suggests (``number_zones.py``), or None if it says nothing about it."""
    parsed = _parsed(number)
    return None if parsed is None else zone_of_number(parsed, region_of(number), country_of(number), default_timezone)


@lru_cache(maxsize=100)
def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    """The parsed number, which nobody may change: a newcomer's is asked for three times in a row."""
    try:
        return phonenumbers.parse(number.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None
