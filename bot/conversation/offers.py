"""Offers: "Shall I remind you every day at 8:00 AM?" for a remark, and what accepts them."""

from datetime import UTC
from zoneinfo import ZoneInfo

from bot.conversation.context import ReplyContext
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import questions
from bot.domain.changes import Decision
from bot.domain.records import replace
from bot.understanding.command import Moment, Repeat, Task

# YES is an opt-in word of carriers, so no reply asks for it; but people say it.
_OPENING = frozenset(
    [
        "ok",
        "okay",
        "k",
        "kk",
        "yes",
        "yeah",
        "yea",
        "yep",
        "yup",
        "ya",
        "y",
        "sure",
        "please",
        "definitely",
        "absolutely",
    ]
)
_ACCEPTING = """
    go ahead|go for it|do it|do that|sounds good|that would be great|that would be nice|that'd be great|of course
    |correct|right|that's right|exactly|perfect|great|good|fine|set it|i guess|why not|remind me|remind me please|cool
    |if you can|if you could|that works|works for me|would be great|why yes|you should|good idea
"""
ACCEPTING = frozenset(" ".join(_ACCEPTING.split()).replace(" |", "|").split("|"))
_MOST_WORDS = 6
_DENYING = frozenset({"no", "not", "don't", "dont", "but", "nope", "actually", "wait", "why", "what"})
_MARKS = " .,!?\n\t"


def offered(task: Task, context: ReplyContext) -> Decision:
    """Ask whether to set the reminder ``task``."""
    at = task.repeat.first if task.repeat is not None else task.moment.at if task.moment is not None else context.now
    rrule = task.repeat.rrule if task.repeat is not None else None
    memory = replace(
        context.person.memory,
        pending_message=task.message,
        pending_moment=at.astimezone(UTC),
        pending_rrule=rrule,
        pending_since=context.now,
    )
    when = context.moment_words(at)
    if rrule is not None:
        when = f"{repeat_words(rrule)} at {context.clock_words(at)}"
    person = replace(context.person, memory=memory)
    reply = questions.offer(when, task.message, introduce=not person.introduced)
    return Decision(reply=reply, person=replace(person, introduced=True))


def is_accepted(text: str) -> bool:
    """Whether ``text`` says yes, in whatever words."""
    plain = text.casefold().replace("\u2019", "'").split()
    words = [word for part in plain if (word := part.strip(_MARKS))]
    if not words or len(words) > _MOST_WORDS or not _DENYING.isdisjoint(words) or "?" in text:
        return False
    return words[0] in _OPENING or " ".join(words) in ACCEPTING


def accepted_task(context: ReplyContext) -> Task | None:
    """The reminder that was offered; None if nothing was, or its time has passed."""
    memory = context.person.memory
    if memory.pending_message is None or memory.pending_moment is None:
        return None
    at = memory.pending_moment.astimezone(ZoneInfo(context.person.timezone))
    if memory.pending_rrule is not None:
        repeat = Repeat(rrule=memory.pending_rrule, first=at, has_clock=True)
        return Task(message=memory.pending_message, repeat=repeat)
    if at <= context.now:
        return None
    return Task(message=memory.pending_message, moment=Moment(at=at, has_date=True, has_clock=True))
