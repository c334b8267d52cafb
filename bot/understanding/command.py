"""The commands that a text can mean, and their values. Frozen, no I/O."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.understanding.records import positional_record, record


class Intent(StrEnum):
    """Stable names of the commands for programs: ``parse --batch``, metrics, the API."""

    CREATE = "create"
    ASK_TIME = "ask_time"
    LIST = "list"
    CANCEL = "cancel"
    CANCEL_ALL = "cancel_all"
    EDIT = "edit"
    SNOOZE = "snooze"
    DONE = "done"
    UNDO = "undo"
    TIMEZONE = "timezone"
    SETTINGS = "settings"
    HELP = "help"
    WHY = "why"
    STOP = "stop"
    START = "start"
    THANKS = "thanks"
    UNKNOWN = "unknown"


class Assumption(StrEnum):
    """Something the text did not say and the reading assumed; the confirmation mentions it."""

    DEFAULT_HOUR = "default_hour"  # a date without a time
    PART_OF_DAY = "part_of_day"  # "tomorrow evening" has no clock time
    MERIDIEM = "meridiem"  # "at 5": the next sensible one
    NEXT_DAY = "next_day"  # the clock time has passed today
    NEXT_YEAR = "next_year"  # the date has passed this year
    SPRING_GAP = "spring_gap"  # the wall time does not exist on that day: moved forward by the gap
    AUTUMN_FIRST = "autumn_first"  # the wall time occurs twice on that day: the first one
    SHORT_MONTH = "short_month"  # day 29, 30 or 31 in a month without it: its last day
    NIGHT_END = "night_end"  # "midnight on New Year's Eve" is the end of that day
    NOTICE_PASSED = "notice_passed"  # "2 hours before my flight at 5", said at 4: at 5
    VAGUE = "vague"  # "in a few hours", "noonish"


@positional_record
class Moment:
    """A resolved moment. ``at`` is aware, in the person's zone or the zone that the text named.

    ``has_date`` and ``has_clock`` say what the words gave; the rest is implied. ``zone_named`` is an IANA name or an
    offset if the text named a zone. ``days`` is the number of days that the words cover: 7 for "next week".
    ``is_delay``: hours or minutes from now, which is the same moment in every zone.
    """

    at: datetime
    has_date: bool
    has_clock: bool
    assumptions: tuple[Assumption, ...] = ()
    zone_named: str | None = None
    days: int = 1
    is_delay: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A repeat as an RFC 5545 RRULE over wall time, without DTSTART and without the "RRULE:" prefix.

    ``first`` is the first occurrence (aware); its wall time is DTSTART. UNTIL is in UTC, with a Z.
    """

    rrule: str
    first: datetime
    has_clock: bool
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An interval, end excluded: "tomorrow" in "list tomorrow", "7am" (one minute) in "cancel my 7am alarm"."""

    start: datetime
    end: datetime
    words: str

    @property
    def is_minute(self) -> bool:
        """True for a clock time, which identifies a reminder; longer intervals select all reminders in them."""
        return self.end - self.start <= timedelta(minutes=1)


@positional_record
class Task:
    """One reminder to create. ``message`` is in the person's words, "" if the text has none."""

    message: str
    moment: Moment | None = None
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which reminders a command applies to: by number, by words of the message, by time, or the last one mentioned.

    ``bad_numbers`` are words found in place of a number ("-1"). ``is_all``: every reminder.
    """

    numbers: tuple[int, ...] = ()
    words: str = ""
    period: Period | None = None
    is_last: bool = False
    is_next: bool = False
    is_all: bool = False
    bad_numbers: tuple[str, ...] = ()


@positional_record
class Create:
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTime:
    """A reminder without a usable time.

    ``problem`` is "none", "past", "too_far", "no_such_day", "unclear" or "event"; ``part`` is the time phrase at fault,
    or the event that it comes ``leads`` seconds before, with the message ``text``. ``rrule``: of "a weekly reminder".
    """

    message: str
    problem: str = "none"
    part: str = ""
    leads: tuple[int, ...] = ()
    text: str = ""
    rrule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReminders:
    """``numbers``: only these reminders. ``words``: only reminders about them. ``more``: continue the last list."""

    period: Period | None = None
    words: str = ""
    only_next: bool = False
    more: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    target: Target
    # "never mind": drops an open question, and deletes nothing by itself
    is_dismissal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAll:
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change to a reminder: a new moment or repeat, a shift, new words, am or pm. None leaves a field unchanged.

    ``shift_seconds`` moves it. ``added`` is appended to its message. ``meridiem`` is "am" or "pm". ``pause``: True
    pauses it, until ``moment`` if given; False resumes it. ``skip_next`` drops the next occurrence of a repeat,
    ``is_once`` all but the next. An empty target means the reminder mentioned last. An edit with nothing but a target
    ("edit 2") does not say what to change.
    """

    target: Target
    moment: Moment | None = None
    repeat: Repeat | None = None
    shift_seconds: int | None = None
    message: str | None = None
    added: str | None = None
    meridiem: str | None = None
    pause: bool | None = None
    skip_next: bool = False
    is_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Repeat a reminder later: after ``delay_seconds``, at ``moment``, or after the default pause with neither."""

    target: Target
    delay_seconds: int | None = None
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """``is_sign``: a thumbs-up or a phone's reaction instead of words."""

    target: Target
    is_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimezone:
    """``timezone`` is an IANA name, None for an unknown place; ``words`` is the person's name for it.

    ``until`` is set for "I'm in Tokyo till sunday", in the zone of the trip; a date without a time means its end.
    ``is_home`` restores the zone from before the trip.
    """

    timezone: str | None
    words: str
    until: Moment | None = None
    is_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAlong:
    """Move reminders set in another zone to the same clock times in the current zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """A preference or a request about the person's data.

    ``name`` is "morning", "afternoon", "evening", "night", "clock" ("12" or "24"), "day_first" ("yes" or "no"),
    "show", "export" or "forget"; ``value`` is text ("07:30"). "noon" can be requested but is fixed.
    """

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """``is_carrier_word``: a bare word that providers answer themselves (HELP, INFO). ``is_greeting``: just "hi"."""

    is_carrier_word: bool = False
    is_greeting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The question how the last text was understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """``is_carrier_word``: a bare word on which providers opt out themselves; False for "please stop texting me"."""

    is_carrier_word: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    is_carrier_word: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    pass


@record
class Unknown:
    """Not understood. ``part`` holds the words at fault, "" for the whole text.

    A text that is only a time has it in ``moment``, only a repeat in ``repeat``, only a number in ``number`` (besides
    the time that it may mean). ``first_of_two``: the text makes two requests, and this is the first of them.
    """

    part: str = ""
    moment: Moment | None = None
    repeat: Repeat | None = None
    number: int | None = None
    first_of_two: str = ""


Command = (
    Create | AskTime | ListReminders | Cancel | CancelAll | Edit | Snooze | Done | Undo | SetTimezone | MoveAlong
    | ChangeSettings | Help | Why | Stop | Start | Thanks | Unknown
)  # fmt: skip

INTENTS: dict[type, Intent] = {
    Create: Intent.CREATE,
    AskTime: Intent.ASK_TIME,
    ListReminders: Intent.LIST,
    Cancel: Intent.CANCEL,
    CancelAll: Intent.CANCEL_ALL,
    Edit: Intent.EDIT,
    Snooze: Intent.SNOOZE,
    Done: Intent.DONE,
    Undo: Intent.UNDO,
    SetTimezone: Intent.TIMEZONE,
    MoveAlong: Intent.TIMEZONE,
    ChangeSettings: Intent.SETTINGS,
    Help: Intent.HELP,
    Why: Intent.WHY,
    Stop: Intent.STOP,
    Start: Intent.START,
    Thanks: Intent.THANKS,
    Unknown: Intent.UNKNOWN,
}


@positional_record
class Trace:
    """One time phrase for the explanation: its words, the rule that read it, and what it gave and left implied."""

    words: str
    rule: str
    known: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()


@positional_record
class Reading:
    """A text as understood. ``why`` explains it to a person in one short sentence."""

    command: Command
    why: str
    traces: tuple[Trace, ...] = ()

    @property
    def intent(self) -> Intent:
        return INTENTS[type(self.command)]
