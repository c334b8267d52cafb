"""Recognises texts that a machine sent: auto-replies, notices, one-time codes. They get no answer and no reminder.

Two machines that answer each other never stop, and "our office hours are Mon-Fri 9am to 5pm" reads like a weekday
reminder. One phrase that only machines write is enough; a text that asks the bot for something in the first person is a
person's, whatever else it contains.
"""

import re

from bot.understanding.languages.notices import AUTOMATIC, AUTOMATIC_ELSEWHERE, OWN, PERSON, STEMS
from bot.understanding.reactions import is_reaction

_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\])>] *)")
_MOST_SENTENCES = 20
_TYPOGRAPHIC = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u2013": "-", "\u00a0": " "}
)
_SHORTEST, _LONGEST = 12, 500  # characters; machines say at the beginning what they are


class _Phrases:
    """Phrases at the start of a sentence, and others, which are only looked for in a text with one of the ``stems``.

    That keeps the check of an ordinary text under 20 us: hardly any has one of them.
    """

    def __init__(self, phrases: str, stems: str = "") -> None:
        found = [phrase for line in phrases.split("\n") for phrase in _alternatives(line.strip()) if phrase]
        self._at_start = _compiled([phrase[1:] for phrase in found if phrase.startswith("@")])
        self._anywhere = _compiled([phrase for phrase in found if not phrase.startswith("@")])
        self._stems = re.compile("|".join(map(re.escape, stems.split())))

    def found_in(self, plain: str) -> bool:
        starts = [start.end() for start in _SENTENCE_START.finditer(plain)][:_MOST_SENTENCES]
        if any(self._at_start.match(plain, at) for at in starts):
            return True
        return self._stems.search(plain.lower()) is not None and self._anywhere.search(plain) is not None


def _alternatives(line: str) -> list[str]:
    """The parts of a regular expression between its outermost bars."""
    parts, depth = [""], 0
    for sign in re.findall(r"\\.|.", line):  # an escaped sign is no bracket
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _compiled(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases or ["(?!)"]), re.IGNORECASE | re.DOTALL)


_OWN = _Phrases(OWN, "undo delete help remind")
_PERSON = _Phrases(PERSON)
_AUTOMATIC = _Phrases(AUTOMATIC + AUTOMATIC_ELSEWHERE, STEMS)


def is_automatic(text: str) -> bool:
    """Whether ``text`` was most likely written by a machine."""
    if len(text) < _SHORTEST:
        return False
    plain = text[:_LONGEST].translate(_TYPOGRAPHIC)
    is_ours = _OWN.found_in(plain)
    return (is_ours or (_AUTOMATIC.found_in(plain) and not _PERSON.found_in(plain))) and not is_reaction(text)
