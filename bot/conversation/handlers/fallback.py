"""Answers texts that are not understood: shorter each time, then not at all, so that two bots do not loop."""

from datetime import datetime, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import shortened
from bot.conversation.texts import guidance
from bot.domain.changes import Decision
from bot.domain.model import Person
from bot.domain.records import replace
from bot.domain.sms_segments import is_gsm7
from bot.understanding.command import Unknown

IN_A_ROW_WITHIN = timedelta(hours=1)
MAX_PER_MINUTE = 2  # replies; a third text within a minute gets none
MAX_IN_A_ROW = 8
ECHOED_CHARACTERS = 40


def not_understood(command: Unknown, context: ReplyContext) -> Decision:
    """Quote what was not understood and give an example. Be shorter the second time, and later silent."""
    before = [at for at in context.person.memory.not_understood_at if context.now - at <= IN_A_ROW_WITHIN]
    person = _with_failure_noted(context, before)
    just_now = [at for at in before if context.now - at < timedelta(minutes=1)]
    if len(just_now) >= MAX_PER_MINUTE or len(before) >= MAX_IN_A_ROW:
        return Decision(reply=None, person=person)
    if command.first_of_two:
        return Decision(reply=guidance.one_at_a_time(command.first_of_two), person=person)
    if before:
        return Decision(reply=guidance.STILL_NOT_UNDERSTOOD, person=person)
    if not person.introduced:
        return Decision(reply=guidance.FIRST_GREETING, person=replace(person, introduced=True))
    part = shortened(command.part or context.text, ECHOED_CHARACTERS)
    # quoting characters outside GSM-7 would turn the whole reply into UCS-2 and cost more segments
    return Decision(reply=guidance.not_understood(part if is_gsm7(part) else ""), person=person)


def _with_failure_noted(context: ReplyContext, before: list[datetime]) -> Person:
    times = (*before, context.now)[-MAX_IN_A_ROW:]
    return replace(context.person, memory=replace(context.person.memory, not_understood_at=times))


def with_failures_reset(person: Person) -> Person:
    """The person with the count of texts not understood reset."""
    return (
        replace(person, memory=replace(person.memory, not_understood_at=()))
        if person.memory.not_understood_at
        else person
    )
