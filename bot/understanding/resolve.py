"""Turn a phrase into a moment, a repeat or a period."""

from dataclasses import dataclass

from .command import Context, Moment, Period, Repeat
from .phrase import TimePhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a phrase comes to. ``moment`` or ``repeat`` is set unless ``problem`` is ("past", "too_far", "unclear").

    ``period`` is the stretch that the words cover, set for all but delays and repeats. ``known`` and ``implied`` name
    the parts ("date", "clock", ...) for the explanation. Assumptions are in the moment and the repeat.
    """

    moment: Moment | None = None
    repeat: Repeat | None = None
    period: Period | None = None
    problem: str = ""
    known: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()


def resolve(phrase: TimePhrase, context: Context) -> Resolved:
    """What ``phrase`` means at ``context.now``: always in the future, else a problem. Never raises."""
    raise NotImplementedError
