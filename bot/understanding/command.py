"""What a text can mean: the commands, and the values they carry. Frozen, no I/O.

``read`` in ``bot/understanding/reading.py`` makes them; ``bot/conversation`` answers them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.understanding.records import positional_record, record

_MINUTE = timedelta(minutes=1)


class Intent(StrEnum):
    """The words by which programs know a command (``parse --batch``, metrics, the API)."""

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
    """What a reading took for granted; the confirmation says it."""

    DEFAULT_HOUR = "default_hour"  # a date without a time
    PART_OF_DAY = "part_of_day"  # "tomorrow evening" has no clock time
    MERIDIEM = "meridiem"  # "at 5": the next sensible one
    NEXT_DAY = "next_day"  # the clock time passed today
    NEXT_YEAR = "next_year"  # the date passed this year
    SPRING_GAP = "spring_gap"  # the wall time does not exist that day; moved forward by the gap
    AUTUMN_FIRST = "autumn_first"  # the wall time comes twice that day; the first
    SHORT_MONTH = "short_month"  # 29, 30, 31 in a month without it: its last day
    NIGHT_END = "night_end"  # midnight on New Year's Eve: the one that ends the day
    VAGUE = "vague"  # "in a few hours", "noonish"


@positional_record
class Moment:
    """A moment as understood: ``at`` is aware, in the person's zone (or the zone named in the text, if any).

    ``has_date`` and ``has_clock`` tell what the words gave; the rest is implied. ``zone_named`` is the zone as an IANA
    name or offset where the text named one. ``days``: how many days the words cover, 7 for "next week". ``is_delay``:
    hours or minutes from now, the same moment in every zone.
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
    """A repeat: an RFC 5545 RRULE without DTSTART and without the "RRULE:" prefix, over wall time.

    ``first`` is its first occurrence (aware) and DTSTART is its wall time. UNTIL is UTC with a Z.
    """

    rrule: str
    first: datetime
    has_clock: bool
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time, end excluded: "tomorrow" in "list tomorrow", "7am" (one minute) in "cancel my 7am alarm"."""

    start: datetime
    end: datetime
    words: str

    @property
    def is_minute(self) -> bool:
        """True for a clock time, which tells one reminder from others rather than covering a stretch of days."""
        return self.end - self.start <= _MINUTE


@positional_record
class Task:
    """One reminder to be made. ``message`` is in the person's words; "" where the text gave none."""

    message: str
    moment: Moment | None = None
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Which reminders are meant: by number, by words in the message, by time, or the last one spoken of.

    ``bad_numbers`` are the words that stood where a number was expected ("-1"). ``is_all``: all there are.
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
    """A reminder without a usable time. ``problem`` names it: "none", "past", "too_far", "no_such_day" or
    "unclear".
    """

    message: str
    problem: str = "none"
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReminders:
    """``numbers``: asks about these alone. ``words``: only what is about them. ``more``: goes on with the last list."""

    period: Period | None = None
    words: str = ""
    only_next: bool = False
    more: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAll:
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change to a reminder: a new moment or repeat, a shift, new words, am or pm. What is None stays.

    ``shift_seconds`` moves it. ``added`` are words to stand behind those that it has. ``meridiem`` is "am" or "pm".
    ``pause``: True pauses, until ``moment`` if that is given, False resumes. ``skip_next`` drops the next occurrence of
    a repeat, ``is_once`` all but the next. An empty target means the reminder spoken of last. With nothing but a target
    ("edit 2") the text does not say how.
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
    """Tell it again later: after ``delay_seconds`` or at a ``moment``; with neither, after the usual pause."""

    target: Target
    delay_seconds: int | None = None
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """``is_sign``: a thumbs-up or a phone's reaction rather than words."""

    target: Target
    is_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimezone:
    """``timezone`` is an IANA name, or None where the place is not known; ``words`` is what the person called it.

    ``until`` is set for "I'm in Tokyo till sunday", in the zone of the trip; a day alone means its end. ``is_home``:
    "I'm back home", the zone is the one from before the trip.
    """

    timezone: str | None
    words: str
    until: Moment | None = None
    is_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAlong:
    """The reminders that are set for another zone are to keep their clock times in the zone the person is in now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """A preference: ``name`` is "morning", "afternoon", "evening", "night", "clock" ("12" or "24"), "day_first" ("yes"
    or "no"), "show", "export" or "forget"; ``value`` is text ("07:30"). "noon" may be asked for, though it stays.
    """

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """``is_carrier_word``: the bare word that providers answer themselves (HELP, INFO). ``is_greeting``: only "hi"."""

    is_carrier_word: bool = False
    is_greeting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Asks how the last text was understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """``is_carrier_word``: the bare word on which providers opt out themselves; False for "please stop texting me"."""

    is_carrier_word: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    is_carrier_word: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    pass


@record
class Unknown:
    """Not understood. ``part`` is the part at fault in the person's words, "" for the whole.

    A text that is only a time ("at 5") carries it in ``moment``, one that is only a repeat ("every day at 9") in
    ``repeat``, and one that is only a number ("2") has it in ``number``, besides the time that it may be.
    ``first_of_two``: it asks for two things at once, of which these words are the first.
    """

    part: str = ""
    moment: Moment | None = None
    repeat: Repeat | None = None
    number: int | None = None
    first_of_two: str = ""


Command = (
    Create
    | AskTime
    | ListReminders
    | Cancel
    | CancelAll
    | Edit
    | Snooze
    | Done
    | Undo
    | SetTimezone
    | MoveAlong
    | ChangeSettings
    | Help
    | Why
    | Stop
    | Start
    | Thanks
    | Unknown
)

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
    """One time phrase as found: its words, the rule that read it, what it gave and what was implied."""

    words: str
    rule: str
    known: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()


@positional_record
class Reading:
    """A text, understood. ``why`` is one short sentence that a person understands."""

    command: Command
    why: str
    traces: tuple[Trace, ...] = ()

    @property
    def intent(self) -> Intent:
        return INTENTS[type(self.command)]
