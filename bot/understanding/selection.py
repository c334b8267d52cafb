"""Which of the time phrases in a text say when to remind, and which belong to the message.

A phrase counts by where it stands: right behind the command, at the end of a clause, in the middle, or before a noun
that it describes ("the 7pm show"), which is the person's own business unless nothing else says when.
"""

import itertools
from dataclasses import replace
from operator import itemgetter

from bot.understanding.choice import Choice
from bot.understanding.listed_repeats import with_more_repeats
from bot.understanding.listed_times import with_more_days, with_more_lengths, with_more_times
from bot.understanding.own_times import (
    is_behind_day,
    is_in_noun,
    is_led,
    is_military,
    is_of_inner_alarm,
    is_of_message,
    is_owner,
    is_weak_lead_clear,
    lasts,
)
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.standing import CLAUSE_ENDS, Standing, standing_of
from bot.understanding.times.days import Date, FromToday, Month, Weekday
from bot.understanding.times.derived_days import Holiday
from bot.understanding.times.merge import merge
from bot.understanding.times.phrase import HOURS_BY_NAME, TimePhrase

_NOUNS = (Standing.OPENING_NOUN, Standing.NOUN)


def choose(sentence: Sentence, commands: tuple[tuple[int, int], ...], *, commanded: bool, start: int = 0) -> Choice:
    """Choose among the phrases of ``sentence``. ``commands`` are the token stretches of the command's words.

    What stands before the token ``start`` tells only what the reminder is for.
    """
    ranked: list[tuple[Standing, int, TimeMention]] = []
    left: list[TimePhrase] = []
    offsets: list[TimeMention] = []
    for one in sentence.timed:
        if one.first < sentence.first or one.last > sentence.last:
            continue
        if one.first < start:
            left.append(one.phrase)
            continue
        if _is_before_something_unknown(sentence, one):
            offsets.append(one)
            continue
        standing = standing_of(sentence, one, commands)
        if _counts(sentence, one, standing, commands, commanded=commanded):
            ranked.append((standing, -one.first if standing is Standing.TAIL else one.first, one))
        else:
            left.append(one.phrase)
    if len(ranked) > 1:
        ranked.sort(key=itemgetter(0, 1))
        ranked = _without_now(_without_names(sentence, _without_lengths(sentence, ranked, left), left))
    choice = with_more_repeats(
        sentence,
        with_more_lengths(
            sentence, with_more_days(sentence, with_more_times(sentence, _merged(sentence, ranked, left)))
        ),
    )
    return _counted_from(sentence, offsets, choice) if offsets else choice


def _without_lengths(
    sentence: Sentence, ranked: list[tuple[Standing, int, TimeMention]], left: list[TimePhrase]
) -> list[tuple[Standing, int, TimeMention]]:
    """ "at 5pm for 10 minutes", "tomorrow asap": how long it takes or how urgent it is, where something says when."""
    lengths = [entry for entry in ranked if _is_length(sentence, entry[2]) or _is_asap(entry[2])]
    lengths += [entry for entry in ranked if entry not in lengths and _is_duration(sentence, entry[2])]
    if not lengths or all(one.phrase.is_delay or standing in _NOUNS for standing, _, one in ranked):
        return ranked
    left += [one.phrase for _, _, one in lengths]
    return [entry for entry in ranked if entry not in lengths]


def _without_now(
    ranked: list[tuple[Standing, int, TimeMention]],
) -> list[tuple[Standing, int, TimeMention]]:
    """ "set an alarm now for 10 minutes": the other time says when."""
    return [entry for entry in ranked if not _is_asap(entry[2])] or ranked


def _without_names(
    sentence: Sentence, ranked: list[tuple[Standing, int, TimeMention]], left: list[TimePhrase]
) -> list[tuple[Standing, int, TimeMention]]:
    """ "for mother's day on may 10", "halloween party friday": the holiday is what it is about, the day says when."""
    names = [entry for entry in ranked if _is_name_of_day(sentence, entry[2])]
    days = [one.phrase.fields.day for standing, _, one in ranked if standing not in _NOUNS]
    if not names or not any(isinstance(day, Date | Weekday | FromToday) for day in days):
        return ranked
    left += [one.phrase for _, _, one in names]
    return [entry for entry in ranked if entry not in names]


def _is_name_of_day(sentence: Sentence, one: TimeMention) -> bool:
    is_led = one.phrase.introduced and not sentence.is_a(one.first, "for_word")
    return isinstance(one.phrase.fields.day, Holiday) and not is_led


def _is_length(sentence: Sentence, one: TimeMention) -> bool:
    return one.phrase.is_delay and sentence.is_a(one.first, "for_word")


def _is_duration(sentence: Sentence, one: TimeMention) -> bool:
    """True for the end of "massage tomorrow 2 pm 90 min" and "tutor at 5 pm (1 hour)": how long it takes."""
    if not one.phrase.is_delay or one.phrase.introduced:
        return False
    at = one.first - (one.first > 0 and sentence.words[one.first - 1] in "(,-")
    before = sentence.timed_until(at)
    return before is not None and bool(before.phrase.fields.clocks)


