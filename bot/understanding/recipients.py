"""Reads whom a reminder is for if not the sender, and what a recipient says to that. Pure.

A request for somebody else is read as one for the sender: "remind my husband at 6 to buy milk" is "remind me at 6 to
buy milk" for "my husband". So every way to say when and what works for others too.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.understanding.agreement import says_no, says_yes
from bot.understanding.languages.en import recipient_words as said
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
_MARKS = ".,;:!?\"'()"
_REMIND = re.compile(r"\bremind\s+", re.IGNORECASE)
_SEND = re.compile(r"\bsend\s+(?:a|another)\s+reminder\s+to\s+", re.IGNORECASE)
_ANY = re.compile(r"\bremind\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_REPORTS = re.compile(said.REPORTS_DONE, re.IGNORECASE)
_ENDS = re.compile(said.ENDS_A_RECIPIENT, re.IGNORECASE)
_OWN_NAME = re.compile(said.OWN_NAME, re.IGNORECASE)
_FIRST_NAME = re.compile(r"(?=..)[a-z]+(?:[ '-][a-z]+)?", re.IGNORECASE)
# What leads somewhere: an address of the web or of mail, or digits enough to be called.
_LEADS_AWAY = re.compile(r"://|www\.|\b[\w-]+\.[a-z]{2,}\b|@|(?:\d[\s().-]*){5,}", re.IGNORECASE)

_AFTER = frozenset(said.AFTER_A_NAME.split())
_CONNECTING = frozenset(said.AHEAD_OF_A_TASK.split())
_OWNED = tuple(f"{word} " for word in said.OF_THE_SENDER.split())
_ONESELF = frozenset(said.TO_ONESELF.split())
_NO_NAME = frozenset(said.NO_NAME.split())
_NOT_FIRST_NAMES = frozenset(said.NOT_A_FIRST_NAME.split())
_ALONE = frozenset(said.ALONE.split())


class Answer(StrEnum):
    """What a recipient answers to whoever wants to have them reminded."""

    ACCEPT = "accept"
    DECLINE = "decline"
    BLOCK = "block"


_ANSWERS = {
    **dict.fromkeys(said.ACCEPTING.split(), Answer.ACCEPT),
    **dict.fromkeys(said.DECLINING.split(), Answer.DECLINE),
    **dict.fromkeys(said.BLOCKING.split(), Answer.BLOCK),
}


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
    """Whether ``message`` has a link, an address or a number to call: nothing for somebody who has not agreed."""
    return _LEADS_AWAY.search(message) is not None


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
    found = _OWN_NAME.fullmatch(" ".join(text.split()).strip(_MARKS + " "))
    name = found[1].strip(_MARKS + " ") if found is not None else ""
    if len(name) > _LONGEST_FIRST_NAME or _FIRST_NAME.fullmatch(name) is None:
        return ""
    if not _NOT_FIRST_NAMES.isdisjoint(re.split(r"[ '-]", name.casefold())):
        return ""
    return name[:1].upper() + name[1:]


def answer_to_asker(text: str) -> tuple[Answer, str] | None:
    """What ``text`` answers to somebody who wants to have its sender reminded, and to whom if it says so."""
    words = [word for part in text.casefold().split() if (word := part.strip(_MARKS))]
    if not words:
        return None
    if len(words) > 1 and words[0] in _ANSWERS and len(words) <= 1 + LONGEST_NAME:
        return _ANSWERS[words[0]], " ".join(words[1:])
    if says_yes(text) and len(words) == 1:
        return Answer.ACCEPT, ""
    if says_no(text):
        return Answer.DECLINE, ""
    return (_ANSWERS[words[0]], "") if len(words) == 1 and words[0] in _ALONE else None
