"""Opting out of texts and in again. To a word that carriers act on the provider has answered already."""

from dataclasses import replace

from bot.conversation.context import ReplyContext
from bot.conversation.texts import people as texts
from bot.domain.changes import Decision
from bot.domain.model import ProviderName, Reminder, ReminderState
from bot.understanding.command import Start, Stop


def opt_out(command: Stop, context: ReplyContext) -> Decision:
    """Send nothing more; what is planned is parked. The bot confirms it only where no provider has."""
    return Decision(
        reply=None if command.is_carrier_word else texts.OPTED_OUT,
        person=replace(context.person, opted_out_at=context.person.opted_out_at or context.now),
        parked=context.open_reminders,
    )


def opt_in(command: Start, context: ReplyContext) -> Decision:
    """Bring back what was parked and is still ahead, and say what came back and what was missed.

    The provider has answered a bare START; the bot adds to that only where it has something to say.
    """
    if context.person.provider is ProviderName.TELNYX and context.text.strip().casefold() == "yes":
        return Decision(reply=None, person=context.person)  # a word to opt in with for Twilio alone
    parked = [reminder for reminder in context.person_context.reminders if reminder.state is ReminderState.PARKED]
    missed = tuple(reminder for reminder in parked if not reminder.rrule and reminder.due_at <= context.now)
    back = tuple(reminder for reminder in parked if reminder not in missed)
    return Decision(
        reply=_welcome(command, back, missed, context),
        person=replace(context.person, opted_out_at=None, introduced=True),
        revived=back,
        cancelled=missed,
    )


def _welcome(
    command: Start, back: tuple[Reminder, ...], missed: tuple[Reminder, ...], context: ReplyContext
) -> str | None:
    if back or missed:
        last = missed[-1] if missed else back[0]
        return texts.opted_back_in(len(back), len(missed), last.message, context.moment_words(last.due_at))
    if not context.person.introduced:
        return texts.GREETING  # some begin with START
    return None if command.is_carrier_word or context.person.opted_out_at is None else texts.WELCOME_BACK
