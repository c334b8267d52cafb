"""Pausing a reminder and letting it go on, leaving out the next time: "pause 2", "resume 2", "skip next"."""

from dataclasses import replace
from datetime import timedelta

from bot.understanding.command import Edit, Moment, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rewording import terms_of
from bot.understanding.rules import Builders
from bot.understanding.times.resolve import resolve

_FEWEST_DAYS = 3  # "stop it for a week" is a pause; for a day, it is taken back
_DAY, _LONGEST_DAY = timedelta(hours=23), timedelta(hours=25)  # when clocks change
_MOST_NAMING_WORDS = 3
_ALL = Target(is_all=True)


def _pause(match: Match) -> Edit | None:
    """Whatever REF names, for as long as the text says. "this week" is a stretch as well."""
    until = _until(match)
    target = _target(match, is_stretch=until is not None)
    if target is None:
        return None
    period = target.period
    if until is None and period is not None and period.end - period.start >= _DAY:
        if period.start > match.mentions.sentence.context.now:
            return None if match.named not in SURE else Edit(target=target, pause=True)
        until, target = _end_of(target)
        target = _ALL if target == Target() and _has_items(match) else target
    return Edit(target=target, pause=True, moment=until)


def _pause_named(match: Match) -> Edit | None:
    """As ``_pause``, for what is surely a reminder: not "hold the line"."""
    return _pause(match) if match.named in SURE else None


def _pause_long(match: Match) -> Edit | None:
    """ "stop the gym reminders for a week", "... until monday": "stop" alone takes them back for good."""
    phrase, is_named = match.phrase, match.named in SURE
    if phrase is not None and match.span("UNTIL") is None:
        period = None if phrase.is_delay else resolve(phrase, match.mentions.sentence.context).period
        is_long = (phrase.delay_seconds or 0) >= _FEWEST_DAYS * 86_400
        if period is not None:
            has_begun = period.start <= match.mentions.sentence.context.now
            is_long = has_begun and (period.end - period.start).days >= _FEWEST_DAYS
        is_named = is_named and is_long and not phrase.is_repeat
    return _pause(match) if is_named else None


def _pause_all(match: Match) -> Edit | None:
    """ "quiet until monday", "no reminders today"."""
    until = _until(match)
    if match.span("NEW") is not None and until is None:
        return None
    return Edit(target=_ALL, pause=True, moment=until)


def _until(match: Match) -> Moment | None:
    """When the pause is over: "until monday" when that begins, "for today" and "for this week" when they end."""
    phrase, context = match.phrase, match.mentions.sentence.context
    if phrase is None:
        return None
    resolved = resolve(phrase, context)
    if match.span("UNTIL") is not None or not phrase.is_period or resolved.period is None:
        return resolved.moment
    has_begun = resolved.period.start <= context.now
    return Moment(at=resolved.period.end, has_date=True, has_clock=False) if has_begun or match.span("REF") else None


def _end_of(target: Target) -> tuple[Moment | None, Target]:
    """The end of the stretch that ``target`` names, and the target without it."""
    period = target.period
    until = Moment(at=period.end, has_date=True, has_clock=False) if period is not None else None
    return until, replace(target, period=None)


def _target(match: Match, *, is_stretch: bool) -> Target | None:
    """What REF names; None for what is not the bot's, and for what may be anything."""
    span, mentions = match.span("REF"), match.mentions
    if span is None:
        return Target()
    if mentions.has("WHILE", *span) or _has_length(match, *span):
        return None  # "while i'm away" and "for two weeks" belong to the time
    classes = mentions.sentence.book.classes
    if match.named is not Named.NUMBER and not (classes["device"] | classes["service"]).isdisjoint(mentions.words):
        return None
    if match.named not in SURE and not is_stretch and len(match.target.words.split()) > _MOST_NAMING_WORDS:
        return None
    target = match.target
    words = terms_of(target.words, mentions.sentence.context.locale.language)
    has_all = mentions.has("ALL", span[0], span[0] + 1) and all(word in classes["everything"] for word in words)
    if has_all or (is_stretch and target == Target() and _has_items(match)):
        return replace(_ALL, period=target.period)
    return Target() if target.is_last or target.is_next else target


