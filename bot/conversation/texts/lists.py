"""Lists of reminders, and what to say when there is nothing to list."""

from bot.conversation.formatting import fitted

EMPTY_LIST = 'You have no reminders. Try "remind me in 2 hours to call mom".'
# "Stop all reminders", from someone who only gets what other programs send.
NOTHING_TO_DELETE = "You have no reminders. If you want no texts at all, text STOP."
PAUSED = "paused"
_PREPOSITIONS = ("on ", "for ", "in ", "at ", "during ")


def list_line(number: int, moment: str, message: str, repeat: str) -> str:
    """One reminder in a list: "2. Fri 5:00 PM (every Fri) gym"."""
    return " ".join(part for part in (f"{number}.", moment, repeat, message) if part)


def overview(lines: list[str], left: int, *, is_of_day: bool) -> str:
    """What is on today, or in the next seven days: ``lines``, and ``left`` more that do not fit."""
    more = [f"+{left} more. Text list."] if left else []
    return "\n".join(("Today:" if is_of_day else "The next 7 days:", *lines, *more))


def more_to_come(count: int) -> str:
    return f"+{count} more. Text MORE."


def nothing_in(period: str) -> str:
    """No reminder in ``period``, which is quoted without its preposition ("on friday" as "friday")."""
    preposition = next((word for word in _PREPOSITIONS if period.lower().startswith(word)), "")
    return fitted(lambda words: f'No reminders for "{words}". Text list to see them all.', period[len(preposition) :])


def nothing_about(words: str) -> str:
    return fitted(lambda shown: f'I couldn\'t find a reminder about "{shown}". Text list to see yours.', words)


def unreadable(numbers: str, *, several: bool) -> str:
    """Reminders that are there, but whose data is broken; ``numbers`` as "3" or "3 and 5"."""
    return f"I can't read {'reminders' if several else 'reminder'} {numbers} right now. My operator knows about it."


def no_such_number(numbers: str) -> str:
    """``numbers`` as "9" or "8 and 9"."""
    either = " or ".join(numbers.rsplit(" and ", 1))
    return fitted(lambda words: f"You have no reminder {words}. Text list to see yours.", either)
