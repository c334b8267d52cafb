"""Finds the list of heads-ups in a text: "a day before and an hour before", "the night before at 8"."""

from dataclasses import replace
from datetime import time
from operator import le

from bot.domain.heads_ups import Lead
from bot.understanding.records import positional_record
from bot.understanding.sentence import Sentence
from bot.understanding.times.duration import Duration
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import Clock

_LONGEST_TEXT = 60  # tokens; nobody asks for heads-ups in a longer one, and each token would be tried
_LONGEST_LENGTH = 8  # tokens of "an hour and thirty five minutes"
_LONGEST_CLOCK = 5  # tokens of "at 8:30 p.m."
_BEFORE_CLOCK = frozenset(("at", "@", "around", "about", "by"))
_NOON = 12
_FIRST_MORNING_HOUR = 7
_LONGEST = (1200, 36_600, 36_600 * 86_400)  # a century, in months, days and seconds


@positional_record
class HeadsUps:
    """The heads-ups of a list, and its tokens, from ``first`` to ``last`` (excluded)."""

    leads: tuple[Lead, ...]
    first: int
    last: int


def find_heads_ups(sentence: Sentence) -> HeadsUps | None:
    """The longest list of heads-ups in a text; the first of several as long."""
    # Quick: of most texts not even the first word of a phrase is in it.
    if len(sentence.tokens) > _LONGEST_TEXT or sentence.find("before_event") is None:
        return None
    best: HeadsUps | None = None
    at = sentence.first
    while at < sentence.last:
        found = _list_at(sentence, at)
        if found is not None and (best is None or len(found.leads) > len(best.leads)):
            best = found
        at = at + 1 if found is None else found.last
    return best


def _list_at(sentence: Sentence, first: int) -> HeadsUps | None:
    leads: list[Lead] = []
    open_lengths: list[Lead] = []  # "an hour and a day before": the last one says before
    at = end = first
    while at < sentence.last:
        item = _item_at(sentence, at, may_be_the_time=bool(leads))
        if item is not None:
            leads += [*open_lengths, item[0]]
            open_lengths = []
            at = end = item[1]
        elif (length := length_at(sentence, at)) is not None:
            open_lengths.append(length[0])
            at = length[1]
        else:
            break
        if (joined := _skip_joiners(sentence, at)) == at:
            break
        at = joined
    is_before = any(not lead.is_at_the_time for lead in leads)
    return HeadsUps(tuple(dict.fromkeys(leads)), first, end) if is_before else None


def _skip_joiners(sentence: Sentence, at: int) -> int:
    while at < sentence.last:
        is_once_more = sentence.is_a(at, "once_more") and length_at(sentence, at) is None  # "one", but not "one hour"
        if not (is_once_more or sentence.words[at] in (",", "/") or sentence.is_a(at, "joiner")):
            break
        at += 1
    return at


def _item_at(sentence: Sentence, at: int, *, may_be_the_time: bool) -> tuple[Lead, int] | None:
    """One heads-up, and the token behind it."""
    if may_be_the_time and (length := sentence.match("at_the_time", at)):
        return Lead(), at + length
    is_within_time = any(one.first < at < one.last for one in sentence.timed)  # "friday at 2pm the day before"
    clock = None if is_within_time else _clock_at(sentence, at)
    if clock is not None:
        named = _named_day_at(sentence, clock[1])
        return None if named is None else (_at_clock(named[0], named[1], clock[0]), named[2])
    named = _named_day_at(sentence, at)
    if named is not None:
        lead, part, end = named
        clock = _clock_at(sentence, end)
        if clock is not None:
            return _at_clock(lead, part, clock[0]), clock[1]
        return _at_part(sentence, lead, part), end
    length_found = length_at(sentence, at)
    if length_found is None:
        return None
    lead, end = length_found
    if (before := _before_at(sentence, end)) == end:
        return None
    clock = _clock_at(sentence, before) if not lead.seconds else None
    return (lead, before) if clock is None else (_at_clock(lead, "", clock[0]), clock[1])


