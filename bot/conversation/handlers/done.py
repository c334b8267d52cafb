"""Ticking reminders off: "done", "done 2", a thumbs-up."""

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.list_reminders import is_about
from bot.conversation.handlers.reschedule import upcoming_of
from bot.conversation.recently_sent import recently_sent_reminders, waiting_again
from bot.conversation.targets import Chosen, choose, not_chosen
from bot.conversation.texts import changes as change_texts
from bot.domain.changes import Decision, SentReminder
from bot.understanding.command import Done


def done(command: Done, context: ReplyContext) -> Decision:
    """What has come is done and is not told again; a single one still to come is taken off. A repeat goes on."""
    chosen = _chosen(command, context)
    if chosen.told is not None:
        return _told_is_done(chosen.told, context)
    if command.is_sign:
        return Decision(reply=None, person=context.person)  # a thumbs-up to an answer
    if len(chosen.reminders) != 1:
        return not_chosen(chosen, command.target, context, "done")
    (reminder,) = chosen.reminders
    if reminder.rrule is not None:
        following = next(upcoming_of(reminder, context), reminder.due_at)
        reply = change_texts.goes_on(reminder.number, context.moment_words(following))
        return Decision(reply=reply, person=context.person)
    if reminder.id in context.person_context.too_late_to_cancel:
        return Decision(reply=change_texts.changed_too_late(str(reminder.number)), person=context.person)
    reply = change_texts.ticked_off(reminder.number, reminder.message)
    return Decision(reply=reply, person=context.person, cancelled=(reminder,))


def _chosen(command: Done, context: ReplyContext) -> Chosen:
    lately = recently_sent_reminders(context)
    target = command.target
    if target.is_last and lately:
        return Chosen(told=lately[0])
    told = [one for one in lately if target.numbers == (one.reminder.number,)]
    if target.words:
        told = [one for one in lately if is_about(one.reminder, target.words)]
    if told:
        return Chosen(told=told[0])
    return Chosen() if command.is_sign else choose(target, context)


def _told_is_done(told: SentReminder, context: ReplyContext) -> Decision:
    again = waiting_again(told, context)
    following = next(upcoming_of(told.reminder, context), None) if told.reminder.rrule else None
    reply = change_texts.done(told.reminder.message, context.moment_words(following) if following else "")
    is_late = again is not None and again.id in context.person_context.too_late_to_cancel
    return Decision(reply=reply, person=context.person, cancelled=() if again is None or is_late else (again,))
