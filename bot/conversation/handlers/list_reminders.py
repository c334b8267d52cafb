"""Lists a person's reminders, soonest first, as many as fit in two segments."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.conversation.context import ReplyContext
from bot.conversation.dialogue import with_listed
from bot.conversation.formatting import listed, shortened
from bot.conversation.heads_up_words import heads_up_words
from bot.conversation.series_words import series_words
from bot.conversation.texts import lists, others
from bot.domain.changes import Decision
from bot.domain.heads_ups import texts_for
from bot.domain.model import Person, Reminder, ReminderState
from bot.domain.naming import named_by
from bot.domain.occurrences import occurrences_of
from bot.domain.records import replace
from bot.domain.sms_segments import fits, is_gsm7
from bot.understanding.command import ListReminders, Period

LINE_WORDS = 40
_SHORTEST_WORD = 3  # shorter ones name nothing
_INSTANT = timedelta(microseconds=1)
MAX_SEGMENTS = 2
MAX_SEGMENTS_UCS2 = 3  # a part of a UCS-2 message holds 67 characters, not 153
MOST_CHARACTERS = MAX_SEGMENTS * 153 + 1  # a character costs at least one unit


def list_reminders(command: ListReminders, context: ReplyContext) -> Decision:
    """List the requested reminders. "More" continues where the last list ended."""
    everything = context.open_reminders if command.period or command.only_next else context.listed_reminders
    if command.period is not None:
        everything = tuple(reminder for reminder in everything if reminder.overview is None)
    chosen = list(everything) if command.period is None else due_in_period(everything, command.period)
    if command.words:
        chosen = [reminder for reminder in chosen if matches_words(reminder, command.words)]
    if command.numbers:
        chosen = [reminder for reminder in context.listed_reminders if reminder.number in command.numbers]
    if command.only_next:
        chosen = chosen[:1]
    unreadable = _unreadable(command, context)
    is_whole = not (command.period or command.words or command.numbers or command.only_next)
    received = _received(context) if is_whole else []
    if not chosen and received:
        return Decision(reply=_page(received, len(received))[0], person=_with_list_offset(context.person, 0))
    if not chosen:
        nothing = unreadable_words(unreadable) if unreadable else _nothing(command)
        return Decision(reply=nothing, person=_with_list_offset(context.person, 0))
    offset = context.person.memory.list_offset if command.more else 0
    offset = offset if offset < len(chosen) else 0
    reply, shown = _page((line(reminder, context) for reminder in chosen[offset:]), len(chosen) - offset)
    if unreadable:
        reply = f"{reply}\n{unreadable_words(unreadable)}"
    if received and offset + shown == len(chosen):
        reply = _with_received(reply, received)
    next_offset = offset + shown if offset + shown < len(chosen) else 0
    person = with_listed(context.person, tuple(chosen[offset : offset + shown]), context.now)
    if len(chosen) == 1 and (command.words or command.numbers or command.only_next):
        memory = replace(person.memory, last_mentioned=(chosen[0].id,), last_mentioned_at=context.now)
        person = replace(person, memory=memory)  # "what time is the trash one", "make it 8"
    return Decision(reply=reply, person=_with_list_offset(person, next_offset))


def _received(context: ReplyContext) -> list[str]:
    """A line for each of the next reminders that others have set for the person, who may block them."""
    return [
        others.from_asker(one.contact.asker_name, _when(reminder, context), shortened(reminder.message, LINE_WORDS))
        for one in context.person_context.asked_by
        for reminder in one.reminders
    ]


def _when(reminder: Reminder, context: ReplyContext) -> str:
    if reminder.rrule is None:
        return context.moment_words(reminder.due_at)
    return f"{series_words(reminder, context)} {context.clock_words(reminder.due_at)}"


def _with_received(reply: str, received: list[str]) -> str:
    """``reply`` with as many lines as fit."""
    for one in received:
        longer = f"{reply}\n{one}"
        if not fits(longer, MAX_SEGMENTS if is_gsm7(longer) else MAX_SEGMENTS_UCS2):
            break
        reply = longer
    return reply


def _unreadable(command: ListReminders, context: ReplyContext) -> list[int]:
    """The numbers of broken reminders that this list would have to contain."""
    numbers = sorted(context.person_context.unreadable_numbers)
    return [number for number in numbers if number in command.numbers] if command.numbers else numbers


def unreadable_words(numbers: Sequence[int]) -> str:
    return lists.unreadable(listed([str(number) for number in numbers]), several=len(numbers) > 1)


def due_in_period(reminders: tuple[Reminder, ...], period: Period) -> list[Reminder]:
    """The reminders with an occurrence in ``period``, each with that occurrence's time; soonest first."""
    coming = (
        reminder
        if is_due_in(reminder, period) or _has_heads_up_in(reminder, period)
        else occurrence_in(reminder, period)
        for reminder in reminders
    )
    return sorted((reminder for reminder in coming if reminder is not None), key=lambda reminder: reminder.due_at)


