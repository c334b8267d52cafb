"""The codes by which a person links a second address: what is texted, and when a code expires.

A code has 28**8 values, three hundred thousand million, and no vowels, so that it is no word.
"""

import re
from datetime import timedelta
from uuid import UUID

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 8
VALID_FOR = timedelta(hours=1)

_CODE = re.compile(r"link[\s:]*([A-Z0-9]{4})([\s-]?)([A-Z0-9]{4})[.!]?", re.IGNORECASE)
_THING = r"(?: (?:my|this|that|the|another|other|a|second|new|me|it))*(?: (?:whatsapp|phone|number|chat|sms)s?)?"
_WHAT = rf"{_THING}(?: (?:to|with|and|from){_THING})?(?: too)?(?: please)?[.!?]*"
_ASKED = r"(?:please |(?:how (?:do|can|would|to)|can|could)(?: (?:i|you|we))? |i(?: want|.d like| would like) to )?"
_REQUEST = re.compile(f"{_ASKED}link{_WHAT}", re.IGNORECASE)
_UNLINK = re.compile(f"{_ASKED}unlink{_WHAT}", re.IGNORECASE)
_ABOUT_LINKS = ("link", "setting")


def code_from(random_id: UUID) -> str:
    """A new code from a random UUID (version 4: 122 random bits)."""
    number, characters = random_id.int, ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        characters += ALPHABET[place]
    return characters


def shown(code: str) -> str:
    """A code as people read it: "K7QM-P3XD"."""
    return f"{code[:4]}-{code[4:]}"


def code_in(text: str) -> str | None:
    """The code in "link K7QM-P3XD", which may be a wrong one; None for any other text, such as "link this chat"."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    code = (found[1] + found[3]).upper()
    is_word = found[2] != "-" and code.isalpha() and not set(code) <= set(ALPHABET)
    return None if is_word else code


def may_be_about_links(text: str) -> bool:
    """Whether the answer to a text may need to know which addresses are linked."""
    return any(word in text.lower() for word in _ABOUT_LINKS)


def address_in_words(address: str) -> str:
    """ "+13125550123", "WhatsApp +13125550123", or "another chat" for an id that says nobody anything."""
    channel, _, number = address.rpartition(":")
    if not number.startswith("+"):
        return "another chat"
    return f"WhatsApp {number}" if channel else number


def asks_for_code(text: str) -> bool:
    """Whether a text asks to link another address: "link", "link my whatsapp"."""
    return _REQUEST.fullmatch(text.strip()) is not None


def asks_to_unlink(text: str) -> bool:
    return _UNLINK.fullmatch(text.strip()) is not None
