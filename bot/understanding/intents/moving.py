"""Where a person is: "I'm in Denver", "timezone EST", "it's 4:10pm here", "I'm in Tokyo till sunday"."""

from bot.understanding.command import Moment, SetTimezone
from bot.understanding.languages.base import load_language
from bot.understanding.sentence import Sentence
from bot.understanding.times import resolve
from bot.understanding.zones import find_zone
from bot.understanding.zones_by_clock import zone_with_clock

from .answer import Answer

EXAMPLES = (
    "I'm in Denver",
    "timezone EST",
    "set my timezone to Europe/Berlin",
    "it's 8:45am here",
    "I'm in Tokyo till sunday",
)
_MOST_WORDS = 4


def read_moving(sentence: Sentence) -> Answer | None:
    """A new time zone, None where the text names none."""
    at = sentence.first
    if length := sentence.match("timezone", at):
        words = sentence.slice(sentence.skip_marks(at + length), sentence.last)
        return _settled(_zone(words, sentence), words, None) if words else None
    if length := sentence.match("live_in", at):
        return _read_place(sentence, at + length)
    return _read_clock(sentence)


def read_bare_zone(sentence: Sentence) -> Answer | None:
    """ "EST", "Europe/Berlin", "Denver": a zone or a city, written as a name, and nothing else."""
    words = sentence.slice(sentence.first, sentence.last)
    if not words[:1].isupper() or sentence.timed or len(words.split()) > 3:
        return None
    zone = _zone(words, sentence)
    return _settled(zone, words, None) if zone else None


def _zone(words: str, sentence: Sentence) -> str | None:
    return find_zone(words, load_language(sentence.context.locale.language))


def _settled(zone: str | None, words: str, until: Moment | None) -> Answer:
    why = f"The time zone is {zone}." if zone else "It names a place that I do not know."
    return Answer(SetTimezone(timezone=zone, words=words, until=until), why)


def _read_place(sentence: Sentence, at: int) -> Answer | None:
    end, until = sentence.last, None
    for one in sentence.timed:
        if one.last >= sentence.last and one.first > at:
            end, until = one.first, resolve(one.phrase, sentence.context).moment
    while end > at and sentence.is_a(end - 1, "place_end"):
        end -= 1
    words = sentence.slice(at, end)
    if not words or len(words.split()) > _MOST_WORDS:
        return None
    zone = _zone(words, sentence)
    if zone is None and not (words[0].isupper() and words.replace(" ", "").isalpha()):
        return None
    return _settled(zone, words, until)


def _read_clock(sentence: Sentence) -> Answer | None:
    """ "it's 4:10pm here": the zone whose clocks show that now."""
    at = sentence.first
    length = sentence.match("clock_here", at)
    timed = sentence.timed_from(at + length) if length else None
    if timed is None or not timed.phrase.is_clock:
        return None
    here = sentence.match("here", timed.last)
    says_mine = any(sentence.is_a(place, "own_clock") for place in range(at, at + length))
    if timed.last + here < sentence.last or not (here or says_mine):
        return None
    clock = timed.phrase.parts.clocks[0]
    words = sentence.slice(timed.first, timed.last)
    return _settled(zone_with_clock(clock, sentence.context), words, None)
