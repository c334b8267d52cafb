"""The event that a heads-up is for, where the text only tells of it: "I have an interview friday at 3"."""

import re
from collections.abc import Callable

from bot.understanding.command import AskTime, Create, Reading
from bot.understanding.context import Context
from bot.understanding.languages.en.clauses import ASKED_LAST

ReadWords = Callable[[str, Context], Reading]

_REQUEST = re.compile(ASKED_LAST, re.IGNORECASE)


def read_event(text: str, context: Context, read: ReadWords) -> Reading:
    """The reading of ``text``, what is left of a request without its heads-ups; as a reminder where it is none."""
    event = _REQUEST.sub("", text)
    reading = read(event or text, context)
    if isinstance(reading.command, Create | AskTime):
        return reading
    return read(f"remind me {event}", context) if event else reading
