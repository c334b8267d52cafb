"""Tokenise a text. Each token carries everything its word can mean."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache, partial

from bot.understanding.languages.base import UNKNOWN, Language, Word
from bot.understanding.records import positional_record

# Whitespace and invisible characters.
_BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
# Typographic and full-width characters that phones insert. Each maps to one character, so that offsets stay.
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u0060\u00b4\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF07},
}

_LONGEST_NUMBER = 8  # digits; a longer one is a phone number, not a time
_LONGEST_WORD = 24
_LONGEST_CACHED = 32  # characters of a chunk that is cached
_MAX_PIECES = 80  # per chunk; the rest of a longer chunk becomes one word, as it is not language
_LONGEST_FIRST_HALF = 12
_NUMBER = frozenset({"number", "numeral"})
_YEAR = _NUMBER | {"year_number"}
_LATE_DAY = _NUMBER | {"late_day"}  # too large for a month or an hour on the 12-hour clock
_LONG = _NUMBER | {"long_number"}
_ORDINAL = frozenset({"ordinal"})
_ABOUT = frozenset({"about_hour"})  # "elevenish"
_DECIMAL = Word(classes=frozenset({"decimal"}))

_COUNTED_LETTERS = frozenset({"times", "quarter_sign"})  # "x3", "q1"

_BETWEEN = frozenset({"'", "-"})


@positional_record
class Token:
    """One word, number or sign. ``text`` is in lower case, typos corrected.

    ``start`` and ``end`` index the original text. ``is_glued`` is True if no space precedes it.
    """

    text: str
    word: Word
    start: int
    end: int
    is_glued: bool


_Piece = tuple[str, Word, int, int]  # a token's text, word, start and end, relative to the chunk's start


def tokenize(text: str, language: Language) -> tuple[Token, ...]:
    """Split ``text`` into tokens, correcting typos of the words that ``language`` knows."""
    tokens: list[Token] = []
    chunk_end, may_join, pieces_of = 0, False, _cutter(language)
    for chunk in _normalised(text).split(" "):
        start, chunk_end = chunk_end, chunk_end + len(chunk) + 1
        if not chunk:
            continue
        pieces, ends_compound = pieces_of(chunk) if len(chunk) <= _LONGEST_CACHED else _cut(chunk, language)
        if ends_compound and not may_join:
            may_join = len(pieces) > 1 or (bool(tokens) and _is_compound(tokens[-1].text, pieces[0][0], language))
        for written, word, first, last in pieces:
            tokens.append(Token(written, word, start + first, start + last, first > 0))
    return _joined(tokens, language) if may_join else tuple(tokens)


def _cut(chunk: str, language: Language) -> tuple[tuple[_Piece, ...], bool]:
    """The pieces of a chunk without spaces, and whether one of them can end a compound written as two words."""
    known = language.words.get(chunk)
    if known is not None and chunk.isalpha():
        return ((chunk, known, 0, len(chunk)),), chunk in language.compound_ends
    pieces: list[_Piece] = []
    for found in language.pattern.finditer(chunk):
        start, end = found.span()
        written = found.group()
        if len(pieces) >= _MAX_PIECES:
            pieces.append((chunk[start:], UNKNOWN, start, len(chunk)))
            break
        word = language.words.get(written)
        if word is None:
            written, word = _look_up(written, language) if len(written) <= _LONGEST_WORD else (written, UNKNOWN)
        if word.number is not None and pieces and _is_code(pieces[-1], chunk, start, end):
            word = UNKNOWN
        if word is UNKNOWN and pieces and pieces[-1][1].number is not None:
            pieces += _split_words(written, start, language) or ((written, word, start, end),)
        else:
            pieces.append((written, word, start, end))
    return tuple(pieces), any(written in language.compound_ends for written, _, _, _ in pieces)


def _is_code(before: _Piece, chunk: str, start: int, end: int) -> bool:
    """Whether a number ends a name such as "BA1530" or "F1", so that it is no hour: "F1 on sunday at 3pm"."""
    written, word, _, before_ends = before
    is_last = not chunk[end : end + 1].isalpha() and chunk[end : end + 1] != ":"
    is_letter = start == 1 and "letter" in word.classes and word.classes.isdisjoint(_COUNTED_LETTERS)
    return is_last and before_ends == start and written.isalpha() and (word is UNKNOWN or is_letter)


@cache
def _cutter(language: Language) -> Callable[[str], tuple[tuple[_Piece, ...], bool]]:
    """``_cut`` for one language, cached: words such as "remind", "me" and "at" are in most texts."""
    return lru_cache(maxsize=8192)(partial(_cut, language=language))


def _is_compound(before: str, written: str, language: Language) -> bool:
    """Whether ``written`` completes a compound with the word before it; "to", for example, hardly ever does."""
    return before in _BETWEEN or (before, written) in language.compounds


def _normalised(text: str) -> str:
    """``text`` in lower case, with plain punctuation and spaces; offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # in some alphabets one letter becomes two
        lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lowered if lowered.isascii() and lowered.isprintable() else lowered.translate(_PLAIN)


