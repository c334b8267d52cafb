"""Repeats that no single rule holds: "every day at 8:00 and 20:30", "at 7 on weekdays and at 9 on weekends"."""

from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.listed_times import list_gap
from bot.understanding.sentence import Sentence
from bot.understanding.times.phrase import Clock, TimePhrase
from bot.understanding.times.phrases.day_lists import SEVERAL_DAYS
from bot.understanding.times.times_of_day import disambiguated, is_waking_hour


def with_more_repeats(sentence: Sentence, choice: Choice) -> Choice:
    """``choice`` of a repeat, with those that stand in one list with it and those of other minutes as further ones."""
    chosen = choice.phrase
    if chosen is None or not chosen.is_repeat:
        return choice
    cuts = list(choice.cuts)
    chosen = _with_more_clocks(sentence, _with_all_weekdays(sentence, chosen), cuts)
    phrases = [chosen]
    for one in (*sentence.timed, *reversed(sentence.timed)) if choice.left else ():
        is_alike = one.phrase.is_repeat and bool(one.phrase.fields.clocks) == bool(chosen.fields.clocks)
        if not is_alike or one.last > sentence.last or (one.first, one.last) in cuts:
            continue
        gap = next((gap for first, last in cuts if (gap := list_gap(sentence, one, first, last))), None)
        if gap is not None:
            phrases.append(one.phrase)
            cuts += [(one.first, one.last), gap]
    phrases.sort(key=lambda phrase: phrase.start)
    first, *also = [piece for phrase in phrases for piece in _one_rule_each(phrase)]
    left = tuple(phrase for phrase in choice.left if phrase not in phrases)
    return Choice(first, tuple(cuts), left, tuple(also), choice.offsets)


def _with_all_weekdays(sentence: Sentence, phrase: TimePhrase) -> TimePhrase:
    """ "mon, wed and fri at 9 every week": the days of a list that came before the hour and the repeat."""
    cycle = phrase.fields.recurrence
    if cycle is None or cycle.frequency != "WEEKLY" or len(cycle.weekdays) != 1 or SEVERAL_DAYS not in phrase.rule:
        return phrase
    words = [token.word for token in sentence.tokens if phrase.start <= token.start < phrase.end]
    weekdays = tuple(sorted({(0, word.weekday) for word in words if word.weekday is not None}))
    return replace(phrase, fields=replace(phrase.fields, recurrence=replace(cycle, weekdays=weekdays)))


def _with_more_clocks(sentence: Sentence, phrase: TimePhrase, cuts: list[tuple[int, int]]) -> TimePhrase:
    """ "every day at 9 in the morning and 9 at night": each hour with its own part of the day; ``cuts`` grows."""
    more: list[Clock] = []
    for one in sentence.timed:
        fields = one.phrase.fields
        if not one.phrase.is_clock or fields.part is None or one.last > sentence.last or (one.first, one.last) in cuts:
            continue
        gap = next((gap for first, last in cuts if (gap := list_gap(sentence, one, first, last))), None)
        if gap is not None:
            more += [disambiguated(clock, fields.part) for clock in fields.clocks]
            cuts += [(one.first, one.last), gap]
    if not more:
        return phrase
    clocks = (*(disambiguated(clock, phrase.fields.part) for clock in phrase.fields.clocks), *more)
    return replace(phrase, fields=replace(phrase.fields, clocks=clocks, part=None))


def _one_rule_each(phrase: TimePhrase) -> list[TimePhrase]:
    """``phrase``, or one for each of its times where those differ in their minutes: a rule's hours share them."""
    clocks = phrase.fields.clocks
    if len({clock.minute for clock in clocks}) < 2:
        return [phrase]
    if all(clock.meridiem is not None for clock in clocks):
        clocks = tuple(sorted(clocks, key=lambda clock: (clock.meridiem, clock.hour % 12, clock.minute)))
    return [replace(phrase, fields=replace(phrase.fields, clocks=(clock,))) for clock in clocks]


def common_half(clocks: tuple[Clock, ...]) -> str | None:
    """The half of the day in which hours that climb ("6, 6:30 and 7") are all waking hours, None where neither is."""
    places = [(clock.hour % 12, clock.minute) for clock in clocks]
    if len(clocks) < 2 or any(clock.is_unambiguous for clock in clocks) or places != sorted(set(places)):
        return None
    halves = {"am": 0, "pm": 12}
    return next(
        (half for half, ahead in halves.items() if all(is_waking_hour(hour + ahead) for hour, _ in places)), None
    )
