"""What a pronoun stands for where its sentence says so, and "same time", which is that of what is changed."""

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.acts.reasons import named_in
from bot.understanding.command import Cancel, Edit, Reading, Target
from bot.understanding.context import Context
from bot.understanding.languages.en.anchors import SAME_TIME
from bot.understanding.mentions import Mentions

ReadWords = Callable[[str, Context], Reading]


def with_same_time(text: str, context: Context, read: ReadWords) -> Reading | None:
    """The reading of "it is wednesday now, same time" without those words; None where it changes nothing."""
    if not context.known or not SAME_TIME.search(text):
        return None
    reading = read(SAME_TIME.sub("", text), context)
    command = reading.command
    is_timed = isinstance(command, Edit) and command.moment is not None and not command.moment.has_clock
    return reading if is_timed and not reading.acts else None


def with_subject(mentions: Mentions, reading: Reading) -> Reading:
    """ "the inspector moved it to 11", where a reminder is about him: that one, not the one mentioned last."""
    command = reading.command
    if not isinstance(command, Edit | Cancel) or command.target != Target() or reading.acts:
        return reading
    if command == Edit(target=Target()) or (isinstance(command, Edit) and (command.message or command.added)):
        return reading
    pronoun = next((at for at, labels in enumerate(mentions.labels) if "IT" in labels), 0)
    first = mentions.sentence.first
    named = named_in(mentions.sentence, first, mentions.tokens[pronoun]) if pronoun else ""
    return replace(reading, command=replace(command, target=Target(words=named))) if named else reading
