"""Dates in languages that the grammar does not read, passed to dateparser.

This is how "remind me to pay the rent 12 giugno alle 18:00" is understood without Italian. Only a month or day name of
another language with a number next to it is tried, and only that one span of the text.
"""

import re
from datetime import datetime, timedelta

from bot.understanding.command import Assumption, Moment
from bot.understanding.context import Context
from bot.understanding.languages.foreign_days import LANGUAGES_OF
from bot.understanding.times.dateparser_wall import JOINING, read_with_dateparser
from bot.understanding.times.wall_time import moment_of

_WORD = re.compile(r"\S+")
_PUNCTUATION = " .,;:!?"
_FARTHEST = timedelta(days=10 * 366)  # dateparser reads "um 14" as the year 2114


def has_foreign_day(words: tuple[str, ...]) -> bool:
    """Whether one of ``words`` (lower case) is a month or day name of another language."""
    return not LANGUAGES_OF.keys().isdisjoint(words)


def read_foreign_date(text: str, context: Context) -> tuple[str, str, Moment] | None:
    """The first date in another language: its words, ``text`` without them, and the moment. None if there is none."""
    words = list(_WORD.finditer(text))
    plain = [word.group().lower().strip(_PUNCTUATION) for word in words]
    at = next((index for index, word in enumerate(plain) if word in LANGUAGES_OF), None)
    if at is None:
        return None
    first, last = at, at + 1
    while first > 0 and _may_belong(plain[first - 1]):
        first -= 1
    while last < len(plain) and _may_belong(plain[last]):
        last += 1
    start, end = words[first].start(), words[last - 1].end()
    while first < at and plain[first] in JOINING:  # "el 3 de junio": the article is cut with the date but not passed on
        first += 1
    phrase = text[words[first].start() : end].strip(_PUNCTUATION)
    moment = _read(phrase, LANGUAGES_OF[plain[at]], context)
    return None if moment is None else (phrase, text[:start] + text[end:], moment)


def _may_belong(word: str) -> bool:
    """Whether a word next to a date can be part of it: a number, a clock time, a date word or a connective."""
    return word[:1].isdecimal() or word in LANGUAGES_OF or (word in JOINING and word not in ("a", "in", "at", "on"))


def _read(phrase: str, languages: tuple[str, ...], context: Context) -> Moment | None:
    if not any(letter.isdecimal() for letter in phrase):
        return None
    local_now = context.now.astimezone(context.zone).replace(tzinfo=None)
    for language in languages:
        wall = read_with_dateparser(phrase, local_now, languages=(language,), day_first=True)
        if wall is not None and wall - local_now < _FARTHEST:
            moment = _moment(wall, context)
            if moment.at > context.now:
                return moment
    return None


def _moment(wall: datetime, context: Context) -> Moment:
    """``wall`` in the person's zone; midnight means that there was no clock time."""
    has_clock = bool(wall.hour or wall.minute)
    if not has_clock:
        hour, minute = context.locale.hours.morning
        wall = wall.replace(hour=hour, minute=minute)
    at, change = moment_of(wall, context.zone)
    assumed = (None if has_clock else Assumption.DEFAULT_HOUR, change)
    assumptions = tuple(one for one in assumed if one is not None)
    return Moment(at=at, has_date=True, has_clock=has_clock, assumptions=assumptions)
