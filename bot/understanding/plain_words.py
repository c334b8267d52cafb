"""Words without what carries no meaning: case, accents, marks, emoji, invisible characters, typos."""

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from bot.understanding.languages import opt_out_words

_APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bc\u2032\u0060\u00b4\uff07"), None)
_EMOJI = str.maketrans(
    {
        **opt_out_words.EMOJI,
        **dict.fromkeys("\u2122\u00ae\u00a9", ""),  # trademark signs, which decompose to letters
        # Letters in negative circles and squares, which do not
        **{chr(first + place): chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)},
    }
)
_LOOKALIKES = str.maketrans(opt_out_words.LOOKALIKES)
# What a person does not see or what only decorates; and after decomposition, accents and vowel signs.
_DECORATION = ("Cf", "Cc", "Cn", "Co", "Cs", "Mn", "Mc", "Me", "So", "Sk", "Sm", "Sc", "Zl", "Zp")
_NUMBER_SIGN = re.compile(r"(?<=\s)#(?!\w)")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")
# At most 15 digits (E.164): "delete 99999999999999999999" is about a reminder.
_PHONE_NUMBER = re.compile(r"\+?\(?\b(?:[0-9][ ().-]{0,3}){7,14}[0-9]\b")
_STARS = re.compile(r"(?<=\w)\*+(?=\w)")  # "f***ing"
_REPEATED = re.compile(r"(.)\1+")
_SURE_LENGTH = 7  # shorter words resemble too many others to be mended by similarity


def without_apostrophes(text: str) -> str:
    return text.translate(_APOSTROPHES)


def plain_words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without accents, apostrophes, marks, emoji and invisible characters."""
    text = _NUMBER_SIGN.sub(" number ", _MENTION.sub("", without_apostrophes(text.translate(_EMOJI))))
    text = _STARS.sub("", _PHONE_NUMBER.sub(" my number ", text))
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(map(_plain, decomposed))).split()


def without_marks(text: str) -> str:
    """``text`` in lower case, without accents and vowel signs, as ``plain_words`` spells words."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = (character for character in decomposed if not unicodedata.category(character).startswith("M"))
    return unicodedata.normalize("NFC", "".join(kept))


def _plain(character: str) -> str:
    if character.isalnum() or character in "$@+":  # the last stand for letters: "$top"
        return character
    category = unicodedata.category(character)
    if category not in _DECORATION:
        return " "
    # An emoji separates words; what is invisible or combines does not.
    return " " if (category == "So" and character != "\ufffc") or character in "\n\r\t" else ""


def mended(word: str, keywords: Collection[str], sure: Collection[str]) -> str:
    """The keyword that ``word`` is but for lookalike, repeated or swapped letters; else ``word``.

    Of the keywords, ``sure`` ones are also recognised with any typo.
    """
    latin = word.translate(_LOOKALIKES)
    for candidate in (latin, _REPEATED.sub(r"\1", latin)):
        if candidate in keywords:
            return candidate
    if _is_swapped(latin, "stop"):
        return "stop"
    if len(latin) < _SURE_LENGTH - 1:
        return word
    return next(iter(get_close_matches(latin, sure, n=1, cutoff=0.85)), word)


def _is_swapped(word: str, keyword: str) -> bool:
    """Whether two neighbouring letters of ``keyword`` changed places in ``word``."""
    return any(
        word == keyword[:at] + keyword[at + 1] + keyword[at] + keyword[at + 2 :] for at in range(len(keyword) - 1)
    )
