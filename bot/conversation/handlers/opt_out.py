"""Opting out of texts and in again. To a word that carriers act on the provider has answered already."""

from dataclasses import replace

from bot.conversation.context import Response, Scene
from bot.conversation.texts import people as texts
from bot.domain.model import ProviderName, Reminder, ReminderState
from bot.understanding.command import Start, Stop


def opt_out(command: Stop, scene: Scene) -> Response:
    """Send nothing more; what is planned is parked. The bot confirms it only where no provider has."""
    return Response(
        reply=None if command.is_carrier_word else texts.OPTED_OUT,
        person=replace(scene.person, opted_out_at=scene.person.opted_out_at or scene.now),
        parked=scene.open_reminders,
    )


def opt_in(command: Start, scene: Scene) -> Response:
    """Bring back what was parked and is still ahead, and say what came back and what was missed.

    The provider has answered a bare START; the bot adds to that only where it has something to say.
    """
    if scene.person.provider is ProviderName.TELNYX and scene.text.strip().casefold() == "yes":
        return Response(reply=None, person=scene.person)  # a word to opt in with for Twilio alone
    parked = [reminder for reminder in scene.known.reminders if reminder.state is ReminderState.PARKED]
    missed = tuple(reminder for reminder in parked if not reminder.rrule and reminder.due_at <= scene.now)
    back = tuple(reminder for reminder in parked if reminder not in missed)
    return Response(
        reply=_welcome(command, back, missed, scene),
        person=replace(scene.person, opted_out_at=None, introduced=True),
        revived=back,
        cancelled=missed,
    )


def _welcome(command: Start, back: tuple[Reminder, ...], missed: tuple[Reminder, ...], scene: Scene) -> str | None:
    if back or missed:
        last = missed[-1] if missed else back[0]
        return texts.back_in(len(back), len(missed), last.message, scene.moment_words(last.due_at))
    if not scene.person.introduced:
        return texts.GREETING  # some begin with START
    return None if command.is_carrier_word or scene.person.opted_out_at is None else texts.WELCOME_BACK
