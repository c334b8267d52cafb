"""A time phrase before it is resolved: what its words say, independent of the current time.

A field is None if the words do not give it; ``resolve`` supplies it later. Nothing is assumed here.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.understanding.records import positional_record, record
from bot.understanding.times.days import Day
from bot.understanding.times.duration import Duration


class Part(StrEnum):
    """A part of the day."""

    EARLY_MORNING = "early morning"
    MORNING = "morning"
    MID_MORNING = "mid morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    MID_AFTERNOON = "mid afternoon"
    EVENING = "evening"
    NIGHT = "night"
    LATE_NIGHT = "late night"
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    WORK_START = "start of work"
    SCHOOL_END = "end of school"
    WORK_END = "end of work"
    BEDTIME = "bedtime"
    DAY_END = "end of day"


# Parts of the day only after a certain preposition: "after work", "before bed".
NEEDS_LEAD = frozenset({Part.WORK_END, Part.BEDTIME})
# Parts of the day that stand for one hour, so that "10 minutes before bedtime" is clear.
HOURS_BY_NAME = frozenset(
    {Part.BEDTIME, Part.LUNCH, Part.DINNER, Part.BREAKFAST, Part.NOON, Part.WORK_START, Part.WORK_END, Part.SCHOOL_END}
)
MEALS = frozenset({Part.BREAKFAST, Part.LUNCH, Part.DINNER})
CLOCKED = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})  # frequencies below a day


@record
class Clock:
    """A clock time as written. ``meridiem`` is "am", "pm" or None; ``is_exact`` means the 24-hour clock.

    ``hour`` is 0 to 24 if ``is_exact``, else 1 to 12. ``is_now`` stands for the current time ("this time tomorrow").
    """

    hour: int
    minute: int = 0
    second: int = 0
    meridiem: str | None = None
    is_exact: bool = False
    is_now: bool = False

    @property
    def is_unambiguous(self) -> bool:
        """True if it cannot be both a morning and an afternoon hour."""
        return self.is_exact or self.meridiem is not None


def in_both_halves(clocks: Sequence[Clock]) -> tuple[Clock, ...]:
    """The same hour twice is one in the morning and one in the evening: "at 8 and 8", "at 9 and 9pm"."""
    told = list(clocks)
    for at, clock in enumerate(told):
        twin = next((other for other in range(at + 1, len(told)) if _is_twin(clock, told[other])), None)
        if twin is None or (clock.is_unambiguous and told[twin].is_unambiguous):
            continue
        half = clock.meridiem or _OTHER_HALF[told[twin].meridiem or "pm"]
        told[at] = replace(clock, meridiem=half)
        told[twin] = replace(told[twin], meridiem=_OTHER_HALF[half])
    return tuple(told)


def _is_twin(first: Clock, second: Clock) -> bool:
    is_same = (first.hour, first.minute, first.second) == (second.hour, second.minute, second.second)
    return is_same and not (first.is_exact or second.is_exact or first.is_now or second.is_now)


_OTHER_HALF = {"am": "pm", "pm": "am"}


@record
class RecurrenceSpec:
    """A repeat as the words give it: parts of an RFC 5545 rule, and bounds.

    ``weekdays`` are pairs of an ordinal (0 for every, -1 for the last) and a weekday (0 is Monday). ``set_position``
    selects one day of a month ("first business day"). ``from_clock`` and ``to_clock`` bound an hourly repeat; ``times``
    is the 2 of "twice a day". ``start`` and ``until`` are day expressions, ``within`` is the month or week that bounds
    the repeat on both sides. ``is_yearly_day``: ``start`` is a holiday, whose rule ``repeat_rules`` looks up.
    ``more_parts`` are further parts of the same days ("every morning and evening").
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    set_position: int = 0
    times: int = 1
    count: int = 0
    lasting: Duration | None = None
    start: Day | None = None
    until: Day | None = None
    within: Day | None = None
    except_weekdays: tuple[int, ...] = ()
    from_clock: Clock | None = None
    to_clock: Clock | None = None
    is_yearly_day: bool = False
    more_parts: tuple[Part, ...] = ()


@record
class TimeFields:
    """What the words of a phrase give.

    ``part`` is the part of the day. ``delay`` counts from now; ``shift`` counts from the moment that the other fields
    name ("an hour before noon"). ``to_clock`` is the end of "between 2 and 5", which only a list of that time needs.
    """

    day: Day | None = None
    clocks: tuple[Clock, ...] = ()
    part: Part | None = None
    delay: Duration | None = None
    shift: Duration | None = None
    recurrence: RecurrenceSpec | None = None
    zone: str | None = None
    is_vague: bool = False
    to_clock: Clock | None = None


@positional_record
class TimePhrase:
    """A span of the text that names a time.

    ``start`` and ``end`` are offsets in the original text and include the phrase's own preposition ("at", "on").
    ``spans`` are the spans it was merged from, one for an unmerged phrase. ``rule`` names the reader family that found
    it. ``is_latent`` marks words that are a time only if something else supports it: "may", "second", a bare number,
    "10 minutes". ``introduced`` is True if it starts with a preposition.
    """

    start: int
    end: int
    fields: TimeFields
    rule: str
    is_latent: bool = False
    introduced: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def is_delay(self) -> bool:
        """True for nothing but a length of time: "in 2 hours", "10 min"."""
        fields = self.fields
        return fields.delay is not None and not fields.day and not fields.clocks and fields.recurrence is None

    @property
    def is_repeat(self) -> bool:
        return self.fields.recurrence is not None

    @property
    def is_clock(self) -> bool:
        """True for nothing but a clock time: "at 5", "7:30 pm"."""
        fields = self.fields
        return bool(fields.clocks) and fields.day is None and fields.delay is None and fields.recurrence is None

    @property
    def is_period(self) -> bool:
        """True for a day, a longer period or a part of the day without a clock time: "tomorrow", "next week"."""
        fields = self.fields
        named = fields.day is not None or fields.part is not None
        return named and not fields.clocks and fields.delay is None and fields.recurrence is None

    @property
    def delay_seconds(self) -> int | None:
        """The length of a delay in seconds, with months of 30 days; None for other phrases."""
        delay = self.fields.delay
        if delay is None or not self.is_delay:
            return None
        return (delay.months * 30 + delay.days) * 86_400 + delay.seconds
