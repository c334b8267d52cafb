"""Which countries a phone number may belong to."""

import re
from functools import lru_cache

import phonenumbers

# E.164, as providers write the sender of a text; WhatsApp and RCS put the channel before it.
_NUMBER = re.compile(r"(?:whatsapp:|rcs:)?(\+[1-9]\d{6,14})")


@lru_cache(maxsize=10_000)
def possible_countries(number: str) -> frozenset[str] | None:
    """The ISO 3166 countries of an E.164 number: one, or where it is not known better all that share its calling code.

    None for what is no phone number: a short code or a name, from which only machines text.
    """
    written = _NUMBER.fullmatch(number)
    if written is None:
        return None
    try:
        parsed = phonenumbers.parse(written[1])
    except phonenumbers.NumberParseException:
        return frozenset()
    country = phonenumbers.region_code_for_number(parsed)
    return frozenset([country] if country else phonenumbers.region_codes_for_country_code(parsed.country_code or 0))


def is_country(code: str) -> bool:
    """Whether ``code`` names a country that has phone numbers ("US")."""
    return code in phonenumbers.SUPPORTED_REGIONS
