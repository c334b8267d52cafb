"""Taking reminders back."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import Cancel, CancelAll
from bot.understanding.intents.targets import content_words, read_target
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule


def _cancel(match: Match) -> Cancel | CancelAll | None:
    span = match.span("REF")
    if span is None or match.named not in (*SURE, Named.KNOWN):
        return None
    mentions, target = match.mentions, match.target
    if match.named is Named.PICK:
        return Cancel(target=target)
    if "except" in mentions.words or "but" in mentions.words[span[0] : span[1]]:
        return Cancel(target=type(target)())  # "all alarms except the gym alarm": which ones is asked
    is_several = mentions.has("ITEMS", *span) or "everything" in mentions.words[span[0] : span[1]]
    has_all = "ALL" in mentions.labels[span[0]]
    first, last = mentions.token_span(*span)
    inside = tuple(one for one in mentions.sentence.timed if one.first >= first and one.last <= last)
    if any(mentions.sentence.is_a(one.first, "until") or one.phrase.is_delay for one in inside):
        return None  # for a while
    is_whole = not content_words(mentions.sentence, first, last, inside) and not target.numbers
    if has_all and is_several and is_whole and match.named is not Named.PRONOUN:
        return CancelAll(period=target.period)
    return Cancel(target=target)


def _named(match: Match) -> Cancel | CancelAll | None:
    """As ``_cancel``, where a reminder is named as such: "don't set the alarm", not "don't want that"."""
    return _cancel(match) if match.named in (Named.OWN_ITEM, Named.ITEM, Named.KNOWN) else None


def _enough(match: Match) -> Cancel | None:
    """ "stop it with the insurance", "enough about the flashcards": the end of one reminder, by its words."""
    span = match.span("THING")
    if span is None or match.mentions.has("REMIND", *span):
        return None
    target = read_target(match.mentions.sentence, *match.mentions.token_span(*span))
    return Cancel(target=target) if target.words or target.numbers else None


ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(stop|quit|enough|knock it off|lay off|no more|give it a rest|that's enough|drop it) [it|that|already] (with|about|on|of) THING",
        build=_enough,
        examples=("stop it with the insurance", "enough about the flashcards"),
        weight=4,
    ),
    Rule(
        pattern="CANCEL REF [off|down|out]",
        build=_cancel,
        examples=("discontinue the alarm", "abolish all my alarms", "scrub all alarms for tuesday"),
        weight=1,
    ),
    Rule(
        pattern="DROP REF [off|down|out]",
        build=_named,
        examples=("close the pills reminder", "halt alarms"),
        weight=-4,
    ),
    Rule(
        pattern="TURN REF (off|of|down|out)",
        build=_cancel,
        examples=("turn my reminder off", "shut the alarm off"),
        weight=2,
    ),
    Rule(
        pattern="((turn|switch|shut|shot) (of|off)|off) REF",
        build=_cancel,
        examples=("turn of the alarm", "off the alarm"),
    ),
    Rule(
        pattern="(WANT|get|have|make|like) REF [to] [be] (CANCEL+ED|DROP+ED|off|gone)",
        build=_cancel,
        examples=("I want the alarm terminated", "I want the alerts for the plants stopped"),
        weight=2,
    ),
    Rule(
        pattern="[i|we|you] NEG (WANT|need|needing|SET) REF [ANYMORE]",
        build=_named,
        examples=("I no longer need the snack reminder", "don't set the alarm today", "we don't want that timer any more"),
        weight=2,
    ),
    Rule(
        pattern="REF (off|CANCEL+ED|should be CANCEL+ED)",
        build=_cancel,
        examples=("alarm off",),
        weight=-2,
    ),
)  # fmt: skip
