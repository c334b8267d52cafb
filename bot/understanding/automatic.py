"""Recognises texts that a machine sent: auto-replies, notices, one-time codes. They get no answer and no reminder.

Two machines that answer each other never stop, and "our office hours are Mon-Fri 9am to 5pm" reads like a weekday
reminder. One phrase that only machines write is enough; a text that asks the bot for something in the first person is a
person's, whatever else it contains.
"""

import re

from bot.understanding.languages.notices import AUTOMATIC, AUTOMATIC_ELSEWHERE, OWN, PERSON
from bot.understanding.reactions import is_reaction

_SENTENCE_START = r"(?:^|[.!?:;\n\])>] *)"
_TYPOGRAPHIC = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u2013": "-", "\u00a0": " "}
)
_SHORTEST, _LONGEST = 12, 500  # characters; machines say at the beginning what they are


def _patterns(phrases: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(line.strip().replace("@", _SENTENCE_START), re.IGNORECASE | re.DOTALL)
        for line in phrases.strip().splitlines()
    )


_OWN = _patterns(OWN)
_PERSON = _patterns(PERSON)
_AUTOMATIC = _patterns(AUTOMATIC + AUTOMATIC_ELSEWHERE.strip("\n"))


def is_automatic(text: str) -> bool:
    """Whether ``text`` was most likely written by a machine."""
    if len(text) < _SHORTEST or is_reaction(text):
        return False
    plain = text[:_LONGEST].translate(_TYPOGRAPHIC)
    if any(pattern.search(plain) for pattern in _OWN):
        return True
    if any(pattern.search(plain) for pattern in _PERSON):
        return False
    return any(pattern.search(plain) for pattern in _AUTOMATIC)
