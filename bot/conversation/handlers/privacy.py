"""A person's data in their own hands: what is kept, and its erasure."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.texts import account
from bot.domain.changes import Decision

FORGET_WITHIN = timedelta(minutes=10)


def export(context: ReplyContext) -> Decision:
    """What is kept, and how to get it: a text is no place for a file."""
    return Decision(reply=account.data_kept(len(context.listed_reminders)), person=context.person)


def forget(context: ReplyContext) -> Decision:
    """Asked twice within ten minutes, everything is taken back and the person is marked to be erased."""
    asked_at = context.person.memory.forget_asked_at
    if asked_at is None or context.now - asked_at > FORGET_WITHIN:
        memory = replace(context.person.memory, forget_asked_at=context.now)
        return Decision(reply=account.FORGET_AGAIN, person=replace(context.person, memory=memory))
    return Decision(
        reply=account.FORGOTTEN,
        person=replace(context.person, forgotten_at=context.now),
        cancelled=context.person_context.reminders,
    )
