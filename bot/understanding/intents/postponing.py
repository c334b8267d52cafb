"""What is put off, and what is made to repeat: "put off the dishes until sunday", "have 2 repeat every monday"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.new_times import shifted
from bot.understanding.intents.targets import names_reminder, number_of, read_target, spoken_of
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

EXAMPLES = ("put off the dishes until sunday", "turn 2 into a daily reminder", "don't repeat it")


def read_put_off(sentence: Sentence) -> Reading | None:
    """ "put off the dishes until sunday", "put the dishes off for a day"; None where nothing is put off."""
    first = sentence.first
    start = first + sentence.match("put_off", first)
    timed = _until(sentence, first + 2)
    if timed is None:
        return None
    end = timed.first
    if start == first:
        if not (sentence.is_a(first, "put_verb") and sentence.is_a(end - 1, "off")):
            return None
        start, end = first + 1, end - 1
    target = read_target(sentence, start, end)
    if target == Target():
        return None
    target = spoken_of(target)
    if timed.phrase.is_delay:
        return shifted(target, timed.phrase.delay_seconds or 0, earlier=False)
    return _moved(sentence, target, timed)


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


def read_made_repeating(sentence: Sentence) -> Reading | None:
    """ "have 2 repeat every monday", "turn 2 into a daily reminder"; None where nothing is made to repeat."""
    at = sentence.first + 1
    if not sentence.is_a(sentence.first, "making_repeat"):
        return None
    if sentence.is_a(at, "determiner") and not sentence.is_a(at, "article") and not sentence.is_a(at, "last"):
        return _read_named_repeating(sentence, at)
    while sentence.is_a(at, "number_mark") and not sentence.is_a(at, "last"):
        at += 1
    number = number_of(sentence, at)
    is_it = sentence.is_a(at, "last")
    at += 1
    start = at
    while sentence.is_a(at, "repeating_so"):
        at += 1
    end = sentence.last
    while end > at and any(sentence.is_a(end - 1, kind) for kind in ("container", "one_of_them", "stuff")):
        end -= 1
    if at == start or (number is None and not is_it):
        return None
    return _repeated(sentence, Target() if number is None else Target(numbers=(number,)), at, end)


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


def _read_named_repeating(sentence: Sentence, start: int) -> Reading | None:
    """ "have the gym one come every tuesday"."""
    for at in range(start + 1, sentence.last - 1):
        if sentence.is_a(at, "recurring_verb"):
            target = read_target(sentence, start, at)
            return _repeated(sentence, target, at + 1, sentence.last) if target.words else None
    return None


def _repeated(sentence: Sentence, target: Target, first: int, last: int) -> Reading | None:
    """``target`` as the repeat that the words from ``first`` to ``last`` are from end to end."""
    phrase = read_phrase(sentence.slice(first, last), sentence.context)
    if phrase is None or not phrase.is_repeat:
        return None
    repeat = resolve(phrase, sentence.context).repeat
    return Reading(Edit(target=target, repeat=repeat), "It makes a reminder repeat.") if repeat is not None else None
