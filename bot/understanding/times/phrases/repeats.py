"""Repeats: every 3 days, every other friday, mondays and thursdays, twice a day, monthly, each 4/15."""

from dataclasses import replace

from bot.understanding.times.days import Weekday
from bot.understanding.times.phrase import NEEDS_LEAD, Part, RecurrenceSpec, TimeFields
from bot.understanding.times.phrases.counted_repeats import (
    DAYS_OF_MONTH,
    WEEKS_OF_MONTH,
    counted_recurrence,
    read_ordinals,
)
from bot.understanding.times.phrases.durations import read_quantity
from bot.understanding.times.phrases.numbers import read_number, read_ordinal
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.recurrence_specs import (
    FREQUENCIES,
    recurrence_of_day,
    repeat_match,
    weekly_match,
    yearly_recurrence,
)
from bot.understanding.times.phrases.weekday_lists import WORKING_DAYS, read_weekdays

_LARGEST_INTERVAL = 1_000_000  # what is too long is said when the phrase is resolved
_MAX_PARTS, _WEEK = 3, 7
_SCHOOL_NIGHTS = (0, 1, 2, 3, 6)  # those before a day of school


def read_repeat(state: ParseState, at: int, lead: str) -> Match | None:
    del lead
    classes = state.tokens[at].word.classes
    if "every" in classes:
        if state.is_a(at + 1, "and") and state.is_a(at + 2, "every"):  # "each and every day"
            at += 2
        return _every(state, state.skip(at + 1, "single"))
    if "alternate" in classes and state.is_a(at + 1, "plural"):
        return _every_counted(state, at + 1, 2)
    if "any" in classes:
        weekdays = read_weekdays(state, at + 1)
        return weekly_match(state, weekdays.days, weekdays.end) if weekdays and weekdays.repeats else None
    if "twice_monthly" in classes:
        return repeat_match(RecurrenceSpec(frequency="MONTHLY", times=2), at + 1)
    if "recurrence" in classes:
        return _adverb(state, at)
    if "a" in classes:  # "on a daily basis"
        found = _adverb(state, at + 1) if state.is_a(at + 1, "recurrence") and state.is_a(at + 2, "basis") else None
        return replace(found, end=at + 3, is_latent=False) if found is not None else None
    return _numbered_day(state, at) or _times_a(state, at) or _plural_weekdays(state, at) or _plural_part(state, at)


def _adverb(state: ParseState, at: int) -> Match:
    """daily, weekly, quarterly; before a noun ("weekly report") the match is latent."""
    token = state.tokens[at]
    frequency, interval = token.word.recurrence or ("DAILY", 1)
    following = state.tokens[at + 1]
    describes = not following.word.classes and following.text.isalpha()
    part = Part(token.word.part) if token.word.part else None
    recurrence = RecurrenceSpec(frequency=frequency, interval=interval)
    return repeat_match(recurrence, at + 1, is_latent=describes, part=part)


def _every(state: ParseState, at: int) -> Match | None:
    """The words after "every"."""
    if state.is_a(at, "other"):
        return _every_counted(state, at + 1, 2)
    return (
        _every_in_month(state, at)
        or _every_ordinal(state, at)
        or _every_quantity(state, at)
        or _every_date(state, at)
        or _every_counted(state, at, 1)
    )


def _every_counted(state: ParseState, at: int, interval: int) -> Match | None:
    """day, fridays, weekend, morning after "every" or "every other"."""
    word = state.tokens[at].word
    weekdays = read_weekdays(state, at)
    if weekdays is not None:
        return weekly_match(state, weekdays.days, weekdays.end, interval)
    if "school" in word.classes and (part := state.tokens[at + 1].word.part) is not None:
        nights = Part(part) in {Part.EVENING, Part.NIGHT, Part.BEDTIME}
        return weekly_match(state, _SCHOOL_NIGHTS if nights else WORKING_DAYS, at + 1, interval)
    if "end_of_month" in word.classes:
        return repeat_match(RecurrenceSpec(frequency="MONTHLY", interval=interval, month_days=(-1,)), at + 1)
    if word.part is not None and word.offset is None and word.part not in NEEDS_LEAD:
        more, end = _more_parts(state, at + 1)
        recurrence = RecurrenceSpec(frequency="DAILY", interval=interval, more_parts=more)
        return repeat_match(recurrence, end, part=Part(word.part))
    if word.unit in FREQUENCIES and not state.is_a(at, "letter"):
        frequency, times = FREQUENCIES[word.unit]
        if word.unit == "hour" and state.is_a(at + 1, "and") and state.is_a(at + 3, "half"):
            return repeat_match(RecurrenceSpec(frequency="MINUTELY", interval=90), at + 4)
        return repeat_match(RecurrenceSpec(frequency=frequency, interval=times * interval), at + 1)
    return None


