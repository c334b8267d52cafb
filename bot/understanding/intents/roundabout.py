"""Removals and questions behind a preface: "might I trouble you to cancel my appointment"."""

from bot.understanding.command import ListReminders, Reading
from bot.understanding.intents.cancelling import cancelled_behind
from bot.understanding.intents.listing import words_asked_for
from bot.understanding.intents.targets import names_reminder, period_in
from bot.understanding.sentence import Sentence

EXAMPLES = ("might I trouble you to cancel my appointment", "i want to get rid of the gym reminder")

_ENDS = frozenset(",.;!?")
_MOST_PREFACE_WORDS = 10
_MOST_THING_WORDS = 3  # "active wake alarms"
# Kinds of words that a preface has not: with them something else is asked for ("set an alarm to cancel the trial").
_OF_REQUESTS = ("remind_word", "container", "reminder")
_WHY = "It asks which reminders there are"


def read_roundabout(sentence: Sentence) -> Reading | None:
    """A verb of removing or showing with a reminder behind it, and nothing but a preface before it; else None."""
    for at in range(sentence.first, min(sentence.last, sentence.first + _MOST_PREFACE_WORDS)):
        if any(sentence.is_a(at, kind) for kind in _OF_REQUESTS) or sentence.timed_from(at) is not None:
            return None
        length = _removing(sentence, at)
        if length and names_reminder(sentence, at, _clause_end(sentence, at)):
            return cancelled_behind(sentence, at + length)
        if sentence.is_a(at, "showing_verb") and _shows_reminders(sentence, at + 1):
            period = period_in(sentence, at)
            return Reading(
                ListReminders(period=period, words=words_asked_for(sentence, at)),
                _WHY + (" in that time." if period else "."),
            )
        if at == sentence.first and sentence.is_a(at, "errand") and not sentence.is_a(at + 1, "me"):
            return None  # "call the clinic and cancel my appointment"
    return None


def _removing(sentence: Sentence, at: int) -> int:
    """How many words from ``at`` on say that something is to be removed."""
    return sentence.match("removing", at) or sentence.is_a(at, "cancel_verb")


def _clause_end(sentence: Sentence, at: int) -> int:
    return next((place for place in range(at, sentence.last) if sentence.words[place] in _ENDS), sentence.last)


def _shows_reminders(sentence: Sentence, at: int) -> bool:
    """True behind a verb of showing for "me my reminders", "which alarms are active", "all my events"."""
    at += sentence.is_a(at, "me") or sentence.is_a(at, "showing_particle")
    end = _clause_end(sentence, at)
    if sentence.match("asking_which", at):
        return _names_plans(sentence, at, end)
    is_definite = sentence.is_a(at, "everything") or sentence.is_a(at, "possessive") or sentence.is_a(at, "the")
    if not is_definite:
        return False
    at += 1
    is_all = sentence.is_a(at - 1, "everything")
    while at < end and (sentence.is_a(at, "everything") or sentence.is_a(at, "determiner")):
        at += 1
    thing = at + sentence.is_a(at, "of_word")
    kind = "reminder" if is_all else "several_plans"
    return any(sentence.is_a(place, kind) for place in range(thing, min(thing + _MOST_THING_WORDS, end)))


def _names_plans(sentence: Sentence, at: int, end: int) -> bool:
    classes = sentence.book.classes
    words = sentence.words[at:end]
    return any(not classes[kind].isdisjoint(words) for kind in ("reminder", "event", "anything"))
