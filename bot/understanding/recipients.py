"""Reads whom a reminder is for if not the sender, and what a recipient says to that. Pure.

A request for somebody else is read as one for the sender: "remind my husband at 6 to buy milk" is "remind me at 6 to
buy milk" for "my husband". So every way to say when and what works for others too.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from bot.domain.sms_segments import is_gsm7
from bot.understanding.agreement import says_no, says_yes
from bot.understanding.languages.en import recipient_words as said
from bot.understanding.languages.es import recipient_words as said_in_spanish
from bot.understanding.plain_words import without_marks
from bot.understanding.records import record

EXAMPLES = (
    "remind my husband at 6 to buy milk",
    "remind mom every monday at 9 to water the plants",
    "tomorrow at 10 remind John Smith about the meeting",
    "remind my kids that dinner is at 7pm",
    "remind +1 312 555 0199 at 9pm to feed the cat and tell me when he's done",
    "send a reminder to my sister at 5 to pick me up",
)
LONGEST_NAME = 4  # words
_LONGEST_FIRST_NAME = 20
_MARKS = ".,;:!?\"'()\u00bf\u00a1"
_REMIND = re.compile(r"\bremind\s+", re.IGNORECASE)
_SEND = re.compile(r"\bsend\s+(?:a|another)\s+reminder\s+to\s+", re.IGNORECASE)
_ANY = re.compile(r"\bremind\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_REPORTS = re.compile(said.REPORTS_DONE, re.IGNORECASE)
_ENDS = re.compile(said.ENDS_A_RECIPIENT, re.IGNORECASE)
_OWN_NAME = re.compile(said.OWN_NAME, re.IGNORECASE)
_GSM7_LETTERS = "\u00e0\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ec\u00f1\u00f2\u00f6\u00f8\u00f9\u00fc\u00df"
_FIRST_NAME = re.compile(rf"(?=..)[a-z{_GSM7_LETTERS}]+(?:[ '-][a-z{_GSM7_LETTERS}]+)?", re.IGNORECASE)
# What leads somewhere: an address of the web or of mail, or digits enough to be called.
_LEADS_AWAY = re.compile(
    rf"://|www\.|\b[\w-]+[.\u3002][^\W\d_]{{2,}}|@|(?:\d[\s().-]*){{5,}}|{said.LEADS_IN_WORDS}", re.IGNORECASE
)
_TELLS_HOW_TO_ANSWER = re.compile(said.TELLS_HOW_TO_ANSWER, re.IGNORECASE)

_AFTER = frozenset(said.AFTER_A_NAME.split())
_CONNECTING = frozenset(said.AHEAD_OF_A_TASK.split())
_OWNED = tuple(f"{word} " for word in said.OF_THE_SENDER.split())
_ONESELF = frozenset(said.TO_ONESELF.split())
_NO_NAME = frozenset(said.NO_NAME.split())
_NOT_FIRST_NAMES = frozenset((*said.NOT_A_FIRST_NAME.split(), *said_in_spanish.NOT_A_FIRST_NAME.split()))
_COMPANIES = frozenset(said.COMPANIES.split())
_INSTITUTION_STEMS = (*said.INSTITUTION_STEMS.split(), *said_in_spanish.INSTITUTION_STEMS.split())


class Answer(StrEnum):
    """What a recipient answers to whoever wants to have them reminded."""

    ACCEPT = "accept"
    DECLINE = "decline"
    BLOCK = "block"
    ASK_WHO = "ask who"


def _both(english: str, spanish: str) -> list[str]:
    return [*english.split(), *spanish.split()]


def _phrases(english: str, spanish: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in f"{english}|{spanish}".split("|")]


_ANSWERS = {
    **dict.fromkeys(_both(said.ACCEPTING, said_in_spanish.ACCEPTING), Answer.ACCEPT),
    **dict.fromkeys(said.DECLINING.split(), Answer.DECLINE),
    **dict.fromkeys(_both(said.BLOCKING, said_in_spanish.BLOCKING), Answer.BLOCK),
}
_WHOLE_ANSWERS = {
    **dict.fromkeys(_phrases(said.ACCEPTING_AS_A_WHOLE, said_in_spanish.ACCEPTING_AS_A_WHOLE), Answer.ACCEPT),
    **dict.fromkeys(_phrases(said.DECLINING_AS_A_WHOLE, said_in_spanish.DECLINING_AS_A_WHOLE), Answer.DECLINE),
}
_ASKS_WHO = re.compile(f"{said.ASKS_WHO}|{said_in_spanish.ASKS_WHO}")
_ENDS_AN_ASKER = tuple(map(re.compile, (said.ENDS_AN_ASKER, said_in_spanish.ENDS_AN_ASKER)))
_COURTESIES = frozenset(_both(said.COURTESIES, said_in_spanish.COURTESIES))
_WHOEVER = frozenset(said.WHOEVER_ASKS.split())
_HEDGES = frozenset(said.HEDGES.split())
_MOST_ANSWER_WORDS = 10


@record
class Addressed:
    """A request for somebody else. ``text`` is the same for the sender; ``name`` is "" where only a number is given.

    ``number`` is in E.164, "" if there is none. ``reports_done``: the sender wants to hear when it is done.
    ``is_unclear``: it says "her" or several people, so that nobody is named.
    """

    text: str
    name: str
    number: str = ""
    reports_done: bool = False
    is_unclear: bool = False


def addressed(text: str, numbers: Sequence[tuple[int, int, str]] = ()) -> Addressed | None:
    """Whom ``text`` asks to remind; None for anything but a request for somebody else.

    ``numbers`` are the phone numbers in it: where each starts and ends, and its E.164 form.
    """
    for found in (*_REMIND.finditer(text), *_SEND.finditer(text)):
        before = text[: found.start()].casefold().split()
        if before[-1:] in (["to"], ["don't"], ["not"]):
            continue  # "remind me at 5 to remind john" is for the sender
        number = next((one for one in numbers if one[0] - found.end() in (0, 1)), None)
        if number is not None:
            name, rest = "", number[1]
        else:
            name, rest = _name(text, found.end(), numbers)
            number = next((one for one in numbers if found.end() <= one[0] <= rest + 2), None)
            rest = number[1] if number is not None else rest
        words = name.casefold().split()
        is_unnamed = not _NO_NAME.isdisjoint(words)
        if is_unnamed and not text[rest:].strip(_MARKS + " "):
            continue  # "can you remind other people?"
        if (not words and number is None) or not _ONESELF.isdisjoint(words[:1]) or len(words) > LONGEST_NAME:
            continue
        if number is None and found.re is _REMIND and not _says_what(name, text, rest):
            continue  # "remind dentist tomorrow at 3" lacks a "me"
        rewritten = f"{text[: found.start()]}remind me {text[rest:].lstrip(' )')}".strip()
        own = _REPORTS.sub("", rewritten)
        return Addressed(
            text=own,
            name=name,
            number=number[2] if number is not None else "",
            reports_done=own != rewritten,
            is_unclear=is_unnamed
            or not _ONESELF.isdisjoint(words)
            or len(_ANY.findall(rewritten)) > 1
            or text[rest:].lstrip().casefold().startswith("and "),
        )
    return None


def _says_what(name: str, text: str, rest: int) -> bool:
    """Whether ``name``, which ends before ``rest``, is a person: "my ...", or with a "to", "about", "," behind it."""
    has_task = not _CONNECTING.isdisjoint(text[rest:].casefold().split())
    return name.casefold().startswith(_OWNED) or has_task or text[rest - 1 : rest] in (",", ":")


def _name(text: str, start: int, numbers: Sequence[tuple[int, int, str]]) -> tuple[str, int]:
    """The words from ``start`` on up to one that cannot be part of a name, and where the rest begins."""
    end = start
    ends = [one[0] for one in numbers if one[0] > start]
    for found in _WORD.finditer(text, start):
        word = found[0].casefold().strip(_MARKS).replace("\u2019", "'")
        is_at_number = any(found.start() <= at < found.end() for at in ends)
        if is_at_number or word in _AFTER or word[:1].isdigit() or not word:
            break
        end = found.end()
        if found[0][-1] in ",:;.!?":
            break
    return text[start:end].strip(" " + _MARKS), end


def leads_away(message: str) -> bool:
    """Whether nobody who has not agreed may be sent ``message``.

    It has a link, an address or a number to call, also in words or in letters that only look different ("dot com",
    full-width letters), or passes for the bot by telling how to answer.
    """
    plain = unicodedata.normalize("NFKC", message)
    return any(pattern.search(text) for pattern in (_LEADS_AWAY, _TELLS_HOW_TO_ANSWER) for text in (plain, message))


def wants_report(text: str) -> bool:
    """Whether ``text`` only asks to hear when a reminder for somebody else is done."""
    return _REPORTS.fullmatch(text.strip()) is not None


def ended_recipient(text: str) -> str:
    """Whom ``text`` asks not to remind any more; "" if it does not."""
    found = _ENDS.fullmatch(text.strip(" .!"))
    words = found[1].casefold().split() if found is not None else []
    is_name = 0 < len(words) <= LONGEST_NAME and _ONESELF.isdisjoint(words) and _AFTER.isdisjoint(words)
    return found[1] if found is not None and is_name else ""


def own_name(text: str) -> str:
    """The first name that ``text`` gives, fit to be shown to others; "" if it gives none.

    Letters only, so that it can be neither a link nor a number, and no name that promises a bank or an office.
    """
    written = unicodedata.normalize("NFKC", " ".join(text.split()).replace("\u2019", "'"))
    found = _OWN_NAME.fullmatch(written.strip(_MARKS + " "))
    name = found[1].strip(_MARKS + " ") if found is not None else ""
    name = _in_gsm7(name[:1].upper() + name[1:])
    if len(name) > _LONGEST_FIRST_NAME or _FIRST_NAME.fullmatch(name) is None or _is_of_an_institution(name):
        return ""
    return name


def _in_gsm7(name: str) -> str:
    """``name`` without the accents that GSM-7 lacks: one of them would make each text cost two."""
    return "".join(letter if is_gsm7(letter) else _without_accent(letter) for letter in name)


def _without_accent(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def _is_of_an_institution(name: str) -> bool:
    words = re.split(r"[ '-]", without_marks(name))
    return (
        not _NOT_FIRST_NAMES.isdisjoint(words)
        or not _COMPANIES.isdisjoint((*words, "".join(words)))
        or any(word.startswith(_INSTITUTION_STEMS) for word in words)
    )


def is_same_name(one: str, other: str) -> bool:
    """Whether two first names differ in accents and capitals at most."""
    return without_marks(one) == without_marks(other)


def answer_to_asker(text: str) -> tuple[Answer, str] | None:
    """What ``text`` answers to somebody who wants to have its sender reminded, and to whom if it says so."""
    words = [word for part in without_marks(text.replace("\u2019", "'")).split() if (word := part.strip(_MARKS))]
    plain = " ".join(words)
    if not words or len(words) > _MOST_ANSWER_WORDS:
        return None
    if _ASKS_WHO.search(plain):
        return Answer.ASK_WHO, ""
    if plain in _WHOLE_ANSWERS:
        return _WHOLE_ANSWERS[plain], ""
    ends = next((found for pattern in _ENDS_AN_ASKER if (found := pattern.fullmatch(plain))), None)
    if ends is not None:
        answer = _with_name(Answer.BLOCK, ends[2].split())
        # "stop it" is about no asker, "stop texts from her" is
        return answer if answer is not None and (answer[1] or ends[1]) else None
    if words[0] in _ANSWERS:
        return _with_name(_ANSWERS[words[0]], words[1:])
    if says_yes(text) and len(words) == 1:
        return Answer.ACCEPT, ""
    if says_no(text):
        return Answer.DECLINE, ""
    return None


def _with_name(answer: Answer, rest: Sequence[str]) -> tuple[Answer, str] | None:
    """``answer`` to whom ``rest`` names; None if it goes on about something else."""
    if answer is Answer.ACCEPT and not _HEDGES.isdisjoint(rest):
        return None
    name = [word for word in rest if word not in _COURTESIES]
    if answer is Answer.BLOCK and _WHOEVER.issuperset(name):
        return answer, ""
    is_number = all(any(map(str.isdigit, word)) for word in name)
    return (answer, " ".join(name)) if len(name) <= LONGEST_NAME or is_number else None
