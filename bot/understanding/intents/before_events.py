"""Reminders counted back from an event whose time is not said: "2 hours before my flight"."""

from bot.understanding.command import AskTime
from bot.understanding.message import cut
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.phrase import TimePhrase

DAY_SECONDS = 86_400
DAYS_OF_MONTH = 30


def ask_for_event(sentence: Sentence, offsets: tuple[TimeMention, ...], cuts: tuple[tuple[int, int], ...]) -> AskTime:
    """The question for the time of the event that the lengths ``offsets`` are counted back from."""
    first, behind = _length_start(sentence, offsets[0]), _before_end(sentence, offsets[-1])
    whole = cut(sentence, cuts, commanded=True)
    errand = cut(sentence, (*cuts, (first, sentence.last)), commanded=True)
    end = sentence.last
    while end > behind and not sentence.words[end - 1][-1:].isalnum():
        end -= 1
    is_spoken_of = any(sentence.is_a(at, kind) for at in (behind - 1, behind) for kind in ("its", "last"))
    if behind >= end or is_spoken_of:  # "the event on sunday 6 hours before it starts"
        event = text = errand
    else:
        split = end if errand else _errand_behind(sentence, behind, end)
        event = sentence.slice(behind, split)
        text = whole if errand else event if split == end else f"{event}: {sentence.slice(split + 1, end)}"
    if not event or sentence.is_a(behind, "preposition"):
        return AskTime(message=whole, problem="unclear")  # "classes start an hour early on friday"
    leads = tuple(_lead_seconds(one.phrase) for one in offsets)
    message = whole if all(one.phrase.is_delay for one in offsets) else text
    return AskTime(message=message, problem="event", part=event, leads=leads, text=text)


def unresolved_offsets(sentence: Sentence, phrase: TimePhrase) -> tuple[TimeMention, ...]:
    """ "a week before", "on sunday 6 hours before": a phrase that is counted back from what is not said."""
    is_offset = phrase.fields.shift is not None and phrase.fields.part is None
    return tuple(one for one in sentence.timed if one.phrase.start == phrase.start) if is_offset else ()


def _lead_seconds(phrase: TimePhrase) -> int:
    """How long before the event: the length, or the shift of "a week before"."""
    shift = phrase.fields.shift
    if shift is None:
        return phrase.delay_seconds or 0
    return -(shift.seconds + DAY_SECONDS * (shift.days + DAYS_OF_MONTH * shift.months))


def _length_start(sentence: Sentence, offset: TimeMention) -> int:
    """Where the length starts: at the 6 of "on sunday 6 hours before"."""
    if offset.phrase.fields.day is None:
        return offset.first
    places = range(offset.first + 1, offset.last)
    return next((at for at in places if sentence.tokens[at].word.number is not None), offset.first)


def _before_end(sentence: Sentence, offset: TimeMention) -> int:
    """Where the "before" behind a length ends."""
    return offset.last + sentence.match("before_event", offset.last)


def _errand_behind(sentence: Sentence, first: int, end: int) -> int:
    """Where the "to" of "Brad's birthday | to get a present" stands, ``end`` without one; not that of "time to go"."""
    owners = tuple(sentence.book.classes["possessive_ending"])
    is_definite = sentence.is_a(first, "determiner") or sentence.words[first].endswith(owners)
    places = range(first + 2, end - 1) if is_definite else ()
    return next((at for at in places if sentence.is_a(at, "to_word")), end)
