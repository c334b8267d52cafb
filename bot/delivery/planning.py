"""From what the conversation decided to the values that are saved. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.conversation.context import Response
from bot.conversation.texts import general as texts
from bot.delivery.occurrences import plan, text_for, with_wall_time
from bot.domain.message_state import withdraw
from bot.domain.model import Changes, OutboundMessage, OutboundState, Person, PersonContext, Reminder, ReminderState


def plan_changes(
    response: Response, person_context: PersonContext, now: datetime, new_id: Callable[[], UUID]
) -> tuple[tuple[Reminder, ...], tuple[OutboundMessage, ...]]:
    """The reminders and texts to be saved for what a response made, changed, cancelled, paused, parked or revived."""
    reminders: list[Reminder] = []
    outbound: list[OutboundMessage] = []
    for reminder in (*response.made, *response.changed, *response.revived):
        planned, moments = plan(with_wall_time(replace(reminder, state=ReminderState.OPEN)), (), now)
        reminders.append(planned)
        body = texts.reminder(reminder.message)
        wanted = [text_for(planned, response.person, moment, body=body, now=now, id_=new_id()) for moment in moments]
        outbound += exchanged(
            [text for text in person_context.outbound if text.reminder_id == reminder.id], wanted, now
        )
    ended = [(reminder, ReminderState.CANCELLED) for reminder in response.cancelled]
    ended += [(reminder, ReminderState.PARKED) for reminder in response.parked]
    ended += [(reminder, ReminderState.PAUSED) for reminder in response.paused]
    for reminder, state in ended:
        reminders.append(replace(reminder, state=state, next_check_at=None))
        outbound += [withdraw(text, now) for text in person_context.outbound if text.reminder_id == reminder.id]
    if _has_gone(response.person) and not _has_gone(person_context.person):
        done = {text.id for text in outbound}
        outbound += [withdraw(text, now) for text in person_context.outbound if text.id not in done]
    return tuple(reminders), tuple(outbound)


def _has_gone(person: Person) -> bool:
    """Whether nothing may be sent to the person any more."""
    return person.opted_out_at is not None or person.forgotten_at is not None


def exchanged(
    old: Sequence[OutboundMessage], wanted: Sequence[OutboundMessage], now: datetime
) -> list[OutboundMessage]:
    """What is to be saved so that the pending texts ``old`` of a reminder make way for those ``wanted`` now.

    One that is wanted as it lies there stays. The others are not taken back before those in their place are safe: a
    text too many is better than none. What the bot still keeps itself is dropped at once, as the new one is kept too.
    """
    staying, new, going = _compared(old, wanted)
    if not new:
        return [withdraw(text, now) for text in going]
    kept = [text for text in going if text.state is OutboundState.WAITING]
    lying = [text for text in going if text.state is not OutboundState.WAITING]
    # the first of the new ones for the first of the old ones, and the last for all that are left
    replaces = [[text.id for text in lying[place : place + 1]] for place in range(len(new))]
    replaces[-1] += [text.id for text in lying[len(new) :]]
    # what was to make way for one that is going now makes way for the new one
    replaces[0] += [id_ for text in going for id_ in text.replaces if id_ not in {one.id for one in staying}]
    return [
        *(withdraw(text, now) for text in kept),
        *(replace(text, replaces=()) for text in lying if text.replaces),
        *(replace(text, replaces=tuple(dict.fromkeys(ids))) for text, ids in zip(new, replaces, strict=True)),
    ]


def _compared(
    old: Sequence[OutboundMessage], wanted: Sequence[OutboundMessage]
) -> tuple[list[OutboundMessage], list[OutboundMessage], list[OutboundMessage]]:
    """Of ``old`` those that stay, of ``wanted`` those that are new, and of ``old`` those that go."""
    staying: list[OutboundMessage] = []
    new: list[OutboundMessage] = []
    left = list(old)
    for text in wanted:
        same = next((one for one in left if (one.due_at, one.body) == (text.due_at, text.body)), None)
        if same is None:
            new.append(text)
        else:
            staying.append(same)
            left.remove(same)
    awaited = {id_ for text in staying for id_ in text.replaces}  # these go when it is safe
    return staying, new, [text for text in left if text.id not in awaited]


def forgotten(person_context: PersonContext, now: datetime) -> Changes:
    """The person asked to be forgotten: every text of theirs is taken back, and nothing is kept open.

    The store erases it all once nothing lies with the provider (``PeopleStore.erase_forgotten``). The same number is a
    newcomer from now on.
    """
    return Changes(
        person=replace(person_context.person, forgotten_at=now),
        reply=None,
        intent="forget",
        reminders=tuple(
            replace(one, state=ReminderState.CANCELLED, next_check_at=None) for one in person_context.reminders
        ),
        outbound=tuple(withdraw(text, now) for text in person_context.outbound),
    )
