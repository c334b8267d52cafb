"""All phrase families, and which readers to try at a word.

The longest match wins; of equally long ones, that of the earlier family.
"""

from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from bot.understanding.caching import cached_lookup
from bot.understanding.times.phrases.anchored import read_anchored, read_part_before, read_week_after_weekday
from bot.understanding.times.phrases.anchored_weekdays import (
    read_closest_weekday,
    read_weekday_after,
    read_weekdays_from_now,
)
from bot.understanding.times.phrases.clock_offsets import read_clock_offset
from bot.understanding.times.phrases.clocks import read_clock
from bot.understanding.times.phrases.counted_days import (
    read_counted_day,
    read_days_of_coming_period,
    read_numbered_day_of_period,
    read_week_of,
)
from bot.understanding.times.phrases.counted_repeats import read_counted_repeat, read_next_weekdays
from bot.understanding.times.phrases.dates import (
    read_bare_day_of_month,
    read_bare_year,
    read_day_of_month,
    read_named_date,
    read_numbered_day,
)
from bot.understanding.times.phrases.day_lists import read_day_list
from bot.understanding.times.phrases.days_ahead import read_days_ahead
from bot.understanding.times.phrases.delays import read_delay
from bot.understanding.times.phrases.edges import read_edge
from bot.understanding.times.phrases.holidays import read_holiday
from bot.understanding.times.phrases.iso_timestamps import read_iso_timestamp
from bot.understanding.times.phrases.numbered_periods import read_numbered_week, read_quarter
from bot.understanding.times.phrases.numeric_dates import read_numeric_date
from bot.understanding.times.phrases.parse_state import Reader, bits
from bot.understanding.times.phrases.parts_of_day import read_part_of_day
from bot.understanding.times.phrases.ranges import read_range
from bot.understanding.times.phrases.relative_days import read_calendar_period, read_season, read_today, read_weekday
from bot.understanding.times.phrases.repeats import read_repeat
from bot.understanding.times.phrases.same_time import read_same_time
from bot.understanding.times.phrases.zones import read_zone


class Family(NamedTuple):
    """A reader and the word classes that its phrases start with.

    ``needs`` are the indicators (``bits``) of which at least one follows the first word of every phrase; 0 if a phrase
    can be a single word. It only saves calls that would find nothing: a number can start a dozen kinds of phrases.
    """

    read: Reader
    starts: frozenset[str]
    needs: int = 0


def _family(read: Reader, *starts: str, needs: tuple[str, ...] = ()) -> Family:
    return Family(read, frozenset(starts), bits(*needs))


_AMOUNTS = ("a", "half", "quarter", "couple", "few", "dozen", "more", "decimal")
_WHICH = ("next", "coming", "last")
_COUNTED_FROM = ("before", "after", "from", "past", "next", "on", "offset")

