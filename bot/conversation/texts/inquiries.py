"""Answers to questions: about the bot, and about one reminder."""

from collections.abc import Mapping, Sequence

from bot.conversation.formatting import fitted, shortened
from bot.understanding.command import Topic

ABOUT_THE_BOT: Mapping[Topic, str] = {
    Topic.PERSON: "This is a bot, not a person. Tell me what and when, and I'll text you then.",
    Topic.NAME: "I'm just your reminder bot. Tell me what and when, and I'll text you then.",
    Topic.MOOD: "All good here, thanks! I'm a bot, so I only do reminders. Tell me what and when.",
    Topic.COST: "I don't charge you anything. Your phone plan's usual rates for texts apply.",
    Topic.LANGUAGE: "I read English and Spanish and answer in English. The words of a reminder can be in any language.",
    Topic.OTHERS: 'I can only text you. But I can remind you to tell them, e.g. "remind me at 5 to text dad".',
    Topic.CALLS: "I can't call, I only text. Tell me what and when, and I'll text you then.",
    Topic.PRIVACY: "I only know your number and what you text me. Text export for a copy, forget me to erase it.",
    Topic.CHANGING: 'Yes, any time, e.g. "move 2 to friday 6pm" or "make 2 every monday". Text list for the numbers.',
    Topic.DELETING: "Yes, any time. Text e.g. delete 2, or list for the numbers. Undo brings it back.",
    Topic.UNANSWERED: 'Nothing, no answer is needed. If you want it again later, text snooze or e.g. "in 20 min".',
    Topic.PHONE_OFF: "Your phone company keeps my texts, and they come once your phone is on and has signal again.",
    Topic.FAR: "As far as you like: next week, next year, or every year on the same day.",
    Topic.HOURS: "I text day and night, every day of the year.",
    Topic.ADVICE: "I can't advise you there. But I can remind you to get ready: tell me what and when.",
    Topic.SKIPPING: 'Text e.g. "skip 2" for the next time, or "pause 2 until monday". Text list for the numbers.',
    Topic.LUCK: "Good luck! You've got this.",
    Topic.COMPLAINT: "Sorry about that. Text undo to revert the last change, list to see what's set, or ? for help.",
    Topic.OPTING_OUT: "Text STOP and I won't text you again. To end just one reminder, text e.g. delete 2.",
}
NOTHING_SET = 'Nothing is set yet. Tell me what and when, e.g. "remind me tomorrow 9am to call mom".'
LAST_NOT_UNDERSTOOD = "I didn't understand your last text, so it changed nothing. Text list to see what's set."


def number_of_texts(count: int) -> str:
    """How many texts to expect; ``count`` is the number of reminders."""
    if not count:
        return "Only the reminders you ask for, and answers to your texts. You have none set now."
    reminders = "reminder" if count == 1 else "reminders"
    return f"Only your {count} {reminders} when due, and answers to your texts. Text list to see what's set."


def present(line: str) -> str:
    """The bot is there; ``line`` is the next reminder, "" without one."""
    return fitted(lambda words: f"I'm here. Next: {words}", line) if line else f"I'm here. {NOTHING_SET}"


def is_set(line: str) -> str:
    return fitted(lambda words: f"Yes: {words}", line)


def several_set(numbers: str) -> str:
    return f"Yes, {numbers} are set. Text list to see them."


def is_so(line: str, *, agrees: bool | None) -> str:
    """What a reminder is set for. ``agrees``: whether that is what the person thinks; None if they did not say."""
    start = "" if agrees is None else "Yes. " if agrees else "No. "
    return fitted(lambda words: f"{start}{words}", line)


def half(number: int, moment: str, message: str, other: str) -> str:
    """``other`` is "AM" or "PM": what to text for the other half of the day."""
    return fitted(
        lambda words: f"Reminder {number} is set for {moment}: {words}. Text {other} to change that.", message
    )


def ends(number: int, repeat: str, *, agrees: bool | None) -> str:
    """``repeat`` is the rule with its end in words: "every Fri until Fri Dec 18"."""
    start = "" if agrees is None else "Yes. " if agrees else "No. "
    return fitted(lambda words: f"{start}Reminder {number} repeats {words}, then it ends.", repeat)


def has_no_end(number: int, repeat: str) -> str:
    example = f"make {number} {repeat} until dec 31"
    return fitted(lambda words: f'Reminder {number} repeats {repeat}, with no end. For one, text "{words}".', example)


def comes_once(number: int, moment: str) -> str:
    return f"Reminder {number} comes just once, {moment}."


def repeats(number: int, repeat: str, moment: str, *, agrees: bool) -> str:
    start = "Yes." if agrees else "No."
    return fitted(lambda words: f"{start} Reminder {number} repeats {words}, next {moment}.", repeat)


def came(moment: str, message: str) -> str:
    """A reminder that came at ``moment``, as part of a line."""
    return f"{moment} {shortened(message, 30)}" if message else moment


def several_came(lines: Sequence[str], more: int) -> str:
    """What came within a day, newest first, of which ``more`` are left out."""
    if not lines:
        return "Nothing came in the last 24 hours, so you missed nothing. Text list to see what's next."
    rest = f" and {more} more" if more > 0 else ""
    return f"In the last 24 hours I reminded you: {', '.join(lines)}{rest}."


def came_then(moment: str, message: str) -> str:
    """Whether it was done, the bot does not know."""
    return fitted(lambda words: f"I reminded you {moment}: {words}. Whether it got done, only you can tell.", message)


def did_not_come(line: str) -> str:
    """What is asked about has not come within a day; ``line`` is when it comes next, "" where it is not set."""
    opening = "I didn't remind you of that in the last 24 hours."
    return fitted(lambda words: f"{opening} Next: {words}", line) if line else opening
