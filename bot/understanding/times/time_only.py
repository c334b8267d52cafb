"""A text that is a time and nothing else ("friday noon", "in 2 hours"): its moment, or what is wrong with it."""

from dataclasses import dataclass

from bot.understanding.command import Moment
from bot.understanding.context import Context
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.foreign_dates import has_foreign_day, read_foreign_date
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve

_SIGNS = " \t\n.,;:!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAlone:
    """``moment`` is set unless ``problem`` is: "unclear", "past", "too_far" or "repeat".

    ``part`` is what is at fault, in the words of the text.
    """

    moment: Moment | None = None
    problem: str = ""
    part: str = ""


def read_time(text: str, context: Context) -> TimeAlone:
    """The moment that ``text`` names from end to end, courtesy aside. Never raises, whatever the text."""
    sentence = make_sentence(text, context)
    phrase = read_phrase(text, context) or _all_of(sentence)
    if phrase is None:
        moment = _foreign(text, context, sentence)
        return TimeAlone(moment=moment) if moment else TimeAlone(problem="unclear", part=_left_over(text, sentence))
    resolved = resolve(phrase, context)
    if resolved.moment is not None:
        return TimeAlone(moment=resolved.moment)
    return TimeAlone(problem=resolved.problem or "repeat", part=text.strip())


def _all_of(sentence: Sentence) -> TimePhrase | None:
    """The one phrase that takes all words but the courtesy."""
    whole = (one.phrase for one in sentence.timed if one.first <= sentence.first and one.last >= sentence.last)
    return next(whole, None)


def _foreign(text: str, context: Context, sentence: Sentence) -> Moment | None:
    found = read_foreign_date(text, context) if has_foreign_day(sentence.words) else None
    if found is None:
        return None
    _, rest, moment = found
    return None if rest.strip(_SIGNS) else moment


def _left_over(text: str, sentence: Sentence) -> str:
    """The words that belong to no time: those before the first or else after the last one; all where there is none."""
    if not sentence.timed:
        return text.strip()
    first, last = sentence.timed[0].phrase, sentence.timed[-1].phrase
    before, after = text[: first.start].strip(_SIGNS), text[last.end :].strip(_SIGNS)
    return before or after or text.strip()