def _named_day_at(sentence: Sentence, at: int) -> tuple[Lead, str, int] | None:
    """ "the night before", "the morning of": the day, the part of the day named, and the token behind it."""
    if (length := sentence.match("on_the_day", at)) > 0:
        return Lead(), "day", at + length
    at += sentence.is_a(at, "determiner")
    part = sentence.word(at)
    if part not in sentence.book.classes["named_day"]:
        return None
    if sentence.is_a(at + 1, "day_of_it") and not _goes_on(sentence, at + 2):
        return Lead(), part, at + 2
    before = _before_at(sentence, at + 1)
    return None if before == at + 1 else (Lead(days=1), part, before)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a noun follows: "the morning of the exam" is the exam's, "the morning of and" is that of the list."""
    is_noun = at < sentence.last and sentence.words[at].isalpha() and not sentence.is_a(at, "joiner")
    return is_noun and sentence.word(at) not in _BEFORE_CLOCK


def _before_at(sentence: Sentence, at: int) -> int:
    """The token behind the "before" at ``at``, and behind the "it" of "before it"; ``at`` without one."""
    end = at + sentence.match("before_event", at)
    return end + (sentence.match("it_starts", end) or sentence.is_a(end, "its")) if end > at else at


def _at_part(sentence: Sentence, lead: Lead, part: str) -> Lead:
    hours = sentence.context.locale.hours
    usual = {"night": hours.night, "evening": hours.evening, "morning": hours.morning, "afternoon": hours.afternoon}
    if part not in usual:
        return lead if lead.days else replace(lead, clock=time(*hours.morning))
    return replace(lead, clock=time(*usual[part]))


def _at_clock(lead: Lead, part: str, clock: Clock) -> Lead:
    if clock.is_exact:
        return replace(lead, clock=time(clock.hour % 24, clock.minute))
    is_early = part == "morning" or (
        part not in ("night", "evening", "afternoon") and clock.hour >= _FIRST_MORNING_HOUR
    )
    meridiem = clock.meridiem or ("am" if is_early and clock.hour != _NOON else "pm")
    return replace(lead, clock=time(clock.hour % _NOON + (_NOON if meridiem == "pm" else 0), clock.minute))


def _clock_at(sentence: Sentence, at: int) -> tuple[Clock, int] | None:
    """A clock time with its "at", and the token behind it."""
    if sentence.word(at) not in _BEFORE_CLOCK:
        return None
    for end in range(min(sentence.last, at + _LONGEST_CLOCK), at + 1, -1):
        phrase = read_phrase(sentence.slice(at, end), sentence.context) if sentence.words[end - 1] != "," else None
        if phrase is not None and phrase.is_clock and len(phrase.fields.clocks) == 1 and not phrase.fields.shift:
            return phrase.fields.clocks[0], end
    return None


def length_at(sentence: Sentence, at: int) -> tuple[Lead, int] | None:
    """The longest length of time at ``at``, of days or of hours and minutes, and the token behind it."""
    word = sentence.tokens[at].word if at < sentence.last else None
    if word is None or (word.number is None and word.classes.isdisjoint(("a", "half", "couple", "few"))):
        return None
    for end in range(min(sentence.last, at + _LONGEST_LENGTH), at + 1, -1):
        if not sentence.words[end - 1][-1:].isalnum():
            continue
        phrase = read_phrase(sentence.slice(at, end), sentence.context)
        delay = phrase.fields.delay if phrase is not None and phrase.is_delay else None
        words = range(at, end)
        is_joined = any(sentence.is_a(place, "joiner") or sentence.words[place] == "," for place in words)
        is_half = any("half" in sentence.tokens[place].word.classes for place in words)
        if delay is None or (is_joined and not is_half and (delay.days or delay.months)):
            continue  # "a week and a day before" is two
        if (lead := _lead(delay)) is not None:
            return lead, end
    return None


def _lead(delay: Duration) -> Lead | None:
    """The length as a lead; None for days and hours, which are two ("a day and an hour before")."""
    is_mixed = delay.seconds and (delay.days or delay.months)
    parts = (delay.months, delay.days, delay.seconds)
    is_ahead = any(parts) and min(parts) >= 0 and all(map(le, parts, _LONGEST))
    return Lead(months=delay.months, days=delay.days, seconds=delay.seconds) if is_ahead and not is_mixed else None
