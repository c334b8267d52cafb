"""Being reminded again later of what has come."""

# ruff: noqa: E501 - a line break would split a pattern in two

from bot.understanding.command import Snooze, Target
from bot.understanding.languages.phrasebook import PAUSES
from bot.understanding.match import Match
from bot.understanding.rules import Rule
from bot.understanding.times.resolve import resolve

_LONGEST_PAUSE = 3600  # "pause the alarm for 10 minutes" is a snooze, "for two days" a pause
_FEWEST_MINUTES = 5  # "snooze 10" is ten minutes, "snooze 2" is reminder 2
_LAST = Target(is_last=True)


def snoozed(match: Match) -> Snooze | None:
    """Again at the time that is named, or after the default pause."""
    target, minutes = _target(match), _minutes(match)
    if match.span("NUMBER"):
        return Snooze(target=target, delay_seconds=60 * minutes) if minutes >= _FEWEST_MINUTES else None
    if match.span("LENGTH"):
        return Snooze(target=target, delay_seconds=match.seconds)
    phrase = match.phrase
    if phrase is None:
        if len(target.numbers) == 1 and target.numbers[0] >= _FEWEST_MINUTES:
            return Snooze(target=_LAST, delay_seconds=60 * target.numbers[0])  # "snooze 10"
        return Snooze(target=target)
    if phrase.is_delay:
        return Snooze(target=target, delay_seconds=phrase.delay_seconds)
    recurrence = phrase.fields.recurrence
    if recurrence is None:
        return Snooze(target=target, moment=resolve(phrase, match.mentions.sentence.context).moment)
    if recurrence.frequency != "MINUTELY":
        return None
    return Snooze(target=target, delay_seconds=60 * recurrence.interval)


def _target(match: Match) -> Target:
    """What REF names; all of them are what has come."""
    target, mentions = match.target, match.mentions
    span = match.span("REF") or (0, 0)
    is_all = mentions.has("ALL", *span) and mentions.has("ITEMS", *span) and target.period is None
    return _LAST if is_all or target == Target() else target


def _minutes(match: Match) -> int:
    """A number by itself is of minutes: "give me 15"."""
    first, _ = match.span("NUMBER") or (0, 0)
    return int(match.mentions.sentence.tokens[match.mentions.tokens[first]].word.number or 0)


def again(match: Match) -> Snooze | None:
    """As ``snoozed``, where a question asks for something else unless it names a time."""
    is_asked = "?" in match.mentions.sentence.words and match.phrase is None and not match.seconds
    return None if is_asked else snoozed(match)


def _short(match: Match) -> Snooze | None:
    return snoozed(match) if match.seconds <= _LONGEST_PAUSE else None


def _set_off(match: Match) -> Snooze | None:
    """ "in a meeting, 5pm", "in a meeting, 20 min", but not "lunch at 5"."""
    first, _ = match.span("NEW") or match.span("NUMBER") or (0, 0)
    sentence = match.mentions.sentence
    is_delay = match.phrase is not None and match.phrase.is_delay
    is_set_off = sentence.words[match.mentions.tokens[first] - 1] in PAUSES
    return snoozed(match) if is_delay or is_set_off else None


_FOR = "(for|by|until|till|til|in|after|to|at|every|another|for another|for like|for about)"
_HIT = "(set|hit|press|push|tap|use|activate|turn on|switch on|start|put|enable|add|do|give me|put on|click|engage)"
_WHEN = f"([for|by|another|like|about] NUMBER|[{_FOR}] (LENGTH|NEW) [MORE])"
_ASK = "(REMIND|REASK|wake|hit|poke)"
_REASK = "(ask|try|catch|bug|hit|poke|prompt|buzz|check|check in with|check with|check back with|come back to|get back to|circle back to)"
_BUSY = "[(no|sorry|SOMEBODY)] [SOMEBODY] [am|are] [(still|too|really|very|super|kinda|pretty|sorry)] BUSY [it|that|yet|today|tonight|at the moment|atm|rn]"

