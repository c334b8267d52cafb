"""Making a reminder repeat, or come only once."""

from bot.understanding.command import Edit
from bot.understanding.intents.targets import spoken_of
from bot.understanding.match import SURE, Match, Named
from bot.understanding.rules import Rule
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


_SINGLE = "(one time|one off|onetime|single|non repeating) [thing|reminder|one|only|event|deal]"
_ONCE = f"(once [only]|(only|just) once|(a|just a) {_SINGLE}|{_SINGLE})"

ROWS: tuple[Rule, ...] = (
    Rule(
        pattern="(repeat|continue) REF [only] [on|for] NEW",
        build=_repeated,
        examples=("repeat alarm every monday", "repeat my stretching reminder every day at 4pm"),
        weight=4,
    ),
    Rule(
        pattern="(don't|do not|never|no need to|stop|quit) (repeat|repeating) [REF]",
        build=_once,
        examples=("don't repeat it", "stop repeating the pills reminder"),
        weight=8,
    ),
    Rule(
        pattern="(turn|switch) off [the] (repeat|repeating|repeats|recurrence) (on|for|of) REF",
        build=_once,
        examples=("turn off repeat on 4",),
        weight=8,
    ),
    Rule(
        pattern=f"[(make|do|set|have|change|turn|let) REF [come|be|happen|ring|go off] [to|into]] {_ONCE}",
        build=_once,
        examples=("just once", "do it just once", "make the gym one a one time thing", "change 2 to a one off"),
        weight=8,
    ),
)  # fmt: skip