def _has_heads_up_in(reminder: Reminder, period: Period) -> bool:
    """Whether a text comes in ``period`` ahead of the next occurrence, which is later."""
    if reminder.heads_ups is None:
        return False
    return any(period.start <= moment < period.end for moment in texts_for(reminder, reminder.due_at))


def occurrence_in(reminder: Reminder, period: Period) -> Reminder | None:
    """A repeat with a later occurrence in ``period`` as its due time, or None if it has none there."""
    if reminder.rrule is None or reminder.due_at >= period.end:
        return None
    due_at = next(occurrences_of(reminder, after=max(period.start - _INSTANT, reminder.due_at)), None)
    return replace(reminder, due_at=due_at) if due_at is not None and due_at < period.end else None


def _with_list_offset(person: Person, list_offset: int) -> Person:
    return replace(person, memory=replace(person.memory, list_offset=list_offset))


def _nothing(command: ListReminders) -> str:
    if command.numbers:
        return lists.no_such_number(listed([str(number) for number in command.numbers]))
    if command.period is not None:
        return lists.nothing_in(command.period.words)
    if command.words:
        return lists.nothing_about(command.words)
    return lists.EMPTY_LIST


def _page(all_lines: Iterable[str], count: int) -> tuple[str, int]:
    """The lines that fit, with a note on how many of ``count`` are left; and how many were shown, at least one."""
    lines: list[str] = []
    characters = 0
    for text in all_lines:  # of hundreds of lines only those are written that may fit
        characters += len(text) + 1
        if lines and characters > MOST_CHARACTERS:
            break
        lines.append(text)
    for shown in range(len(lines), 0, -1):
        left = count - shown
        page = "\n".join([*lines[:shown], *([lists.more_to_come(left)] if left else [])])
        if fits(page, MAX_SEGMENTS if is_gsm7(page) else MAX_SEGMENTS_UCS2):
            return page, shown
    return page, 1


def line(reminder: Reminder, context: ReplyContext) -> str:
    """One line of a list: "2. Fri 5:00 PM dentist".

    A repeat has its rule and next time, a reminder its heads-ups; a paused one says so.
    """
    is_paused = reminder.state is ReminderState.PAUSED
    moment = lists.PAUSED if is_paused else context.moment_words(reminder.due_at)
    details = ", ".join(filter(None, (series_words(reminder, context), heads_up_words(reminder, context))))
    repeat = f"({details})" if details else ""
    contact = context.person_context.contact_of(reminder)
    whom = others.for_whom(contact.name) if contact is not None else ""
    return lists.list_line(reminder.number, moment, f"{whom}{shortened(reminder.message, LINE_WORDS)}", repeat)


def is_due_in(reminder: Reminder, period: Period | None) -> bool:
    """Whether the next occurrence is in ``period``; True if no period is given.

    A period of one minute is a clock time ("the 7am one"), so a repeat matches if it is always due at that time.
    """
    if period is None or period.start <= reminder.due_at < period.end:
        return True
    is_minute = reminder.rrule is not None and period.is_minute
    return is_minute and reminder.due_at.astimezone(period.start.tzinfo).time() == period.start.time()


def matches_words(reminder: Reminder, words: str) -> bool:
    """Whether the words name the reminder: whole words, their starts, or words of the same meaning."""
    return bool(named_by(words, [reminder.message]))


def shares_word(reminder: Reminder, words: str) -> bool:
    """Whether one of the words names the reminder."""
    return any(matches_words(reminder, word) for word in words.split() if len(word) >= _SHORTEST_WORD)
