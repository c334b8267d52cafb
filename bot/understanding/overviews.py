"""Overviews: "send me my list every morning at 8", "stop the morning list", "what's my week"."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.domain.overviews import Scope
from bot.understanding.command import Create, ListReminders, Period, Reading, SendOverview, Task
from bot.understanding.context import Context
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase

EXAMPLES = (
    "send me my list every morning at 8",
    "daily summary at 7:30am",
    "text me my week every sunday at 6pm",
    "stop the morning list",
    "what's my week",
)

ReadWords = Callable[[str, Context], Reading]

_WEEK_DAYS = 7
_REGULAR = frozenset({"daily", "morning", "evening", "nightly", "weekly"})
_STAND_IN = "see the list"  # what the rest of the text asks to be reminded of, once the overview is taken out


def stops_overview(sentence: Sentence) -> bool:
    """Whether the text asks for no more overviews; "stop sending me my list" is no opt-out, see ``opt_out.py``."""
    return sentence.match("stop_overview", sentence.first) == sentence.last - sentence.first > 0


def read_overview(sentence: Sentence, read: ReadWords) -> Reading | None:
    """The reading of a text about overviews; None for any other text."""
    if stops_overview(sentence):
        return Reading(SendOverview(ends=True), "It asks for no more overviews.")
    if sentence.match("cancel_list", sentence.first) == sentence.last - sentence.first > 0:
        return Reading(
            SendOverview(ends=True, or_everything=True), "It asks for no more lists, or deletes what is on it."
        )
    if (asked := _asked_now(sentence)) is not None:
        return asked
    for kind in ("send_overview", "named_overview"):
        found = sentence.find(kind)
        if found is not None and (reading := _regular(sentence, found, kind, read)) is not None:
            return reading
    return None


def _asked_now(sentence: Sentence) -> Reading | None:
    for meaning, days, words in (("my_week", _WEEK_DAYS, "the next 7 days"), ("my_day", 1, "today")):
        if sentence.match(meaning, sentence.first) == sentence.before_marks(sentence.last) - sentence.first > 0:
            today = sentence.context.now.astimezone(sentence.context.zone).date()
            start, end = (
                datetime.combine(day, time(), sentence.context.zone) for day in (today, today + timedelta(days=days))
            )
            return Reading(ListReminders(period=Period(start=start, end=end, words=words)), "It asks what is on.")
    return None


def _regular(sentence: Sentence, found: tuple[int, int], kind: str, read: ReadWords) -> Reading | None:
    """The overview that ``found`` asks for, at the times that the rest of the text says."""
    first, last = found
    named = sentence.words[first:last]
    is_weekly = not {"week", "week's", "weekly"}.isdisjoint(named)
    rest = " ".join(filter(None, (_before(sentence, first), _behind(sentence, last))))
    if kind == "send_overview" and not rest:
        return None  # "send me my list": now
    if kind == "named_overview" and (_before(sentence, first) or read_phrase(rest, sentence.context) is None):
        return None  # "write the daily summary at 5", "daily summary due at 5"
    regularly = ("every week", "every") if is_weekly else ("every day",)
    is_regular = kind == "named_overview" or not _REGULAR.isdisjoint(named)
    variants = [rest, *(f"{words} {rest}" for words in regularly)] if is_regular else [rest]
    for variant in variants:
        task = _task(f"remind me {variant} to {_STAND_IN}", sentence.context, read)
        if task is not None and task.repeat is not None:
            is_weekly = is_weekly or (task.repeat.rrule.startswith("FREQ=WEEKLY") and "," not in task.repeat.rrule)
            command = SendOverview(scope=Scope.WEEK if is_weekly else Scope.DAY, repeat=task.repeat)
            return Reading(command, "It asks for a list of what is on, regularly.")
    return None


def _before(sentence: Sentence, first: int) -> str:
    return sentence.slice(sentence.first, sentence.before_marks(first))


def _behind(sentence: Sentence, last: int) -> str:
    return sentence.slice(sentence.skip_marks(last), sentence.before_marks(sentence.last))


def _task(words: str, context: Context, read: ReadWords) -> Task | None:
    """The one reminder that ``words`` ask for, if all but its time is what stands in for the overview."""
    reading = read(words, context)
    tasks = reading.command.tasks if isinstance(reading.command, Create) and not reading.acts else ()
    is_plain = len(tasks) == 1 and tasks[0].message == _STAND_IN and not tasks[0].leads and tasks[0].nag is None
    return tasks[0] if is_plain else None
