"""Phone numbers as programs write them: E.164 and nothing else, with help for those that are nearly right.

E.164: https://www.itu.int/rec/T-REC-E.164
"""

import re

import phonenumbers

from bot.domain.errors import ImpossibleRequestError

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
EXAMPLE = "+13125550123"


def checked_number(written: str, *, region: str, field: str = "to") -> str:
    """``written`` if it is a possible number in E.164; blanks around it are taken off.

    Raises ``ImpossibleRequestError`` for anything else. ``region`` (ISO 3166) is where a number without a country code
    may belong: its E.164 form is suggested, not assumed.
    """
    number = written.strip()
    if E164.fullmatch(number) and _is_possible(number, None):
        return number
    meant = _meant(number, region)
    if meant is not None:
        raise ImpossibleRequestError(f"write the number in E.164: do you mean {meant}?", field=field)
    raise ImpossibleRequestError(
        f"not a phone number in E.164: a plus, the country code and the number, as in {EXAMPLE}", field=field
    )


def with_plus(number: str) -> str:
    """``number`` with the plus that a form turns into a blank where its sender did not write ``%2B``."""
    digits = number.strip()
    return f"+{digits}" if number.startswith(" ") and digits.isascii() and digits.isdigit() else digits


def region_of(number: str) -> str | None:
    """The ISO 3166 region of a number in E.164, None where it has none."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None


def _is_possible(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _meant(number: str, region: str) -> str | None:
    """The E.164 form of a number in another spelling, None where it is no number that there can be."""
    if len(number) > 40 or not _is_possible(number, region):
        return None
    return phonenumbers.format_number(phonenumbers.parse(number, region), phonenumbers.PhoneNumberFormat.E164)
