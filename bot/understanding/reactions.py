"""Reads the reactions that phones send as texts: a tapback of an iPhone, a reaction in Google Messages.

They quote the text that they are about, and often part of it is a time. So they are read before anything else: a
reaction is never a request. What is invisible in them is their mark: Google puts U+200B around the emoji (U+200C to
remove it) and U+200A around the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from bot.understanding.command import Done, Reading, Target, Thanks
from bot.understanding.languages.reactions import (
    DONE_EMOJI,
    HAVING,
    MEDIA,
    REMOVING_FIRST,
    REMOVING_SECOND,
    WORDINGS,
    Kind,
)

_OPENING = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a'\u2018\u2019\u201a\u300c\u300e"
_CLOSING = "\"\u201c\u201d\u00ab\u00bb\u2039\u203a'\u2018\u2019\u300d\u300f"
_REMOVAL_MARK = "\u200c"
_MARKED = re.compile("([\u200b\u200c\u2063])([^\\w\\s]{1,16})\\1")  # an emoji as Google marks it
# The text after a marked emoji: between hair spaces, or else one of the bot's own, as phones and carriers may turn
# hair spaces into ordinary ones.
_MARKED_TEXT = re.compile("[^\u200a]{0,80}\u200a([^\u200a]*\\w[^\u200a]*)(?:\u200a|$)")
_MARKED_REMINDER = re.compile(r"[^\w\s\"\u201c\u00ab]*(?:\s+\w+){0,4}\s+(reminder\b[^\"\u201d\u00bb]*)$", re.IGNORECASE)
_MOST_WORDS = 9  # before the quoted text
_MOST_QUOTES = 4  # „Gefällt mir“ von „call mom“ entfernt
_MOST_BEFORE = 80  # characters before the quoted text
_LONGEST_ABOUT_MEDIA = 60
_FIRST_EMOJI = "\u2030"  # all earlier signs are punctuation and currencies
_REQUEST = re.compile(r"\b(?:remind (?:me|us)|reminder to|wake me|set an? (?:reminder|alarm|timer))\b", re.IGNORECASE)
# What the bot itself sends: bot/conversation/texts/delivery.py.
_REMINDER = re.compile(r"reminder(?: \(was due [^)]*\))?:(.*)", re.IGNORECASE | re.DOTALL)
# Words may touch the marks, as in Japanese, but not each other: a run of letters that could be split into words in many
# ways would keep the search busy for hours.
_FOREIGN = re.compile(
    '^[^\\w"]*(?:[^\\W\\d_]+[^\\w"]+){0,6}(?:[^\\W\\d_]+)?[\u201c\u201e\u00ab\u300c\u300e]'
    "\\s*reminder(?: \\(was due|:| \\d+ set).*"
    '[\u201d\u201c\u00bb\u300d\u300f](?:[^\\W\\d_]*(?:[^\\w"]+[^\\W\\d_]+){0,4})\\W*$',
    re.IGNORECASE | re.DOTALL,
)


def read_reaction(text: str) -> Reading | None:
    """The reading of a reaction; None if ``text`` is something else."""
    found = _parsed(text)
    if found is None:
        return None
    kind, quoted = found
    if kind is Kind.REMOVED:
        return Reading(Thanks(), "A reaction was taken back; nothing to do.")
    message = _REMINDER.match(quoted)
    if kind is Kind.LIKE and message is not None:
        words = message[1].strip()
        if words.endswith("\u2026"):  # shortened by the phone, perhaps within a word
            words = words[:-1].rpartition(" ")[0]
        return Reading(Done(target=Target(words=words), is_sign=True), "The reaction says that it is done.")
    return Reading(Thanks(), "A reaction to a text; nothing to do.")


def may_be_reaction(text: str) -> bool:
    """Whether ``text`` is a few words around one of the bot's own texts, in the quotation marks that phones set.

    In a language that the tables lack, that is a reaction. People seldom quote a whole text, and then with other marks.
    """
    return _FOREIGN.match(text) is not None


def is_reaction(text: str) -> bool:
    return _parsed(text) is not None


def _parsed(text: str) -> tuple[Kind, str] | None:
    """The kind of a reaction, LIKE for a kind emoji, and the text that it quotes."""
    marked = _MARKED.search(text[:_MOST_BEFORE])
    if (
        marked is not None
        and (found := _MARKED_TEXT.match(text, marked.end()) or _MARKED_REMINDER.match(text, marked.end())) is not None
    ):
        was_removed = marked[1] == _REMOVAL_MARK
        return (Kind.REMOVED if was_removed else _kind_of_emoji(_stripped(marked[2]))), _stripped(found[1])
    if not any(sign in text for sign in _OPENING):
        return _of_media(text)
    for head, quoted, tail in _quotes(text):
        after = _words(tail)
        found_kind = _kind(head, after)
        if found_kind is None and marked is not None and _emoji(head):
            found_kind = Kind.EMOJI
        if found_kind is None or _REQUEST.search(tail):
            continue
        if marked is not None and marked[1] == _REMOVAL_MARK:
            found_kind = Kind.REMOVED
        is_emoji = found_kind is Kind.EMOJI
        return (_kind_of_emoji(_emoji(head) or _emoji(after) or "") if is_emoji else found_kind), quoted
    return None


def _kind_of_emoji(emoji: str) -> Kind:
    return Kind.LIKE if emoji[:1] in _done_emoji() else Kind.OTHER


def _of_media(text: str) -> tuple[Kind, str] | None:
    if len(text) > _LONGEST_ABOUT_MEDIA or not _media_ends() & {text.rstrip(" .!").casefold().rpartition(" ")[2]}:
        return None
    said = " ".join(_words(text))
    for media in _media():
        if said.endswith(f" {media}") and (kind := _kind(said.removesuffix(f" {media}").split(), [])) is not None:
            return kind, ""
    return None


def _quotes(text: str) -> Iterator[tuple[list[str], str, str]]:
    """Where the quoted text can be: the words before it, the text, and what is after it."""
    openings = (at for at, sign in enumerate(text[:_MOST_BEFORE]) if sign in _OPENING and _opens(text, at))
    closings = tuple(islice((at for at in range(len(text) - 1, -1, -1) if _closes(text, at)), _MOST_QUOTES))
    for at in islice(openings, _MOST_QUOTES):
        head = _words(text[:at])
        if len(head) > _MOST_WORDS or not _is_known(head):
            continue
        ends = [end for end in closings if end > at] or [len(text)]  # a long text loses its end
        for end in ends:
            yield head, _stripped(text[at + 1 : end]), text[end + 1 :]


def _opens(text: str, at: int) -> bool:
    return text[at] not in "'\u2018\u2019" or not text[at - 1 : at].isalnum()


def _closes(text: str, at: int) -> bool:
    return text[at] in _CLOSING and not (text[at] in "'\u2018\u2019" and text[at + 1 : at + 2].isalnum())


def _stripped(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign == "\u200d").strip()


def _words(text: str) -> list[str]:
    """Words in lower case without accents and punctuation; an emoji stays as it is."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("\u0153", "oe").replace("\u2019", "'"))
    kept = "".join(_spaced(sign) for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return kept.split()


def _spaced(sign: str) -> str:
    if sign.isalnum() or sign in "'-":
        return sign
    return f" {sign} " if _is_emoji(sign) else "" if unicodedata.category(sign) == "Sk" else " "


def _is_emoji(word: str) -> bool:
    return word[0] >= _FIRST_EMOJI and not word[0].isalnum() and word[0] not in _OPENING


def _emoji(words: list[str]) -> str | None:
    return next((word for word in words if _is_emoji(word)), None)


def _kind(head: list[str], tail: list[str]) -> Kind | None:
    """The kind of a wording. After a wording that ends with the quoted text, anything may follow."""
    if _takes_back(head):
        return Kind.REMOVED
    before, after = _with_placeholder(head), _with_placeholder(tail)
    wordings = _wordings()
    for length in range(len(after), -1, -1):
        if (kind := wordings.get((before, " ".join(after.split()[:length])))) is not None:
            return kind
    return None


def _takes_back(head: list[str]) -> bool:
    first, second = (*head, "", "")[:2]
    return first in REMOVING_FIRST.split() or (first in HAVING.split() and second in REMOVING_SECOND.split())


def _is_known(head: list[str]) -> bool:
    """Whether a reaction can start with these words. Most texts that quote something are told apart by them."""
    words = " ".join(head)
    return not words or _emoji(head) is not None or words in _heads() or _takes_back(head)


def _with_placeholder(words: list[str]) -> str:
    """The words joined by spaces, with one ``{e}`` for the signs of an emoji."""
    marked = ["{e}" if _is_emoji(word) else word for word in words]
    return " ".join(word for at, word in enumerate(marked) if at == 0 or (word, marked[at - 1]) != ("{e}", "{e}"))


@cache
def _wordings() -> dict[tuple[str, str], Kind]:
    """The kinds of all wordings, by the words before and after the quoted text."""
    found: dict[tuple[str, str], Kind] = {}
    for by_kind in WORDINGS.values():
        for kind, listed in by_kind.items():
            for wording in _split(listed):
                before, _, after = wording.partition("...")
                found[before.strip(), after.strip()] = kind
    return found


@cache
def _heads() -> frozenset[str]:
    return frozenset(before for before, _ in _wordings())


@cache
def _done_emoji() -> frozenset[str]:
    return frozenset(DONE_EMOJI.split())


@cache
def _media() -> tuple[str, ...]:
    return tuple(_split(MEDIA))


@cache
def _media_ends() -> frozenset[str]:
    return frozenset(media.split()[-1] for media in _media())


def _split(listed: str) -> list[str]:
    return [wording.strip() for line in listed.splitlines() for wording in line.split("|") if wording.strip()]
