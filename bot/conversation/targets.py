"""Finds the reminders a person means: by number, words, time, the next one, or the one mentioned last."""

from dataclasses import dataclass
from datetime import timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import is_due_in, line, matches_words, unreadable_words
from bot.conversation.recently_sent import recently_sent_reminders, sent_at
from bot.conversation.texts import lists, questions, refusals
from bot.domain.changes import Decision, SentReminder
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.understanding.command import Target

MAX_CHOICES = 4
ALL = frozenset({"all", "everything", "them", "all them"})  # words that mean every reminder
MENTION_LASTS = timedelta(days=1)  # how long "it" refers to a reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The result of a search. ``missing`` are numbers without a reminder.

    ``sent`` is a match that was already sent. ``matching`` are several matches, so that the person has to choose.
    """

    reminders: tuple[Reminder, ...] = ()
    sent: SentReminder | None = None
    missing: tuple[str, ...] = ()
    matching: tuple[Reminder, ...] = ()


def choose(target: Target, context: ReplyContext) -> Chosen:
    """Find the reminders that ``target`` means. Never guesses: several are chosen only for "all" or several numbers."""
    if target.numbers or target.bad_numbers:
        return _by_number(target, context)
    if target.is_all or target.words.casefold() in ALL:
        chosen = tuple(reminder for reminder in context.listed_reminders if is_due_in(reminder, target.period))
        return Chosen(reminders=chosen)
    if target.is_next:
        return Chosen(reminders=context.open_reminders[:1])
    if target.words or target.period is not None:
        matching = tuple(reminder for reminder in context.listed_reminders if _matches(reminder, target))
        if not matching and target.words:
            sent = (item for item in recently_sent_reminders(context) if matches_words(item.reminder, target.words))
            return Chosen(sent=next(sent, None))
        return Chosen(reminders=matching) if len(matching) == 1 else Chosen(matching=matching)
    return _last_mentioned(context)


def _matches(reminder: Reminder, target: Target) -> bool:
    return is_due_in(reminder, target.period) and (not target.words or matches_words(reminder, target.words))


def _by_number(target: Target, context: ReplyContext) -> Chosen:
    by_number = {reminder.number: reminder for reminder in context.listed_reminders}
    numbers = tuple(dict.fromkeys(target.numbers))
    missing = tuple(str(number) for number in numbers if number not in by_number) + target.bad_numbers
    chosen = tuple(by_number[number] for number in numbers if number in by_number)
    sent = None
    if not chosen and len(numbers) == 1:
        sent = next((item for item in recently_sent_reminders(context) if item.reminder.number == numbers[0]), None)
    return Chosen(reminders=chosen, sent=sent, missing=missing)


def _last_mentioned(context: ReplyContext) -> Chosen:
    """The reminder that was created, changed or sent last; the newest if the person's memory has none."""
    memory = context.person.memory
    sent = next(iter(recently_sent_reminders(context)), None)
    if sent is not None and (memory.last_mentioned_at is None or sent_at(sent) > memory.last_mentioned_at):
        series = next((reminder for reminder in context.listed_reminders if reminder.id == sent.reminder.id), None)
        return Chosen(sent=sent, reminders=(series,) if series is not None and series.rrule else ())
    if memory.last_mentioned_at is not None and context.now - memory.last_mentioned_at <= MENTION_LASTS:
        mentioned = tuple(reminder for reminder in context.listed_reminders if reminder.id in memory.last_mentioned)
        return Chosen(reminders=mentioned) if len(mentioned) == 1 else Chosen(matching=mentioned)
    newest = max(context.listed_reminders, key=lambda reminder: reminder.created_at, default=None)
    if newest is None or context.now - newest.created_at > MENTION_LASTS:
        return Chosen()
    return Chosen(reminders=(newest,))


def explain_no_match(chosen: Chosen, target: Target, context: ReplyContext, verb: str) -> Decision:
    """The reply if nothing was chosen: asks which one, or says that none matches. ``verb`` begins the answer to it."""
    unreadable = [number for number in target.numbers if number in context.person_context.unreadable_numbers]
    if unreadable:
        reply = unreadable_words(unreadable)
    elif chosen.missing:
        reply = lists.no_such_number(listed(chosen.missing))
    elif len(chosen.matching) > 1:
        memory = replace(context.person.memory, pending_verb=verb, pending_since=context.now)
        lines = [line(reminder, context) for reminder in chosen.matching[:MAX_CHOICES]]
        return Decision(reply=questions.which_one(lines, verb), person=replace(context.person, memory=memory))
    elif chosen.sent is not None:
        reply = refusals.already_sent(chosen.sent.reminder.message)
    elif not context.listed_reminders:
        reply = lists.EMPTY_LIST
    elif target.words:
        reply = lists.nothing_about(target.words)
    elif target.period is not None:
        reply = lists.nothing_in(target.period.words)
    else:
        reply = questions.which_number(verb)
    return Decision(reply=reply, person=context.person)
