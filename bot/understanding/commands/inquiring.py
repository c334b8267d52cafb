"""Questions about one reminder ("is that am or pm?", "does 2 stop on the 18th?") and about a day."""

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import AskAbout, Asked, ListReminders, Target
from bot.understanding.intents.targets import content_words, period_in
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.resolve import resolve

_LAST = Target(is_last=True)
_CLOCK = ("what", "time", "is", "it")  # asks for the time of day


def _is_repeated(match: Match) -> AskAbout | None:
    """ "is 3 every day?", where the number is read as the hour."""
    mentions = match.mentions
    number = mentions.sentence.tokens[mentions.tokens[match.start + 1]].word.number
    if number is None or match.phrase is None or not match.phrase.is_repeat:
        return None
    phrase = replace(match.phrase, fields=replace(match.phrase.fields, clocks=()))
    repeat = resolve(phrase, mentions.sentence.context).repeat
    return AskAbout(asked=Asked.REPEAT, target=Target(numbers=(int(number),)), repeat=repeat)


def _about(asked: Asked) -> Callable[[Match], AskAbout | None]:
    """A question about REF, or about the reminder mentioned last."""

    def build(match: Match) -> AskAbout | None:
        if match.span("REF") is not None and match.named not in SURE and match.named is not Named.EVENT:
            return None
        target = _LAST if match.target == Target() else match.target
        phrase = match.phrase
        is_choice = "or" in match.mentions.words  # "at noon or midnight" says neither
        resolved = resolve(phrase, match.mentions.sentence.context) if phrase is not None and not is_choice else None
        if resolved is None:
            return AskAbout(asked=asked, target=target)
        return AskAbout(asked=asked, target=target, moment=resolved.moment, repeat=resolved.repeat)

    return build


def _day(match: Match) -> ListReminders:
    first, last = match.mentions.token_span(match.start, match.end)
    return ListReminders(period=period_in(match.mentions.sentence, first, last))


def _still(match: Match) -> ListReminders | None:
    """The reminders that REF names, or that there is none: not all of them."""
    target = match.target
    if not target.numbers and not target.words and target.period is None:
        return None
    return ListReminders(words=target.words, numbers=target.numbers, period=target.period)


def _things(match: Match) -> ListReminders | None:
    """The reminders about something, at any time."""
    words = content_words(match.mentions.sentence, *match.mentions.token_span(*(match.span("THING") or (0, 0))))
    return ListReminders(words=words) if words and not match.mentions.times else None


def _whole_day(match: Match) -> ListReminders | None:
    """ "whats tomorrow", and nothing else; "what's today" asks for the date."""
    is_whole = match.end - match.start == len(match.mentions.words)
    is_today = match.mentions.words[match.end - 1] == "today"
    return _day(match) if is_whole and not is_today else None


BUILDERS: Builders = {
    "is_repeated": _is_repeated,
    "about IS_SET": _about(Asked.IS_SET),
    "still": _still,
    "is_set_asked": lambda match: (
        AskAbout(asked=Asked.IS_SET, target=_LAST) if "?" in match.mentions.sentence.words else None
    ),
    "about HALF": _about(Asked.HALF),
    "when_not_clock": lambda match: (
        None if match.mentions.words[match.start : match.end] == _CLOCK else _about(Asked.WHEN)(match)
    ),
    "when_asked": lambda match: _about(Asked.WHEN)(match) if "?" in match.mentions.sentence.words else None,
    "about WHEN": _about(Asked.WHEN),
    "about END": _about(Asked.END),
    "about REPEAT": _about(Asked.REPEAT),
    "repeat_asked": lambda match: (
        _about(Asked.REPEAT)(match) if match.phrase is None or match.phrase.is_repeat else None
    ),
    "day": _day,
    "things": _things,
    "whole_day": _whole_day,
    "next": lambda _: ListReminders(only_next=True),
}
