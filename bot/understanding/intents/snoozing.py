"""Being told again later: "snooze", "snooze 10 min", "remind me again in an hour", "5 more minutes"."""

from bot.understanding.command import Snooze, Target
from bot.understanding.sentence import Sentence, Timed
from bot.understanding.times import resolve

from .answer import Answer
from .targets import content_words, read_numbers

EXAMPLES = ("snooze 10 min", "snooze until 5", "remind me again in 10 minutes", "later")

_FEWEST_MINUTES = 5  # "snooze 10" is ten minutes, "snooze 2" is reminder 2


def read_snoozing(sentence: Sentence) -> Answer | None:
    """A reminder to come again later, None where that is not asked for."""
    at = sentence.first
    length = sentence.match("snooze", at)
    if not length:
        return _read_more_time(sentence)
    at += length
    timed = next((one for one in sentence.timed if one.last >= sentence.last and one.first >= at - 1), None)
    end = timed.first if timed else sentence.last
    is_until = at > sentence.first and sentence.is_a(at - 1, "until")
    bare = None if is_until else read_numbers(sentence, at, sentence.last)
    if bare is not None and len(bare.numbers) == 1 and bare.numbers[0] >= _FEWEST_MINUTES:
        return Answer(
            Snooze(target=Target(is_last=True), delay_seconds=60 * bare.numbers[0]), "It asks for that many minutes."
        )
    if bare is not None:
        return Answer(Snooze(target=bare), "It asks to be told again later.")
    target = read_numbers(sentence, at, end) or Target(is_last=True)
    if content_words(sentence, at, end) and not target.numbers:
        return None
    return _snoozed(sentence, target, timed)


def _read_more_time(sentence: Sentence) -> Answer | None:
    """ "5 more minutes", "10 min more": a length of time and nothing else, and a word that asks for more."""
    if sentence.book.classes["more"].isdisjoint(sentence.words):
        return None
    timed = sentence.timed_from(sentence.first + sentence.match("more_wanted", sentence.first))
    if timed is None or not timed.phrase.is_delay or timed.last < sentence.last:
        return None
    return _snoozed(sentence, Target(is_last=True), timed)


def _snoozed(sentence: Sentence, target: Target, timed: Timed | None) -> Answer:
    why = "It asks to be told again later."
    if timed is None:
        return Answer(Snooze(target=target), why)
    if timed.phrase.is_delay:
        return Answer(Snooze(target=target, delay_seconds=timed.phrase.delay_seconds), why)
    return Answer(Snooze(target=target, moment=resolve(timed.phrase, sentence.context).moment), why)
