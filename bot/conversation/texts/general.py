"""Texts about creating, listing and deleting reminders, and questions for missing details.

All texts are plain, warm and ASCII, and one segment unless the person's own words are longer. Hints never suggest a
bare word that carriers act on (CANCEL, END, QUIT, YES, HELP), so they say "delete 2".
"""

from functools import partial

from bot.conversation.formatting import are_several, fitted, its, joined, sentence
from bot.domain.sms_segments import fits, is_gsm7

REMINDER_START = "Reminder: "
THE_TIME = "it's time."
INTRODUCTION = "I'm a reminder bot: text ? for help, STOP to opt out."
EMPTY_LIST = 'You have no reminders. Try "remind me in 2 hours to call mom".'
TOO_FAST = "That's a lot at once. Try again in a minute."
NOT_SAVED = "Sorry, I can't save anything right now. Please send that again in a few minutes."
BUSY = "I'm very busy right now. Please try again in a minute."
ASK_TIME_EXAMPLE = "tomorrow 9am"
PAUSED = "paused"
_PREPOSITIONS = ("on ", "for ", "in ", "at ", "during ")


def reminder(message: str) -> str:
    """The reminder itself, with the person's words in full."""
    return f"{REMINDER_START}{message or THE_TIME}"


def confirmation(number: int, message: str, moment: str, notes: tuple[str, ...], *, introduce: bool) -> str:
    """A reminder was created. ``notes`` say what was assumed; notes that do not fit are dropped, last first."""

    def written(words: str, kept: tuple[str, ...]) -> str:
        text = " ".join((sentence(f"Reminder {number} set for {moment}{f': {words}' if words else ''}"), *kept))
        return f"{text} {INTRODUCTION}" if introduce else text

    for count in range(len(notes), -1, -1):
        text = fitted(partial(written, kept=notes[:count]), message)
        if fits(text, 1 if is_gsm7(text) else 2):
            break
    # for a newcomer the introduction, which carriers require, comes before this hint
    return joined(text, f"Not right? Text delete {number}.")


def other_half(word: str, clock: str) -> str:
    """The text did not say AM or PM; replying ``word`` ("PM") changes the time to ``clock``."""
    return f"Text {word} for {clock}."


def several_confirmed(lines: list[str], zone: str, *, introduce: bool) -> str:
    """One text created several reminders, listed in ``lines``. ``zone`` is "" if the person already knows it."""
    text = "\n".join((f"Set, {zone}:" if zone else "Set:", *lines))
    return f"{text}\n{INTRODUCTION}" if introduce else text


def list_line(number: int, moment: str, message: str, repeat: str) -> str:
    """One reminder in a list."""
    return " ".join(part for part in (f"{number}.", moment, repeat, message) if part)


def more_to_come(count: int) -> str:
    return f"+{count} more, text MORE"


def nothing_in(period: str) -> str:
    """No reminder is due in the period, which is quoted without its preposition."""
    named = period.removeprefix(next((word for word in _PREPOSITIONS if period.lower().startswith(word)), ""))
    return fitted(lambda words: f'No reminders for "{words}". Text list to see them all.', named)


def nothing_about(words: str) -> str:
    return fitted(lambda shown: f'I found no reminder about "{shown}". Text list to see yours.', words)


def deleted(number: int, message: str) -> str:
    return fitted(lambda words: sentence(f"Deleted {number}: {words}" if words else f"Deleted {number}"), message)


def several_deleted(numbers: str) -> str:
    return f"Deleted {numbers}."


def all_deleted(count: int) -> str:
    text = "Deleted your one reminder." if count == 1 else f"Deleted all {count} reminders."
    return f"{text} Text UNDO to bring {'it' if count == 1 else 'them'} back."


def no_such_number(numbers: str) -> str:
    """``numbers`` as "9" or "8 and 9"."""
    either = " or ".join(numbers.rsplit(" and ", 1))
    return fitted(lambda words: f"You have no reminder {words}. Text list to see yours.", either)


def on_its_way(numbers: str) -> str:
    return f"Too late for {numbers}: already on {its(numbers)} way."


def deleting(numbers: str) -> str:
    """The provider has not answered yet whether it can cancel them."""
    return f"Deleting {numbers}. I'll tell you if it's too late."


def last_text_on_its_way(numbers: str) -> str:
    """Repeats are deleted, but the next message of each could not be cancelled."""
    if are_several(numbers):
        return f"Deleted {numbers}, but their next texts are already on the way."
    return f"Deleted {numbers}, but its next text is already on its way."


def not_delivered(body: str, moment: str, count: int) -> str:
    """``count`` reminders could not be delivered; ``body`` and ``moment`` are those of the first."""
    others = f" and {count - 1} more" if count > 1 else ""
    return fitted(lambda words: f'I could not deliver "{words}" ({moment}){others}.', body)


def ask_time(message: str, *, introduce: bool) -> str:
    introduction = f". {INTRODUCTION}" if introduce else ""
    if not message:
        return f'When, and what about? E.g. "remind me {ASK_TIME_EXAMPLE} to call mom"{introduction or "."}'
    return fitted(lambda words: f'When should I remind you: {words}? E.g. "{ASK_TIME_EXAMPLE}"{introduction}', message)


def ask_time_again(problem: str, part: str) -> str:
    """The time was unusable. ``problem`` is as in ``AskTime``; ``part`` is the time in the person's words."""
    reason = {
        "past": "is in the past",
        "too_far": "is too far ahead for me",
        "no_such_day": "is not a date on the calendar",
    }.get(problem, "is not a time I understand")
    return fitted(lambda words: f'"{words}" {reason}. When should I remind you? E.g. "{ASK_TIME_EXAMPLE}"', part)


def ask_message(moment: str) -> str:
    """``moment`` is "5:00 PM", "tomorrow 9:00 AM" or "every day, first tomorrow 9:00 AM"."""
    return f"What should I remind you of {f'at {moment}' if moment[:1].isdigit() else moment}?"


def ask_time_once_more(message: str) -> str:
    """The answer to "When?" was not a time, so the bot asks once more."""
    return fitted(
        lambda words: f'I need a time for: {words}. E.g. "{ASK_TIME_EXAMPLE}" or "in 2 hours". Or text never mind.',
        message,
    )


def too_many(limit: int) -> str:
    return f"You have {limit} reminders, and that's my limit. Delete one first, e.g. delete 1."


def too_often(shortest_seconds: int) -> str:
    minutes = -(-shortest_seconds // 60)
    return f'The shortest repeat is every {minutes} minutes. Try "every {minutes} minutes".'


def too_long() -> str:
    return "That's too long for a reminder. Please use fewer words."


def text_too_long(most_characters: int) -> str:
    """The text is longer than the bot reads."""
    return f"That's too long for me: I read {most_characters:,} characters at most. Please use fewer words."


DEFAULT_HOUR = "You gave no time, so I chose the morning."
SPRING_GAP = "Clocks go forward then, so it's an hour later."
AUTUMN_FIRST = "Clocks go back then; I'll use the first of the two."
AUTUMN_SECOND = "Clocks go back then; this is the second of the two."
SHORT_MONTH = "In shorter months, on the last day."
