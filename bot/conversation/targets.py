"""Which reminders a person means: by number, by words, by time, the next, or the one spoken of last."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.conversation.context import ReplyContext, Response
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import is_about, is_in, line
from bot.conversation.recently_sent import recently_sent_reminders, told_at
from bot.conversation.texts import changes as change_texts
from bot.conversation.texts import general as texts
from bot.domain.model import Reminder, SentReminder
from bot.understanding.command import Target

MOST_CHOICES = 4
ALL = frozenset({"all", "everything", "them", "all them"})  # words that tell no reminder apart
SPOKEN_OF_FOR = timedelta(days=1)  # after that "it" says nothing any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a target comes to. ``missing`` are numbers that no reminder has.

    ``told`` is one that has come already and is no more; ``fitting`` are several that fit, none of which is chosen.
    """

    reminders: tuple[Reminder, ...] = ()
    told: SentReminder | None = None
    missing: tuple[str, ...] = ()
    fitting: tuple[Reminder, ...] = ()


def choose(target: Target, context: ReplyContext) -> Chosen:
    """The reminders that ``target`` means. Several only where several numbers were given; nothing is guessed."""
    if target.numbers or target.bad_numbers:
        return _by_number(target, context)
    if target.is_all or target.words.casefold() in ALL:
        return Chosen(reminders=tuple(one for one in context.living if is_in(one, target.period)))
    if target.is_next:
        return Chosen(reminders=context.open_reminders[:1])
    if target.words or target.period is not None:
        fitting = tuple(reminder for reminder in context.living if _is_meant(reminder, target))
        if not fitting and target.words:
            return Chosen(
                told=next(
                    (one for one in recently_sent_reminders(context) if is_about(one.reminder, target.words)), None
                )
            )
        return Chosen(reminders=fitting) if len(fitting) == 1 else Chosen(fitting=fitting)
    return _spoken_of(context)


def _is_meant(reminder: Reminder, target: Target) -> bool:
    return is_in(reminder, target.period) and (not target.words or is_about(reminder, target.words))


def _by_number(target: Target, context: ReplyContext) -> Chosen:
    by_number = {reminder.number: reminder for reminder in context.living}
    numbers = tuple(dict.fromkeys(target.numbers))
    missing = tuple(str(number) for number in numbers if number not in by_number) + target.bad_numbers
    chosen = tuple(by_number[number] for number in numbers if number in by_number)
    told = None
    if not chosen and len(numbers) == 1:
        told = next((one for one in recently_sent_reminders(context) if one.reminder.number == numbers[0]), None)
    return Chosen(reminders=chosen, told=told, missing=missing)


def _spoken_of(context: ReplyContext) -> Chosen:
    """The reminder that was made, changed or told last; the newest where the talk says nothing."""
    memory = context.person.memory
    told = next(iter(recently_sent_reminders(context)), None)
    if told is not None and (memory.last_mentioned_at is None or told_at(told) > memory.last_mentioned_at):
        living = next((reminder for reminder in context.living if reminder.id == told.reminder.id), None)
        return Chosen(told=told, reminders=(living,) if living is not None and living.rrule else ())
    if memory.last_mentioned_at is not None and context.now - memory.last_mentioned_at <= SPOKEN_OF_FOR:
        spoken_of = tuple(reminder for reminder in context.living if reminder.id in memory.last_mentioned)
        return Chosen(reminders=spoken_of) if len(spoken_of) == 1 else Chosen(fitting=spoken_of)
    newest = max(context.living, key=lambda reminder: reminder.created_at, default=None)
    if newest is None or context.now - newest.created_at > SPOKEN_OF_FOR:
        return Chosen()
    return Chosen(reminders=(newest,))


def not_chosen(chosen: Chosen, target: Target, context: ReplyContext, verb: str) -> Response:
    """The answer where nothing is chosen: which ones fit, or that none does. ``verb`` is what the person texts then."""
    if chosen.missing:
        reply = texts.no_such_number(listed(chosen.missing))
    elif len(chosen.fitting) > 1:
        memory = replace(context.person.memory, pending_verb=verb, pending_since=context.now)
        lines = [line(reminder, context) for reminder in chosen.fitting[:MOST_CHOICES]]
        return Response(reply=change_texts.which_one(lines, verb), person=replace(context.person, memory=memory))
    elif chosen.told is not None:
        reply = change_texts.sent_already(chosen.told.reminder.message)
    elif not context.living:
        reply = texts.EMPTY_LIST
    elif target.words:
        reply = texts.nothing_about(target.words)
    elif target.period is not None:
        reply = texts.nothing_in(target.period.words)
    else:
        reply = change_texts.which_number(verb)
    return Response(reply=reply, person=context.person)
