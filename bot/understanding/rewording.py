"""Put the words of a language in the terms of the grammar, see ``languages/terms.py``. Offsets stay."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.languages.base import UNKNOWN, Language, Word, load_language
from bot.understanding.languages.terms import Branch, Terms
from bot.understanding.tokens import Token, tokenize

_NO_WORDS: tuple[str, ...] = ()
_LARGEST_ONES, _SMALLEST_TENS, _HUNDRED = 9, 20, 100
_HOURS, _MINUTES, _DAYS = 24, 60, 31
_LATE, _NOON = 12, 12
_MOST_WORDS = 12  # of a row
_ORDINAL_SIGN = "."
_NUMERIC = frozenset({"NUMBER", "HOUR", "MINUTES", "DAY"})
_OF_WORD = ("unit", "weekday", "month", "part", "offset", "meridiem", "ordinal", "recurrence")
_OF_TIME = frozenset(kind.upper() for kind in _OF_WORD)


_Row = tuple[int, tuple[str, ...] | None, tuple[str, ...]]  # its length, its terms, and what it named its words by
_Words = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Piece:
    """A word of the text on its way to the grammar: ``names`` are what a row may call it by."""

    text: str
    word: Word
    value: int | None
    names: frozenset[str]
    start: int
    end: int
    is_glued: bool


def tokens_of(text: str, language: Language) -> tuple[Token, ...]:
    """The tokens of ``text`` in the terms of the grammar."""
    tokens = tokenize(text, language)
    terms = language.terms
    if terms is None:
        return tokens
    pieces = _numbered([_piece(token, terms, language) for token in tokens if token.text not in terms.signs], terms)
    for piece in pieces[:1]:  # the first word of a text, and one that is the whole of it
        piece.names |= {f"^{piece.text}", *((f"^{piece.text}$",) if len(pieces) == 1 else ())}
    pieces = _by_rows(pieces, terms.rows, terms.words, language)
    pieces = _by_rows(pieces, terms.further_rows, {}, language)
    return tuple(Token(one.text, one.word, one.start, one.end, one.is_glued) for one in pieces)


def terms_of(words: str, code: str) -> list[str]:
    """Words of a text in the language ``code``, in the terms of the grammar and in lower case."""
    return [token.text for token in tokens_of(words, load_language(code))]


def _piece(token: Token, terms: Terms, language: Language) -> _Piece:
    text = terms.known(token.text) if token.text.isalpha() else token.text
    word = token.word
    if text in terms.words:
        word = _word(terms.words[text][0], language) if terms.words[text] else UNKNOWN
    value = terms.numbers.get(text, token.word.number if token.word.digits else None)
    names = _names(text, word, value) | terms.classes_of(text) | terms.classes_of(token.text)
    return _Piece(text, word, value, names, token.start, token.end, token.is_glued)


def _word(term: str, language: Language) -> Word:
    return language.words.get(term, UNKNOWN)


def _names(text: str, word: Word, value: int | None) -> frozenset[str]:
    found = {text} | {kind.upper() for kind in _OF_WORD if getattr(word, kind) is not None}
    if len(text) == 1:
        found.discard("MERIDIEM")  # "a" is rather a preposition
    if value is not None:
        found.add("NUMBER")
        found |= {"HOUR"} if value <= _HOURS else set()
        found |= {"MINUTES"} if value < _MINUTES else set()
        found |= {"DAY"} if 1 <= value <= _DAYS else set()
    return frozenset(found)


def _numbered(pieces: list[_Piece], terms: Terms) -> list[_Piece]:
    """``pieces`` with numbers of several words as one: "treinta y cinco"."""
    done: list[_Piece] = []
    for piece in pieces:
        before = done[-1] if done else None
        is_joint = before is not None and before.text in terms.joining and len(done) > 1
        first = done[-2] if is_joint else before
        if first is not None and _makes_number(first, piece, terms, is_joint=is_joint):
            del done[-2 if is_joint else -1 :]
            value = (first.value or 0) + (piece.value or 0)
            names = _names(str(value), UNKNOWN, value)
            done.append(_Piece(first.text, UNKNOWN, value, names, first.start, piece.end, first.is_glued))
        else:
            done.append(piece)
    return done


def _makes_number(first: _Piece, second: _Piece, terms: Terms, *, is_joint: bool) -> bool:
    if second.text not in terms.numbers or first.text not in terms.numbers or not second.value or not first.value:
        return False
    if is_joint:
        return first.value % 10 == 0 and _SMALLEST_TENS <= first.value < _HUNDRED and second.value <= _LARGEST_ONES
    return first.value % _HUNDRED == 0 and second.value < _HUNDRED


def _by_rows(pieces: list[_Piece], rows: Branch, words: _Words, language: Language) -> list[_Piece]:
    """What the rows make of ``pieces``. What no row or only its class names is put as ``words`` say."""
    done: list[_Piece] = []
    said: set[str] = set()
    at = 0
    while at < len(pieces):
        length, found, named = _longest(pieces, at, rows, said)
        if found is not None:
            done += _put(list(zip(named, pieces[at : at + length], strict=True)), found, words, language)
        else:
            length = 1
            done += _by_itself(pieces[at], words, language)
        for piece in pieces[at : at + length]:
            said |= piece.names
        at += length
    return done


def _longest(pieces: list[_Piece], at: int, rows: Branch, said: set[str]) -> _Row:
    """The longest row at ``at``; of equally long ones the one that names words rather than classes."""
    best: _Row = (0, None, _NO_WORDS)
    paths: list[tuple[Branch, tuple[str, ...]]] = [(rows, ())]
    for place in range(at, min(at + _MOST_WORDS, len(pieces))):
        text = pieces[place].text
        names = (text, *sorted(pieces[place].names - {text}))
        paths = [(node[name], (*before, name)) for node, before in paths for name in names if name in node]
        if not paths:
            break
        for node, named in paths:
            if node.terms and (terms := node.put_as(said)) is not None:
                best = (place - at + 1, terms, named)
                break
    return best


def _by_itself(piece: _Piece, words: _Words, language: Language) -> list[_Piece]:
    """A word as the tables say; it keeps the classes of the word that was written."""
    if piece.text not in words:
        return [piece if piece.value is None or piece.word.digits else _number(piece, piece.value)]
    put = _put([("", piece)], words[piece.text], {}, language)
    for one in put[:1]:
        one.names |= piece.names - {piece.text}
    return put


def _number(piece: _Piece, value: int) -> _Piece:
    """A number in figures."""
    text = str(value)
    classes = {"number", "numeral"} | ({"late_day"} if len(text) == 2 and _LATE < value <= _DAYS else set())
    word = Word(classes=frozenset(classes), number=value, digits=len(text))
    return _Piece(text, word, value, _names(text, word, value), piece.start, piece.end, piece.is_glued)


def _ordinal(piece: _Piece) -> _Piece:
    """The number as an ordinal, "DAY." in a row: "the 1st and 15th"."""
    value = piece.value or 0
    word = Word(classes=frozenset({"ordinal"}), ordinal=value, digits=len(str(value)))
    return _Piece(str(value), word, None, frozenset({"ORDINAL"}), piece.start, piece.end, piece.is_glued)


def _put(named: Sequence[tuple[str, _Piece]], terms: Sequence[str], words: _Words, language: Language) -> list[_Piece]:
    """The words of a row's terms in place of the words it took.

    A word of the text stays where it was; a row's own words take the place of the others before the next such word.
    """
    done: list[_Piece] = []
    own: list[_Piece] = []
    taken = [piece for _, piece in named]
    passed = 0
    used: set[int] = set()
    for term in terms:
        slot = _slot_of(named, term, used)
        if slot is None:
            own += _of_term(taken, term, language)
            continue
        done += _spread(own, taken, passed, slot)
        is_ordinal = term.endswith(_ORDINAL_SIGN)
        one = _ordinal(taken[slot]) if is_ordinal else taken[slot]
        done += _by_itself(one, {} if is_ordinal or term in _NUMERIC else words, language)
        used.add(slot)
        own, passed = [], max(passed, slot + 1)
    done += _spread(own, taken, passed, len(taken))
    # words that change places both span what they stood in: "2 de mayo" of "may 2"
    for behind, one in itertools.pairwise(reversed(done)):
        one.start = min(one.start, behind.start)
    for before, one in itertools.pairwise(done):
        one.end = max(one.end, before.end)
    if done:
        done[0].start, done[0].is_glued = taken[0].start, taken[0].is_glued
        done[-1].end = max(taken[-1].end, done[-1].end)
    return done


def _spread(own: list[_Piece], taken: Sequence[_Piece], passed: int, behind: int) -> list[_Piece]:
    """``own`` words of a row in the places of the words from ``passed`` to ``behind``; the last has the rest.

    Further words than there are places have no letters; but words of time have the last one, as no other word may start
    where a time ends.
    """
    over = taken[passed:behind]
    free = [one for one in own if not one.end]  # a clock time stands where it is said
    for number, one in enumerate(free):
        if number < len(over):
            is_last = number == len(free) - 1
            one.start, one.end = over[number].start, (over[-1] if is_last else over[number]).end
        elif over or behind == len(taken):
            end = (over or taken)[-1].end
            one.start, one.end = end - bool(one.names & _OF_TIME), end
        else:
            one.start = one.end = taken[behind].start
    return own


def _slot_of(named: Sequence[tuple[str, _Piece]], term: str, used: set[int]) -> int | None:
    """Which word of the text a term in capitals stands for."""
    if not term.isupper():
        return None
    kind = term.removesuffix(_ORDINAL_SIGN)
    return next((at for at, (name, _) in enumerate(named) if name == kind and at not in used), None)


def _of_term(taken: Sequence[_Piece], term: str, language: Language) -> list[_Piece]:
    """A word of the grammar, or the clock time of "HOUR+30", "HOUR-MINUTES"."""
    if term.startswith("HOUR"):
        return _clock(taken, term)
    number = int(term) if term.isdecimal() else None
    word = _word(term, language)
    piece = _Piece(term, word, number, _names(term, word, number), 0, 0, is_glued=False)
    return [_number(piece, number)] if number is not None else [piece]


def _clock(taken: Sequence[_Piece], term: str) -> list[_Piece]:
    hours = [piece for piece in taken if "HOUR" in piece.names]
    sign, said = term[4], term[5:].removeprefix("BEFORE")
    hour = hours[-1 if "BEFORE" in term else 0]
    rest = [piece for piece in taken if piece is not hour and "MINUTES" in piece.names]
    minutes = int(said) if said.isdecimal() else rest[0].value or 0
    full, minute = hour.value or 0, minutes
    if sign == "-" and minutes:
        full, minute = (full - 1) or _NOON, _MINUTES - minutes
    first = _number(hour, full)
    colon = _Piece(":", UNKNOWN, None, frozenset(":"), hour.end, hour.end, is_glued=True)
    last = _number(_Piece("", UNKNOWN, None, frozenset(), hour.end, hour.end, is_glued=True), minute)
    if minute < 10:
        last.text, last.word = f"{minute:02}", Word(classes=last.word.classes, number=minute, digits=2)
    return [first, colon, last]
