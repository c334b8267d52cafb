"""The state of a conversation that references depend on: what was set, changed, listed, asked and delivered. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.recently_sent import recently_sent_reminders, sent_at
from bot.domain.changes import SentReminder
from bot.domain.model import Person, Reminder
from bot.domain.records import replace
from bot.understanding.anchors import Anchor

EVENT_WITHIN = timedelta(days=2)  # how long after a reminder of it an event may be
TOPIC_LASTS = timedelta(days=1)  # how long "it", "both" and "the other one" refer to something


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Reminders that were spoken of at ``at``, in the order in which they were shown."""

    ids: tuple[UUID, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """What a person and the bot were just speaking of.

    ``reminders`` are open or paused, in the order of a list. ``mentioned`` are those set or changed last, ``listed``
    those shown by the last list or "Which one?", and ``delivered`` the texts sent lately, newest first. ``asked`` is
    the action that an open "Which one?" is about, "" without one.
    """

    now: datetime
    reminders: tuple[Reminder, ...] = ()
    mentioned: Topic = Topic()
    listed: Topic = Topic()
    delivered: tuple[SentReminder, ...] = ()
    asked: str = ""

    def of(self, topic: Topic) -> tuple[Reminder, ...]:
        """The reminders of ``topic`` that are still there, in its order; none where it is too long ago."""
        if not self.is_recent(topic):
            return ()
        by_id = {reminder.id: reminder for reminder in self.reminders}
        return tuple(by_id[id_] for id_ in topic.ids if id_ in by_id)

    def is_recent(self, topic: Topic) -> bool:
        return topic.at is not None and self.now - topic.at <= TOPIC_LASTS

    @property
    def latest(self) -> Topic:
        """The topic spoken of last: of the same age, what was mentioned."""
        if self.listed.at is None or (self.mentioned.at is not None and self.mentioned.at >= self.listed.at):
            return self.mentioned
        return self.listed


def dialogue_of(context: ReplyContext) -> Dialogue:
    memory = context.person.memory
    return Dialogue(
        now=context.now,
        reminders=context.listed_reminders,
        mentioned=Topic(ids=memory.last_mentioned, at=memory.last_mentioned_at),
        listed=Topic(ids=memory.last_listed, at=memory.last_listed_at),
        delivered=recently_sent_reminders(context),
        asked=memory.pending_verb or "",
    )


def with_listed(person: Person, shown: tuple[Reminder, ...], now: datetime) -> Person:
    """The person, who was just shown these reminders in this order."""
    ids = tuple(reminder.id for reminder in shown)
    return replace(person, memory=replace(person.memory, last_listed=ids, last_listed_at=now if ids else None))


def _event_of(reminder: Reminder, dialogue: Dialogue) -> Reminder:
    """The reminder that this one was set ahead of: the last one with its words within two days."""
    same = (
        one
        for one in dialogue.reminders
        if one.message == reminder.message and reminder.due_at <= one.due_at <= reminder.due_at + EVENT_WITHIN
    )
    return max(same, key=lambda one: one.due_at, default=reminder)


def anchors_of(context: ReplyContext) -> tuple[Anchor, ...]:
    """What "that day" and "an hour before" count from: the reminders spoken of last, or the one that has just come."""
    dialogue = dialogue_of(context)
    sent = next(iter(dialogue.delivered), None)
    if sent is not None and (dialogue.mentioned.at is None or sent_at(sent) > dialogue.mentioned.at):
        spoken_of: tuple[Reminder, ...] = (sent.reminder,)
    else:
        spoken_of = dialogue.of(dialogue.mentioned)
    if len(spoken_of) == 1:
        spoken_of = (_event_of(spoken_of[0], dialogue),)
    return tuple(Anchor(message=one.message, at=context.local(one.due_at), rrule=one.rrule) for one in spoken_of)
