"""Answers questions in a line: about the bot itself, or about one reminder."""

from datetime import datetime, time, timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import line, matches_words
from bot.conversation.handlers.questions import is_open
from bot.conversation.offers import accepted_task, offered
from bot.conversation.recently_sent import last_sent, recently_sent_reminders, sent_at
from bot.conversation.series_words import end_of, series_words
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import inquiries, others
from bot.domain.changes import Decision
from bot.domain.model import Reminder
from bot.domain.naming import named_by
from bot.domain.occurrences import occurrences_of
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.understanding.command import AskAbout, AskBot, Asked, Moment, Target, Topic

MOST_PAST = 3  # reminders that "what did I miss" is answered with


def ask_bot(command: AskBot, context: ReplyContext) -> Decision:
    """Answer a question about the bot."""
    if command.topic is Topic.NUMBER_OF_TEXTS:
        reply = inquiries.number_of_texts(len(context.open_reminders))
    elif command.topic is Topic.PRESENCE:
        upcoming = context.open_reminders[:1]
        reply = inquiries.present(line(upcoming[0], context) if upcoming else "")
    elif command.topic is Topic.OTHERS and context.limits.remind_others:
        reply = others.HOW_TO
    else:
        reply = inquiries.ABOUT_THE_BOT[command.topic]
    return Decision(reply=reply, person=context.person)


def ask_about(command: AskAbout, context: ReplyContext) -> Decision:
    """Answer a question about one reminder, or about the one that was just offered."""
    if is_open(context) and (task := accepted_task(context)) is not None and command.target == Target(is_last=True):
        return offered(task, context)
    if command.asked is Asked.PAST:
        return Decision(reply=_past(command.target, context), person=context.person)
    chosen = choose(command.target, context)
    if command.asked is Asked.IS_SET:
        return Decision(reply=_is_set(chosen, context), person=context.person)
    found = chosen.reminders or ((chosen.sent.reminder,) if chosen.sent is not None else ())
    if len(found) != 1:
        if command.target == Target(is_last=True) and not chosen.matching and not context.listed_reminders:
            return Decision(reply=inquiries.NOTHING_SET, person=context.person)
        return explain_no_match(chosen, command.target, context, "move")
    if command.asked in (Asked.END, Asked.REPEAT):
        found = (_series_of(found[0], context),)
    answer = {Asked.WHEN: _when, Asked.HALF: _half, Asked.END: _end, Asked.REPEAT: _repeat}[command.asked]
    memory = replace(context.person.memory, last_mentioned=(found[0].id,), last_mentioned_at=context.now)
    person = replace(context.person, memory=memory) if found[0] in context.listed_reminders else context.person
    return Decision(reply=answer(command, found[0], context), person=person)


def _past(target: Target, context: ReplyContext) -> str:
    """What came within a day, or when that came which is asked about; whether it was done, nobody has told the bot."""
    sent = recently_sent_reminders(context)
    if target == Target():
        lines = [inquiries.came(context.moment_words(sent_at(one)), one.reminder.message) for one in sent]
        return inquiries.several_came(lines[:MOST_PAST], len(lines) - MOST_PAST)
    named = named_by(target.words, [one.reminder.message for one in sent]) if target.words else range(len(sent))
    if named:
        one = sent[named[0]]
        return inquiries.came_then(context.moment_words(sent_at(one)), one.reminder.message)
    upcoming = [one for one in context.open_reminders if matches_words(one, target.words)]
    return inquiries.did_not_come(line(upcoming[0], context) if upcoming else "")


def _series_of(reminder: Reminder, context: ReplyContext) -> Reminder:
    """The series that a snoozed reminder came from."""
    same = (one for one in context.listed_reminders if one.rrule is not None and one.message == reminder.message)
    return reminder if reminder.rrule is not None else next(same, reminder)


def _is_set(chosen: Chosen, context: ReplyContext) -> str:
    memory = context.person.memory
    failed_at = max(memory.not_understood_at, default=None)
    if failed_at is not None and (memory.last_mentioned_at is None or failed_at > memory.last_mentioned_at):
        return inquiries.LAST_NOT_UNDERSTOOD
    several = chosen.reminders or chosen.matching
    if len(several) > 1:
        return inquiries.several_set(listed(str(reminder.number) for reminder in several))
    if several:
        return inquiries.is_set(line(several[0], context))
    upcoming = context.open_reminders[:1] if last_sent(context) is None else ()
    return inquiries.is_set(line(upcoming[0], context)) if upcoming else inquiries.NOTHING_SET


def _when(command: AskAbout, reminder: Reminder, context: ReplyContext) -> str:
    expected, due_at = command.moment, context.local(reminder.due_at)
    agrees = None
    if expected is not None:
        at = context.local(expected.at)
        same_day = not expected.has_date or at.date() == due_at.date()
        agrees = same_day and (not expected.has_clock or (at.hour % 12, at.minute) == (due_at.hour % 12, due_at.minute))
    return inquiries.is_so(line(reminder, context), agrees=agrees)


def _half(_: AskAbout, reminder: Reminder, context: ReplyContext) -> str:
    other = "PM" if context.local(reminder.due_at).hour < 12 else "AM"
    return inquiries.half(reminder.number, context.moment_words(reminder.due_at), reminder.message, other)


def _end(command: AskAbout, reminder: Reminder, context: ReplyContext) -> str:
    if reminder.rrule is None:
        return inquiries.comes_once(reminder.number, context.moment_words(reminder.due_at))
    rule = Recurrence.parse(reminder.rrule)
    end = end_of(rule, reminder)
    if end is None and rule.count is None:
        return inquiries.has_no_end(reminder.number, series_words(reminder, context))
    agrees = None
    if command.moment is not None and end is not None:
        agrees = context.local(command.moment.at).date() == end.date()
    return inquiries.ends(reminder.number, series_words(reminder, context), agrees=agrees)


def _comes_then(reminder: Reminder, moment: Moment, context: ReplyContext) -> bool:
    """Whether a series comes on the day or in the week of ``moment``."""
    day = datetime.combine(context.local(moment.at).date(), time(), context.local(moment.at).tzinfo)
    coming = next(occurrences_of(reminder, after=day - timedelta(microseconds=1)), None)
    return moment.has_date and coming is not None and coming < day + timedelta(days=max(1, moment.days))


def _repeat(command: AskAbout, reminder: Reminder, context: ReplyContext) -> str:
    moment = context.moment_words(reminder.due_at)
    if reminder.rrule is None:
        return inquiries.comes_once(reminder.number, moment)
    agrees = True
    if command.repeat is not None:
        expected, rule = Recurrence.parse(command.repeat.rrule), Recurrence.parse(reminder.rrule)
        agrees = (expected.frequency, expected.interval) == (rule.frequency, rule.interval) and (
            not expected.weekdays or expected.weekdays == rule.weekdays
        )
    elif command.moment is not None:
        agrees = _comes_then(reminder, command.moment, context)
    return inquiries.repeats(reminder.number, series_words(reminder, context), moment, agrees=agrees)
