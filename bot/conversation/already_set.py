"""Finds the reminders that a request would set a second time: the same words at the same moments."""

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.heads_up_words import next_words
from bot.conversation.texts import confirmations
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.occurrences import occurrences_of
from bot.domain.records import replace

# "in 10 minutes", said again after some seconds, means the same moment; no two clock times are this near.
SAME_MOMENT = timedelta(minutes=1)
COMPARED_OCCURRENCES = 10  # of two series: enough to tell apart those that begin alike and end or pause differently
_ONE_MORE = frozenset({"another", "again", "duplicate", "extra", "twice"})  # the person wants a second one


def already_set(asked: Reminder, reminders: Iterable[Reminder], context: ReplyContext) -> Reminder | None:
    """The reminder among ``reminders`` that is the same as ``asked``, None if there is none or one more is wanted."""
    if _ONE_MORE & (_words(context.text) - _words(asked.message)):
        return None
    return next((reminder for reminder in reminders if _is_same(reminder, asked, context)), None)


def confirm_existing(existing: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    """Say that the reminders are already set; "delete it" and "move it to 6" then refer to them."""
    memory = replace(
        context.person.memory,
        last_mentioned=tuple(reminder.id for reminder in existing),
        last_mentioned_at=context.now,
    )
    person = replace(context.person, memory=memory)
    if len(existing) > 1:
        numbers = listed(str(reminder.number) for reminder in existing)
        return Decision(reply=confirmations.several_unchanged(numbers), person=person)
    (reminder,) = existing
    at = next(occurrences_of(reminder, after=context.now), reminder.due_at)
    when = next_words(reminder, context, at=at)
    return Decision(reply=confirmations.unchanged(reminder.number, when, reminder.message), person=person)


def _is_same(one: Reminder, other: Reminder, context: ReplyContext) -> bool:
    if (one.heads_ups, one.until_done, one.contact_id) != (other.heads_ups, other.until_done, other.contact_id):
        return False
    if _plain(one.message) != _plain(other.message) or (one.rrule is None) != (other.rrule is None):
        return False
    if one.rrule is None:
        return abs(one.due_at - other.due_at) < SAME_MOMENT
    first, second = (
        list(islice(occurrences_of(each, after=context.now), COMPARED_OCCURRENCES)) for each in (one, other)
    )
    return len(first) == len(second) and all(
        abs(at - also_at) < SAME_MOMENT for at, also_at in zip(first, second, strict=True)
    )


def _plain(message: str) -> str:
    """The letters and digits of ``message`` in lower case, or all of it if it has none: an emoji, for example."""
    return " ".join(_in_order(message)) or message.strip()


def _words(text: str) -> set[str]:
    return set(_in_order(text))


def _in_order(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("'", "").replace("\u2019", ""))
