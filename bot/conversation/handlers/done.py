"""Marks reminders as done: "done", "done 2", a thumbs-up."""

from datetime import UTC, datetime, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.consent import with_report
from bot.conversation.handlers.fallback import not_understood
from bot.conversation.handlers.list_reminders import matches_words, shares_word
from bot.conversation.handlers.reschedule import upcoming_of
from bot.conversation.recently_sent import recently_sent_reminders, sent_at, snoozed_copy
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import confirmations, refusals
from bot.domain.changes import Decision, SentReminder
from bot.domain.heads_ups import comes_at_its_time_only, occurrence_for, send_times_of, texts_for
from bot.domain.model import OutboundState, Reminder
from bot.domain.records import replace
from bot.understanding.command import Done, Unknown

AHEAD = timedelta(days=1)  # what is due later cannot be done yet, unless its number is given
RIGHT_AFTER = timedelta(minutes=20)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def done(command: Done, context: ReplyContext) -> Decision:
    """Cancel the snoozed copy of a sent reminder, or a single reminder that is still to be sent. Repeats continue."""
    chosen = _reported(command, context) if command.is_report else _chosen(command, context)
    if chosen is None:
        return not_understood(Unknown(), context)
    if chosen.sent is not None:
        decision = with_report(_sent_is_done(chosen.sent, context, is_sign=command.is_sign), chosen.sent, context)
        if command.is_sign or chosen.sent != next(iter(recently_sent_reminders(context)), None):
            return decision
        memory = replace(decision.person.memory, done_at=context.now)
        return replace(decision, person=replace(decision.person, memory=memory))
    if command.is_sign:
        return Decision(reply=None, person=context.person)  # a thumbs-up in response to a reply, not to a reminder
    if len(chosen.reminders) != 1:
        return explain_no_match(chosen, command.target, context, "done")
    (reminder,) = chosen.reminders
    if reminder.rrule is not None:
        following = next(upcoming_of(reminder, context), reminder.due_at)
        reply = refusals.keeps_repeating(reminder.number, context.moment_words(following))
        return Decision(reply=reply, person=context.person)
    if not command.target.numbers and reminder.due_at - context.now > AHEAD:
        reply = refusals.not_due_yet(reminder.number, context.moment_words(reminder.due_at))
        memory = context.person.memory
        memory = replace(memory, pending_number=reminder.number, pending_text=context.text, pending_since=context.now)
        return Decision(reply=reply, person=replace(context.person, memory=memory))
    if reminder.id in context.person_context.too_late_to_cancel:
        return Decision(reply=refusals.too_late_to_change(str(reminder.number)), person=context.person)
    reply = confirmations.done_early(reminder.number, reminder.message)
    return Decision(reply=reply, person=context.person, cancelled=(reminder,))


def _chosen(command: Done, context: ReplyContext) -> Chosen:
    recent = recently_sent_reminders(context)
    target = command.target
    if target.is_last and recent:
        return Chosen(sent=recent[0])
    sent = [item for item in recent if target.numbers == (item.reminder.number,)]
    if target.words:
        sent = [item for item in recent if matches_words(item.reminder, target.words)]
    if sent:
        return Chosen(sent=sent[0])
    return Chosen() if command.is_sign else choose(target, context)


def _reported(command: Done, context: ReplyContext) -> Chosen | None:
    """What a report ("he took it") is about; None if it is about no reminder.

    Words of the report need not be those of the reminder: right after it, they are about the one that has just come.
    """
    recent = recently_sent_reminders(context)
    words = command.target.words
    about = [item for item in recent if not words or shares_word(item.reminder, words)]
    if not about and context.now - max(map(sent_at, recent), default=LONG_AGO) <= RIGHT_AFTER:
        about = list(recent)
    if about:
        return Chosen(sent=about[0])
    open_ones = [one for one in context.open_reminders if words and matches_words(one, words)]
    return Chosen(reminders=tuple(open_ones)) if len(open_ones) == 1 and open_ones[0].rrule is None else None


def _sent_is_done(sent: SentReminder, context: ReplyContext, *, is_sign: bool) -> Decision:
    """The sent reminder is done, and so are its further heads-ups; a thumbs-up only says that this one was seen."""
    reminder = next((one for one in context.open_reminders if one.id == sent.reminder.id), None)
    if reminder is not None and not comes_at_its_time_only(reminder):
        return _heads_up_is_done(sent, reminder, context, is_sign=is_sign)
    again = snoozed_copy(sent, context)
    following = next(upcoming_of(sent.reminder, context), None) if sent.reminder.rrule else None
    reply = confirmations.done(sent.reminder.message, context.moment_words(following) if following else "")
    is_late = again is not None and again.id in context.person_context.too_late_to_cancel
    return Decision(reply=reply, person=context.person, cancelled=() if again is None or is_late else (again,))


def _heads_up_is_done(sent: SentReminder, reminder: Reminder, context: ReplyContext, *, is_sign: bool) -> Decision:
    again = snoozed_copy(sent, context)
    late = context.person_context.too_late_to_cancel
    copies = () if again is None or again.id in late else (again,)
    at = occurrence_for(reminder, sent.message.due_at)
    is_over = texts_for(reminder, at)[-1] <= context.now
    is_repeated = reminder.until_done is not None  # its next text may be seconds away, and the rest is not wanted
    is_on_its_way = reminder.id in late and not _lacks_receipt(reminder, context)
    if is_over or (not is_repeated and (is_sign or is_on_its_way)):
        following = next(send_times_of(reminder, after=context.now), None)
        reply = confirmations.done(reminder.message, context.moment_words(following) if following else "")
        return Decision(reply=reply, person=context.person, cancelled=copies)
    if reminder.rrule is None:
        reply = confirmations.done_early(reminder.number, reminder.message)
        reply = confirmations.done(reminder.message) if is_repeated else reply
        return Decision(reply=reply, person=context.person, cancelled=(*copies, reminder))
    rest = replace(reminder, skipped_until=max(at, reminder.skipped_until or at))
    following = next(upcoming_of(rest, context), None)
    reply = confirmations.done(reminder.message, context.moment_words(following) if following else "")
    if following is None:
        return Decision(reply=reply, person=context.person, cancelled=(*copies, reminder))
    changed = (replace(rest, due_at=following),)
    return Decision(reply=reply, person=context.person, cancelled=copies, changed=changed)


def _lacks_receipt(reminder: Reminder, context: ReplyContext) -> bool:
    """Whether a text of ``reminder`` counts as on its way although its time is past: that says nothing of the next."""
    return any(
        message.state is OutboundState.SCHEDULED and message.due_at <= context.now
        for message in context.person_context.outbound
        if message.reminder_id == reminder.id
    )
