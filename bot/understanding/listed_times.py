"""Lists of times, each of which becomes a reminder: "at 6, 8 and 10", "on monday and friday", "the 1st and 5th"."""

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import Date, Weekday
from bot.understanding.times.finder import find_times
from bot.understanding.times.phrase import TimePhrase, in_both_halves
from bot.understanding.times.phrases.day_lists import SEVERAL_DAYS
from bot.understanding.times.phrases.ranges import with_meridiem_of

_WHICH = ("next", "this", "coming")
_LONGEST_DAY = 4  # tokens of one day of a list, not counting its "next"
_LONGEST_GAP = 4  # ", and another"


def with_more_times(sentence: Sentence, choice: Choice) -> Choice:
    """Add the other times of a list that contains a chosen one: "at 6, 8 and 10", "mon at 6 and wed at 7"."""
    chosen = choice.phrase
    if chosen is None or not chosen.fields.clocks or chosen.is_repeat or chosen.fields.shift is not None:
        return choice
    if len(chosen.fields.clocks) == len(sentence.timed) == 1:
        return choice
    also = [replace(chosen, fields=replace(chosen.fields, clocks=(clock,))) for clock in chosen.fields.clocks[1:]]
    cuts = list(choice.cuts)
    for one in (*sentence.timed, *reversed(sentence.timed)):
        if not _names_clock_time(one.phrase) or one.last > sentence.last or (one.first, one.last) in cuts:
            continue
        joined = next((gap for first, last in cuts if (gap := list_gap(sentence, one, first, last))), None)
        if joined is not None:
            clocks = one.phrase.fields.clocks
            shared = one.phrase if _has_own_day(sentence, one, chosen) else chosen
            part = one.phrase.fields.part or shared.fields.part
            own = replace(shared, start=one.phrase.start, end=one.phrase.end)
            also += [replace(own, fields=replace(shared.fields, clocks=(clock,), part=part)) for clock in clocks]
            cuts += [(one.first, one.last), joined]
    left = tuple(phrase for phrase in choice.left if all(phrase.start != sentence.tokens[at].start for at, _ in cuts))
    if not also:
        return choice
    chosen, *also = _with_shared_meridiem(
        _with_shared_day(sentence, sorted([chosen, *also], key=lambda one: one.start))
    )
    return replace(choice, phrase=chosen, also=tuple(also), cuts=tuple(cuts), left=left)


def _names_clock_time(phrase: TimePhrase) -> bool:
    """True for "at 6" and "wed at 7"."""
    fields = phrase.fields
    return phrase.is_clock or (
        bool(fields.clocks) and fields.day is not None and not fields.recurrence and not fields.shift
    )


def _has_own_day(sentence: Sentence, one: TimeMention, chosen: TimePhrase) -> bool:
    """True for "wed at 7" and the 5 of "at 5 and tomorrow at 6", not for the 5 of "at 5 and 6 tomorrow"."""
    if not one.phrase.is_clock:
        return True
    return one.phrase.start < chosen.start and not _starts_with_clock(sentence, chosen)


def _starts_with_clock(sentence: Sentence, phrase: TimePhrase) -> bool:
    first, last = sentence.token_at(phrase.start), sentence.token_at(phrase.end)
    words = (sentence.tokens[at].word for at in range(first, last))
    first_word = next(
        (word for word in words if word.number is not None or word.weekday is not None or word.offset), None
    )
    return phrase.fields.day is None or (first_word is not None and first_word.number is not None)


