"""The commands that a text can mean, and their values. Frozen, no I/O."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.heads_ups import Lead
from bot.domain.overviews import Scope
from bot.understanding.asked_of_bot import Asked, Topic
from bot.understanding.records import positional_record, record
from bot.understanding.values import Assumption, Moment, Nag, Period, Repeat, Target, Task

__all__ = [
    "Asked",
    "Assumption",
    "Moment",
    "Nag",
    "Period",
    "Repeat",
    "Target",
    "Task",
    "Topic",
]  # besides the commands below


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

    ``shift_seconds`` moves it. ``added`` is appended to its message. ``also`` are further times, besides ``moment`` or
    those that it has, ``leads`` further heads-ups. ``meridiem`` is "am" or "pm". ``pause``: True pauses it, until
    ``moment`` if given; False resumes it. ``skip_next`` drops the next occurrence of a repeat, ``is_once`` all but the
    next; ``skipped`` drops those in periods. ``but_weekdays`` (0 is Monday) are days of the week that a repeat leaves
    out, or on which it comes at ``moment``. ``until`` ends a repeat: with that day, at that moment, or so long after
    its next occurrence. ``since``: the first day of the new time. ``occasion``: the new time is only for what comes in
    that period, or next for an empty period. An empty target means the reminder mentioned last. An edit with nothing
    but a target ("edit 2") does not say what to change.
    """

    target: Target
    moment: Moment | None = None
    repeat: Repeat | None = None
    shift_seconds: int | None = None
    message: str | None = None
    added: str | None = None
    also: tuple[Moment, ...] = ()
    leads: tuple[Lead, ...] = ()
    meridiem: str | None = None
    pause: bool | None = None
    skip_next: bool = False
    skipped: tuple[Period, ...] = ()
    but_weekdays: tuple[int, ...] = ()
    is_once: bool = False
    until: Moment | None = None
    occasion: Period | None = None
    since: Period | None = None
    without_leads: tuple[Lead, ...] = ()
    are_only_leads: bool = False
    nag: Nag | None = None
    is_told_once: bool = False
    replaced: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Repeat a reminder later: after ``delay_seconds``, at ``moment``, or after the default pause with neither."""

    target: Target
    delay_seconds: int | None = None
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """``is_sign``: a thumbs-up or a phone's reaction. ``is_report``: "he took it", in whatever words."""

    target: Target
    is_sign: bool = False
    is_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    # "keep it": what was deleted or changed comes back, but what was just set stays; ``words`` name what is kept
    keeps: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimezone:
    """``timezone`` is an IANA name, None for an unknown place; ``words`` is the person's name for it.

    ``until`` is set for "I'm in Tokyo till sunday", in the zone of the trip; a date without a time means its end.
    ``is_home`` restores the zone from before the trip. ``is_bare``: the text has nothing but the name.
    """

    timezone: str | None
    words: str
    until: Moment | None = None
    is_home: bool = False
    is_bare: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAlong:
    """Move reminders set in another zone to the same clock times in the current zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """A preference or a request about the person's data.

    ``name`` is "morning", "afternoon", "evening", "night", "clock" ("12" or "24"), "day_first" ("yes" or "no"),
    "quiet_hours" ("22:00-07:00", "none", "unclear", or "" for a question), "nag" and "no_nag" (about what), "show",
    "export" or "forget"; ``value`` is text ("07:30"). "noon" can be requested but is fixed.
    """

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOverview:
    """A list of what is on, texted at the times of ``repeat``; ``ends``: no more of them.

    ``or_everything``: "cancel the list", which deletes all reminders where no list comes regularly.
    """

    scope: Scope = Scope.DAY
    repeat: Repeat | None = None
    ends: bool = False
    or_everything: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBot:
    """A question to the bot about itself."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAbout:
    """A question about one reminder; ``moment`` or ``repeat`` is what the person takes for the answer."""

    asked: Asked
    target: Target
    moment: Moment | None = None
    repeat: Repeat | None = None


@record
class Unknown:
    """Not understood. ``part`` holds the words at fault, "" for the whole text.

    A text that is only a time has it in ``moment``, only a repeat in ``repeat``, only a number in ``number`` (besides
    the time that it may mean).
    """

    part: str = ""
    moment: Moment | None = None
    repeat: Repeat | None = None
    number: int | None = None


Command = (
    Create | AskTime | ListReminders | Cancel | CancelAll | Edit | Snooze | Done | Undo | SetTimezone | MoveAlong
    | ChangeSettings | SendOverview | Help | Why | Stop | Start | Thanks | AskBot | AskAbout | Unknown
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
    SendOverview: Intent.SETTINGS,
    Help: Intent.HELP,
    Why: Intent.WHY,
    Stop: Intent.STOP,
    Start: Intent.START,
    Thanks: Intent.THANKS,
    AskBot: Intent.HELP,
    AskAbout: Intent.LIST,
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
    """A text as understood. ``why`` explains it to a person in one short sentence.

    A text with several requests has a reading of each in ``acts``, in order; ``command`` is then that of the first one
    that was understood. ``words`` are those of an act, as written.
    """

    command: Command
    why: str
    traces: tuple[Trace, ...] = ()
    acts: "tuple[Reading, ...]" = ()
    words: str = ""

    @property
    def intent(self) -> Intent:
        return INTENTS[type(self.command)]
