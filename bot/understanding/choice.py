"""What was chosen among the time phrases of a text."""

from bot.understanding.times.phrase import TimePhrase
from bot.understanding.value import positional_value


@positional_value
class Choice:
    """The phrase that says when, the token stretches it was put together from, and the phrases left in the message."""

    phrase: TimePhrase | None = None
    cuts: tuple[tuple[int, int], ...] = ()
    left: tuple[TimePhrase, ...] = ()
    also: tuple[TimePhrase, ...] = ()
    is_offset_only: bool = False
