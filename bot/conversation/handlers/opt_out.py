"""Opts people out and in again. The provider itself answers the words that carriers act on (STOP, START)."""

from bot.conversation.context import ReplyContext
from bot.conversation.texts import account, guidance
from bot.domain.changes import Decision
from bot.domain.model import ProviderName, Reminder, ReminderState
from bot.domain.records import replace
from bot.understanding.command import Start, Stop


def opt_out(command: Stop, context: ReplyContext) -> Decision:
    """Stop all texts and park the open reminders. The bot confirms only if the provider has not."""
    return Decision(
        reply=None if command.is_carrier_word else account.OPTED_OUT,
        person=replace(context.person, opted_out_at=context.person.opted_out_at or context.now),
        parked=context.open_reminders,
    )


def opt_in(command: Start, context: ReplyContext) -> Decision:
    """Restore the parked reminders that are still due, and say what was restored and what was missed.

    The provider itself answers a bare START. The bot replies as well only if it has something to add.
    """
    if context.person.provider is ProviderName.TELNYX and context.text.strip().casefold() == "yes":
        return Decision(reply=None, person=context.person)  # YES opts in at Twilio, but not at Telnyx
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
        return account.opted_back_in(len(back), len(missed), last.message, context.moment_words(last.due_at))
    if not context.person.introduced:
        return guidance.GREETING  # some people text START first
    return None if command.is_carrier_word or context.person.opted_out_at is None else account.WELCOME_BACK
