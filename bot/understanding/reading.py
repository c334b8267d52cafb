"""The way in: a whole text becomes a command."""

from datetime import datetime, tzinfo

from bot.understanding.command import AskTime, Create, Reading, Task, Trace, Unknown
from bot.understanding.context import Context, Locale
from bot.understanding.explain import ascii_words, moment_words
from bot.understanding.intents.order import readers_for
from bot.understanding.intents.time_alone import not_understood
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.foreign_dates import has_foreign_day, read_foreign_date

# one of each kind that loads something of its own
WARMING = (
    *("every monday at 9", "on christmas", "on diwali", "at 3pm Lisbon time"),
    *("3 f\u00e9vrier \u00e0 17h", "3 enero 17:00", "3 m\u00e4rz 17:00", "3 gennaio 17:00", "3 janeiro 17:00"),
)


def read(text: str, *, now: datetime, zone: tzinfo, locale: Locale = Locale()) -> Reading:  # noqa: B008 - frozen
    """What ``text`` asks for, said at ``now`` (aware) by a person in ``zone``. Never raises, whatever the text."""
    return read_in(text, Context(now, zone, locale))


def warm(now: datetime, zone: tzinfo) -> None:
    """Load what is loaded at first use (word tables, holidays, zones, dateparser), so that no person waits for it."""
    for time in WARMING:
        read(f"remind me to stretch {time}", now=now, zone=zone)


def read_in(text: str, context: Context) -> Reading:
    """As ``read``, with all that a reading depends on in one value."""
    sentence = make_sentence(text, context)
    if not sentence.tokens:
        return Reading(Unknown(), "There are no words in it.")
    if has_foreign_day(sentence.words) and has_foreign_day(_unread_words(sentence)):
        answer = _foreign(text, context)
        if answer is not None:
            return answer
    for read_intent in readers_for(sentence):
        answer = read_intent(sentence)
        if answer is not None:
            return answer
    return not_understood(sentence)


def _unread_words(sentence: Sentence) -> tuple[str, ...]:
    """The words, those left out that the grammar has read as a time ("cinco de mayo", "mardi gras")."""
    read_already = {at for one in sentence.timed for at in range(one.first, one.last)}
    return tuple(word for at, word in enumerate(sentence.words) if at not in read_already)


def _foreign(text: str, context: Context) -> Reading | None:
    """A reminder whose date is in another language: without the date it would ask for a time."""
    found = read_foreign_date(text, context)
    if found is None:
        return None
    phrase, rest, moment = found
    asked = read_in(rest, context).command
    if not isinstance(asked, AskTime) or asked.problem != "none":
        return None
    trace = Trace(words=phrase, rule="dateparser", known=("date", "clock") if moment.has_clock else ("date",))
    why = f'"{ascii_words(phrase)}" = {moment_words(moment.at, context.locale.clock_hours)}'
    return Reading(Create(tasks=(Task(message=asked.message, moment=moment),)), why, (trace,))
