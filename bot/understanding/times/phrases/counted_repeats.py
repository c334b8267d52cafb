"""Repeats on days counted within a month: the first monday of every month, the 1st and 15th of each month."""

from dataclasses import replace

from bot.understanding.times.phrase import Part, RecurrenceSpec
from bot.understanding.times.phrases.numbers import read_number, read_ordinal
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.recurrence_specs import repeat_match, yearly_recurrence
from bot.understanding.times.phrases.weekday_lists import WORKING_DAYS

_MAX_NUMBERS = 5
_MAX_WEEKS = 53
WEEKS_OF_MONTH, DAYS_OF_MONTH = 5, 31


def read_counted_repeat(state: ParseState, at: int, lead: str) -> Match | None:
    """The first monday of every month, the last day of each month, end of every month."""
    del lead
    if state.is_a(at, "beginning") or state.is_a(at, "end"):
        every = at + 2 if state.is_a(at + 1, "of") else at + 1
        if not state.is_a(every, "every"):
            return None
        return _edge(state, every + 1, first=state.is_a(at, "beginning"))
    counted = read_ordinals(state, at)
    found = counted_recurrence(state, *counted) if counted else None
    if counted is None or found is None or found.fields.recurrence is None:
        return None
    says_every = state.is_a(found.end - 2, "every") or state.is_a(found.end - 3, "every")
    is_list = len(counted[0]) > 1 and bool(
        found.fields.recurrence.weekdays
    )  # "the first and third monday of the month"
    is_list = is_list and found.fields.recurrence.frequency == "MONTHLY"
    is_sure = says_every or is_list or found.fields.recurrence.interval > 1 or state.is_a(found.end - 1, "recurrence")
    return found if is_sure or found.fields.recurrence.count else None


def read_next_weekdays(state: ParseState, at: int, lead: str) -> Match | None:
    """ "the next four sundays": a weekly repeat that ends."""
    del lead
    number = read_number(state, at + 1)
    if number is None or not 1 < number[0] <= _MAX_WEEKS:
        return None
    word = state.tokens[number[1]].word
    if word.weekday is None or not state.is_a(number[1], "plural"):
        return None
    return repeat_match(
        RecurrenceSpec(frequency="WEEKLY", weekdays=((0, word.weekday),), count=number[0]), number[1] + 1
    )


def _edge(state: ParseState, at: int, *, first: bool) -> Match | None:
    unit = state.tokens[at].word.unit
    if unit == "month":
        return repeat_match(RecurrenceSpec(frequency="MONTHLY", month_days=(1 if first else -1,)), at + 1)
    if unit == "week":
        return repeat_match(RecurrenceSpec(frequency="WEEKLY", weekdays=((0, 0 if first else 4),)), at + 1)
    if unit == "year":
        return repeat_match(yearly_recurrence(1 if first else 12, 1 if first else 31), at + 1)
    if unit == "day":
        part = Part.MORNING if first else Part.DAY_END
        return repeat_match(RecurrenceSpec(frequency="DAILY"), at + 1, part=part)
    return None


def read_ordinals(state: ParseState, at: int) -> tuple[tuple[int, ...], int] | None:
    """The numbers of "2nd", "last", "1st, 10th and 20th", negative from the end, and the index after them."""
    numbers: list[int] = []
    end = at
    for _ in range(_MAX_NUMBERS):
        read = (-1, at + 1) if state.is_a(at, "last") else read_ordinal(state, at)
        if read is None:
            break
        number, end = read
        last_at = state.skip(state.skip(end + 1 if state.tokens[end].text == "-" else end, "to"), "the")
        last_at += state.tokens[last_at].text == "-"
        if number > 0 and state.is_a(last_at, "last"):  # "second to last"
            number, end = -number, last_at + 1
        numbers.append(number)
        at = state.skip(state.skip(end + 1 if state.tokens[end].text == "," else end, "and"), "the")
        if at == end:
            break
    return (tuple(numbers), end) if numbers else None


def counted_recurrence(state: ParseState, numbers: tuple[int, ...], at: int) -> Match | None:
    """ "2nd saturday of the month", "last day of every month", "first business day of each month", "first of march"."""
    tokens = state.tokens
    word, end = tokens[at].word, at + 1
    recurrence = RecurrenceSpec(frequency="MONTHLY")
    if max(map(abs, numbers)) > (WEEKS_OF_MONTH if word.weekday is not None else DAYS_OF_MONTH):
        return None
    if word.weekday is not None:
        recurrence = replace(recurrence, weekdays=tuple((number, word.weekday) for number in numbers))
    elif "workdays" in word.classes or ("business" in word.classes and state.is_a(at + 1, "daytime")):
        end = at + 1 if "workdays" in word.classes else at + 2
        recurrence = replace(recurrence, weekdays=tuple((0, day) for day in WORKING_DAYS), set_position=numbers[0])
    elif word.unit == "day" and not state.is_a(at, "letter"):
        recurrence = replace(recurrence, month_days=numbers)
    elif state.is_a(at, "of") and state.is_a(at + 1, "every"):  # "the 1st and 15th of every month"
        end, recurrence = at, replace(recurrence, month_days=numbers)
    else:
        return None
    adverb = tokens[end].word.recurrence
    if adverb == ("MONTHLY", 1) and recurrence.weekdays:  # "1st and 3rd thursday monthly"
        return repeat_match(recurrence, end + 1)
    return _in_period(state, recurrence, end) if state.is_a(end, "of") else None


def _in_period(state: ParseState, recurrence: RecurrenceSpec, at: int) -> Match | None:
    """``recurrence`` in the period behind the "of" at ``at``: "of every 2 months", "of march", "of each quarter"."""
    tokens = state.tokens
    end = state.skip(state.skip(at + 1, "the"), "every")
    if (several := read_number(state, end)) and tokens[several[1]].word.unit == "month" and several[0] > 1:
        return repeat_match(replace(recurrence, interval=several[0]), several[1] + 1)  # "of every 2 months"
    if state.is_a(end, "next") and (count := read_number(state, end + 1)):
        is_months = tokens[count[1]].word.unit == "month"  # "the first day of the next five months"
        return repeat_match(replace(recurrence, count=count[0]), count[1] + 1) if is_months else None
    interval = 2 if state.is_a(end, "other") else 1
    end = state.skip(end, "other")
    period = tokens[end].word
    if period.month is not None:
        return repeat_match(replace(recurrence, frequency="YEARLY", months=(period.month,)), end + 1)
    if period.unit not in {"month", "year", "quarter"}:
        return None
    if period.unit == "year":
        recurrence = replace(recurrence, frequency="YEARLY")
    return repeat_match(replace(recurrence, interval=interval * (3 if period.unit == "quarter" else 1)), end + 1)