# What asks for a reminder again, in the rush that follows one that has come: not clear enough at other times.
AGAIN: tuple[Rule, ...] = (
    Rule(
        pattern="REASK [me|us] [again|back] [about|on] [IT] [again] [in|at|after|around|by|for|on|every] (LENGTH|NEW)",
        build=again,
        examples=("try again in 15", "ask me in half an hour", "check back at 5"),
        weight=4,
    ),
    Rule(
        pattern="(gimme|give me|give us|give him|give her|need|let me have|try again in|ask me in|ask again in|another) [about|like|just] [another|like] (NUMBER|LENGTH|NEW) [MORE]",
        build=snoozed,
        examples=("give me 15", "ask me in 20", "another 10", "gimme another half hour", "give her 10 minutes"),
        weight=4,
    ),
    Rule(
        pattern="[(can|could|will|would)] [we|you|i] (do|have|get|make|see to|take care of|handle) IT [again|instead] [in|at|after|around|by|for|on] (LENGTH|NEW) [INSTEAD|from now]",
        build=again,
        examples=("will do it in 20 minutes",),
        weight=4,
    ),
    Rule(
        pattern="(again|another|one more|more) [time] [in|at|after|around] (LENGTH|NEW)",
        build=again,
        examples=("again in an hour",),
        weight=4,
    ),
)

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern=f"SNOOZE [REF] [{_WHEN}|until|till|for]",
        build=snoozed,
        examples=("snooze my alarm every 5 minutes", "snooze the alarm 10 more minutes", "snooze until 7", "snooze the meds 20"),
        weight=5,
    ),
    Rule(
        pattern="SNOOZE [REF] (until|till|til|when|once|after) SOMEBODY THING",
        build=snoozed,
        examples=("snooze until i'm home",),
        weight=7,
    ),
    Rule(
        pattern=f"{_ASK} (me|us) [up] [again|back|later] (about|of|on) IT [again|later] [{_WHEN}]",
        build=again,
        examples=("remind me about it tomorrow at 10", "ping me about this again at 8"),
        weight=6,
    ),
    Rule(
        pattern=f"{_ASK} (me|us) (about|of) IT (when|once|after) SOMEBODY THING NEW",
        build=again,
        examples=("remind me about it when i get in at 5:30",),
        weight=10,
    ),
    Rule(
        pattern=f"({_ASK} (me|us) [up]|try|ask) (again|back|later) [{_WHEN}]",
        build=again,
        examples=("remind me again in 10 minutes", "wake me again at 7", "try again in 15"),
        weight=6,
    ),
    Rule(
        pattern="REMIND (me|us) (TIME|LENGTH|in LENGTH) again",
        build=again,
        examples=("remind me in 15 again",),
        weight=6,
    ),
    Rule(
        pattern=f"{_REASK} (me|us) [up|back|again] {_WHEN}",
        build=again,
        examples=("ask me in half an hour",),
        weight=4,
    ),
    Rule(
        pattern="(give me|gimme|give us|wait|hang on|hold on|hang tight|i need|need) [like|just|about] ([like|about|for|another] (NUMBER|LENGTH) [MORE]|(till|until|til) NEW)",
        build=snoozed,
        examples=("give me 15", "give me till 6", "hang on 5 min", "gimme another half hour"),
        weight=8,
    ),
    Rule(
        pattern="[another] (LENGTH|NUMBER) [MORE]",
        trigger="MORE",
        build=snoozed,
        examples=("5 more minutes", "half an hour more", "15 more"),
        weight=6,
    ),
    Rule(
        pattern=f"(one more time|once more|hold that thought|(come|circle) back (to|around) [IT]|(repeat|delay|postpone) IT [again]) {_WHEN}",
        build=snoozed,
        examples=("hold that thought until 5",),
        weight=6,
    ),
    Rule(
        pattern=f"((will|gonna|going to|i'll|i will|i'm gonna|let me) (do|get to|handle|take care of)|will do|i'll do) [it|that|this|them] [later|then|on|today] {_WHEN}",
        build=snoozed,
        examples=("i'll do it at 5", "will do at 7"),
        weight=6,
    ),
    Rule(
        pattern=f"{_BUSY} ({_ASK} [me|us] [back|again|later] [about] [IT]|later|wait|hold on|give me|gimme|i need|need) [{_WHEN}]",
        build=snoozed,
        examples=("busy, remind me in 20 min", "in a meeting, later", "i'm driving, give me 15 minutes", "can't do it now, try me in an hour"),
        weight=8,
    ),
    Rule(
        pattern=f"{_BUSY} (until|till|til) NEW",
        build=snoozed,
        examples=("driving until 6", "I'm in a meeting until 5"),
    ),
    Rule(
        pattern=f"{_BUSY} [another|like|about|for|maybe] (NUMBER|LENGTH|NEW)",
        build=_set_off,
        examples=("busy. 30 mins", "in a meeting, 20 min", "hang on, 10"),
        weight=6,
    ),
    Rule(
        pattern=f"{_HIT} [the|a|my|on] [ITEM] snooze [button|setting|function|feature|mode|time|ITEM|on REF] [on REF] [{_WHEN}]",
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
        pattern="(NUMBER|LENGTH|TIME) snooze",
        build=snoozed,
        examples=("10 minute snooze please", "tomorrow please snooze"),
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
        weight=10,
    ),
    Rule(
        pattern="repeat (this|that|the|my) (alarm|reminder|timer) again",
        build=snoozed,
        examples=("repeat this alarm again",),
        weight=9,
    ),
)  # fmt: skip
