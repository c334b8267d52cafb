"""Taking the last change back, for an hour: what it was is remembered, whatever the change."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.conversation.context import ReplyContext, Response
from bot.conversation.formatting import zone_words
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.list_reminders import line
from bot.conversation.texts import changes as change_texts
from bot.domain.model import LastChange, Person, Reminder, ReminderState
from bot.understanding.command import Undo

UNDO_FOR = timedelta(hours=1)


def remember_change(response: Response, context: ReplyContext, *, is_undo: bool = False) -> Response:
    """``response``, with what it changes kept in the person's memory as it was before.

    What UNDO itself changes is not: two of them are no more than one.
    """
    before, after = context.person, response.person
    living = {reminder.id: reminder for reminder in context.person_context.reminders}
    touched = (*response.changed, *response.cancelled, *response.paused, *response.revived)
    change = LastChange(
        at=context.now,
        made=tuple(reminder.id for reminder in response.made),
        before=tuple(living[reminder.id] for reminder in touched if reminder.id in living),
        **_settings_before(before, after),
    )
    spoken_of = tuple(reminder.id for reminder in (*response.made, *response.changed, *response.revived))
    memory = after.memory
    if touched or response.made:
        kept = None if is_undo else change
        memory = replace(memory, last_change=kept, last_mentioned=spoken_of, last_mentioned_at=context.now)
    elif change != LastChange(at=context.now) and not is_undo:
        memory = replace(memory, last_change=change)
    elif memory.last_change is not None and context.now - memory.last_change.at > UNDO_FOR:
        memory = replace(memory, last_change=None)
    return response if memory == after.memory else replace(response, person=replace(after, memory=memory))


def _settings_before(before: Person, after: Person) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if (before.timezone, before.memory.away_until) != (after.timezone, after.memory.away_until):
        changes = {
            "timezone": before.timezone,
            "zone_source": before.zone_source,
            "home_timezone": before.memory.home_timezone,
            "away_until": before.memory.away_until,
        }
    if before.preferences != after.preferences:
        changes["preferences"] = before.preferences
    return changes


def undo(_: Undo, context: ReplyContext) -> Response:
    """Take the last change back. What has left meanwhile, or whose time has passed, is said."""
    change = context.person.memory.last_change
    if change is None or context.now - change.at > UNDO_FOR:
        return Response(reply=change_texts.NOTHING_TO_UNDO, person=context.person)
    person = _set_back(change, context.person)
    context = context.of(person)
    living = {reminder.id: reminder for reminder in context.person_context.reminders}
    late = context.person_context.on_its_way
    gone = tuple(living[id_] for id_ in change.made if id_ in living and id_ not in late)
    restored = [one for one in _restored(change, context) if one.id not in late]
    ahead = [one for one in restored if one.rrule or one.due_at > context.now or one.state is ReminderState.PAUSED]
    missed = [one for one in restored if one not in ahead]
    stuck = [living[id_] for id_ in (*change.made, *(one.id for one in change.before)) if id_ in late and id_ in living]
    said = _said_back(ahead, change, context) or _said_gone(gone)
    said += [change_texts.missed_meanwhile(context.moment_words(one.due_at), one.message) for one in missed[:1]]
    said += [change_texts.changed_too_late(str(one.number)) for one in stuck[:1]]
    said += _said_settings(change, context)
    return Response(
        reply=" ".join(said) or change_texts.TOO_LATE_TO_UNDO,
        person=person,
        cancelled=gone,
        changed=tuple(one for one in ahead if one.id in living and one.state is not ReminderState.PAUSED),
        revived=tuple(one for one in ahead if one.id not in living and one.state is not ReminderState.PAUSED),
        paused=tuple(one for one in ahead if one.state is ReminderState.PAUSED),
    )


def _set_back(change: LastChange, person: Person) -> Person:
    memory = replace(person.memory, last_change=None)
    if change.timezone is not None and change.zone_source is not None:
        memory = replace(memory, home_timezone=change.home_timezone, away_until=change.away_until)
        person = replace(person, timezone=change.timezone, zone_source=change.zone_source)
    if change.preferences is not None:
        person = replace(person, preferences=change.preferences)
    return replace(person, memory=memory)


def _restored(change: LastChange, context: ReplyContext) -> list[Reminder]:
    """The reminders as they were; one whose number is taken meanwhile gets the smallest free one."""
    numbers = {reminder.id: reminder.number for reminder in context.person_context.reminders}
    taken = set(numbers.values())
    restored = []
    for one in change.before:
        number = numbers.get(one.id)
        if number is None:
            number = one.number if one.number not in taken else next(free_numbers(taken))
            taken.add(number)
        restored.append(replace(one, number=number))
    return restored


def _said_gone(gone: tuple[Reminder, ...]) -> list[str]:
    if len(gone) == 1:
        return [change_texts.undone_made(gone[0].number, gone[0].message)]
    return [change_texts.undone_several_made(len(gone))] if gone else []


def _said_back(back: list[Reminder], change: LastChange, context: ReplyContext) -> list[str]:
    living = {reminder.id for reminder in context.person_context.reminders}
    if len(back) > 1:
        are_changed = all(one.id in living for one in back)
        say = change_texts.undone_several_changed if are_changed else change_texts.undone_several_back
        return [say(len(back))]
    if not back:
        return []
    (one,) = back
    if one.id in living:
        return [change_texts.undone_changed(line(one, context))]
    (old_number,) = (before.number for before in change.before if before.id == one.id)
    return [change_texts.undone_back(line(one, context), old_number if old_number != one.number else None)]


def _said_settings(change: LastChange, context: ReplyContext) -> list[str]:
    if change.timezone is not None:
        return [change_texts.undone_zone(zone_words(change.timezone), context.clock_words(context.now))]
    return [change_texts.undone_settings()] if change.preferences is not None else []
