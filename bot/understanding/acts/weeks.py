"""Other days of the week for a reminder that is set: "practice is tue thu next week only", "swapped thu for wed"."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.domain.naming import named_by
from bot.domain.recurrence import Recurrence
from bot.understanding.acts.occasions import named_target, period_named
from bot.understanding.command import Edit, Moment, Period, Reading, Target
from bot.understanding.context import Context
from bot.understanding.languages.en import occasions as said
from bot.understanding.preprocessing import make_sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

ReadWords = Callable[[str, Context], Reading]

_MOST_CHARACTERS = 160
_DAY = timedelta(days=1)


def with_other_days(text: str, context: Context, read: ReadWords) -> Reading | None:
    """The days that a text gives a reminder, for the week that it names; None for any other text."""
    if not context.known or len(text) > _MOST_CHARACTERS or said.NOT_MOVED.fullmatch(text):
        return None
    said_words = said.BECAUSE.sub("", text.strip())
    named = said.WEEK_ALONE.search(said_words)
    rest = said.WEEK_ALONE.sub(" ", said_words, count=1).strip(" ,.")
    if said.WEEK_ALONE.search(rest):
        return None
    week = period_named(named["week"], context) if named is not None else None
    if (swapped := _swapped(rest, week, context)) is not None:
        return swapped
    if week is None:
        return _back(said_words, context, read)
    return _for_week(rest, week, context) or _read_for_week(rest, week, context, read)


def _for_week(text: str, week: Period, context: Context) -> Reading | None:
    found = said.TO_DAYS.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    # "move trash from thu to wed": only that Thursday's
    source = said.FROM_DAY.search(found["what"])
    what = said.FROM_DAY.sub("", found["what"])
    target = named_target(said.VERB_FIRST.sub("", what), context)
    moments = _moments(found["days"], found["time"] or "", week, context)
    if target is None or not moments:
        return None
    occasion = _day_of(source["day"], week, context) if source is not None else week
    edit = Edit(target=target, moment=moments[0], also=moments[1:], occasion=occasion)
    return Reading(edit, "It changes the days of one week.")


def _read_for_week(text: str, week: Period, context: Context, read: ReadWords) -> Reading | None:
    """ "they moved practice to thu": any change to days of the week, which then are those of ``week``."""
    if said.WEEKDAY.search(text) is None:
        return None
    reading = read(text, context)
    command = reading.command
    if reading.acts or not isinstance(command, Edit) or not (command.moment or command.repeat):
        return None
    weekdays = _weekdays_of(command)
    plain = Edit(target=command.target, moment=command.moment, repeat=command.repeat)
    if not weekdays or command != plain:
        return None
    moment = command.moment or Moment(at=context.now, has_date=True, has_clock=False)
    moments = _on_days(tuple(_on_weekday(day, week) for day in weekdays), moment, context)
    edit = Edit(target=command.target, moment=moments[0], also=moments[1:], occasion=week)
    return Reading(edit, "It changes the days of one week.")


def _weekdays_of(command: Edit) -> tuple[int, ...]:
    if command.moment is not None:
        return (command.moment.at.weekday(),) if command.moment.is_weekday else ()
    if command.repeat is None or command.repeat.has_clock:
        return ()
    return tuple(day for _, day in Recurrence.parse(command.repeat.rrule).weekdays)


def _back(text: str, context: Context, read: ReadWords) -> Reading | None:
    """ "practice is back to wed": it is on Wednesdays."""
    if said.BACK.search(text) is None:
        return None
    reading = read(said.BACK.sub(said.ON_AGAIN, text), context)
    command = reading.command
    is_named = isinstance(command, Edit) and command.target.words and named_by(command.target.words, context.known)
    return reading if is_named and not reading.acts else None


def _swapped(text: str, week: Period | None, context: Context) -> Reading | None:
    """ "swapped thu for wed": what comes on Thursday comes on Wednesday instead."""
    found = said.SWAPPED.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    words = (found["before"] or found["what"] or "").strip()
    target = (named_target(words, context) if words else None) or Target()
    span = week or _coming_week(context)
    old, moments = _day_of(found["old"], span, context), _moments(found["days"], "", span, context)
    if old is None or not moments or (words and target == Target() and words not in said.OF_WORK):
        return None
    edit = Edit(target=target, moment=moments[0], skipped=(old,), occasion=old if week is not None else None)
    return Reading(edit, "It swaps a day for another.")


def _coming_week(context: Context) -> Period:
    start = datetime.combine(context.now.date(), time(), context.zone)
    return Period(start=start, end=start + 7 * _DAY, words="")


def _day_of(word: str, week: Period, context: Context) -> Period | None:
    (day, *_) = _days(word, week, context) or (None,)
    if day is None:
        return None
    start = datetime.combine(day, time(), context.zone)
    return Period(start=start, end=datetime.combine(day + _DAY, time(), context.zone), words=word)


def _on_weekday(weekday: int, week: Period) -> date:
    start = week.start.date()
    return start + (weekday - start.weekday()) % 7 * _DAY


def _days(words: str, week: Period, context: Context) -> tuple[date, ...]:
    weekdays = [token.word.weekday for token in make_sentence(words, context).tokens]
    return tuple(_on_weekday(day, week) for day in dict.fromkeys(weekdays) if day is not None)


def _moments(words: str, clock: str, week: Period, context: Context) -> tuple[Moment, ...]:
    """Each day of ``week`` that ``words`` name, at ``clock`` if it is given; () where that is no time."""
    phrase = read_phrase(said.AT.format(clock), context) if clock else None
    at = resolve(phrase, context).moment if phrase is not None else None
    if clock and at is None:
        return ()
    moment = at or Moment(at=context.now, has_date=True, has_clock=False)
    return _on_days(_days(words, week, context), moment, context)


def _on_days(days: tuple[date, ...], moment: Moment, context: Context) -> tuple[Moment, ...]:
    walls = (datetime.combine(day, moment.at.time(), context.zone) for day in days)
    return tuple(
        Moment(at=at, has_date=True, has_clock=moment.has_clock, assumptions=moment.assumptions) for at in walls
    )
