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
_WHAT = r"(?: (?:my|this|another|other|a))?(?: (?:whatsapp|phone|number|chat|sms))?[.!]?"
_REQUEST = re.compile(f"link{_WHAT}", re.IGNORECASE)
_UNLINK = re.compile(f"unlink{_WHAT}", re.IGNORECASE)


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


def asks_for_code(text: str) -> bool:
    """Whether a text asks to link another address: "link", "link my whatsapp"."""
    return _REQUEST.fullmatch(text.strip()) is not None


def asks_to_unlink(text: str) -> bool:
    return _UNLINK.fullmatch(text.strip()) is not None
