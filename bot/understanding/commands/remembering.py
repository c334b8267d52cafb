"""Questions about what has come: "did I take my pill?", "did I miss anything?"."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import AskAbout, Asked, Target
from bot.understanding.intents.targets import read_target
from bot.understanding.match import Match
from bot.understanding.rules import Rule

_SETTING = frozenset("have get got make made schedule scheduled set put write wrote record add".split())  # noqa: SIM905


def _about_thing(match: Match) -> AskAbout | None:
    """About the thing that was to be done; "did I schedule the vet" asks what is set."""
    span, mentions = match.span("THING"), match.mentions
    said = mentions.words[match.start + 1 : match.start + 4]
    if said[0] in ("you", "it") or any(word in _SETTING for word in said):
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


_WHO = "(i|we|he|she|they|SOMEBODY|my SOMEBODY|the SOMEBODY)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"(did|have|has|had) {_WHO} [already|ever|even|just|actually|remember to] (SEE_TO|SEE_TO+ED) THING",
        build=_about_thing,
        examples=("did I take my pill", "has dad had his eye drops", "have we fed the dog yet"),
        weight=10,
    ),
    Rule(
        pattern=f"(did|have|has) {_WHO} [already|ever|even|just|actually] (SEE_TO|SEE_TO+ED) [yet|already]",
        build=_about_thing,
        examples=("did he go", "has she eaten yet"),
        weight=10,
    ),
    Rule(
        pattern="[what] (did|have) (i|we) (miss|missed|forget|forgot|skip|skipped) [anything|something|any|one|it|any of them|a reminder|any reminders] [TIME|so far|already|yet]",
        build=_about_any,
        examples=("did i miss anything", "what did I miss", "have I missed any today"),
        weight=10,
    ),
    Rule(
        pattern="what (did you|have you) (send|sent|text|texted|remind|reminded) me [of|about] [TIME|so far|already|lately|last]",
        build=_about_any,
        examples=("what did you send me today",),
        weight=10,
    ),
)