def _look_up(written: str, language: Language) -> tuple[str, Word]:
    """Look up a word that is not in the table as written: a number, a word with an ending, a typo."""
    first = written[0]
    if first.isdecimal():
        return written, _numeral(written)
    if not first.isalpha():
        return written, _DECIMAL if first == "." and len(written) > 1 else UNKNOWN  # ".5"
    for ending in language.endings:
        if written.endswith(ending) and (word := language.words.get(written.removesuffix(ending))):
            return written, replace(word, classes=word.classes | _ABOUT) if ending == "ish" else word
    if "'" in written and (word := language.words.get(written.replace("'", ""))):
        return written, word
    meant = language.mender.mended(written)
    return (meant, language.words[meant]) if meant != written else (written, UNKNOWN)


def _numeral(written: str) -> Word:
    digits = written.rstrip("abcdefghijklmnopqrstuvwxyz")
    if len(digits) > _LONGEST_NUMBER or not digits.isdecimal():
        return UNKNOWN
    if digits != written:
        return Word(classes=_ORDINAL, ordinal=int(digits), digits=len(digits))
    number, classes = int(digits), _NUMBER
    if len(digits) == 4 and 1800 <= number <= 2999:
        classes = _YEAR
    elif len(digits) == 2 and 12 < number <= 31:
        classes = _LATE_DAY
    elif len(digits) == _LONGEST_NUMBER:
        classes = _LONG
    return Word(classes=classes, number=number, digits=len(digits))


def _split_words(written: str, start: int, language: Language) -> tuple[_Piece, ...]:
    """Two known words run together after a number ("9amtomorrow"), or nothing."""
    for place in range(1, min(len(written) - 1, _LONGEST_FIRST_HALF)):
        first, second = language.words.get(written[:place]), language.words.get(written[place:])
        if first and second and (first.meridiem or first.unit):
            middle, end = start + place, start + len(written)
            return (written[:place], first, start, middle), (written[place:], second, middle, end)
    return ()


def _joined(tokens: list[Token], language: Language) -> tuple[Token, ...]:
    """``tokens`` with compounds written with a space or hyphen joined ("mid-night", "o clock")."""
    done: list[Token] = []
    for token in tokens:
        last = token
        while (whole := _whole(done, last, language)) is not None:
            parts = _first_half_distance(done, last)
            first = done[-parts]
            del done[-parts:]
            last = Token(whole, language.words[whole], first.start, token.end, first.is_glued)
        done.append(last)
    return tuple(done)


def _whole(done: list[Token], token: Token, language: Language) -> str | None:
    """The compound that ``token`` makes with the tokens before it."""
    parts = _first_half_distance(done, token)
    if not parts:
        return None
    first = done[-parts]
    if "after" in first.word.classes and len(done) > parts and done[-parts - 1].word.unit:
        return None  # "three hours after noon"
    if "next" in first.word.classes and len(done) > parts and "after" in done[-parts - 1].word.classes:
        return None  # "the week after next to ..."
    return language.compounds.get((first.text, token.text))


def _first_half_distance(done: list[Token], token: Token) -> int:
    """How many tokens back the first half of a compound is: two with a sign in between ("mid-night"), else one."""
    if not done:
        return 0
    sign = done[-1]
    is_between = sign.text == "'" or (sign.text == "-" and token.is_glued)
    return 2 if is_between and sign.is_glued and len(done) > 1 else 1
