"""Signs that a text without a command tells of a change or asks something, so that it is no errand to remind of.

"doctor changed metformin to 7", "no school friday", "the nurse isn't coming thursday": set as a reminder, such a text
would quietly do something else than what its writer wants.
"""

import re

from bot.domain.naming import named_by
from bot.understanding.languages.en.gist_words import SURELY_CHANGING
from bot.understanding.mentions import Mentions

_ASKING = frozenset("did do does have has is are was were can could will would should am".split())  # noqa: SIM905
_DENYING = frozenset(("no", "not"))
_HANGING = frozenset("and n & or plus which except cept unless before beforehand prior".split())  # noqa: SIM905
_POINTING = frozenset(("it", "them", "that", "those", "only"))
_OF_ALL = frozenset(("all", "both", "everything"))
# What says that a text tells something of a thing rather than names it.
_TELLING = frozenset(("BE", "AUX", "QUOTING", "CHANGE+ED", "MOVE+ED", "LENGTHEN+ED", "SHORTEN+ED", "ADD"))
_SHORTEST_NAME = 4
_AHEAD = re.compile(
    r"\b(?:the|a|an|one|half|\d+)[ -](?:day|night|evening|morning|hour|week|min|mins|minutes|hours|days)"
    r" (?:before|prior|early|ahead)(?: too| also| as well| and\b.*)?$",
    re.IGNORECASE,
)
_SURELY_CHANGING = tuple(phrase.strip() for phrase in " ".join(SURELY_CHANGING.split()).split("|"))
_TURNING = frozenset(("actually", "apparently"))
_TO = frozenset(("to", "until", "till"))
_TAKING_BACK = frozenset(("skip", "cancel", "delete", "stop", "pause", "ignore", "scratch"))
_CHANGED = frozenset(("MOVE", "MOVE+ED", "CHANGE", "CHANGE+ED", "CANCEL+ED", "ADVANCE+ED"))
_SHIFTS = ("MOVE", "ADVANCE", "CHANGE")
_MOST_SPEAKER_WORDS = 4


def is_ragged(message: str) -> bool:
    """Whether a message starts or ends in the middle of something: "5:30 and 6 to leave", "team call wed 2 n"."""
    words = message.lower().split()
    if len(words) < 2:
        return False
    is_rest_of_list = words[0].replace(":", "").isdigit() and words[1] in ("and", "&", "n", "or")
    if words[0].replace(":", "").isdigit() and words[-1] == "instead":
        return True  # "4 instead"
    is_half_said = words[-1] in _HANGING or "and again" in message.lower() or _AHEAD.search(message) is not None
    return is_rest_of_list or is_half_said


def is_remark(mentions: Mentions, message: str) -> bool:
    """Whether a text that asks for nothing in so many words is something else than the errand ``message``."""
    labels, words = mentions.labels, mentions.words
    kept = message.lower().split()
    is_told = "SOMEBODY" in labels[0] or "DEF" in labels[0]  # not "say hi to ann tonight instead"
    for at, word in enumerate(words):
        is_said = word in kept and (word != "instead" or is_told)
        if is_said and (word in _DENYING or "REMARK" in labels[at]):
            return True
    if _speaks_of_known(mentions, kept) or _is_second_thought(mentions) or _is_quoted(mentions):
        return True
    if any("BE" in labels[at - 1] and not labels[at].keys().isdisjoint(_CHANGED) for at in range(2, len(labels))):
        return True  # "the bank is moved to 3", "the bank is move to 15h"
    return asks_somebody(mentions) or _is_shifted(mentions) or _is_of_what_is_there(mentions)


def _speaks_of_known(mentions: Mentions, said: list[str]) -> bool:
    """True for "the tomatoes only need it mondays" and "pickup at 3 now", where such a reminder is set."""
    sentence = mentions.sentence
    is_changing = any(f" {phrase} " in f" {' '.join(mentions.sentence.words)} " for phrase in _SURELY_CHANGING)
    is_pointing = is_changing or said[-1:] == ["now"] or not _POINTING.isdisjoint(said[1:]) or said[0] in _OF_ALL
    is_told = not sentence.is_a(sentence.first, "errand") and any(
        not _TELLING.isdisjoint(of_word) and word in said
        for of_word, word in zip(mentions.labels[1:], mentions.words[1:], strict=True)
    )
    if not is_pointing and not is_told:
        return False
    shortest = _SHORTEST_NAME - is_changing  # "gym can wait til sunday"
    return any(named_by(word, mentions.sentence.context.known) for word in said if len(word) >= shortest)


def _is_second_thought(mentions: Mentions) -> bool:
    """True for "actually Sam is riding with Tom tomorrow", not for "actually call Sam tomorrow"."""
    sentence = mentions.sentence
    return sentence.words[sentence.first] in _TURNING and not sentence.is_a(sentence.first + 1, "errand")


def asks_somebody(mentions: Mentions) -> bool:
    """Whether the text asks what somebody does or did, also without a question mark: "did he go"."""
    words = mentions.words
    if len(words) < 2 or words[0] not in _ASKING:
        return False
    return "SOMEBODY" in mentions.labels[1] and words[1] not in ("it", "both")


def _is_quoted(mentions: Mentions) -> bool:
    """True for "the doctor says drops at 6" and "prof moved it to monday": what somebody else has said or done."""
    labels = mentions.labels
    if mentions.sentence.is_a(mentions.sentence.first, "errand"):
        return False  # "ask what he said"
    for at in range(1, min(_MOST_SPEAKER_WORDS, len(labels))):
        if "QUOTING" in labels[at]:
            return "PREP" not in labels[at - 1] and at - 1 not in mentions.times and at + 1 < len(labels)
    return False


def _is_shifted(mentions: Mentions) -> bool:
    """True for "push the essay to monday": a time behind "to" is a new one."""
    return any(label in mentions.labels[0] for label in _SHIFTS) and _has_time_behind_to(mentions)


def _has_time_behind_to(mentions: Mentions) -> bool:
    return any(at > 1 and not _TO.isdisjoint(mentions.words[at - 1 : at + 1]) for at in mentions.times)


def _is_of_what_is_there(mentions: Mentions) -> bool:
    """True for "all of fridays stuff to saturday" and "stop the pill one when I am away"."""
    labels = mentions.labels
    if "ALL" in labels[0] and 0 not in mentions.times and _has_time_behind_to(mentions):
        return True
    if mentions.words[0] in _TAKING_BACK and any("THINGS" in of_word or "ALL" in of_word for of_word in labels[1:]):
        return True
    is_verb = any(label in one for one in labels[:4] for label in ("DROP", "CANCEL"))
    return is_verb and any("ONE" in of_word and "DEF" in labels[max(0, at - 2)] for at, of_word in enumerate(labels))
