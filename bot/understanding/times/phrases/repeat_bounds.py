"""Bounds of a repeat: until june, starting monday, for 5 days, 5 times, except sundays, from 9 to 5."""

from dataclasses import replace

from bot.understanding.times.days import CalendarPeriod, FromToday, Month, Year
from bot.understanding.times.duration import Duration
from bot.understanding.times.phrase import CLOCKED, Clock, Part, RecurrenceSpec, TimeFields
from bot.understanding.times.phrases.anchored import BARE_UNITS
from bot.understanding.times.phrases.clocks import read_hour
from bot.understanding.times.phrases.counted_days import read_period
from bot.understanding.times.phrases.dates import read_named_date
from bot.understanding.times.phrases.durations import read_duration
from bot.understanding.times.phrases.numbers import read_number, read_ordinal
from bot.understanding.times.phrases.numeric_dates import read_numeric_date
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.phrases.ranges import with_meridiem_of
from bot.understanding.times.phrases.weekday_lists import WORKING_DAYS, read_weekdays
from bot.understanding.times.times_of_day import disambiguated

_MAX_TIMES = 1000
_HOURS = 12
_WEEKS_OF_MONTH = 5
_BARE_UNITS = {**BARE_UNITS, "hour": Duration(seconds=3600)}
_MAX_CLOCKS = 6
_IN_CLOCKS = frozenset(":.%")
# When a series of hours or minutes ends that is to last until a part of the day.
_END_OF_PART = {
    Part.DAY_END: Clock(hour=21, is_exact=True),
    Part.NIGHT: Clock(hour=21, is_exact=True),
    Part.BEDTIME: Clock(hour=21, minute=30, is_exact=True),
    Part.EVENING: Clock(hour=18, is_exact=True),
    Part.NOON: Clock(hour=12, is_exact=True),
    Part.LUNCH: Clock(hour=12, is_exact=True),
    Part.DINNER: Clock(hour=18, is_exact=True),
}


def read_repeat_bound(state: ParseState, at: int, whole: Match) -> Match | None:
    """``whole``, a repeat, restricted by the words at ``at``; None if they do not restrict it."""
    recurrence = whole.fields.recurrence
    if recurrence is None:
        return None
    for reader in (
        _dates,
        _hours,
        _full_hours,
        _more_clocks,
        _until,
        _except,
        _start,
        _lasting,
        _count,
        _weekdays,
        _month_days,
        _within,
    ):
        found = reader(state, at, whole.fields, recurrence)
        if found is not None:
            fields, end = found
            return Match(end, fields, whole.rule, is_latent=whole.is_latent)
    return None


_Found = tuple[TimeFields, int] | None


