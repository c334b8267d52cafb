"""From what the conversation decided to the values that are saved. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.conversation import texts
from bot.conversation.response import Response
from bot.lifecycle import refused_for_opt_out, withdraw
from bot.model import Known, OutboundText, Reminder, ReminderState, Saved
from bot.occurrences import plan, text_for


def carry_out(
    response: Response, known: Known, now: datetime, new_id: Callable[[], UUID]
) -> tuple[tuple[Reminder, ...], tuple[OutboundText, ...]]:
    """The reminders and texts to be saved for what a response made, cancelled, parked or revived."""
    reminders: list[Reminder] = []
    outbound: list[OutboundText] = []
    for reminder in (*response.made, *response.revived):
        planned, moments = plan(replace(reminder, state=ReminderState.OPEN), (), now)
        reminders.append(planned)
        body = texts.reminder(reminder.message)
        outbound += [text_for(planned, response.person, moment, body=body, now=now, id_=new_id()) for moment in moments]
    ended = [(reminder, ReminderState.CANCELLED) for reminder in response.cancelled]
    ended += [(reminder, ReminderState.PARKED) for reminder in response.parked]
    for reminder, state in ended:
        reminders.append(replace(reminder, state=state, attend_at=None))
        outbound += [withdraw(text, now) for text in known.outbound if text.reminder_id == reminder.id]
    return tuple(reminders), tuple(outbound)


def forgotten(known: Known, now: datetime) -> Saved:
    """The person asked to be forgotten: every text of theirs is taken back, and nothing is kept open.

    The store erases it all once nothing lies with the provider (``Store.erase_forgotten``). The same number is a
    newcomer from now on.
    """
    return Saved(
        person=replace(known.person, forgotten_at=now),
        reply=None,
        intent="forget",
        reminders=tuple(replace(one, state=ReminderState.CANCELLED, attend_at=None) for one in known.reminders),
        outbound=tuple(withdraw(text, now) for text in known.outbound),
    )


def opted_out_with_provider(refused: OutboundText, known: Known, now: datetime) -> Saved:
    """The provider would not send ``refused`` because the person has opted out there: the bot learns of it now.

    Everything is parked, as if the person had texted STOP, so that opting in again brings it back.
    """
    open_reminders = tuple(one for one in known.reminders if one.state is ReminderState.OPEN)
    return Saved(
        person=replace(known.person, opted_out_at=known.person.opted_out_at or now),
        reply=None,
        intent="stop",
        reminders=tuple(replace(one, state=ReminderState.PARKED, attend_at=None) for one in open_reminders),
        outbound=tuple(
            refused_for_opt_out(text) if text.id == refused.id else withdraw(text, now) for text in known.outbound
        ),
    )
