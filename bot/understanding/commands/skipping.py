"""Leaving out days of a series: "skip pickup friday", "no gym tomorrow", "make 1 skip wednesdays"."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.recurrence import Frequency, Recurrence
from bot.understanding.command import Edit, Period
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.holidays.public import public_holidays
from bot.understanding.times.resolve import resolve

_SURE = frozenset({Named.NUMBER, Named.KNOWN, Named.PRONOUN, Named.PICK, Named.OWN_ITEM, Named.ITEM})
_JOINT = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_MOST_PERIODS = 12


def _skipped(match: Match) -> Edit | None:
    """The days that the words behind the reference name, all of them."""
    if match.named not in _SURE:
        return None
    periods = _periods(match, match.text("THING"))
    target = replace(match.target, period=None) if match.named is Named.PRONOUN else match.target
    return Edit(target=spoken_of(target), skipped=periods) if periods else None


def _none_then(match: Match) -> Edit | None:
    """ "no 4pm walk tomorrow": only of what is set, since "no meeting friday" may be news."""
    if match.named not in (Named.KNOWN, Named.NUMBER) or match.start:
        return None
    periods = _periods(match, match.text("THING"))
    return Edit(target=match.target, skipped=periods) if periods else None


def _periods(match: Match, words: str) -> tuple[Period, ...]:
    sentence = match.mentions.sentence
    found: list[Period] = []
    pieces = _JOINT.split(words)
    lead = ""
    for piece in pieces[:_MOST_PERIODS]:
        phrase = read_phrase(piece, sentence.context) or read_phrase(f"{lead}{piece}", sentence.context)
        if phrase is None or phrase.is_repeat or phrase.is_delay:
            return ()
        period = resolve(phrase, sentence.context).period
        if period is None or period.is_minute:
            return ()
        lead = "the " if "the " in piece else lead
        found.append(replace(period, words=piece))
    return tuple(found)


def _weekdays_of(match: Match, words: str) -> tuple[int, ...]:
    """The days of the week that ``words`` name as repeats: "wednesdays", "weekends"."""
    context = match.mentions.sentence.context
    phrase = read_phrase(f"every {words}", context) or read_phrase(words, context)
    repeat = resolve(phrase, match.mentions.sentence.context).repeat if phrase is not None else None
    if repeat is None:
        return ()
    rule = Recurrence.parse(repeat.rrule)
    is_weekly = rule.frequency is Frequency.WEEKLY and rule.interval == 1
    return tuple(day for _, day in rule.weekdays) if is_weekly else ()


def _but_weekdays(match: Match) -> Edit | None:
    """ "make 1 skip wednesdays": from now on; "wednesday" alone is the next one."""
    words = match.text("THING").lower()
    if not words.endswith("s") and not words.startswith(("every ", "each ")):
        return None
    days = _weekdays_of(match, match.text("THING").removeprefix("on "))
    return Edit(target=spoken_of(match.target), but_weekdays=days) if days and match.named in _SURE else None


def _holidays(match: Match) -> Edit | None:
    """ "not on holidays": the public ones of the person's country, for the years ahead that are known."""
    context = match.mentions.sentence.context
    if match.named not in _SURE:
        return None
    periods = []
    for day in public_holidays(context.locale.country, context.now.astimezone(context.zone).date()):
        start = datetime.combine(day, time(), context.zone)
        periods.append(Period(start=start, end=start + timedelta(days=1), words="holidays"))
    return Edit(target=spoken_of(match.target), skipped=tuple(periods)) if periods else None


def _other_time(match: Match) -> Edit | None:
    """ "weds is early release so 1:50 for Ellie": on that day of the week alone."""
    if match.named not in (Named.NUMBER, Named.KNOWN, Named.OWN_ITEM):
        return None
    second = match.text("THING")
    days = _weekdays_of(match, match.text("TIME").lower().removeprefix("on ").removeprefix("every ").removesuffix("s"))
    phrase = read_phrase(second, match.mentions.sentence.context)
    moment = resolve(phrase, match.mentions.sentence.context).moment if phrase is not None else None
    if len(days) != 1 or moment is None or not moment.has_clock or moment.has_date:
        return None
    return Edit(target=match.target, moment=moment, but_weekdays=days)


BUILDERS: Builders = {
    "skipped": _skipped,
    "none_then": _none_then,
    "but_weekdays": _but_weekdays,
    "holidays": _holidays,
    "other_time": _other_time,
}