def _is_asap(one: TimeMention) -> bool:
    """True for the "asap" of "call the bank tomorrow asap" and the "now" of "now, on friday ...": the day says when."""
    return one.phrase.delay_seconds == 1


def _counted_from(sentence: Sentence, offsets: list[TimeMention], choice: Choice) -> Choice:
    """ "an hour before my flight at 6": the length is taken off the time that is named behind it.

    Each of several lengths makes a reminder of its own: "a day before and an hour before my exam on friday at 2".
    """
    phrase, last = choice.phrase, offsets[-1]
    cuts = tuple((one.first, _before_end(sentence, one)) for one in offsets)
    joined = tuple((one[1], other[0]) for one, other in itertools.pairwise(cuts) if one[1] < other[0])
    if phrase is not None and phrase.is_repeat and len(offsets) == 1:
        earlier = _days_earlier(phrase, last.phrase)
        if earlier is not None:
            return replace(choice, phrase=earlier, cuts=(*cuts, *choice.cuts))
    if phrase is None or not _may_be_shifted(sentence, phrase, offsets):
        return replace(choice, offsets=tuple(offsets), cuts=())
    spans = phrase.spans or ((phrase.start, phrase.end),)
    shifted = [
        replace(
            phrase,
            fields=replace(phrase.fields, shift=-one.phrase.fields.delay),
            spans=((one.phrase.start, one.phrase.end), *spans),
        )
        for one in offsets
        if one.phrase.fields.delay is not None
    ]
    is_anchor = last.last < sentence.last and cuts[-1][1] > last.last
    both = (*cuts, *joined) if is_anchor else cuts
    return replace(choice, phrase=shifted[0], also=(*shifted[1:], *choice.also), cuts=(*both, *choice.cuts))


def _days_earlier(phrase: TimePhrase, length: TimePhrase) -> TimePhrase | None:
    """ "a day before the 20th of each month", "two days before every friday"; None where that is no such day."""
    cycle, delay = phrase.fields.recurrence, length.fields.delay
    if cycle is None or delay is None or delay.is_clock_only or delay.months or delay.seconds:
        return None
    counted = [day - delay.days for day in cycle.month_days]
    month_days = tuple(day if day > 0 else day - 1 for day in counted)  # -1 is the last day of the month before
    weekdays = tuple((0, (day - delay.days) % 7) for _, day in cycle.weekdays)
    is_weekly = cycle.frequency == "WEEKLY" and bool(weekdays)
    is_monthly = cycle.frequency == "MONTHLY" and bool(month_days) and min(cycle.month_days) > 0 and not weekdays
    if not (is_weekly or is_monthly):
        return None
    moved = replace(cycle, month_days=month_days, weekdays=weekdays)
    return replace(phrase, fields=replace(phrase.fields, recurrence=moved))


def _before_end(sentence: Sentence, offset: TimeMention) -> int:
    """Where the "before" behind a length ends."""
    return offset.last + sentence.match("before_event", offset.last)


def _may_be_shifted(sentence: Sentence, phrase: TimePhrase, offsets: list[TimeMention]) -> bool:
    """Whether lengths may be taken off ``phrase``: it names an hour, or a day for lengths of days."""
    last = offsets[-1]
    if not all(sentence.is_a(_before_end(sentence, one) - 1, "before_last") for one in offsets):
        return False
    behind = _before_end(sentence, last)
    goes_on = sentence.skip_marks(behind) < sentence.last and not sentence.is_a(behind, "to_word")
    if phrase.start < last.phrase.end and goes_on and phrase.end <= last.phrase.start:
        return False
    if phrase.is_delay or phrase.is_repeat or phrase.fields.shift is not None:
        return False
    if phrase.fields.clocks or phrase.fields.part in HOURS_BY_NAME:
        return True
    delays = [one.phrase.fields.delay for one in offsets]
    return phrase.fields.day is not None and all(delay is not None and not delay.is_clock_only for delay in delays)


def _merged(sentence: Sentence, ranked: list[tuple[Standing, int, TimeMention]], left: list[TimePhrase]) -> Choice:
    chosen: TimePhrase | None = None
    cuts: list[tuple[int, int]] = []
    for standing, _, one in ranked:
        if chosen is None:
            chosen = one.phrase
        else:
            may_join = _may_join(standing, one.phrase) and not _repeats_weekday(chosen, one.phrase)
            may_join = may_join and not _counts_in_repeat(chosen, one.phrase)
            both = _together(chosen, one.phrase) if may_join else None
            both = both or _one_after_another(sentence, chosen, one.phrase)
            if both is None:
                left.append(one.phrase)
                continue
            chosen = both
        cuts.append((one.first, one.last))
    return Choice(chosen, tuple(cuts), tuple(left))


