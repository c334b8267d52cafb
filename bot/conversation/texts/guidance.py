"""Who this is and what it can do, and how a text was understood or why it was not."""

from bot.conversation.formatting import fitted, sentence, shortened
from bot.domain.sms_segments import fits, is_gsm7

INTRODUCTION = "I'm a reminder bot: text ? for help, STOP to opt out."
SHORT_INTRODUCTION = "Reminder bot: ? for help, STOP to opt out."
GREETING = (
    'Hi, I\'m a reminder bot. Tell me what and when, e.g. "remind me tomorrow 9am to call mom", or text ? for help.'
)
FIRST_GREETING = (
    'Hi, I\'m a reminder bot. Tell me what and when, e.g. "remind me tomorrow 9am to call mom". '
    "Text ? for help, STOP to opt out."
)
HELP = (
    'I\'m a reminder bot. Try "remind me at 9 to call mom", "also 1h before 1", "move 1 to 6", '
    '"I\'m in Denver", list, delete 1, undo, settings. Text STOP to opt out.'
)
EXAMPLE = 'Try "remind me tomorrow 9am to call mom", or text ? for help.'
NOT_UNDERSTOOD = f"Sorry, I didn't get that. {EXAMPLE}"
LAST_NOT_UNDERSTOOD = "I'm sorry, I can't make sense of these. Text ? for what I can do, or list to see what's set."
DENIED = 'OK. Text undo to take that back, or say what is different, e.g. "no, 9pm" or "make it friday".'
STILL_NOT_UNDERSTOOD = "Sorry, I still don't understand. Text ? for help."
PART_UNREADABLE = "I didn't get the rest."
NO_WHY = "There's nothing to explain yet."


def introduced(reply: str) -> str:
    """``reply`` to someone who texts for the first time."""
    longer = f"{sentence(reply)} {INTRODUCTION}"
    return longer if fits(longer) else f"{sentence(reply)} {SHORT_INTRODUCTION}"


def not_understood(part: str, time: str = "", thing: str = "") -> str:
    """``part`` is what was not understood, in the person's words; "" for a text that cannot be quoted.

    ``time`` and ``thing`` are what was understood of it: the example is made of them.
    """
    if time:
        example = f"remind me {time} to {thing or 'call mom'}"
        reply = f'I read a time, "{time}", but not what to do. Try e.g. "{example}".'
        if fits(reply):
            return reply
    if thing:
        reply = (
            f'Sorry, I didn\'t get "{part or thing}". To be reminded, text e.g. "remind me tomorrow 9am to {thing}".'
        )
        if fits(reply):
            return reply
    if not part:
        return NOT_UNDERSTOOD
    return fitted(lambda words: f'Sorry, I didn\'t get "{words}". {EXAMPLE}', part)


def about_reminder(number: int, line: str, *, repeats: bool = False) -> str:
    """The text may be about the reminder ``line``, but does not say what to do with it."""
    skip = f', "skip {number}"' if repeats else ""
    how = f'Try "move {number} to 5pm"{skip} or "delete {number}".'
    return fitted(lambda words: f"Is this about {words}? {how}", line)


def about_several(numbers: str, first: str) -> str:
    """The text may be about several reminders; ``numbers`` as "1 or 2"."""
    how = f'Try e.g. "move {shortened(first, 10)} to 5pm", or text list to see them.'
    return fitted(lambda shown: f"Is this about {shown}? {how}", numbers)


def part_not_understood(part: str) -> str:
    """``part`` is what was not understood of a text that asks for something else, too."""
    return fitted(lambda words: f'I didn\'t get "{words}".', shortened(part, 60)) if is_gsm7(part) else PART_UNREADABLE


def why(sentence_why: str) -> str:
    """How the last text was understood; ``sentence_why`` is ``Reading.why``."""
    reading = f"it {sentence_why.removeprefix('It ')}" if sentence_why.startswith("It ") else sentence_why
    return fitted(lambda words: sentence(f"How I read that: {words}"), reading)
