"""All phrase families in the order in which they are asked; of equally long readings the earlier family's counts."""

from functools import cache
from typing import NamedTuple

from .anchored import read_anchored, read_part_before, read_week_after_weekday
from .clock_offsets import read_clock_offset
from .clocks import read_clock
from .counted_days import (
    read_closest_weekday,
    read_counted_day,
    read_days_of_coming_stretch,
    read_edge,
    read_numbered_day_of_stretch,
    read_quarter,
    read_week_of,
    read_weekday_after,
    read_weekdays_from_now,
)
from .counted_repeats import read_counted_repeat
from .dates import read_bare_day_of_month, read_bare_year, read_day_of_month, read_named_date
from .day_choices import read_day_choice
from .days_ahead import read_days_ahead
from .delays import read_delay
from .holidays import read_holiday
from .iso_moments import read_iso_moment
from .numeric_dates import read_numeric_date
from .parts_of_day import read_part_of_day
from .ranges import read_range
from .relative_days import read_season, read_stretch, read_today, read_weekday
from .repeats import read_repeat
from .same_time import read_same_time
from .scene import Reader
from .zones import read_zone


class Family(NamedTuple):
    """A reader, and the word classes with which its phrases start."""

    read: Reader
    starts: frozenset[str]


def _family(read: Reader, *starts: str) -> Family:
    return Family(read, frozenset(starts))


_AMOUNTS = ("number", "a", "half", "quarter", "couple", "few", "dozen", "more", "decimal")
_WHICH = ("next", "coming", "last")

FAMILIES = (
    _family(read_repeat, "every", "any", "cycle", "once", "twice", "number", "weekday", "workdays", "plural", "unit",
            "business", "alternate"),
    _family(read_counted_repeat, "ordinal", "last", "tens", "beginning", "end"),
    _family(read_clock_offset, "number", "half", "quarter", "a"),
    _family(read_anchored, *_AMOUNTS, "daytime", "unit"),
    _family(read_part_before, "part"),
    _family(read_week_after_weekday, "weekday", "offset"),
    _family(read_holiday, "holiday", *_WHICH),
    _family(read_counted_day, "ordinal", "last", "tens", "penultimate"),
    _family(read_closest_weekday, "closest", "ordinal"),
    _family(read_days_of_coming_stretch, "next", "this"),
    _family(read_numbered_day_of_stretch, "number"),
    _family(read_weekdays_from_now, "number"),
    _family(read_weekday_after, "weekday"),
    _family(read_week_of, "unit"),
    _family(read_days_ahead, "number", "ordinal", "tens", "a", "next"),
    _family(read_quarter, "ordinal", "quarter_sign"),
    _family(read_edge, "beginning", "early", "late", "mid", "end", "end_of_week", "end_of_month", "end_of_year"),
    _family(read_range, "number", "ordinal", "between", "month", "noon"),
    _family(read_iso_moment, "numeral"),
    _family(read_numeric_date, "numeral"),
    _family(read_named_date, "month", "number", "ordinal"),
    _family(read_day_choice, "weekday", "offset"),
    _family(read_today, "offset", "daytime"),
    _family(read_weekday, "weekday", *_WHICH),
    _family(read_stretch, "unit", "this", *_WHICH),
    _family(read_part_of_day, "part", "early", "late", "end", *_WHICH, "meridiem"),
    _family(read_day_of_month, "ordinal", "number"),
    _family(read_bare_year, "number"),
    _family(read_bare_day_of_month, "numeral"),
    _family(read_clock, "number", "noon", "midnight", "oh"),
    _family(read_same_time, "this", "same"),
    _family(read_delay, *_AMOUNTS, "plus", "next", "coming", "now", "soon"),
    _family(read_season, "season"),
    _family(read_zone, "zone", "utc"),
)  # fmt: skip

# Prepositions and the like, which may stand before a phrase; readers are told which one did.
_LEADS = ("at", "on", "in", "by", "for", "this", "after", "before", "from", "until", "filler", "the")


class Opening(NamedTuple):
    """What a word may open: the readers to ask, in order, and its class if it is a preposition."""

    readers: tuple[Reader, ...]
    lead: str | None


@cache
def opening_of(classes: frozenset[str]) -> Opening:
    readers = tuple(family.read for family in FAMILIES if not family.starts.isdisjoint(classes))
    return Opening(readers, next((lead for lead in _LEADS if lead in classes), None))
