"""Answers requests about a person's data: what is stored, and how to erase it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.texts import account
from bot.domain.changes import CancelOutcome, Decision
from bot.domain.model import Person
from bot.domain.records import replace

FORGET_WITHIN = timedelta(minutes=10)


def export(context: ReplyContext) -> Decision:
    """Say what is stored and how to get a copy, which is too long for a text."""
    return Decision(reply=account.data_kept(len(context.listed_reminders)), person=context.person)


def without_forget_request(person: Person) -> Person:
    """The person, with no erasure waiting to be confirmed: whatever else they text in between ends the request."""
    if person.memory.forget_asked_at is None:
        return person
    return replace(person, memory=replace(person.memory, forget_asked_at=None))


def forget(context: ReplyContext) -> Decision:
    """Ask for confirmation. If repeated within ten minutes, cancel all reminders and mark the person for erasure."""
    asked_at = context.person.memory.forget_asked_at
    if asked_at is None or context.now - asked_at > FORGET_WITHIN:
        memory = replace(context.person.memory, forget_asked_at=context.now)
        return Decision(reply=account.FORGET_AGAIN, person=replace(context.person, memory=memory))
    return Decision(
        reply=account.FORGOTTEN,
        reply_for_outcomes=_confirmation,
        person=replace(context.person, forgotten_at=context.now),
        cancelled=context.person_context.reminders,
    )


def _confirmation(outcomes: Mapping[UUID, CancelOutcome]) -> str:
    is_over = all(outcome.is_cancelled for outcome in outcomes.values())
    return account.FORGOTTEN if is_over else account.FORGOTTEN_LATE
