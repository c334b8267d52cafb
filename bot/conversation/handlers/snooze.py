"""Snoozes reminders: sends a recent one again, or postpones one that is still to be sent."""

from datetime import UTC, datetime, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.reschedule import Impossible, same_clock, without_next
from bot.conversation.heads_up_words import coming_words, with_text_ahead
from bot.conversation.quiet_hours import put_off
from bot.conversation.recently_sent import (
    JUST_NOW,
    just_sent,
    recently_sent_reminders,
    sent_at,
    snoozed_copy,
    snoozed_id,
)
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import confirmations, refusals
from bot.conversation.trips import zone_at
from bot.domain.changes import Decision, SentReminder
from bot.domain.heads_ups import occurrence_for, occurrences_ahead
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.understanding.command import Moment, Snooze, Target, Unknown

DEFAULT_SNOOZE = timedelta(minutes=10)
MAX_CLOCK_HOUR = 12  # a larger bare number means minutes


def snooze(command: Snooze, context: ReplyContext) -> Decision:
    """Send the reminder again later. Without details: the last one sent, in ten minutes."""
    if command.target.is_last or command.target == Target():
        sent = next(iter(recently_sent_reminders(context)), None)
        if sent is None:
            return Decision(reply=refusals.NOTHING_TO_SNOOZE, person=context.person)
        chosen = Chosen(sent=sent)
    else:
        chosen = _just_sent(command.target, context) or choose(command.target, context)
    if chosen.sent is not None:
        return send_again_at(chosen.sent, context, moment=command.moment, delay_seconds=command.delay_seconds)
    if len(chosen.reminders) != 1:
        return explain_no_match(chosen, command.target, context, "snooze")
    return _postpone(chosen.reminders[0], command, context)


def _just_sent(target: Target, context: ReplyContext) -> Chosen | None:
    """The occurrence of a series that ``target`` means, if it was sent within the hour; None if it was not.

    "snooze the pills", said then, is about the occurrence that has just arrived and not about tomorrow's.
    """
    chosen = choose(target, context)
    copies = {snoozed_id(sent) for sent in recently_sent_reminders(context)}
    for sent in recently_sent_reminders(context):
        named = {reminder.id for reminder in (*chosen.reminders, *chosen.matching)} - copies
        if context.now - sent_at(sent) <= JUST_NOW and named == {sent.reminder.id}:
            return Chosen(sent=sent)
    return None


def snooze_until(command: Unknown, context: ReplyContext) -> Decision | None:
    """Snooze the reminder just sent until a bare time. None if none was sent recently or the text has no time."""
    sent = just_sent(context)
    if sent is None:
        return None
    if command.number is not None and command.number > MAX_CLOCK_HOUR:
        return send_again_at(sent, context, delay_seconds=60 * command.number)
    return send_again_at(sent, context, moment=command.moment) if command.moment is not None else None


def send_again_at(
    sent: SentReminder, context: ReplyContext, *, moment: Moment | None = None, delay_seconds: int | None = None
) -> Decision:
    """Create or move a separate reminder that repeats the sent one. Its series, if any, is not changed."""
    if moment is not None:
        at = same_clock(sent.message.due_at, moment, context)
    else:
        at = context.now + (DEFAULT_SNOOZE if delay_seconds is None else timedelta(seconds=max(60, delay_seconds)))
        if delay_seconds is None and (awake := put_off(at, context)) != at:
            decision = send_again_at(sent, context, delay_seconds=int((awake - context.now).total_seconds()))
            return replace(decision, reply=confirmations.after_quiet_hours(decision.reply or ""))
    repeated = next((one for one in context.open_reminders if one.id == sent.reminder.id and one.until_done), None)
    if repeated is not None:
        return _pause_repeats(repeated, sent, at, context)
    existing = snoozed_copy(sent, context)
    if existing is not None:
        if existing.id in context.person_context.too_late_to_cancel:
            return Decision(reply=refusals.too_late_to_change(str(existing.number)), person=context.person)
        again = replace(existing, due_at=_whole_second(at))
        return Decision(reply=_confirmed(again, context), person=context.person, changed=(again,))
    if len(context.person_context.reminders) >= context.limits.open_reminders:
        return Decision(reply=refusals.too_many(context.limits.open_reminders), person=context.person)
    again = one_time_copy(sent.reminder, at, context, number=_number_for(sent.reminder, context))
    again = replace(again, id=snoozed_id(sent))
    return Decision(reply=_confirmed(again, context), person=context.person, made=(again,))


