"""What is put off, and what is made to repeat: "put off the dishes until sunday", "have 2 repeat every monday"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.targets import names_reminder, read_target, spoken_of
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

EXAMPLES = ("don't repeat it",)


def _until(sentence: Sentence, at: int) -> TimeMention | None:
    """The time behind an "until" or "by", which ends the text."""
    for place in range(at, sentence.last - 1):
        if sentence.is_a(place, "put_until"):
            phrase = read_phrase(sentence.slice(place + 1, sentence.last), sentence.context)
            if phrase is not None:
                return TimeMention(phrase, place, sentence.last)
    return None


def _moved(sentence: Sentence, target: Target, timed: TimeMention) -> Reading | None:
    resolved = resolve(timed.phrase, sentence.context)
    if resolved.moment is None:
        return None
    return Reading(Edit(target=target, moment=resolved.moment), "It puts a reminder off.")


def read_repeating_no_more(sentence: Sentence) -> Reading | None:
    """ "don't repeat it", "stop repeating 3", "just once", "make 2 a one time thing"."""
    first, last = sentence.first, sentence.last
    end = next((at for at in range(first, last) if sentence.match("just_once", at) == last - at), last)
    if length := sentence.match("no_repeat", first):
        start = first + length
    elif end < last:
        is_verb = sentence.is_a(first, "making_repeat") or sentence.is_a(first, "doing")
        start = first + (is_verb and first < end)
    else:
        return None
    end -= end - 1 > start and sentence.is_a(end - 1, "to_word")  # "change 2 to | a one off"
    target = read_target(sentence, start, end) if start < end else Target(is_last=True)
    is_one = target.is_last or bool(target.numbers) or sentence.is_a(end - 1, "one_of_them")
    if not is_one and not (target.words and names_reminder(sentence, start, end)):
        return None
    return Reading(Edit(target=spoken_of(target), is_once=True), "It makes a reminder come once.")


def _repeated(sentence: Sentence, target: Target, first: int, last: int) -> Reading | None:
    """``target`` as the repeat that the words from ``first`` to ``last`` are from end to end."""
    phrase = read_phrase(sentence.slice(first, last), sentence.context)
    if phrase is None or not phrase.is_repeat:
        return None
    repeat = resolve(phrase, sentence.context).repeat
    return Reading(Edit(target=target, repeat=repeat), "It makes a reminder repeat.") if repeat is not None else None
