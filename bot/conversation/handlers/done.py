"""Marks reminders as done: "done", "done 2", a thumbs-up."""

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.list_reminders import matches_words
from bot.conversation.handlers.reschedule import upcoming_of
from bot.conversation.recently_sent import recently_sent_reminders, snoozed_copy
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import changes as change_texts
from bot.domain.changes import Decision, SentReminder
from bot.understanding.command import Done


def done(command: Done, context: ReplyContext) -> Decision:
    """Cancel the snoozed copy of a sent reminder, or a single reminder that is still to be sent. Repeats continue."""
    chosen = _chosen(command, context)
    if chosen.sent is not None:
        return _sent_is_done(chosen.sent, context)
    if command.is_sign:
        return Decision(reply=None, person=context.person)  # a thumbs-up in response to a reply, not to a reminder
    if len(chosen.reminders) != 1:
        return explain_no_match(chosen, command.target, context, "done")
    (reminder,) = chosen.reminders
    if reminder.rrule is not None:
        following = next(upcoming_of(reminder, context), reminder.due_at)
        reply = change_texts.keeps_repeating(reminder.number, context.moment_words(following))
        return Decision(reply=reply, person=context.person)
    if reminder.id in context.person_context.too_late_to_cancel:
        return Decision(reply=change_texts.too_late_to_change(str(reminder.number)), person=context.person)
    reply = change_texts.done_early(reminder.number, reminder.message)
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


def _sent_is_done(sent: SentReminder, context: ReplyContext) -> Decision:
    again = snoozed_copy(sent, context)
    following = next(upcoming_of(sent.reminder, context), None) if sent.reminder.rrule else None
    reply = change_texts.done(sent.reminder.message, context.moment_words(following) if following else "")
    is_late = again is not None and again.id in context.person_context.too_late_to_cancel
    return Decision(reply=reply, person=context.person, cancelled=() if again is None or is_late else (again,))
