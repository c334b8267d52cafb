"""What is said after a reminder has come: that it is done ("he took it", "ok ate"), or not now ("still in class")."""

from bot.understanding.command import Done, Snooze, Target, Thanks
from bot.understanding.commands.snoozing import again, snoozed
from bot.understanding.intents.targets import read_target
from bot.understanding.match import Match
from bot.understanding.rules import Builders

_MOST_WORDS = 6


def _done(match: Match) -> Done | None:
    """A report about what THING names, or about the reminder that came last. Wishes and questions report nothing."""
    mentions = match.mentions
    if "?" in mentions.sentence.words or any(mentions.has(kind, match.start, match.end) for kind in _NO_REPORT):
        return None
    span = match.span("THING")
    if span is None:
        return Done(target=Target(is_last=True), is_report=True)
    if span[1] - span[0] > _MOST_WORDS or mentions.has("REMIND", *span) or mentions.has("ITEM", *span):
        return None
    if any(mention.phrase.delay_seconds or mention.phrase.is_repeat for _, mention in _times(match, *span)):
        return None  # "did it in 2 hours"
    named = read_target(mentions.sentence, *mentions.token_span(*span))
    is_named = named.words and not mentions.has("HIM", span[0], span[0] + 1)
    return Done(target=Target(words=named.words) if is_named else Target(is_last=True), is_report=True)


def _times(match: Match, first: int, last: int):  # type: ignore[no-untyped-def]
    return [entry for at in range(first, last) for entry in match.mentions.times.get(at, ())]


def _not_now(match: Match) -> Snooze | None:
    """The default pause, for an excuse that names no time."""
    span, mentions = match.span("THING"), match.mentions
    is_long = span is not None and span[1] - span[0] > _MOST_WORDS
    if is_long or mentions.times or "?" in mentions.sentence.words or mentions.has("REMIND", match.start, match.end):
        return None
    return Snooze(target=Target(is_last=True))


_NO_REPORT = ("NEG", "MODAL", "WH")

BUILDERS: Builders = {
    "again": again,
    "snoozed": snoozed,
    "done": _done,
    "not_now": _not_now,
    "thanks": lambda _: Thanks(),
}
