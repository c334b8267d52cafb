"""Questions about what has come: "did I take my pill?", "did I miss anything?"."""

from bot.understanding.command import AskAbout, Asked, Target
from bot.understanding.intents.targets import read_target
from bot.understanding.match import Match
from bot.understanding.rules import Builders


def _about_thing(match: Match) -> AskAbout | None:
    """About the thing that was to be done; "did I schedule the vet" asks what is set."""
    span, mentions = match.span("THING"), match.mentions
    said = mentions.words[match.start + 1 : match.start + 4]
    if said[0] in match.wording.ASKED_OF or not match.wording.SETTING.isdisjoint(said):
        return None
    if span is None:
        return AskAbout(asked=Asked.PAST, target=Target(is_last=True))
    if mentions.has("ITEM", *span) or mentions.has("ITEMS", *span) or mentions.has("REMIND", *span):
        return None
    target = read_target(mentions.sentence, *mentions.token_span(*span))
    is_named = bool(target.words) and not mentions.has("HIM", span[0], span[0] + 1)
    return AskAbout(asked=Asked.PAST, target=Target(words=target.words) if is_named else Target(is_last=True))


def _about_any(_: Match) -> AskAbout:
    return AskAbout(asked=Asked.PAST, target=Target())


BUILDERS: Builders = {
    "about_thing": _about_thing,
    "about_any": _about_any,
}
