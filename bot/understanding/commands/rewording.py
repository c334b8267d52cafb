"""Giving a reminder other words, or more of them."""

from bot.understanding.command import AskTime, Command, Create, Edit, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.message import unquoted
from bot.understanding.rules import Builders

_MOST_FREE = 12


def free_words(command: Command, count: int) -> int:
    """How many of ``count`` words in THING count: the new words for a reminder with a number may be long."""
    if isinstance(command, Create | AskTime):
        return 0
    is_reworded = isinstance(command, Edit) and command.message is not None and bool(command.target.numbers)
    return min(count, _MOST_FREE) if is_reworded else count


def _words(match: Match) -> str:
    """THING as it was written, up to the end of the text."""
    first, last = match.span("THING") or (0, 0)
    sentence = match.mentions.sentence
    end = sentence.last if last == len(match.mentions.words) else match.mentions.token_span(first, last)[1]
    return unquoted(sentence.slice(match.mentions.tokens[first], end).strip(' .,;"'))


def _reworded(match: Match) -> Edit | None:
    """Of a reminder that is surely meant, or of the last one spoken of."""
    if match.named not in SURE and match.named is not Named.NOTHING:
        return None
    return Edit(target=spoken_of(match.target), message=_words(match))


def _last_reworded(match: Match) -> Edit:
    return Edit(target=Target(), message=_words(match))


def _added(match: Match) -> Edit | None:
    """More words: no length of time and no reminder."""
    first, last = match.span("THING") or (0, 0)
    reference = match.span("REF") or (0, 0)
    times = [mention.phrase for at in range(first, last) for _, mention in match.mentions.times.get(at, ())]
    is_time = any(one.is_delay or not one.is_latent for one in times) or match.mentions.has("ITEMS", *reference)
    names_item = any(match.mentions.has(label, first, last) for label in ("ITEM", "ITEMS", "TIMEWORD", "ALARM"))
    if match.named not in SURE or match.named is Named.ITEM or is_time or names_item:
        return None
    return Edit(target=spoken_of(match.target), added=_words(match))


BUILDERS: Builders = {
    "added": _added,
    "reworded": _reworded,
    "numbered_reworded": lambda match: _reworded(match) if match.named is Named.NUMBER else None,
    "last_reworded": _last_reworded,
}
