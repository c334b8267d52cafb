"""Making a reminder repeat, or come only once."""

from bot.understanding.command import Edit
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Builders
from bot.understanding.times.resolve import resolve


def _once(match: Match) -> Edit | None:
    if match.named not in SURE and match.named is not Named.NOTHING:
        return None
    return Edit(target=spoken_of(match.target), is_once=True)


def _repeated(match: Match) -> Edit | None:
    phrase = match.phrase
    if phrase is None or not phrase.is_repeat or match.named not in SURE:
        return None
    return Edit(target=spoken_of(match.target), repeat=resolve(phrase, match.mentions.sentence.context).repeat)


BUILDERS: Builders = {
    "repeated": _repeated,
    "once": _once,
}
