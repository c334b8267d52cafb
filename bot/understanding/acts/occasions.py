"""Changes for one time only ("just for today") and for some days ("i'm away thursday to sunday, pause the plants")."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.naming import named_by
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Create, Edit, Period, Reading, Target
from bot.understanding.context import Context
from bot.understanding.intents.targets import content_words, period_of_phrase
from bot.understanding.languages.en import occasions as said
from bot.understanding.languages.en.acts import REASON_STARTS
from bot.understanding.preprocessing import make_sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.resolve import resolve

ReadWords = Callable[[str, Context], Reading]

_MOST_CHARACTERS = 160
_WEEK = timedelta(days=7)
_FEWEST = timedelta(hours=23)


def with_occasion(text: str, context: Context, read: ReadWords) -> Reading | None:
    """The change that a text makes "just for today" or "this once"; None for any other text."""
    if not context.known or len(text) > _MOST_CHARACTERS:
        return None
    if (found := said.ONLY.search(text)) is None:
        readers = (_of_day, _from_day, _day_first)
        others = (reading for one in readers if (reading := one(text, context, read)) is not None)
        return _on_weekdays(text, context) or next(others, None)
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    day = found["day"] or found["other"]
    period = period_named(day, context) if day else None
    if day and period is None:
        return None
    reading = read(rest, context)
    command = _retimed(reading.command, context)
    if reading.acts or not isinstance(command, Edit):
        return None
    if not (command.moment or command.shift_seconds) and command != Edit(target=command.target):
        return None
    is_named = bool(command.target.words or command.target.numbers)
    target = replace(command.target, period=None) if is_named else command.target
    edit = replace(command, target=target, occasion=period or _next_time(context))
    return Reading(edit, "It changes one time of a reminder.")


def _of_day(text: str, context: Context, read: ReadWords) -> Reading | None:
    """ "tonight's is at 10 instead": of what comes on that day alone."""
    found = said.OF_DAY.search(text)
    period = period_named(found["day"] or found["weekday"], context) if found is not None else None
    if found is None or period is None:
        return None
    what = found["what"].strip()
    named = named_target(what, context) if what else Target(period=period)
    reading = read(said.MOVE_IT.format(found["time"]), context)
    command = reading.command
    if named is None or not isinstance(command, Edit) or command.moment is None or command.moment.has_date:
        return None
    return Reading(replace(command, target=named, occasion=period), "It changes one time of a reminder.")


def _on_weekdays(text: str, context: Context) -> Reading | None:
    """ "rounds are 7 on mondays": another time on those days of the week, and the old one on the others."""
    found = said.ON_WEEKDAYS.fullmatch(text.strip()) or said.WEEKDAYS_FIRST.fullmatch(text.strip())
    target = named_target(said.VERB_FIRST.sub("", found["what"]), context) if found is not None else None
    if found is None or target is None:
        return None
    days, clock = read_phrase(_each(found["days"]), context), read_phrase(said.AT.format(found["time"]), context)
    repeat = resolve(days, context).repeat if days is not None else None
    moment = resolve(clock, context).moment if clock is not None else None
    weekdays = tuple(day for _, day in Recurrence.parse(repeat.rrule).weekdays) if repeat is not None else ()
    if not weekdays or moment is None or moment.has_date:
        return None
    return Reading(Edit(target=target, moment=moment, but_weekdays=weekdays), "It changes some days of a series.")


def _from_day(text: str, context: Context, read: ReadWords) -> Reading | None:
    """ "change the walk to 5 starting monday": until then, it stays as it is."""
    found = said.STARTING.search(text)
    period = period_named(found["day"], context) if found is not None else None
    if found is None or period is None:
        return None
    reading = read(f"{text[: found.start()]} {text[found.end() :]}".strip(" ,"), context)
    command = reading.command
    if reading.acts or not isinstance(command, Edit) or command.moment is None or command.moment.has_date:
        return None
    return Reading(replace(command, since=period), "It changes a reminder from a day on.")


def _day_first(text: str, context: Context, read: ReadWords) -> Reading | None:
    """ "this sunday make it seven"."""
    found = said.DAY_FIRST.fullmatch(text.strip())
    period = period_named(found["day"], context) if found is not None else None
    if found is None or period is None:
        return None
    reading = read(found["rest"], context)
    command = reading.command
    if reading.acts or not isinstance(command, Edit) or command.moment is None or command.moment.has_date:
        return None
    return Reading(replace(command, occasion=period), "It changes one time of a reminder.")


def _each(days: str) -> str:
    return days if days.lower().startswith(said.EACH) else f"{said.EACH[0]} {days}"


def _next_time(context: Context) -> Period:
    """ "this once": whatever comes next."""
    return Period(start=context.now, end=context.now, words="")


def _retimed(command: object, context: Context) -> object:
    """The command; for a bare "gym at 7" where the gym is set, its new time."""
    if not isinstance(command, Create) or len(command.tasks) != 1:
        return command
    (task,) = command.tasks
    words = " ".join(word for word in task.message.split() if not make_sentence(word, context).is_a(0, "errand"))
    is_known = bool(words) and len(named_by(words, context.known)) == 1
    return Edit(target=Target(words=words), moment=task.moment) if is_known and task.moment is not None else command


def period_named(words: str, context: Context) -> Period | None:
    phrase = read_phrase(words, context)
    period = period_of_phrase(make_sentence(words, context), phrase, words) if phrase is not None else None
    if period is None or period.end - period.start >= _FEWEST:
        return period
    start = period.start.replace(hour=0, minute=0)  # "tonight" is said of what is due today
    return replace(period, start=start, end=start + timedelta(days=1))


def with_span(text: str, context: Context) -> Reading | None:
    """What is left out for a span of days that the text names; None for any other text."""
    if not context.known or len(text) > _MOST_CHARACTERS:
        return None
    if (one_day := _day_left_out(text, context)) is not None:
        return one_day
    found = said.RANGE.search(text) or said.WEEK.search(text)
    span = _span(found.groupdict(), context) if found is not None else None
    if found is None or span is None:
        return None
    span = replace(span, words=" ".join(found[0].split()))
    before, behind = text[: found.start()], text[found.end() :]
    parts = [part for rest in (f"{before} {behind}", before, behind) for part in said.PARTS.split(_plain(rest))]
    for part in parts:
        asked = said.LEAVING_OUT.fullmatch(" ".join(part.split()))
        target = _first_named(asked["what"], context) if asked is not None else None
        if target is not None:
            return Reading(Edit(target=target, skipped=(span,)), f'It leaves out "{span.words}".')
    return None


def _plain(words: str) -> str:
    return said.THOSE_DAYS.sub(" ", words)


def _day_left_out(text: str, context: Context) -> Reading | None:
    """ "skip thursday's soccer", and "not this monday", of what was spoken of."""
    then = said.NOT_THEN.fullmatch(text.strip())
    found = (
        then
        or said.NOT_DAY.fullmatch(text.strip())
        or said.DAY_SKIPPED.search(text)
        or said.NOT_NEEDED.fullmatch(text.strip())
    )
    period = period_named(found["day"], context) if found is not None else None
    if found is None or period is None:
        return None
    target = Target() if then is not None else _first_named(found["what"], context)
    if target is None:
        return None
    return Reading(Edit(target=target, skipped=(period,)), f'It leaves out "{period.words}".')


def _first_named(words: str, context: Context) -> Target | None:
    """The name that ``words`` start with, up to a clause that says why."""
    said_words = words.split()
    for end in range(len(said_words), 0, -1):
        is_clause = end == len(said_words) or said_words[end].lower() in REASON_STARTS
        if is_clause and (target := named_target(" ".join(said_words[:end]), context)) is not None:
            return target
    return None


def named_target(words: str, context: Context) -> Target | None:
    if words.lower().strip() in said.PRONOUNS:
        return Target()
    sentence = make_sentence(words, context)
    if sentence.timed and sentence.timed[0].phrase.is_latent is False:
        return None
    named = content_words(sentence, sentence.first, sentence.last)
    if named.isdecimal():
        return Target(numbers=(int(named),)) if 0 < int(named) < 1000 else None
    return Target(words=named) if named and named_by(named, context.known) else None


def _span(found: dict[str, str | None], context: Context) -> Period | None:
    """The days from ``first`` to ``last``, both included, or the week that is named."""
    if (week := found.get("span")) is not None:
        return period_named(week, context)
    first, last = found.get("first") or "", found.get("last") or ""
    start = _day(first, context)
    end = _day(last, context) or _day(_with_month(first, last), context)
    if start is None or end is None:
        return None
    if end.start < start.start and end.start + _WEEK > start.start:
        end = replace(end, start=end.start + _WEEK, end=end.end + _WEEK)
    is_span = timedelta() < end.end - start.start <= 10 * _WEEK
    return Period(start=start.start, end=end.end, words="") if is_span else None


def _with_month(first: str, last: str) -> str:
    """ "march 27" for the last of "march 23-27"."""
    if not last.isdecimal():
        return last
    words = first.split()
    return (
        f"{words[0]} {last}"
        if len(words) > 1 and words[0].isalpha() and words[0] != "the"
        else said.AND_ORDINAL.format(last)
    )


def _day(words: str, context: Context) -> Period | None:
    if words.isdecimal():
        return None
    period = period_named(words, context)
    return period if period is not None and not period.is_minute else None