def _may_join(standing: Standing, phrase: TimePhrase) -> bool:
    """False for what describes a noun: "the 7pm show" at noon, "my annual check-up" in march."""
    return standing is not Standing.NOUN and not (standing is Standing.OPENING_NOUN and phrase.is_repeat)


def _repeats_weekday(chosen: TimePhrase, phrase: TimePhrase) -> bool:
    """True for the second day of "every tuesday ... for taco tuesday"."""
    cycle, fields = chosen.fields.recurrence, phrase.fields
    is_bare = isinstance(fields.day, Weekday) and not phrase.introduced and not fields.clocks and fields.part is None
    return cycle is not None and bool(cycle.weekdays) and is_bare


def _counts_in_repeat(chosen: TimePhrase, phrase: TimePhrase) -> bool:
    """True for the number of "every day at 9pm do 13", which is no day of a month."""
    cycle = chosen.fields.recurrence
    is_number = phrase.rule == "day of month" and phrase.is_latent and not phrase.introduced
    return is_number and cycle is not None and cycle.frequency not in {"MONTHLY", "YEARLY"}


def _together(first: TimePhrase, second: TimePhrase) -> TimePhrase | None:
    """Both as one where they complete each other: a day and an hour, a repeat and its hour, a shift and its base."""
    one, other = first.fields, second.fields
    if one.shift is None and other.shift is None and one.day is not None and other.day is not None:
        return None
    return merge(*sorted((first, second), key=lambda phrase: phrase.start))


def _one_after_another(sentence: Sentence, first: TimePhrase, second: TimePhrase) -> TimePhrase | None:
    """ "a timer for 20 minutes in 3 hours": it starts then and runs that long."""
    one, other = first.fields.delay, second.fields.delay
    if one is None or other is None or not (first.is_delay and second.is_delay):
        return None
    leads = {sentence.word(sentence.token_at(phrase.start)) for phrase in (first, second)}
    if not all(any(lead in sentence.book.classes[kind] for lead in leads) for kind in ("for_word", "place_in")):
        return None
    if not (one.is_clock_only and other.is_clock_only) or first.fields.day or second.fields.day:
        return None
    whole = replace(first.fields, delay=replace(one, seconds=one.seconds + other.seconds))
    return replace(first, fields=whole, spans=((first.start, first.end), (second.start, second.end)))


def _counts(
    sentence: Sentence,
    one: TimeMention,
    standing: Standing,
    commands: tuple[tuple[int, int], ...],
    *,
    commanded: bool,
) -> bool:
    """False for what is too weak where it stands: a bare number in the middle, the length of a run."""
    phrase = one.phrase
    if is_of_message(sentence, one) or (commanded and is_of_inner_alarm(sentence, one, commands)):
        return False
    if phrase.is_delay and sentence.is_a(one.first, "for_word"):
        return (standing is Standing.LEAD and commanded) or (
            standing is Standing.TAIL and not lasts(sentence, one.first)
        )
    if standing is Standing.NOUN and (is_in_noun(sentence, one) or is_owner(sentence, one)):
        return False
    if (
        phrase.rule == "day of month"
        and not phrase.fields.clocks
        and standing in {Standing.NOUN, Standing.OPENING_NOUN}
    ):
        return False  # "the 3rd stop"
    if not phrase.is_latent:
        return True
    if phrase.fields.shift is not None:
        return True
    if phrase.is_clock and phrase.fields.part is None:
        return _counts_as_hour(sentence, one, standing, commanded=commanded)
    if phrase.introduced:
        return True
    if standing is Standing.LEAD and phrase.is_period and not isinstance(phrase.fields.day, Month):
        return is_weak_lead_clear(sentence, one, commanded=commanded)
    if standing is Standing.TAIL and isinstance(phrase.fields.day, Date | Weekday | Holiday):
        before = sentence.words[one.first - 1]
        return not (sentence.is_a(one.first - 1, "determiner") or before in sentence.book.classes["numbered"])
    return standing in {Standing.LEAD, Standing.TAIL} and (not phrase.is_period or bool(phrase.fields.part))


def _counts_as_hour(sentence: Sentence, one: TimeMention, standing: Standing, *, commanded: bool) -> bool:
    """Whether a bare number is an hour."""
    phrase = one.phrase
    follows = (
        sentence.is_a(one.last, "function") or one.last >= sentence.last or sentence.words[one.last] in CLAUSE_ENDS
    )
    written = sentence.text[phrase.start : phrase.end]
    is_clear = written.startswith("0") or one.last - one.first > 1  # "0830", "half 7"
    is_sure_at_end = standing is Standing.TAIL and (is_led(sentence, one) or is_military(sentence, one))
    if is_sure_at_end or (standing is Standing.LEAD and is_behind_day(sentence, one)):
        return True
    return standing is Standing.LEAD and ((commanded and follows) or (is_clear and len(written) > 2))


def _is_before_something_unknown(sentence: Sentence, one: TimeMention) -> bool:
    """True for "two days before my wife's birthday": a length that is counted from what nobody said."""
    return one.phrase.is_delay and sentence.match("before_event", one.last) > 0
