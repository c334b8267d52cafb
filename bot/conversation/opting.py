"""Opting out of texts and in again."""

from dataclasses import replace

from bot.conversation import texts
from bot.conversation.response import Response, Scene
from bot.model import ReminderState
from bot.understanding.command import Start, Stop


def opt_out(command: Stop, scene: Scene) -> Response:
    """Send nothing more; what is planned is parked. To a carrier's own word only the provider answers."""
    return Response(
        reply=None if command.is_carrier_word else texts.OPTED_OUT,
        person=replace(scene.person, opted_out_at=scene.person.opted_out_at or scene.now),
        parked=scene.open_reminders,
    )


def opt_in(_: Start, scene: Scene) -> Response:
    """Bring back what was parked and is still ahead. The provider answers the word itself."""
    parked = [reminder for reminder in scene.known.reminders if reminder.state is ReminderState.PARKED]
    return Response(
        reply=None,
        person=replace(scene.person, opted_out_at=None),
        revived=tuple(reminder for reminder in parked if reminder.rrule or reminder.due_at > scene.now),
        cancelled=tuple(reminder for reminder in parked if not reminder.rrule and reminder.due_at <= scene.now),
    )
