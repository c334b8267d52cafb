"""What a person has: soonest first, as many as fit two segments."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.context import ReplyContext, Response
from bot.conversation.formatting import listed, shortened
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import general as texts
from bot.domain.model import Person, Reminder, ReminderState
from bot.domain.occurrences import occurrences_of
from bot.domain.sms_segments import fits, is_gsm7
from bot.understanding.command import ListReminders, Period

LINE_WORDS = 40
_INSTANT = timedelta(microseconds=1)
_SHORTEST_STEM = 3
_MARKS = ".,;:!?()'\""
MOST_SEGMENTS = 2
MOST_SEGMENTS_UCS2 = 3  # with the person's own characters outside GSM-7 a segment holds 67, not 153


def list_reminders(command: ListReminders, context: ReplyContext) -> Response:
    """The reminders asked for; "more" goes on where the last list ended."""
    everything = context.open_reminders if command.period or command.only_next else context.living
    chosen = list(everything) if command.period is None else _coming_in(everything, command.period)
    if command.words:
        chosen = [reminder for reminder in chosen if is_about(reminder, command.words)]
    if command.numbers:
        chosen = [reminder for reminder in context.living if reminder.number in command.numbers]
    if command.only_next:
        chosen = chosen[:1]
    if not chosen:
        return Response(reply=_nothing(command), person=_remembering(context.person, 0))
    offset = context.person.memory.list_offset if command.more else 0
    offset = offset if offset < len(chosen) else 0
    reply, shown = _page([line(reminder, context) for reminder in chosen[offset:]])
    next_offset = offset + shown if offset + shown < len(chosen) else 0
    return Response(reply=reply, person=_remembering(context.person, next_offset))


def _coming_in(reminders: tuple[Reminder, ...], period: Period) -> list[Reminder]:
    """Those with an occurrence in ``period``, as they are due then: of a repeat not only the next one counts."""
    coming = (one if is_in(one, period) else due_in(one, period) for one in reminders)
    return sorted((one for one in coming if one is not None), key=lambda one: one.due_at)


def due_in(reminder: Reminder, period: Period) -> Reminder | None:
    """A repeat as it is due in ``period``, where that is not its next time; None for all else."""
    if reminder.rrule is None or reminder.due_at >= period.end:
        return None
    due_at = next(occurrences_of(reminder, after=max(period.start - _INSTANT, reminder.due_at)), None)
    return replace(reminder, due_at=due_at) if due_at is not None and due_at < period.end else None


def _remembering(person: Person, list_offset: int) -> Person:
    return replace(person, memory=replace(person.memory, list_offset=list_offset))


def _nothing(command: ListReminders) -> str:
    if command.numbers:
        return texts.no_such_number(listed([str(number) for number in command.numbers]))
    if command.period is not None:
        return texts.nothing_in(command.period.words)
    if command.words:
        return texts.nothing_about(command.words)
    return texts.EMPTY_LIST


def _page(lines: list[str]) -> tuple[str, int]:
    """As many lines as fit, with how many are left; and how many are shown, at least one."""
    for shown in range(len(lines), 0, -1):
        left = len(lines) - shown
        page = "\n".join([*lines[:shown], *([texts.more_to_come(left)] if left else [])])
        if fits(page, MOST_SEGMENTS if is_gsm7(page) else MOST_SEGMENTS_UCS2):
            return page, shown
    return page, 1


def line(reminder: Reminder, context: ReplyContext) -> str:
    """ "2. Fri 5:00 PM dentist"; a repeat once, with its rule and next time; a paused one says so."""
    is_paused = reminder.state is ReminderState.PAUSED
    moment = texts.PAUSED if is_paused else context.moment_words(reminder.due_at)
    repeat = f"({repeat_words(reminder.rrule)})" if reminder.rrule else ""
    return texts.list_line(reminder.number, moment, shortened(reminder.message, LINE_WORDS), repeat)


def is_in(reminder: Reminder, period: Period | None) -> bool:
    """Whether the next occurrence lies in ``period``; any does where none is given.

    The minute of a clock time ("7am") is that of every occurrence of a repeat.
    """
    if period is None or period.start <= reminder.due_at < period.end:
        return True
    is_minute = reminder.rrule is not None and period.is_minute
    return is_minute and reminder.due_at.astimezone(period.start.tzinfo).time() == period.start.time()


def is_about(reminder: Reminder, words: str) -> bool:
    """Whether every word of ``words`` stands in the message or begins a word of it, "walks" also for "walk"."""
    message = [part.strip(_MARKS) for part in reminder.message.casefold().split()]
    return all(any(_is_alike(word, part) for part in message) for word in words.casefold().split())


def _is_alike(word: str, part: str) -> bool:
    return part.startswith(word) or (len(word) > _SHORTEST_STEM and part == word.removesuffix("s"))
