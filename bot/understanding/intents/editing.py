"""Changing a reminder: "move 2 to friday 6pm", "push 2 by an hour", "no, 9", "pause 2", "skip next"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.new_times import DAY_SECONDS, changed, days_moved, read_new_time, shifted
from bot.understanding.scoring import read_of_kind
from bot.understanding.sentence import Sentence, TimeMention

EXAMPLES = (
    "move 2 to friday 6pm",
    "push 2 by an hour",
    "change 2 to buy oat milk",
    "make 2 every week",
    "no, 9",
    "make it friday",
    "I meant next week",
    "pause 2",
    "pause 2 until monday",
    "resume 2",
    "skip the next standup reminder",
    "move my dentist reminder to 5",
)

_MOST_TARGET_WORDS = 4


def read_editing(sentence: Sentence) -> Reading | None:
    """A change to a reminder that is there, None where none is asked for."""
    return read_instead(sentence) or read_of_kind(sentence, Edit)


def read_instead(sentence: Sentence) -> Reading | None:
    """ "no, 9", "I meant next week", "make it friday": a time for the reminder spoken of last."""
    at, end, corrections = sentence.first, sentence.last, 0
    while length := sentence.match("instead", at):
        at = sentence.skip_marks(at + length - _takes_hour(sentence, at, length))
        corrections += 1
    if corrections:
        at += sentence.match("it_is", at)
    if sentence.is_a(end - 1, "instead_end") and end - 1 > at:
        end -= 1
        corrections += 1
    better = next((place for place in range(at + 1, end) if sentence.match("is_better", place) == end - place), end)
    corrections += better < end
    end = better
    while corrections and end - 1 > at and sentence.is_a(end - 1, "then_word"):
        end -= 1
    reminded = at + sentence.match("remind", at)
    if corrections and (days := days_moved(sentence, reminded, end)):
        return shifted(Target(), abs(days) * DAY_SECONDS, earlier=days < 0)
    at, end, is_only = _without_only(sentence, at, end)
    if not (corrections or is_only) or at >= end:
        return None
    denied = next((place for place in range(at, end) if _denies(sentence, place)), None)
    if denied is not None and denied > at:
        end = denied  # "6 not 5"
    phrase = read_new_time(sentence, at, end)
    if phrase is None or not (corrections or phrase.is_repeat):
        return None
    return changed(sentence, Target(), TimeMention(phrase, at, end), shift=False, words=sentence.slice(at, end))


def _takes_hour(sentence: Sentence, at: int, length: int) -> bool:
    """Whether the last of ``length`` words is the hour of a time that goes on: "make it one" before "fifteen"."""
    time = sentence.timed_from(at + length - 1)
    if length < 2 or time is None or time.last <= at + length:
        return False
    return time.phrase.fields.recurrence is None and any(clock.minute for clock in time.phrase.fields.clocks)


def _without_only(sentence: Sentence, at: int, end: int) -> tuple[int, int, bool]:
    """Without the "only" of "weekdays only" and "only on weekdays"; True where there is one."""
    first, last = at, end
    at += sentence.is_a(at, "only_word")
    end -= end - 1 > at and sentence.is_a(end - 1, "only_word")
    return at, end, (at, end) != (first, last)


def _denies(sentence: Sentence, at: int) -> bool:
    """True for the "not" of "6 not 5" and the "instead" of "6 instead of 5"."""
    is_instead = sentence.is_a(at, "instead_end") and sentence.is_a(at + 1, "of_word")
    return is_instead or sentence.is_a(at, "not_word")
