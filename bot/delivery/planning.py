"""From what the conversation decided to the values that are saved. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.conversation.context import Response
from bot.conversation.texts import general as texts
from bot.domain.message_state import PENDING, withdraw
from bot.domain.model import (
    Changes,
    OutboundKind,
    OutboundMessage,
    OutboundState,
    Person,
    PersonContext,
    Reminder,
    ReminderState,
)
from bot.domain.occurrences import occurrences_of
from bot.domain.wall_time import to_utc

PLAN_AHEAD_COUNT = 3
PLAN_AHEAD = timedelta(days=2)
NEWEST_WITHIN = timedelta(days=1)
PLAN_AHEAD_LIMIT = 60  # texts a reminder; a repeat by the hour has 48 in two days
END_AGAIN_AFTER = timedelta(seconds=60)


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

    The store erases it all once nothing lies with the provider (``Store.erase_forgotten``). The same number is a
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


def with_wall_time(reminder: Reminder) -> Reminder:
    """A single reminder that was set by the clock, with the wall time of its moment; any other as it is.

    None where the wall time does not lead back to the moment: the second of two in autumn.
    """
    if reminder.rrule is not None or reminder.wall_start is None:
        return reminder
    wall = reminder.due_at.astimezone(ZoneInfo(reminder.timezone)).replace(tzinfo=None)
    leads_back = to_utc(wall, reminder.timezone) == reminder.due_at
    return replace(reminder, wall_start=wall if leads_back else None)


def plan(
    reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime
) -> tuple[Reminder, tuple[datetime, ...]]:
    """The occurrences (UTC) of an open reminder that still need a text, and the reminder with its next occurrence.

    A repeat keeps its next three occurrences planned, or all of the next two days, whichever is more, so that they lie
    with the provider though the bot is down; of those it has missed all the same, the newest is planned too.
    ``planned`` are its texts so far. A reminder whose last text has left is DONE.
    """
    missed = _newest_missed(reminder, planned, now)
    already = {text.due_at for text in planned}
    upcoming = _upcoming(reminder, now)
    if reminder.rrule is None and not planned:
        upcoming = [reminder.due_at]  # however near: a text of a second ago is told now
    if not upcoming and not missed:
        return _end(reminder, planned, now), ()
    if not upcoming:
        return replace(reminder, next_check_at=now + END_AGAIN_AFTER), missed
    reminder = replace(reminder, due_at=upcoming[0], next_check_at=upcoming[0])
    return reminder, (*missed, *(moment for moment in upcoming if moment not in already))


def _newest_missed(reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime) -> tuple[datetime, ...]:
    """The newest occurrence of a series after the last planned one that is already past, if there is one."""
    if reminder.rrule is None or not planned:
        return ()
    last_planned = max(message.due_at for message in planned)
    for after in (max(last_planned, now - NEWEST_WITHIN), last_planned):  # a short look first: there may be many
        missed = list(takewhile(lambda moment: moment <= now, occurrences_of(reminder, after=after)))
        if missed:
            return (missed[-1],)
    return ()


def _upcoming(reminder: Reminder, now: datetime) -> list[datetime]:
    upcoming: list[datetime] = []
    for moment in occurrences_of(reminder, after=now):
        if len(upcoming) >= PLAN_AHEAD_LIMIT or (len(upcoming) >= PLAN_AHEAD_COUNT and moment > now + PLAN_AHEAD):
            break
        upcoming.append(moment)
    return upcoming


def _end(reminder: Reminder, planned: Sequence[OutboundMessage], now: datetime) -> Reminder:
    """Nothing more is to come: DONE, unless a text is still with the bot (a provider in trouble)."""
    is_kept = any(text.state in (OutboundState.WAITING, OutboundState.HANDING_OVER) for text in planned)
    if is_kept:
        return replace(reminder, next_check_at=now + END_AGAIN_AFTER)
    return replace(reminder, state=ReminderState.DONE, next_check_at=None)


def text_for(
    reminder: Reminder | None, person: Person, due_at: datetime, *, body: str, now: datetime, id_: UUID
) -> OutboundMessage:
    """The text that tells ``reminder`` at ``due_at``, waiting for the courier; a reply where there is no reminder."""
    return OutboundMessage(
        id=id_,
        person_id=person.id,
        provider=person.provider,
        kind=OutboundKind.REPLY if reminder is None else OutboundKind.REMINDER,
        to_number=person.number,
        from_number=person.bot_number,
        body=body,
        due_at=due_at,
        created_at=now,
        reminder_id=None if reminder is None else reminder.id,
        next_attempt_at=now,
    )


def is_over(reminder: Reminder, known: PersonContext, now: datetime) -> bool:
    """Whether a single open reminder has come to its end: its text has left, or could not be delivered."""
    if reminder.rrule is not None or reminder.state is not ReminderState.OPEN:
        return False
    has_failed = any(text.reminder_id == reminder.id for text in known.untold)
    return next_pending(reminder, known.outbound) is None and (has_failed or reminder.due_at <= now)


def next_pending(reminder: Reminder, texts: Sequence[OutboundMessage]) -> OutboundMessage | None:
    """The text of ``reminder`` that leaves next, if one is pending."""
    pending = (text for text in texts if text.reminder_id == reminder.id and text.state in PENDING)
    return min(pending, key=lambda text: text.due_at, default=None)
