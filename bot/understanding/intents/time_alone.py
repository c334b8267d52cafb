"""A text that is a time and nothing else: "tomorrow at 5". It answers a question, or says when but not what."""

from bot.understanding.command import Reading, Unknown
from bot.understanding.explain import gsm7_words, moment_words
from bot.understanding.intents.targets import read_numbers
from bot.understanding.sentence import Sentence
from bot.understanding.times.resolve import resolve


def read_time_alone(sentence: Sentence) -> Reading | None:
    """A time from end to end carries its moment or repeat, and a number that it is too; None for anything else."""
    timed = sentence.timed[0] if sentence.timed else None
    if timed is None or timed.first > sentence.first or timed.last < sentence.last:
        return None
    found = resolve(timed.phrase, sentence.context)
    at = found.moment.at if found.moment is not None else found.repeat.first if found.repeat else None
    if at is None:
        return None
    said = moment_words(at, sentence.context.locale.clock_hours)
    why = f'"{gsm7_words(sentence.text)}" = {said}, but says not of what.'
    number = _number(sentence) if timed.phrase.is_latent else None
    return Reading(Unknown(moment=found.moment, repeat=found.repeat, number=number), why)


def not_understood(sentence: Sentence) -> Reading:
    """What nobody could read; a number may still be the answer to a question."""
    return Reading(Unknown(number=_number(sentence)), "It is neither a reminder nor anything else I know.")


def _number(sentence: Sentence) -> int | None:
    numbers = read_numbers(sentence, sentence.first, sentence.last)
    return numbers.numbers[0] if numbers is not None and len(numbers.numbers) == 1 else None