def _more_parts(state: ParseState, at: int) -> tuple[tuple[Part, ...], int]:
    """The "and evening" of "every morning and evening", and the index after it."""
    parts: list[Part] = []
    for _ in range(_MAX_PARTS):
        next_at = state.skip(at + 1 if state.tokens[at].text in {",", "/"} else at, "and")
        next_at = state.skip(next_at, "every") if next_at > at else at
        word = state.tokens[next_at].word
        part = Part.NOON if state.is_a(next_at, "noon") else word.part
        if next_at == at or part is None or word.offset is not None:
            break
        parts.append(Part(part))
        at = next_at + 1
    return tuple(parts), at


def _every_quantity(state: ParseState, at: int) -> Match | None:
    """3 days, 30 minutes, half hour, couple of weeks, hour and a half."""
    quantity = read_quantity(state, at)
    if quantity is None or not 0 < quantity[0] <= _LARGEST_INTERVAL:
        return None
    amount, end, vague = quantity
    unit, part = state.tokens[end].word.unit, state.tokens[end].word.part
    if part is not None and state.is_a(end, "plural") and amount.denominator == 1:
        return repeat_match(RecurrenceSpec(frequency="DAILY", interval=int(amount)), end + 1, part=Part(part))
    if state.tokens[end].word.weekday is not None and amount.denominator == 1 and not state.tokens[end].is_glued:
        return weekly_match(state, (state.tokens[end].word.weekday or 0,), end + 1, int(amount))
    if unit not in FREQUENCIES:
        return None
    frequency, times = FREQUENCIES[unit]
    if amount.denominator > 1:
        smaller = {"hour": ("MINUTELY", 60), "day": ("HOURLY", 24), "minute": ("SECONDLY", 60), "year": ("MONTHLY", 12)}
        frequency, times = smaller.get(unit, (frequency, times))
    interval = amount * times
    if interval.denominator > 1:
        return None
    return Match(
        end + 1,
        TimeFields(recurrence=RecurrenceSpec(frequency=frequency, interval=int(interval)), is_vague=vague),
        "repeat",
    )


def _every_ordinal(state: ParseState, at: int) -> Match | None:
    """Every second day, every third friday, every 15th, every first of the month."""
    counted = read_ordinals(state, at)
    if counted is None:
        return None
    numbers, end = counted
    if whole := counted_recurrence(state, numbers, end):
        return whole
    number = numbers[0]
    word = state.tokens[end].word
    if word.weekday is not None:
        if numbers == (2,) or number > WEEKS_OF_MONTH:
            return weekly_match(state, (word.weekday,), end + 1, number)
        weekdays = tuple((each, word.weekday) for each in numbers if each <= WEEKS_OF_MONTH)
        return repeat_match(RecurrenceSpec(frequency="MONTHLY", weekdays=weekdays), end + 1)
    if word.unit in FREQUENCIES and number > 0 and not state.is_a(end, "letter"):
        frequency, times = FREQUENCIES[word.unit]
        return repeat_match(RecurrenceSpec(frequency=frequency, interval=times * number), end + 1)
    month_at = state.skip(state.skip(end, "of"), "the")
    if (month := state.tokens[month_at].word.month) and 1 <= number <= DAYS_OF_MONTH:
        return repeat_match(yearly_recurrence(month, number), month_at + 1)
    if not all(1 <= each <= DAYS_OF_MONTH for each in numbers) or word.unit is not None:
        return None
    if state.tokens[at].word.unit is not None and month_at == end:
        return None  # "every second" is a duration
    if month_at > end and state.tokens[month_at].word.unit == "month":
        end = month_at + 1
    return repeat_match(RecurrenceSpec(frequency="MONTHLY", month_days=numbers), end)


def _every_in_month(state: ParseState, at: int) -> Match | None:
    """Every march."""
    month = state.tokens[at].word.month
    if month is not None and not state.tokens[at + 1].word.digits and read_ordinal(state, at + 1) is None:
        if read_number(state, at + 1) is not None:
            return None
        return repeat_match(yearly_recurrence(month, 1), at + 1)
    return None


