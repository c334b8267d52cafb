"""Pausing a reminder and letting it go on, leaving out the next time: "pause 2", "resume 2", "skip next"."""

from bot.understanding.command import Edit, Target
from bot.understanding.sentence import Sentence
from bot.understanding.times import read_phrase

from .answer import Answer
from .targets import names_reminder, read_target

_WAYS = (
    ("pause", True, "It pauses a reminder."),
    ("resume", False, "It lets a reminder go on."),
    ("skip", None, "It leaves out the next time of a repeat."),
)


def read_pause(sentence: Sentence) -> Answer | None:
    """A reminder to be silent for a while, to go on, or to be left out once; None where none of that is asked for."""
    at = sentence.first
    for meaning, pause, why in _WAYS:
        length = sentence.match(meaning, at)
        if not length:
            continue
        end = _end(sentence, at + length) if pause else sentence.last
        target = read_target(sentence, at + length, end)
        if pause is None and target.period is not None and not target.words:
            return Answer(Edit(target=target, skip_next=True), "It leaves out the time on that day.")
        is_meant = target.numbers or target.is_last or target.is_next or names_reminder(sentence, at)
        is_meant = is_meant or (end < sentence.last and target == Target())
        if is_meant or (pause is None and sentence.is_a(at + length - 1, "next_word") and not sentence.timed):
            target = Target() if target.is_last or target.is_next else target
            return Answer(Edit(target=target, pause=pause, skip_next=pause is None), why)
    return None


def _end(sentence: Sentence, at: int) -> int:
    """Where the "until monday" or "for a week" of a pause starts; a pause lasts until it is taken back all the same."""
    for place in range(at, sentence.last - 1):
        if (sentence.is_a(place, "until") or sentence.is_a(place, "for_word")) and read_phrase(
            sentence.slice(place + 1, sentence.last), sentence.context
        ) is not None:
            return place
    return sentence.last