FAMILIES = (
    _family(read_repeat, "every", "any", "recurrence", "once", "twice", "thrice", "weekday", "workdays", "plural",
            "unit", "business", "alternate", "mon_wed_fri", "tue_thu", "tue_letter", "twice_monthly"),
    _family(read_repeat, "number", needs=("times", "per")),
    _family(read_repeat, "a", needs=("basis",)),
    _family(read_counted_repeat, "ordinal", "last", "tens", "beginning", "end",
            needs=("every", "next", "and", "recurrence")),
    _family(read_next_weekdays, "next", "coming", needs=("weekday",)),
    _family(read_clock_offset, "number", "quarter", needs=("past", "to")),
    _family(read_clock_offset, "half", "a", needs=("past", "to", "number")),
    _family(read_anchored, "number", *_AMOUNTS, "daytime", "unit", needs=_COUNTED_FROM),
    _family(read_part_before, "part", needs=("before", "after")),
    _family(read_week_after_weekday, "weekday", "offset", needs=("unit",)),
    _family(read_holiday, "holiday"),
    _family(read_holiday, *_WHICH, needs=("holiday",)),
    _family(read_counted_day, "ordinal", "last", "tens", "penultimate",
            needs=("weekday", "business", "workdays", "unit", "half", "of", "next")),
    _family(read_closest_weekday, "closest"),
    _family(read_closest_weekday, "ordinal", needs=("closest",)),
    _family(read_days_of_coming_period, "next", "this", "month", needs=("ordinal", "last", "penultimate", "tens")),
    _family(read_numbered_day_of_period, "number", needs=("of",)),
    _family(read_weekdays_from_now, "number", needs=("weekday",)),
    _family(read_weekday_after, "weekday", needs=("after", "before", "from")),
    _family(read_numbered_week, "unit", needs=("number",)),
    _family(read_week_of, "unit", needs=("of", "week_start", "before", "after")),
    _family(read_days_ahead, "number", "ordinal", "tens", "a", "next", needs=("business", "workdays", "part", "unit")),
    _family(read_quarter, "quarter_sign"),
    _family(read_quarter, "number", needs=("quarter_sign",)),
    _family(read_quarter, "ordinal", needs=("unit",)),
    _family(read_edge, "beginning", "early", "late", "mid", "end", "end_of_week", "end_of_month", "end_of_year",
            "rest"),
    _family(read_range, "number", "ordinal", "between", "month", "noon", needs=("-", "/", "until", "to", "and", "or")),
    _family(read_iso_timestamp, "year_number", needs=("-",)),
    _family(read_iso_timestamp, "long_number"),
    _family(read_numeric_date, "numeral", needs=("-", "/", ".", "numeral")),
    _family(read_named_date, "month"),
    _family(read_named_date, "number", "ordinal", needs=("month",)),
    _family(read_day_list, "weekday", "offset", needs=(",", "/", "and", "or", "weekday")),
    _family(read_today, "offset"),
    _family(read_today, "daytime", needs=("offset",)),
    _family(read_weekday, "weekday"),
    _family(read_weekday, *_WHICH, needs=("weekday",)),
    _family(read_calendar_period, "unit"),
    _family(read_calendar_period, "this", *_WHICH, needs=("unit", "month", "season")),
    _family(read_part_of_day, "school", "part", "early", "late", "end", "meridiem"),
    _family(read_part_of_day, *_WHICH, needs=("part",)),
    _family(read_day_of_month, "ordinal", "number"),
    _family(read_numbered_day, "daytime", needs=("number",)),
    _family(read_bare_year, "year_number"),
    _family(read_bare_year, "tens", needs=("number",)),
    _family(read_bare_year, "number", needs=("thousand",)),
    _family(read_bare_day_of_month, "late_day"),
    _family(read_clock, "number", "noon", "midnight", "oh"),
    _family(read_same_time, "this", "same", needs=("time",)),
    _family(read_delay, "number", "now", "soon"),
    _family(read_delay, *_AMOUNTS, "plus", "next", "coming", needs=("unit", "soon")),
    _family(read_delay, "unit", needs=("from", "and")),
    _family(read_season, "season"),
    _family(read_zone, "zone", "utc"),
)  # fmt: skip

# Classes of prepositions and similar words before a phrase. Readers get the one that precedes them as ``lead``.
_LEADS = ("at", "on", "in", "by", "for", "this", "after", "before", "from", "until", "filler", "the")


class Dispatch(NamedTuple):
    """What to do at a word: whether any reader starts there, what they need, and its class if it is a preposition."""

    has_readers: bool
    needs: int
    lead: str | None


NO_READERS = Dispatch(False, 0, None)


@cached_lookup
def dispatch_of(classes: frozenset[str]) -> Dispatch:
    families = _families_of(classes)
    needs = reduce(or_, families.values(), 0)
    lead = next((lead for lead in _LEADS if lead in classes), None)
    return Dispatch(True, needs, lead) if families else Dispatch(False, 0, lead) if lead else NO_READERS


@lru_cache(maxsize=8192)
def readers_of(classes: frozenset[str], ahead: int) -> tuple[Reader, ...]:
    """The readers to try, in order, at a word of ``classes`` with the indicators ``ahead`` after it. Cached."""
    return tuple(read for read, needs in _families_of(classes).items() if not needs or needs & ahead)


@cache
def _families_of(classes: frozenset[str]) -> dict[Reader, int]:
    readers: dict[Reader, int] = {}
    for family in FAMILIES:
        if not family.starts.isdisjoint(classes):
            before = readers.get(family.read)
            readers[family.read] = family.needs if before is None else before and family.needs and before | family.needs
    return readers
