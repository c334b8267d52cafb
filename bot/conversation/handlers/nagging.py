"""Preferences about nagging: what is always repeated until it is done."""

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.delete import delete
from bot.conversation.heads_up_words import until_done_of
from bot.conversation.texts import account
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.naming import named_by
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding.command import Cancel, Nag, Target

MOST_TOPICS = 20


def always_nag(words: str, context: ReplyContext) -> Decision:
    """Repeat reminders about ``words`` until they are done: those that are set, and those to come."""
    topics = context.person.preferences.nag_about
    if len(topics) >= MOST_TOPICS:
        return Decision(reply=account.TOO_MANY_TOPICS, person=context.person)
    kept = tuple(topic for topic in topics if topic.lower() != words.lower())
    preferences = replace(context.person.preferences, nag_about=(*kept, words))
    until_done = str(until_done_of(Nag(), context.limits))
    changed = tuple(
        replace(reminder, until_done=until_done)
        for reminder in context.open_reminders
        if reminder.until_done is None and _can_repeat(reminder) and named_by(words, [reminder.message])
    )
    person = replace(context.person, preferences=preferences)
    return Decision(reply=account.always_nagged(words), person=person, changed=changed)


def stop_nagging(words: str, context: ReplyContext) -> Decision:
    """No more repeats about ``words`` ("" for anything). The reminders stay; one that has come is over."""
    preferences = context.person.preferences
    kept = tuple(topic for topic in preferences.nag_about if words and not _is_about(words, topic))
    nagging = [
        reminder
        for reminder in context.listed_reminders
        if reminder.until_done is not None and (not words or _is_about(words, reminder.message))
    ]
    if not nagging and kept == preferences.nag_about:
        if words:  # a reminder that comes too often for their liking
            return delete(Cancel(target=Target(words=words)), context)
        return Decision(reply=account.NOT_NAGGED, person=context.person)
    over = tuple(one for one in nagging if one.rrule is None and one.due_at <= context.now)
    return Decision(
        reply=account.no_longer_nagged(words),
        person=replace(context.person, preferences=replace(preferences, nag_about=kept)),
        changed=tuple(replace(one, until_done=None) for one in nagging if one not in over),
        cancelled=over,
    )


def _is_about(words: str, message: str) -> bool:
    return words.lower() == message.lower() or bool(named_by(words, [message]))


def _can_repeat(reminder: Reminder) -> bool:
    is_frequent = reminder.rrule is not None and Recurrence.parse(reminder.rrule).is_below_a_day
    return not is_frequent and reminder.overview is None