def _every_date(state: ParseState, at: int) -> Match | None:
    """Every june 5th, every 4th of july, each 4/15, every christmas, every noon."""
    if state.tokens[at].word.part is not None and _more_parts(state, at + 1)[0]:
        return None  # "every morning and evening" is read by ``_every_counted``
    found = state.read_inner(at)
    if found is None or found.fields.recurrence is not None or found.fields.delay is not None:
        return None
    if found.is_latent and found.fields.clocks:
        return None  # "every one of them"
    if state.tokens[at].word.part is not None and found.fields.day is not None:
        return None  # "every evening at 6 starting may 1" starts then, and is no yearly day
    recurrence = recurrence_of_day(found.fields)
    if recurrence is None or isinstance(found.fields.day, Weekday):
        return None
    return Match(found.end, replace(found.fields, day=None, recurrence=recurrence), "repeat")


def _numbered_day(state: ParseState, at: int) -> Match | None:
    """Day 20 of every month."""
    number = state.tokens[at + 1].word
    if not state.is_a(at, "daytime") or not number.digits or not 1 <= (number.number or 0) <= DAYS_OF_MONTH:
        return None
    month_at = state.skip(at + 3, "every", "the")
    if not state.is_a(at + 2, "of") or month_at == at + 3 or state.tokens[month_at].word.unit != "month":
        return None
    return repeat_match(RecurrenceSpec(frequency="MONTHLY", month_days=(number.number or 1,)), month_at + 1)


def _times_a(state: ParseState, at: int) -> Match | None:
    """Once a week, twice a day, 3 times per month, 7 days a week."""
    if state.is_a(at, "once"):
        count, end = 1, at + 1
        if state.is_a(end, "every"):
            return _every(state, end + 1)
    elif state.is_a(at, "twice") or state.is_a(at, "thrice"):
        count, end = 2 + state.is_a(at, "thrice"), at + 1
    else:
        read = read_number(state, at)
        if read is None or not 0 < read[0] <= 24:
            return None
        count, end = read
        if state.tokens[end].word.unit == "day" and state.is_a(end + 1, "per"):
            return _days_a_week(state, count, end + 2)
        if not state.is_a(end, "times"):
            return None
        end += 1
    if (recurrence := state.tokens[end].word.recurrence) is not None:  # "twice daily"
        return repeat_match(RecurrenceSpec(frequency=recurrence[0], interval=recurrence[1], times=count), end + 1)
    if not state.is_a(end, "per"):
        return None
    every = state.skip(state.skip(end + 1, "single"), "other")
    unit = state.tokens[every].word.unit
    if unit not in FREQUENCIES or state.is_a(every, "letter"):
        return None
    frequency, interval = FREQUENCIES[unit]
    interval *= 2 if state.is_a(every - 1, "other") else 1
    return repeat_match(RecurrenceSpec(frequency=frequency, interval=interval, times=count), every + 1)


def _days_a_week(state: ParseState, count: int, at: int) -> Match | None:
    if state.tokens[at].word.unit != "week" or not 1 < count <= _WEEK:
        return None
    if count == _WEEK:
        return repeat_match(RecurrenceSpec(frequency="DAILY"), at + 1)
    if count == len(WORKING_DAYS):
        return weekly_match(state, WORKING_DAYS, at + 1)
    return repeat_match(RecurrenceSpec(frequency="WEEKLY", times=count), at + 1)


def _plural_weekdays(state: ParseState, at: int) -> Match | None:
    """mondays and thursdays, weekends, mon-fri, friday mornings."""
    weekdays = read_weekdays(state, at)
    if weekdays is None:
        return None
    following = state.tokens[weekdays.end].word
    is_weekly = len(weekdays.days) > 1 and not following.classes.isdisjoint(("every", "recurrence"))
    if not weekdays.repeats and not is_weekly and not (following.part is not None and "plural" in following.classes):
        return None
    return weekly_match(state, weekdays.days, weekdays.end)


def _plural_part(state: ParseState, at: int) -> Match | None:
    """ "in the mornings"."""
    word = state.tokens[at].word
    if word.part is None or "plural" not in word.classes or (at and state.tokens[at - 1].word.number is not None):
        return None
    more, end = _more_parts(state, at + 1)
    return repeat_match(RecurrenceSpec(frequency="DAILY", more_parts=more), end, part=Part(word.part))
