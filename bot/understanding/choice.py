"""What was chosen among the time phrases of a text."""

from bot.understanding.records import positional_record
from bot.understanding.times.phrase import TimePhrase


@positional_record
class Choice:
    """The phrase that says when, the token stretches it was put together from, and the phrases left in the message."""

    phrase: TimePhrase | None = None
    cuts: tuple[tuple[int, int], ...] = ()
    left: tuple[TimePhrase, ...] = ()
    also: tuple[TimePhrase, ...] = ()
    is_offset_only: bool = False
