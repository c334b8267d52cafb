"""Recognises a wish for no more texts, whatever its spelling, decoration, script or wording.

US law lets people revoke consent "by any reasonable means" (47 CFR 64.1200(a)(10)), so a fixed list of words is not
enough. The whole text has to say it: every word must belong to the opt-out or be a filler ("please", "hi"), so that an
errand that contains such a word ("stop by the store at 5") never counts. Needs neither the time nor the grammar, and is
therefore also what admission asks before any limit or filter.
"""

import re
import unicodedata

from bot.domain.carrier_keywords import KEYWORDS as CARRIER_KEYWORDS
from bot.domain.model import OptOut
from bot.understanding.languages import opt_out_words

EXAMPLES = ("please stop texting me", "unsubscribe me", "take me off this list")

KEYWORDS = CARRIER_KEYWORDS[OptOut.STOP] | frozenset(opt_out_words.KEYWORDS.split())
COURTESIES = frozenset(opt_out_words.COURTESIES.split())
FILLERS = COURTESIES | frozenset(opt_out_words.FILLERS.split())
WEAK_TRIGGERS = frozenset(opt_out_words.WEAK_TRIGGERS.split())
TRIGGERS = (KEYWORDS - WEAK_TRIGGERS) | frozenset(opt_out_words.TRIGGERS.split())
OBJECTS = frozenset(opt_out_words.OBJECTS.split())
_TWO_WORDS = frozenset({"opt out", "stop all", "un subscribe", "unsubscribe all"})
_SENTENCES = tuple(
    re.compile(line.strip().format(**opt_out_words.PARTS)) for line in opt_out_words.SENTENCES.strip().splitlines()
)

_APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bc\u2032\u0060\u00b4\uff07"), None)
# What a person does not see or what only decorates, and combining accents after decomposition.
_DECORATION = ("Cf", "Cc", "Cn", "Co", "Cs", "Mn", "Me", "So", "Sk", "Sm", "Sc", "Zl", "Zp")
_LONGEST_TEXT = 4096  # more than any carrier delivers
_LONGEST = 240  # letters: the search for a sentence takes longer than for a keyword
_DIGIT = re.compile(r"\d")
_ASCII_WORD = re.compile(r"[a-z]+")
_CLAUSE = re.compile(r"[.!?;,:\n\u2014]+")


def is_opt_out(text: str) -> bool:
    """Whether ``text`` as a whole asks for no more texts, in the bare word or in words of one's own."""
    if len(text) > _LONGEST_TEXT or _DIGIT.search(text) or not _may_be(text):
        return False
    clauses = [words for clause in _CLAUSE.split(text) if (words := _plain_words(clause))]
    together = [word for words in clauses for word in words]
    if not together or _is_keyword(together):
        return bool(together)
    if sum(map(len, together)) > _LONGEST:
        return False
    if _says_so(together):
        return True
    asking = [words for words in clauses if not FILLERS.issuperset(words)]
    return bool(asking) and all(map(_asks, asking))


def _may_be(text: str) -> bool:
    """A quick look, since most texts are none: what every wish has that is written in ASCII."""
    if not text.isascii():
        return True
    words = _ASCII_WORD.findall(text.lower())
    if len(words) <= 2 or not TRIGGERS.isdisjoint(words) or all(len(word) == 1 for word in words):
        return True
    return not WEAK_TRIGGERS.isdisjoint(words) and not OBJECTS.isdisjoint(words)


def _asks(words: list[str]) -> bool:
    return _is_keyword(words) or _says_so(words)


def _plain_words(text: str) -> list[str]:
    """The words in lower case, without accents, apostrophes, marks, emoji and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    kept = []
    for character in decomposed:
        category = unicodedata.category(character)
        if category in _DECORATION:
            # An emoji separates words; what is invisible or combines does not.
            kept.append(" " if category == "So" and character != "\ufffc" else "\n" if character in "\n\r\t" else "")
        else:
            kept.append(character if character.isalnum() else " ")
    return unicodedata.normalize("NFC", "".join(kept)).split()


def _is_keyword(words: list[str]) -> bool:
    """The word that carriers know: alone, repeated, spelt out, or with courtesies ("STOP STOP", "s t o p please")."""
    if all(len(word) == 1 for word in words) and "".join(words) in KEYWORDS:
        return True
    if "cancel" in words:
        return KEYWORDS.issuperset(word for word in words if word not in COURTESIES)
    asked = [word for word in words if word not in FILLERS]
    return bool(asked) and (KEYWORDS.issuperset(asked) or " ".join(asked) in _TWO_WORDS)


def _says_so(words: list[str]) -> bool:
    """One of the sentences, with or without fillers and keywords around it."""
    beside = FILLERS | KEYWORDS
    lead = next((at for at, word in enumerate(words) if word not in beside), len(words))
    trail = next((at for at, word in enumerate(reversed(words)) if word not in beside), len(words))
    for start in range(lead + 1):
        for end in range(len(words) - trail, len(words) + 1):
            sentence = " ".join(words[start:end])
            if any(pattern.fullmatch(sentence) for pattern in _SENTENCES):
                return True
    return False