def _with_shared_day(sentence: Sentence, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """ "at 9 am and 9 pm tomorrow", "tomorrow at 9 and at 5": the day of the last or first hour is that of all."""
    last = phrases[-1]
    is_shared = last.fields.day is not None and _starts_with_clock(sentence, last)
    if not is_shared or any(one.fields.day is not None for one in phrases[:-1]):
        for at in range(1, len(phrases)):
            day = phrases[at].fields.day or phrases[at - 1].fields.day
            phrases[at] = replace(phrases[at], fields=replace(phrases[at].fields, day=day))
        return phrases
    part = last.fields.part if last.fields.part == "night" else None  # "at 1am and 4am tonight"
    return [
        replace(one, fields=replace(one.fields, day=last.fields.day, part=one.fields.part or part)) for one in phrases
    ]


def with_more_days(sentence: Sentence, choice: Choice) -> Choice:
    """Add the other days of a list: "on monday and friday at 6", "on the 1st and the 15th"."""
    chosen = choice.phrase
    if chosen is None or chosen.fields.day is None or choice.also or chosen.is_repeat:
        return choice
    if SEVERAL_DAYS in chosen.rule:
        return replace(choice, also=tuple(_other_days(sentence, chosen)))
    kind = next((kind for kind in (Date, Weekday) if isinstance(chosen.fields.day, kind)), None)
    if not choice.left or kind is None:
        return choice
    also, cuts = [], list(choice.cuts)
    for one in (*sentence.timed, *reversed(sentence.timed)):
        if (
            not isinstance(one.phrase.fields.day, kind)
            or one.phrase.is_repeat
            or one.last > sentence.last
            or (one.first, one.last) in cuts
        ):
            continue
        joined = next((gap for first, last in cuts if (gap := list_gap(sentence, one, first, last))), None)
        if joined is not None:
            clocks = one.phrase.fields.clocks or chosen.fields.clocks
            own = replace(chosen, start=one.phrase.start, end=one.phrase.end)
            also.append(replace(own, fields=replace(chosen.fields, day=one.phrase.fields.day, clocks=clocks)))
            cuts += [(one.first, one.last), joined]
    chosen, *also = sorted(_with_shared_month([chosen, *also]), key=lambda one: one.start)
    left = tuple(phrase for phrase in choice.left if all(phrase.start != sentence.tokens[at].start for at, _ in cuts))
    return replace(choice, phrase=chosen, also=tuple(also), cuts=tuple(cuts), left=left) if also else choice


def _with_shared_month(phrases: list[TimePhrase]) -> list[TimePhrase]:
    """ "on the 12th, 13th and 14th may": the month of the last one is that of all."""
    dates = [one.fields.day for one in phrases]
    weeks = max(phrases, key=lambda one: one.start).fields.day
    if isinstance(weeks, Weekday) and weeks.weeks is not None:  # "on monday, wednesday and friday next week"
        return [
            replace(one, fields=replace(one.fields, day=replace(day, weeks=weeks.weeks)))
            if isinstance(day, Weekday) and day.weeks is None
            else one
            for one, day in zip(phrases, dates, strict=True)
        ]
    months = [day for day in dates if isinstance(day, Date) and day.month is not None]
    if len(months) != 1 or months[0] is not max(phrases, key=lambda one: one.start).fields.day:
        return phrases
    month, year = months[0].month, months[0].year
    return [
        replace(one, fields=replace(one.fields, day=replace(day, month=month, year=year)))
        if isinstance(day, Date) and day.month is None
        else one
        for one, day in zip(phrases, dates, strict=True)
    ]


def with_more_lengths(sentence: Sentence, choice: Choice) -> Choice:
    """Add the other lengths of a list: "in 5 minutes and 10 minutes", "timers for 10, 18 and 23 minutes"."""
    chosen = choice.phrase
    if chosen is None or not chosen.is_delay or choice.also or chosen.fields.delay is None:
        return choice
    cuts, also = list(choice.cuts), []
    for one in sentence.timed:
        is_other = one.phrase.is_delay and one.last <= sentence.last and (one.first, one.last) not in cuts
        gap = next((gap for first, last in cuts if is_other and (gap := list_gap(sentence, one, first, last))), None)
        if gap is not None:
            also.append(one.phrase)
            cuts += [(one.first, one.last), gap]
    first = min(first for first, _ in cuts)
    unit_seconds = _unit_seconds(sentence, chosen)
    for at, number in _numbers_before(sentence, first) if unit_seconds else ():
        delay = replace(chosen.fields.delay, months=0, days=0, seconds=number * unit_seconds)
        also.append(replace(chosen, start=sentence.tokens[at].start, fields=replace(chosen.fields, delay=delay)))
        is_led = sentence.is_a(at - 1, "place_in") or sentence.is_a(at - 1, "for_word")
        cuts.append((at - is_led, first))  # "in 15, 30 and 45 minutes"
    if not also:
        return choice
    phrases = sorted([chosen, *also], key=lambda one: one.start)
    left = tuple(
        one for one in choice.left if one not in also and all(at > first for at in [sentence.token_at(one.start)])
    )
    return replace(choice, phrase=phrases[0], also=tuple(phrases[1:]), cuts=tuple(cuts), left=left)


def _unit_seconds(sentence: Sentence, phrase: TimePhrase) -> int:
    """The seconds of the unit that a length names with one number; 0 for others."""
    first, last = sentence.token_at(phrase.start), sentence.token_at(phrase.end)
    numbers = [number for at in range(first, last) if (number := sentence.tokens[at].word.number)]
    seconds = phrase.delay_seconds or 0
    return seconds // numbers[0] if len(numbers) == 1 and seconds % numbers[0] == 0 else 0


def _numbers_before(sentence: Sentence, at: int) -> Iterator[tuple[int, int]]:
    """The bare numbers of a list that ends before token ``at``, with their tokens: "10, 18 and"."""
    joiners = sentence.book.classes["joiner"]
    while at - 2 >= sentence.first and (sentence.words[at - 1] in joiners or sentence.words[at - 1] == ","):
        at -= 1
        at -= sentence.words[at - 1] == ","
        number = sentence.tokens[at - 1].word.number
        if number is None:
            return
        at -= 1
        yield at, number


def _other_days(sentence: Sentence, chosen: TimePhrase) -> Iterator[TimePhrase]:
    """The phrase once more for each later day of a list, with everything that applies to the whole list."""
    is_first = True
    for start, end in chosen.spans or ((chosen.start, chosen.end),):
        last = sentence.token_at(end)
        for at in range(sentence.token_at(start), last):
            word = sentence.tokens[at].word
            if word.weekday is None and word.offset is None:
                continue
            if not is_first:
                which = not sentence.tokens[at - 1].word.classes.isdisjoint(_WHICH)
                found = find_times(sentence.tokens[at - which : min(last, at + _LONGEST_DAY)], sentence.context)
                if found and found[0].fields.day is not None:
                    yield replace(chosen, fields=replace(chosen.fields, day=found[0].fields.day))
            is_first = False


def _with_shared_meridiem(phrases: list[TimePhrase]) -> list[TimePhrase]:
    """Apply a single am or pm to all times: "at 6, 6:15 and 6:30 am". "At 8 and 8" is both."""
    clocks = [phrase.fields.clocks[0] for phrase in phrases]
    if len({phrase.fields.day for phrase in phrases}) == 1:  # not "tonight at 8 and tomorrow at 8"
        clocks = list(in_both_halves(clocks))
    named = [clock for clock in clocks if clock.meridiem is not None]
    with_meridiem = clocks if len(named) != 1 else [with_meridiem_of(clock, named[0]) for clock in clocks]
    return [
        replace(phrase, fields=replace(phrase.fields, clocks=(clock,)))
        for phrase, clock in zip(phrases, with_meridiem, strict=True)
    ]


def list_gap(sentence: Sentence, one: TimeMention, first: int, last: int) -> tuple[int, int] | None:
    """The token span of the commas and "and" between two times of one list; None if they are not in one list."""
    start, end = (last, one.first) if last <= one.first else (one.last, first)
    between = sentence.words[start:end]
    joiners = sentence.book.classes["joiner"]
    others = sentence.book.classes["other_one"]
    if not between and one.phrase.is_clock and _is_surely_clock(sentence, one):
        return (start, end)  # "at 1 pm 4 pm and 7 pm", "at 5 5:30 and 6"
    is_list = 0 < len(between) < _LONGEST_GAP and (between[0] == "," or between[0] in joiners)
    is_list = is_list and all(word == "," or word in joiners or word in others for word in between)
    return (start, end) if is_list else None


def _is_surely_clock(sentence: Sentence, one: TimeMention) -> bool:
    has_minutes = ":" in sentence.words[one.first : one.last]
    return has_minutes or all(clock.is_unambiguous for clock in one.phrase.fields.clocks)
