"""The way in: a whole text becomes a command."""

from datetime import datetime, tzinfo

from .command import Context, Locale, Reading, Unknown
from .explain import ascii_words, moment_words
from .intents.answer import Answer
from .intents.order import ORDER
from .sentence import Sentence, make_sentence
from .times import resolve


def read(text: str, *, now: datetime, zone: tzinfo, locale: Locale = Locale()) -> Reading:  # noqa: B008 - frozen
    """What ``text`` asks for, said at ``now`` (aware) by a person in ``zone``. Never raises, whatever the text."""
    return read_in(text, Context(now=now, zone=zone, locale=locale))


def read_in(text: str, context: Context) -> Reading:
    """As ``read``, with all that a reading depends on in one value."""
    sentence = make_sentence(text, context)
    if not sentence.tokens:
        return Reading(command=Unknown(), why="There are no words in it.")
    for reader in ORDER:
        answer = reader(sentence)
        if answer is not None:
            return Reading(command=answer.command, why=answer.why, traces=answer.traces)
    answer = _time_alone(sentence)
    return Reading(command=answer.command, why=answer.why, traces=answer.traces)


def _time_alone(sentence: Sentence) -> Answer:
    """A text that is only a time carries its moment; anything else is not understood."""
    for one in sentence.timed:
        if one.first == sentence.first and one.last >= sentence.last:
            moment = resolve(one.phrase, sentence.context).moment
            if moment is not None:
                words = ascii_words(sentence.text)
                return Answer(Unknown(moment=moment), f'"{words}" = {moment_words(moment.at)}, but says not of what.')
    return Answer(Unknown(), "It is neither a reminder nor anything else I know.")
