"""Questions: when, about what, which one."""

import re

from bot.conversation.formatting import fitted, joined, sentence, shortened
from bot.conversation.texts.guidance import INTRODUCTION
from bot.conversation.texts.parts import TIME_EXAMPLE
from bot.domain.sms_segments import is_gsm7, segments

_OWNED = re.compile(r"\b(?:my|our)\b", re.IGNORECASE)

_CLAUSE_END = re.compile(r"(?:starts?|begins?|ends?|opens?|closes?|leaves?|arrives?|departs?|goes off)$", re.IGNORECASE)

THEM = "them"
QUESTION_DROPPED = "OK, never mind."


def ask_time(message: str, *, repeats: str = "", introduce: bool, whom: str = "you") -> str:
    """``repeats``: how often it is to come, if that is known: "every week". ``whom``: "your husband"."""
    introduction = f" {INTRODUCTION}" if introduce else ""
    if not message:
        return f'What should I remind you about, and when? Try "remind me {TIME_EXAMPLE} to call mom".{introduction}'
    opening = f"Got it, {repeats}" if repeats else "Got it"
    when = "Starting when?" if repeats else f"When should I remind {whom}?"
    question = f'{when} Try "{TIME_EXAMPLE}".{introduction}'
    text = fitted(lambda words: f"{sentence(f'{opening}: {words}')} {question}", message)
    is_too_long = segments(text) > (1 if is_gsm7(text) else 2)
    # a long name takes the room of the message
    return ask_time(message, introduce=introduce, whom=THEM) if is_too_long and whom != THEM and not repeats else text


def offer(when: str, message: str, *, introduce: bool) -> str:
    """A remark could be a reminder. YES is an opt-in word of carriers, so the reply asks for OK."""
    introduction = f" {INTRODUCTION}" if introduce else ""
    return fitted(lambda words: f"Shall I remind you {when}: {words}? Text OK or no.{introduction}", message)


def ask_time_again(problem: str, part: str) -> str:
    """``problem`` as in ``AskTime``; ``part`` is the time in the person's words."""
    reason = {
        "past": "is in the past",
        "too_far": "is too far ahead for me",
        "no_such_day": "is not a date on the calendar",
    }.get(problem, "is not a time I understand")
    return fitted(lambda words: f'"{words}" {reason}. When should I remind you? Try "{TIME_EXAMPLE}".', part)


def ask_event_time(event: str) -> str:
    """The reminder is to come some time before ``event``, in the person's words."""
    owned = _OWNED.sub("your", event)
    question = "At what time:" if _CLAUSE_END.search(event) else "When is"
    return fitted(lambda words: f'{question} {words}? Try "{TIME_EXAMPLE}".', owned)


def ask_time_once_more(message: str) -> str:
    """The answer to "When?" was not a time."""
    return fitted(
        lambda words: f'I still need a time for: {words}. Try "{TIME_EXAMPLE}" or "in 2 hours", or text never mind.',
        message,
    )


def ask_message(moment: str) -> str:
    """``moment`` is "5:00 PM", "tomorrow 9:00 AM" or "every day, starting tomorrow 9:00 AM"."""
    return f"OK, {moment}. What should I remind you about?"


def ask_change(number: int, when: str, message: str) -> str:
    """A reminder is to be changed, but the text does not say how. It is set for ``when``."""

    def question(words: str) -> str:
        current = f"Reminder {number} is set for {when}{f': {words}' if words else ''}"
        return f"{sentence(current)} What's the new time?"

    return joined(fitted(question, message), 'Try "friday 6pm".')


def ask_change_once(number: int, when: str, message: str) -> str:
    """One time of a reminder is to be changed, but the text does not say how."""
    how = f'What time, just this once? Try "move {number} to 7pm just for today".'
    return fitted(lambda words: f"{sentence(f'Reminder {number} is next due {when}: {words}')} {how}", message)


def ask_what_to_do(number: int) -> str:
    """The text was about reminder ``number``, but what it wants is not clear."""
    return f'OK, what should I do with {number}? Text e.g. "move {number} to 5pm" or "delete {number}".'


def propose_delete(line: str) -> str:
    """``line`` is the reminder that the text seems to take back. YES is an opt-in word of carriers."""
    return fitted(lambda words: f"Delete {words}? Text OK or no.", line)


def propose_change(line: str) -> str:
    """``line`` is the reminder as it would be."""
    return fitted(lambda words: f"Change it to {words}? Text OK or no.", line)


def propose_skip(when: str, line: str) -> str:
    """``when`` in the person's words: the days on which the series would be left out."""
    return fitted(lambda words: f"Skip {shortened(when, 30)} for {words}? Text OK or no.", line)


def which_one(lines: list[str], verb: str) -> str:
    """Several reminders match; ``lines`` lists them. What was asked for is then done to the one named."""
    how = "Text its number" if verb in ("move", "change") else f"Text {verb} and its number"
    return f"Which one? {how}:\n" + "\n".join(lines)


def which_number(verb: str, number: int) -> str:
    """``number`` is one that the person has."""
    return f"Which one? Text {verb} and its number, e.g. {verb} {number}. Text list to see them."


def which_to_change(number: int) -> str:
    """A number alone does not say what to change."""
    return f'Which one? Include its number, e.g. "move {number} to 6pm". Text list to see them.'
