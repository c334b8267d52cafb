"""Giving a reminder other words, or more of them."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import Edit, Target
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.message import unquoted
from bot.understanding.rules import Rule

_NAMING = "(text|words|wording|message|title|name|label|spelling|typo|description)"
_SAYS = "(say|read|says|reads)"


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


ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(add|append|include|attach|tack|tack on|put|write|stick) THING (to|on|onto|in|into) REF",
        build=_added,
        examples=("add bring id to 3", "add oat milk to the shopping one"),
        weight=2,
    ),
    Rule(
        pattern="(add|append|include|attach|tack on|write) [a|another] [note|comment|line|detail] (to|on|onto|in) REF THING",
        build=_added,
        examples=("add a note to 2: use the side door", "add to 2: bring id"),
        weight=5,
    ),
    Rule(
        pattern="(rename|retitle|relabel|reword|rephrase) REF [to|as|into] THING",
        build=_reworded,
        examples=("rename the gym one pilates", "reword 2: pick up kids at school"),
        weight=3,
    ),
    Rule(
        pattern="(rename|retitle|relabel|reword|rephrase) it [to|as] THING",
        build=_last_reworded,
        examples=("rename it pilates",),
        weight=3,
    ),
    Rule(
        pattern="(call|name|label|title) it THING instead",
        build=_last_reworded,
        examples=("call it pick up meds instead",),
        weight=8,
    ),
    Rule(
        pattern="(make|let|have|set) REF say THING",
        build=_reworded,
        examples=("make 2 say pick up dry cleaning",),
        weight=3,
    ),
    Rule(
        pattern=f"[it|it's|that|this|that's] (supposed to|meant to|should|must|needs to|has to|ought to) {_SAYS} THING",
        build=_last_reworded,
        examples=("it's supposed to say renew passport", "should say dr. kim"),
        weight=4,
    ),
    Rule(
        pattern=f"(CHANGE|RENAME) (the|its) {_NAMING} (to|into) [be|say] THING",
        build=_last_reworded,
        examples=('change the text to "call the vet"',),
        weight=9,
    ),
    Rule(
        pattern=f"(CHANGE|RENAME) (the|its) {_NAMING} (of|on|for|in) REF [to|into|it's|it is|it should be|should be] [say] THING",
        build=_reworded,
        examples=("fix the spelling on 3, it's Pilates", "change the wording of the gym one to pilates"),
        weight=6,
    ),
)  # fmt: skip