def _has_length(match: Match, first: int, last: int) -> bool:
    sentence = match.mentions.sentence
    found = (one for at in range(first, last) for _, one in match.mentions.times.get(at, ()))
    return any(one.phrase.is_delay and sentence.is_a(one.first, "for_word") for one in found)


def _has_items(match: Match) -> bool:
    return match.mentions.has("ITEMS", *(match.span("REF") or (0, 0)))


def _resume(match: Match) -> Edit | None:
    target = _target(match, is_stretch=False)
    return Edit(target=target, pause=False) if target is not None else None


def _resume_sure(match: Match) -> Edit | None:
    """ "restart the timer", not "restart the router"."""
    return _resume(match) if match.named in SURE else None


def _resume_named(match: Match) -> Edit | None:
    """ "start 2 again", "turn the meds one back on", not "start school again"."""
    return _resume(match) if match.named in (Named.NUMBER, Named.OWN_ITEM, Named.KNOWN) or _is_all(match) else None


def _is_all(match: Match) -> bool:
    first, last = match.span("REF") or (0, 0)
    return last - first == 1 and "ALL" in match.mentions.labels[first]


def _skip_named(match: Match) -> Edit | None:
    return _skip(match) if match.named in SURE else None


def _skip_thing(match: Match) -> Edit | None:
    """ "skip coffee", "skip the standup on friday", but "skip breakfast tomorrow" is an errand."""
    return None if match.named in SURE else _skip(match)


def _skip(match: Match) -> Edit | None:
    first, last = match.span("REF") or (0, 0)
    target = _target(match, is_stretch=False)
    if target is None:
        return None
    has_time = any(at in match.mentions.times for at in range(first, last))
    is_there = match.named in (*SURE, Named.EVENT, Named.DEFINITE)
    return Edit(target=target, skip_next=True) if is_there or not has_time else None


def _skip_day(match: Match) -> Edit | None:
    """ "skip tomorrow", "skip next week"."""
    phrase, context = match.phrase, match.mentions.sentence.context
    period = None if phrase is None or phrase.is_repeat else resolve(phrase, context).period
    if period is None or period.is_minute:
        return None
    return Edit(target=Target(period=replace(period, words=match.text("TIME"))), skip_next=True)


def _none_then(match: Match) -> Edit | None:
    """ "no gym reminder this week": one that repeats, since it has a name and the time is a stretch of days."""
    target, period = match.target, match.target.period
    if match.named not in (Named.ITEM, Named.OWN_ITEM) or not target.words or match.names_hour or period is None:
        return None
    if "ITEM" in match.mentions.labels[(match.span("REF") or (0, 0))[0]]:
        return None
    if period.end - period.start <= _LONGEST_DAY:
        return Edit(target=target, skip_next=True)
    until, target = _end_of(target)
    return Edit(target=target, pause=True, moment=until)


def _this_time(match: Match) -> Edit | None:
    """ "no reminder for trash this time", "skip yoga this once"."""
    is_named = match.named in SURE or match.mentions.has("SKIP", 0, match.start + 1)
    return Edit(target=spoken_of(match.target), skip_next=True) if is_named else None


BUILDERS: Builders = {
    "pause": _pause,
    "pause_named": _pause_named,
    "pause_long": _pause_long,
    "pause_all": _pause_all,
    "resume": _resume,
    "resume_sure": _resume_sure,
    "resume_named": _resume_named,
    "skip_named": _skip_named,
    "skip_thing": _skip_thing,
    "skip_day": _skip_day,
    "none_then": _none_then,
    "this_time": _this_time,
}
