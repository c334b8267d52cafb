"""What a text that is not understood most likely wants done to the reminder that it speaks of.

Nothing is changed on such a reading: the reply names what would be done and asks for an OK.
"""

from bot.understanding.command import Cancel, Done, Edit, Period, Target
from bot.understanding.context import Context
from bot.understanding.intents.targets import period_of_phrase
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.languages.en import gist_words as said
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence
from bot.understanding.times.merge import merge
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve

_REMOVING = tuple(phrase.strip().split() for phrase in " ".join(said.REMOVING.split()).split("|"))
_CHANGING = tuple(phrase.strip().split() for phrase in " ".join(said.CHANGING.split()).split("|"))
_MOST_WORDS = 40
_MOST_BETWEEN = 2  # "not at 5", "instead of 5"


def read_gist(text: str, context: Context) -> Cancel | Edit | Done | None:
    """The change that ``text`` speaks of, to be made to whatever it names; None where it tells of none."""
    sentence = make_sentence(text, context)
    words = [word for word in sentence.words if word[:1].isalnum()]
    if not 1 < len(words) <= _MOST_WORDS or sentence.words[sentence.first] in said.ASKING:
        return None
    if "REMIND" in find_mentions(sentence).present and not _removes(words):
        return None  # "remind me to tell bob at 5" is about something new
    phrase = _said_time(sentence)
    if phrase is None and _is_done(find_mentions(sentence)):
        return Done(target=Target())
    if _removes(words):
        period = _period(sentence, phrase) if phrase is not None else None
        return Cancel(target=Target(period=period)) if period is not None else Cancel(target=Target())
    if phrase is None or phrase.is_delay:
        return None
    phrase = with_all_weekdays(phrase, text[phrase.start : phrase.end], context)
    resolved = resolve(phrase, context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    return Edit(target=Target(), moment=resolved.moment, repeat=resolved.repeat)


def _is_done(mentions: Mentions) -> bool:
    """ "report card is signed", "mom called": that something is seen to, without a no."""
    is_seen_to = any("SEE_TO+ED" in labels for labels in mentions.labels[1:])
    return is_seen_to and "NEG" not in mentions.present and "MODAL" not in mentions.present


def speaks_of_series(message: str) -> bool:
    """Whether words such as "the heart pill" speak of what is known rather than name something new."""
    return message.casefold().startswith(said.DEFINITE)


def says_from_now(text: str) -> bool:
    """Whether a length of time counts from now: "in 1 hour"."""
    return not said.FROM_NOW.isdisjoint(text.casefold().split())


def _removes(words: list[str]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for phrase in _REMOVING for at in range(len(words)))


def _period(sentence: Sentence, phrase: TimePhrase) -> Period | None:
    """The day or days that a text speaks of, of which a series is left out."""
    if phrase.is_repeat or phrase.is_delay or phrase.fields.clocks:
        return None
    return period_of_phrase(sentence, phrase, sentence.text[phrase.start : phrase.end])


def asks_how(text: str) -> bool:
    """Whether ``text`` asks how something is done rather than to do it: "how I can delete the dentist?"."""
    return text.casefold().lstrip().startswith(said.HOW)


def is_surely_changed(text: str, context: Context) -> bool:
    """Whether ``text`` says in so many words that something is at another time than before."""
    words = [word for word in make_sentence(text, context).words if word[:1].isalnum()]
    return any(words[at : at + len(phrase)] == phrase for phrase in _CHANGING for at in range(len(words)))


def _said_time(sentence: Sentence) -> TimePhrase | None:
    """The one time that the text names, without one that it denies; None for several that do not go together."""
    whole: TimePhrase | None = None
    for one in sentence.timed:
        before = sentence.words[max(0, one.first - _MOST_BETWEEN) : one.first]
        if one.phrase.is_latent or not said.DENYING.isdisjoint(before):
            continue
        joined = one.phrase if whole is None else merge(whole, one.phrase)
        if joined is None:
            return None
        whole = joined
    return whole
