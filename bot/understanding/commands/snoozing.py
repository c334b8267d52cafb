"""Being reminded again later of what has come."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import Snooze, Target
from bot.understanding.match import Match
from bot.understanding.rules import Rule
from bot.understanding.times.resolve import resolve

_LONGEST_PAUSE = 3600  # "pause the alarm for 10 minutes" is a snooze, "for two days" a pause


def snoozed(match: Match) -> Snooze:
    target = Target(is_last=True) if match.target == Target() else match.target
    if match.span("LENGTH"):
        return Snooze(target=target, delay_seconds=match.seconds)
    if match.phrase is not None:
        phrase = match.phrase
        if phrase.is_delay:
            return Snooze(target=target, delay_seconds=phrase.delay_seconds)
        recurrence = phrase.fields.recurrence
        if recurrence is not None and recurrence.frequency == "MINUTELY":
            return Snooze(target=target, delay_seconds=60 * recurrence.interval)
        return Snooze(target=target, moment=resolve(phrase, match.mentions.sentence.context).moment)
    return Snooze(target=target)


def _short(match: Match) -> Snooze | None:
    return snoozed(match) if match.seconds <= _LONGEST_PAUSE else None


_FOR = "(for|by|until|till|in|after|to|at|every|another|for another)"
_HIT = "(set|hit|press|push|tap|use|activate|turn on|switch on|start|put|enable|add|do|give me|put on|click|engage)"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"SNOOZE [REF] [{_FOR}] [LENGTH|NEW]",
        build=snoozed,
        examples=("snooze my alarm every 5 minutes", "snooze the alarm 10 more minutes", "snooze until 7"),
        weight=5,
    ),
    Rule(
        pattern=f"{_HIT} [the|a|my|on] [ITEM] snooze [button|setting|function|feature|mode|time|ITEM|on REF] [on REF] [{_FOR}] [LENGTH|NEW]",
        build=snoozed,
        examples=("hit the snooze button", "set snooze for 10 minutes", "set the alarm snooze for 10 minutes", "press snooze on this alarm"),
        weight=5,
    ),
    Rule(
        pattern=f"{_HIT} [the|a|my] snooze [ITEM] [to go off|to ring] [{_FOR}] (LENGTH|TIME) after REF",
        build=snoozed,
        examples=("set snooze for 20 minutes after the wake up alarm",),
        weight=5,
    ),
    Rule(
        pattern="put REF on [a|the] [LENGTH] snooze [for LENGTH]",
        build=snoozed,
        examples=("put the alarm on a 10 minute snooze",),
        weight=5,
    ),
    Rule(
        pattern="let (me|us) (sleep|rest|lie in|snooze|be|stay in bed) [for] LENGTH [MORE]",
        build=snoozed,
        examples=("let me sleep 10 more minutes",),
        weight=5,
    ),
    Rule(
        pattern="turn (REF back on|on REF again|REF on again) in LENGTH",
        build=snoozed,
        examples=("turn the alarm back on in 5 minutes",),
        weight=5,
    ),
    Rule(
        pattern="LENGTH snooze",
        build=snoozed,
        examples=("10 minute snooze please",),
        weight=5,
    ),
    Rule(
        pattern="(REPEAT REF|have REF (pop up|SOUND|come up|show up|go off|ring|come back) again) (in|after) LENGTH",
        build=snoozed,
        examples=("repeat alarm in one hour", "have the reminder pop up again in an hour"),
        weight=2,
    ),
    Rule(
        pattern="(silence|mute|quiet|hush|pause|delay) REF (for|after) LENGTH",
        build=_short,
        examples=("silence the alarm for 6 minutes",),
        weight=4,
    ),
    Rule(
        pattern="repeat (this|that|the|my) (alarm|reminder|timer) again",
        build=snoozed,
        examples=("repeat this alarm again",),
        weight=9,
    ),
)  # fmt: skip
