"""Opts people out and in again. The provider itself answers the words that carriers act on (STOP, START)."""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.texts import account, guidance
from bot.domain.changes import CancelOutcome, Decision
from bot.domain.model import ProviderName, Reminder, ReminderState
from bot.domain.records import replace
from bot.understanding.agreement import regrets_opting_out
from bot.understanding.command import AskBot, Command, Start, Stop, Topic, Undo

START_AGAIN = "start"  # the verb of the open question after an opt-out in one's own words
REGRET_WITHIN = timedelta(days=1)
_SENTENCES = re.compile(r"[.,;!?\n]+")

YES_OPTS_IN = frozenset({ProviderName.TWILIO, ProviderName.SIMULATOR})  # elsewhere it is an answer like any other


def opt_out(command: Stop, context: ReplyContext) -> Decision:
    """Stop all texts and park the open reminders. The bot confirms only if the provider has not.

    After words of one's own, the carrier still passes replies on, so that "I didn't mean everything" can be answered.
    """
    memory = context.person.memory
    if not command.is_carrier_word and context.person.opted_out_at is None:
        memory = replace(memory, pending_verb=START_AGAIN, pending_since=context.now)
    elif command.is_carrier_word and memory.pending_verb == START_AGAIN:
        memory = replace(memory, pending_verb=None)
    return Decision(
        reply=None if command.is_carrier_word else account.OPTED_OUT,
        reply_for_outcomes=None if command.is_carrier_word else _confirmation,
        person=replace(context.person, opted_out_at=context.person.opted_out_at or context.now, memory=memory),
        parked=context.open_reminders,
    )


def _confirmation(outcomes: Mapping[UUID, CancelOutcome]) -> str:
    is_over = all(outcome.is_cancelled for outcome in outcomes.values())
    return account.OPTED_OUT if is_over else account.OPTED_OUT_LATE


def answer_regret(command: Command, context: ReplyContext) -> Decision | None:
    """Say once how to come back to someone who opted out in their own words and regrets it; None for any other text.

    START as a sentence of its own brings everything back.
    """
    memory = context.person.memory
    if memory.pending_verb != START_AGAIN or memory.pending_since is None:
        return None
    if context.now - memory.pending_since > REGRET_WITHIN:
        return None
    sentences = _SENTENCES.split(context.text.casefold())
    if "start" in (sentence.strip() for sentence in sentences):
        return opt_in(Start(is_carrier_word=False), context)
    is_regret = isinstance(command, Undo | Start) or command == AskBot(topic=Topic.COMPLAINT)
    if not is_regret and not regrets_opting_out(context.text):
        return None
    person = replace(context.person, memory=replace(memory, pending_verb=None))
    return Decision(reply=account.HOW_TO_COME_BACK, person=person)


def opt_in(command: Start, context: ReplyContext) -> Decision:
    """Restore the parked reminders that are still due, and say what was restored and what was missed.

    The provider itself answers a bare START. The bot replies as well only if it has something to add.
    """
    has_carrier = context.person.provider in YES_OPTS_IN and context.person.number.startswith("+")
    if not has_carrier and context.text.strip().casefold() == "yes":
        return Decision(reply=None, person=context.person)
    memory = replace(context.person.memory, pending_verb=None)
    parked = [reminder for reminder in context.person_context.reminders if reminder.state is ReminderState.PARKED]
    missed = tuple(reminder for reminder in parked if not reminder.rrule and reminder.due_at <= context.now)
    back = tuple(reminder for reminder in parked if reminder not in missed)
    return Decision(
        reply=_welcome(command, back, missed, context),
        person=replace(context.person, opted_out_at=None, introduced=True, memory=memory),
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
