"""Taking reminders back."""

from bot.understanding.command import Cancel, CancelAll
from bot.understanding.intents.targets import content_words
from bot.understanding.match import Match, Named
from bot.understanding.rules import Rule


def _cancel(match: Match) -> Cancel | CancelAll | None:
    span = match.span("REF")
    if span is None:
        return Cancel(target=match.target)
    mentions, target = match.mentions, match.target
    if "except" in mentions.words or "but" in mentions.words[span[0] : span[1]]:
        return Cancel(target=type(target)())  # "all alarms except the gym alarm": which ones is asked
    is_several = mentions.has("ITEMS", *span) or "everything" in mentions.words[span[0] : span[1]]
    has_all = "ALL" in mentions.labels[span[0]]
    first, last = mentions.token_span(*span)
    inside = tuple(one for one in mentions.sentence.timed if one.first >= first and one.last <= last)
    is_whole = not content_words(mentions.sentence, first, last, inside) and not target.numbers
    if has_all and is_several and is_whole and match.named is not Named.PRONOUN:
        return CancelAll(period=target.period)
    return Cancel(target=target)


ROWS = (
    Rule(
        pattern="(CANCEL|DROP) REF [off|down|out]",
        build=_cancel,
        examples=("discontinue the alarm", "abolish all my alarms", "close the pills reminder", "scrub all alarms for tuesday"),
        weight=1,
    ),
    Rule(
        pattern="TURN REF (off|of|down|out)",
        build=_cancel,
        examples=("turn my reminder off", "shut the alarm off"),
        weight=2,
    ),
    Rule(
        pattern="(turn|switch|shut|off|shot) [of|off] REF",
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
        pattern="[i|we|you] (NEG|no longer) [WANT|need|SET] REF [ANYMORE]",
        build=_cancel,
        examples=("I no longer need the snack reminder", "don't set the alarm today", "we don't want that timer any more"),
        weight=2,
    ),
    Rule(
        pattern="(no|no more) REF",
        build=_cancel,
        examples=("no more alarms tomorrow",),
        weight=-2,
    ),
    Rule(
        pattern="REF (off|CANCEL+ED|should be CANCEL+ED)",
        build=_cancel,
        examples=("alarm off",),
        weight=-2,
    ),
)  # fmt: skip
