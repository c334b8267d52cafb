"""Pieces that several texts share."""

from bot.conversation.formatting import are_several, fitted, sentence

TIME_EXAMPLE = "tomorrow 9am"
UNDO_HINT = "Text UNDO to change it back."


def about(start: str, message: str) -> str:
    """``start: message.``, or ``start.`` for a reminder without a message; a long message is shortened."""
    return fitted(lambda words: sentence(f"{start}: {words}" if words else start), message)


def already_on_its_way(numbers: str) -> str:
    """``numbers`` as "2" or "2 and 3"."""
    return "they're already on their way" if are_several(numbers) else "it's already on its way"


def with_at(moment: str) -> str:
    """ "at 5:00 PM" for a bare clock time; "tomorrow 9:00 AM" stays as it is."""
    return f"at {moment}" if ":" in moment.partition(" ")[0] else moment
