"""Where a person is: "I'm in Denver", "timezone EST", "it's 4:10pm here", "I'm in Tokyo till sunday"."""

from dataclasses import replace

from bot.understanding.command import Moment, Reading, SetTimezone
from bot.understanding.context import Context
from bot.understanding.languages.base import Language, load_language
from bot.understanding.sentence import Sentence
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve, zone_of
from bot.understanding.times.zone_names import find_zone
from bot.understanding.times.zones_by_clock import zone_with_clock

EXAMPLES = (
    "I'm in Denver",
    "timezone EST",
    "set my timezone to Europe/Berlin",
    "it's 8:45am here",
    "I'm in Tokyo till sunday",
)
_MOST_WORDS = 4
_FEWEST_NAME_WORDS = 2  # "eastern time"
_NOW_SECONDS = 1  # "now" and "right now" end no trip
_MOST_PLACE_WORDS = 8  # "Salt Lake City , Utah , United States"
_LONGEST_DAY_SECONDS = 25 * 3600  # when clocks go back


def read_moving(sentence: Sentence) -> Reading | None:
    """A new time zone, None where the text names none."""
    at = sentence.first
    if length := sentence.match("timezone", at):
        words = sentence.slice(sentence.skip_marks(at + length), sentence.last)
        return _settled(_zone(words, sentence), words, None) if words else None
    if length := sentence.match("live_in", at):
        return _read_place(sentence, at + length)
    if sentence.is_a(at, "place_in"):
        is_now = sentence.is_a(sentence.last - 1, "place_end")
        there = _read_place(sentence, at + 1) if is_now else None  # "in sydney now"
        return there if there is not None and _is_known(there) else None
    if length := sentence.match("keeping_time", at):
        return _read_named_time(sentence, at + length) or _read_clock(sentence)
    return _read_clock(sentence)


def _is_known(answer: Reading) -> bool:
    return isinstance(answer.command, SetTimezone) and answer.command.timezone is not None


def _read_named_time(sentence: Sentence, at: int) -> Reading | None:
    """ "use eastern time", "i'm on pacific time now": a zone by the name of its time."""
    end = sentence.last
    while end > at and sentence.is_a(end - 1, "place_end"):
        end -= 1
    if end - at < _FEWEST_NAME_WORDS or not sentence.is_a(end - 1, "time_word"):
        return None
    words = sentence.slice(at, end)
    zone = _zone(words, sentence) or _zone(sentence.slice(at, end - 1), sentence)
    return _settled(zone, words, None) if zone else None


def read_bare_zone(sentence: Sentence) -> Reading | None:
    """ "EST", "Europe/Berlin", "Denver": a zone or a city, written as a name, and nothing else."""
    words = sentence.slice(sentence.first, sentence.last)
    if not words[:1].isupper() or sentence.timed or len(words.split()) > 3:
        return None
    zone = _zone(words, sentence)
    if zone is None:
        return None
    return Reading(SetTimezone(timezone=zone, words=words, is_bare=True), f"The time zone is {zone}.")


def _zone(words: str, sentence: Sentence) -> str | None:
    language = load_language(sentence.context.locale.language)
    return find_zone(words, language) or _zone_of_region(words, sentence, language)


def _zone_of_region(words: str, sentence: Sentence, language: Language) -> str | None:
    """ "Portland, Maine" and "Springfield Illinois" are where the region is, "Sydney Australia" where the city is."""
    parts = words.replace(",", " , ").split()
    for at in range(1, len(parts) if len(parts) <= _MOST_PLACE_WORDS else 0):
        city, region = " ".join(parts[:at]).rstrip(" ,"), " ".join(parts[at:]).lstrip(" ,")
        of_city, of_region = find_zone(city, language), find_zone(region, language)
        is_wide = region.lower() in sentence.book.classes["wide_country"]
        if of_region is not None and (of_city is not None or city[:1].isupper()):
            return of_region
        if of_city is not None and (is_wide or parts[at] == ","):
            return of_city
    return None


def _settled(zone: str | None, words: str, until: Moment | None) -> Reading:
    why = f"The time zone is {zone}." if zone else "It names a place that I do not know."
    return Reading(SetTimezone(timezone=zone, words=words, until=until), why)


def _read_place(sentence: Sentence, at: int) -> Reading | None:
    end, phrase, is_until = sentence.last, None, False
    for one in sentence.timed:
        if one.last >= sentence.last and one.first > at and one.phrase.delay_seconds != _NOW_SECONDS:
            end, phrase = one.first, one.phrase
            is_until = sentence.is_a(end, "trip_until") or sentence.is_a(end - 1, "trip_until")
    while end > at and sentence.is_a(end - 1, "place_end"):
        end -= 1
    if phrase is not None and not is_until and _is_arrival(sentence, phrase):
        phrase = None
    words = sentence.slice(at, end)
    if not words or len(words.split()) > _MOST_WORDS:
        return None
    zone = _zone(words, sentence)
    if zone is None and not (words[0].isupper() and words.replace(" ", "").isalpha()):
        return None
    until = None
    if phrase is not None:
        until = _end(phrase, _seen_from(zone, sentence.context), is_until=is_until)
        if until is None and not is_until:
            return None  # "I'm in London next week": not yet
    return _settled(zone, words, until)


def _is_arrival(sentence: Sentence, phrase: TimePhrase) -> bool:
    """True for "landed in denver today", which says when the stay began."""
    places = range(sentence.first, min(sentence.last, sentence.first + _MOST_WORDS))
    return phrase.is_period and any(sentence.is_a(place, "arriving") for place in places)


def _seen_from(zone: str | None, context: Context) -> Context:
    """The same moment where ``zone`` is: a trip's days are those of the place."""
    return replace(context, zone=zone_of(zone) or context.zone)


def _end(phrase: TimePhrase, there: Context, *, is_until: bool) -> Moment | None:
    """The end of a trip: a moment as it is said, of days the end of the last one. None for what is still to begin."""
    resolved = resolve(phrase, there)
    moment, period = resolved.moment, resolved.period
    if moment is None or period is None:
        return moment  # a length of time
    if moment.has_clock:
        return moment if is_until else None
    is_one_day = (period.end - period.start).total_seconds() <= _LONGEST_DAY_SECONDS
    if not is_until and period.start > there.now:
        return None
    return replace(moment, at=period.end if is_one_day or not is_until else period.start)


def _read_clock(sentence: Sentence) -> Reading | None:
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
    clock = timed.phrase.fields.clocks[0]
    words = sentence.slice(timed.first, timed.last)
    return _settled(zone_with_clock(clock, sentence.context), words, None)