def _dates(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "from 2026-06-15 to 2026-06-28"."""
    if not state.is_a(at, "from") or recurrence.start is not None:
        return None
    found = (reader(state, at + 1, "from") for reader in (read_numeric_date, read_named_date))
    first = next((one for one in found if one is not None), None)
    if first is None or first.fields.day is None or not (state.is_a(first.end, "to") or state.is_a(first.end, "until")):
        return None
    last = state.read_inner(first.end + 1)
    if last is None or last.fields.day is None or last.fields.recurrence is not None:
        return None
    bounded = replace(recurrence, start=first.fields.day, until=last.fields.day)
    clocks = fields.clocks or first.fields.clocks or last.fields.clocks
    return replace(fields, recurrence=bounded, clocks=clocks), last.end


def _hours(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """From 9 to 5, between 9am and 5pm, 4 to 5: bounds of a repeat within a day; for other repeats the start counts."""
    is_explicit = state.is_a(at, "from") or state.is_a(at, "between")
    is_hour = state.tokens[at].word.digits > 0 and (state.tokens[at].word.number or 0) <= _HOURS
    if fields.clocks or not (is_explicit or is_hour):
        return None  # "ten to five" and "20 to 5" are clock times
    first = read_hour(state, at + is_explicit)
    if first is None:
        return None
    sign = first[1]
    is_range = state.is_a(sign, "to") or state.is_a(sign, "until") or _is_dash(state, sign)
    if not is_range and not (is_explicit and state.is_a(sign, "and")):
        return None  # "twice a day 9 and 9" lists hours
    last = read_hour(state, sign + 1)
    if last is None:
        return None
    days = read_weekdays(state, last[1])
    is_day_list = days is not None and len(days.days) > 1  # "every hour 9 to 5 mon-fri"
    if recurrence.frequency in CLOCKED and recurrence.until is None and not is_day_list:
        closing = state.read_inner(sign + 1)
        if closing is not None and closing.fields.day is not None and closing.fields.clocks:  # "from 5 until 9 tonight"
            end = disambiguated(closing.fields.clocks[0], closing.fields.part)
            bounded = replace(recurrence, until=closing.fields.day, to_clock=end)
            return replace(fields, clocks=(first[0],), recurrence=bounded), closing.end
    if recurrence.frequency not in CLOCKED:
        return replace(fields, clocks=(with_meridiem_of(first[0], last[0]),)), last[1]
    return replace(
        fields, recurrence=replace(recurrence, from_clock=first[0], to_clock=_later(first[0], last[0]))
    ), last[1]


def _full_hours(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "every hour on the hour"."""
    is_explicit = state.is_a(at, "on") and state.is_a(at + 1, "the") and state.tokens[at + 2].word.unit == "hour"
    if recurrence.frequency != "HOURLY" or fields.clocks or not is_explicit:
        return None
    return replace(fields, clocks=(Clock(hour=0, is_exact=True),)), at + 3


def _later(first: Clock, last: Clock) -> Clock:
    """9 to 5 ends in the afternoon."""
    if not last.is_unambiguous and last.hour <= first.hour:
        return replace(last, meridiem="pm")
    return last


def _is_dash(state: ParseState, at: int) -> bool:
    return state.tokens[at].text == "-"


def _more_clocks(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "at 9 and 5": more times of the same day."""
    if not fields.clocks or len(fields.clocks) >= _MAX_CLOCKS:
        return None
    sign = state.tokens[at]
    start = state.skip(at + 1 if sign.text in {",", "/"} else at, "and")
    if start == at:
        return None
    found = read_hour(state, state.skip(state.skip(start, "again"), "at"), "at")
    if found is None or state.tokens[found[1]].word.unit is not None:
        return None
    days = read_weekdays(state, state.skip(found[1], "on", "every"))
    if recurrence.weekdays and days is not None:
        return None  # "seven on weekdays and nine on weekends" are two repeats
    clock, end, _ = found
    part_at = state.skip(state.skip(end, "in", "at"), "the")
    if (part := state.tokens[part_at].word.part) is None:
        return replace(fields, clocks=(*fields.clocks, clock)), end
    earlier = tuple(disambiguated(one, fields.part) for one in fields.clocks)  # "9 in the morning and 9 at night"
    return replace(fields, clocks=(*earlier, disambiguated(clock, Part(part))), part=None), part_at + 1


def _until(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    if recurrence.until is not None or not state.is_a(at, "until"):
        return None
    found = state.read_inner(at + 1)
    if found is None or found.fields.recurrence is not None:
        return None
    day, clocks = found.fields.day, found.fields.clocks
    if recurrence.frequency in CLOCKED and found.fields.part is not None and not clocks:
        clocks = (_END_OF_PART.get(found.fields.part, Clock(hour=17, is_exact=True)),)  # "until the end of the day"
    if recurrence.frequency in CLOCKED and clocks:
        end = disambiguated(clocks[0], found.fields.part)
        return replace(fields, recurrence=replace(recurrence, until=day or FromToday(0), to_clock=end)), found.end
    if day is None:
        return None
    if clocks and not fields.clocks and recurrence.frequency not in CLOCKED:  # "every day until july 5 at 8"
        fields = replace(fields, clocks=tuple(disambiguated(clock, found.fields.part) for clock in clocks))
    return replace(fields, recurrence=replace(recurrence, until=day)), found.end


def _except(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    if not state.is_a(at, "except") and not state.is_a(at, "not"):
        return None
    start = state.skip(state.skip(at + 1, "not", "for"), "on")
    weekdays = read_weekdays(state, state.skip(start, "every"))
    if weekdays is None:
        return None
    return replace(fields, recurrence=replace(recurrence, except_weekdays=weekdays.days)), weekdays.end


def _start(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    if recurrence.start is not None or not state.is_a(at, "start"):
        return None
    hour = read_hour(state, state.skip(at + 1, "at")) if recurrence.frequency in CLOCKED and not fields.clocks else None
    if hour is not None and state.is_a(hour[1], "until"):  # "starting at 6 until 9 tonight" has no range of its own
        return replace(fields, clocks=(hour[0],)), hour[1]
    found = state.read_inner(at + 1)
    if found is None or found.fields.recurrence is not None or found.fields.delay is not None:
        return None
    clocks = fields.clocks or tuple(disambiguated(clock, found.fields.part) for clock in found.fields.clocks)
    if found.fields.day is None:
        return (replace(fields, clocks=clocks), found.end) if found.fields.clocks and not fields.clocks else None
    return replace(fields, clocks=clocks, recurrence=replace(recurrence, start=found.fields.day)), found.end


def _lasting(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """For 5 days, for the next 2 weeks."""
    if recurrence.lasting is not None or not state.is_a(at, "for"):
        return None
    start = state.skip(state.skip(at + 1, "the"), "next", "coming")
    found = read_duration(state, start)
    if found is None and start > at + 1 and (length := _BARE_UNITS.get(state.tokens[start].word.unit or "")):
        found = length, start + 1  # "for the next hour"
    if found is None:
        return None
    return replace(fields, recurrence=replace(recurrence, lasting=found[0])), found[1]


def _count(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """5 times."""
    read = read_number(state, state.skip(at, "for"))
    if read is None or not state.is_a(read[1], "times") or not 0 < read[0] <= _MAX_TIMES:
        return None
    return replace(fields, recurrence=replace(recurrence, count=read[0])), read[1] + 1


def _weekdays(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "weekly on friday", "every 2 weeks on monday and thursday", "monthly on the first monday"."""
    start = state.skip(state.skip(state.skip(at, "on"), "the"), "every")
    if recurrence.weekdays:
        start = state.skip(at, "and") if recurrence.frequency == "WEEKLY" else start
        if start == at and state.tokens[at].text != ",":
            return None
    if recurrence.frequency == "MONTHLY" and not recurrence.weekdays and not recurrence.month_days:
        read = (-1, start + 1) if state.is_a(start, "last") else read_ordinal(state, start)
        weekday = state.tokens[read[1]].word.weekday if read else None
        if read and weekday is not None and read[0] <= 5:
            return replace(fields, recurrence=replace(recurrence, weekdays=((read[0], weekday),))), read[1] + 1
        if read and state.is_a(read[1], "business") and state.is_a(read[1] + 1, "daytime"):
            working = tuple((0, day) for day in WORKING_DAYS)  # "every month on the last business day"
            return replace(fields, recurrence=replace(recurrence, weekdays=working, set_position=read[0])), read[1] + 2
        if read and state.tokens[read[1]].word.unit == "day" and read[0] <= 31:
            return replace(fields, recurrence=replace(recurrence, month_days=(read[0],))), read[1] + 1
    if recurrence.frequency == "YEARLY" and not recurrence.weekdays and not recurrence.months:
        return _weekday_of_month(state, start, fields, recurrence)
    if recurrence.frequency == "YEARLY" and not recurrence.weekdays and recurrence.month_days == (1,) and start > at:
        return _weekday_in_month(state, start, fields, recurrence)
    weekdays = read_weekdays(state, start)
    if weekdays is not None and recurrence.frequency in CLOCKED and (start > at or len(weekdays.days) > 1):
        on_days = tuple((0, day) for day in weekdays.days)  # "every hour on weekdays", "every hour mon-fri"
        return replace(fields, recurrence=replace(recurrence, weekdays=on_days)), weekdays.end
    if weekdays is None or recurrence.frequency not in {"WEEKLY", "DAILY"}:
        return None
    if fields.clocks and state.is_a(weekdays.end, "at"):
        return None  # "mondays at 5 and fridays at 6" are two repeats
    days = {(0, day) for day in weekdays.days} | set(recurrence.weekdays)
    weekly = replace(recurrence, frequency="WEEKLY", weekdays=tuple(sorted(days)))
    return replace(fields, recurrence=weekly), weekdays.end


def _weekday_of_month(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "every year on the last monday of may"."""
    read = (-1, at + 1) if state.is_a(at, "last") else read_ordinal(state, at)
    if read is None or read[0] > 5 or not state.is_a(read[1] + 1, "of"):
        return None
    weekday, month = state.tokens[read[1]].word.weekday, state.tokens[read[1] + 2].word.month
    if weekday is None or month is None:
        return None
    return replace(fields, recurrence=replace(recurrence, weekdays=((read[0], weekday),), months=(month,))), read[1] + 3


def _weekday_in_month(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "every may on the second sunday"."""
    read = (-1, at + 1) if state.is_a(at, "last") else read_ordinal(state, at)
    weekday = state.tokens[read[1]].word.weekday if read is not None else None
    if read is None or weekday is None or read[0] > _WEEKS_OF_MONTH:
        return None
    return replace(fields, recurrence=replace(recurrence, weekdays=((read[0], weekday),), month_days=())), read[1] + 1


def _month_days(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "monthly on the 1st and 15th", "on day 5 of the month"."""
    if recurrence.frequency == "WEEKLY" and len(recurrence.weekdays) == 1 and state.is_a(at, "the"):
        read = read_ordinal(state, at + 1)  # "every friday the 13th"
        if read and not state.is_a(read[1], "of"):
            return replace(fields, recurrence=replace(recurrence, frequency="MONTHLY", month_days=(read[0],))), read[1]
    if recurrence.frequency != "MONTHLY" or recurrence.weekdays:
        return None
    start = state.skip(state.skip(at, "on", "and"), "the")
    if state.tokens[at].text == ",":
        start = state.skip(state.skip(at + 1, "and"), "the")
    start = state.skip(start, "daytime")
    if start == at:
        return None
    is_number = state.is_a(start - 1, "the") or state.is_a(start - 1, "daytime")
    is_number = is_number or (not fields.clocks and _goes_on_list(state, at, start))
    read = read_ordinal(state, start) or (read_number(state, start) if is_number else None)
    if read is None or not 1 <= read[0] <= 31:
        return None
    following = state.tokens[read[1]].word
    if following.month is not None or following.weekday is not None:
        return None
    end = read[1]
    if state.is_a(end, "of"):
        month_at = state.skip(state.skip(end + 1, "the"), "every")
        end = month_at + 1 if state.tokens[month_at].word.unit == "month" else end
    return replace(fields, recurrence=replace(recurrence, month_days=(*recurrence.month_days, read[0]))), end


def _goes_on_list(state: ParseState, at: int, start: int) -> bool:
    """True for the 25 of "each month on 10 and 25", which is no hour."""
    before, word, following = state.tokens[at - 1].word, state.tokens[start].word, state.tokens[start + 1]
    is_list = before.digits > 0 and before.ordinal is None and word.digits > 0 and word.ordinal is None
    return is_list and following.text not in _IN_CLOCKS and not (following.word.meridiem or following.word.unit)


def _within(state: ParseState, at: int, fields: TimeFields, recurrence: RecurrenceSpec) -> _Found:
    """ "every tuesday of march", "every day this week": the repeat starts and ends with that period."""
    if recurrence.until is not None or recurrence.frequency in {"MONTHLY", "YEARLY"}:
        return None
    start = state.skip(state.skip(at, "of", "on"), "the")
    found = read_period(state, start)
    if found is None:
        return None
    day, end = found
    if isinstance(day, CalendarPeriod) and not day.ahead and state.is_a(start - 1, "the"):
        return fields, end  # "every day of the week" is every day
    if isinstance(day, Month | Year) or (isinstance(day, CalendarPeriod) and day.unit != "day"):
        return replace(fields, recurrence=replace(recurrence, within=day)), end
    return None