def _pause_repeats(reminder: Reminder, sent: SentReminder, at: datetime, context: ReplyContext) -> Decision:
    """A reminder that is repeated until it is done goes on at ``at``, with all its repeats; a series only this time."""
    if reminder.rrule is None:
        later = replace(reminder, due_at=_whole_second(at), heads_ups=None, wall_start=None)
        return Decision(reply=_confirmed(later, context), person=context.person, changed=(later,))
    occurrence = occurrence_for(reminder, sent.message.due_at)
    rest = replace(reminder, skipped_until=max(occurrence, reminder.skipped_until or occurrence))
    following = next(occurrences_ahead(rest, after=context.now), None)
    again = one_time_copy(reminder, at, context, number=next(free_numbers(context.person_context.taken_numbers)))
    again = replace(again, until_done=reminder.until_done)
    decision = Decision(reply=_confirmed(again, context), person=context.person, made=(again,))
    if following is None:
        return replace(decision, cancelled=(reminder,))
    return replace(decision, changed=(replace(rest, due_at=following),))


def one_time_copy(reminder: Reminder, at: datetime, context: ReplyContext, *, number: int) -> Reminder:
    """A new single reminder with the message of ``reminder``."""
    return Reminder(
        id=context.new_id(),
        person_id=context.person.id,
        number=number,
        message=reminder.message,
        due_at=_whole_second(at),
        timezone=zone_at(context.person, at),
        created_at=context.now,
        overview=reminder.overview,
    )


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _number_for(reminder: Reminder, context: ReplyContext) -> int:
    """Its old number if that is free, else the smallest free one."""
    taken = context.person_context.taken_numbers
    return reminder.number if reminder.number not in taken else next(free_numbers(taken))


def _confirmed(reminder: Reminder, context: ReplyContext) -> str:
    when = coming_words(reminder, context.moment_words(reminder.due_at), context)
    return confirmations.snoozed(when, reminder.message)


def _postpone(reminder: Reminder, command: Snooze, context: ReplyContext) -> Decision:
    """Postpone a reminder that is still to be sent. For a repeat, postpone only the next occurrence."""
    if reminder.id in context.person_context.too_late_to_cancel:
        return Decision(reply=refusals.too_late_to_change(listed([str(reminder.number)])), person=context.person)
    if command.moment is not None:
        at = same_clock(reminder.due_at, command.moment, context)
    else:
        delay = DEFAULT_SNOOZE if command.delay_seconds is None else timedelta(seconds=command.delay_seconds)
        at = max(reminder.due_at, context.now) + delay
    if reminder.rrule is None:
        later = with_text_ahead(replace(reminder, due_at=_whole_second(at)), context)
        return Decision(reply=_confirmed(later, context), person=context.person, changed=(later,))
    series = without_next(reminder, context)
    if isinstance(series, Impossible):  # the last occurrence: the repeat becomes a single reminder
        later = replace(reminder, rrule=None, wall_start=None, due_at=_whole_second(at))
        later = with_text_ahead(later, context)
        return Decision(reply=_confirmed(later, context), person=context.person, changed=(later,))
    taken = context.person_context.taken_numbers
    again = one_time_copy(reminder, at, context, number=next(free_numbers(taken)))
    again = with_text_ahead(replace(again, heads_ups=reminder.heads_ups), context)
    return Decision(reply=_confirmed(again, context), person=context.person, made=(again,), changed=(series,))
