"""The outcome of selecting the phrases of a text that say when to remind."""

from bot.understanding.records import positional_record
from bot.understanding.sentence import TimeMention
from bot.understanding.times.phrase import TimePhrase


@positional_record
class Choice:
    """``phrase`` says when; ``cuts`` are the token spans to remove from the message for it.

    ``left`` are the phrases that stay in the message, ``also`` the phrases of further reminders ("at 6 and 8").
    ``offsets`` are counted back from an event whose time is unknown ("two days before").
    """

    phrase: TimePhrase | None = None
    cuts: tuple[tuple[int, int], ...] = ()
    left: tuple[TimePhrase, ...] = ()
    also: tuple[TimePhrase, ...] = ()
    offsets: tuple[TimeMention, ...] = ()
