"""Taking the last change back, for an hour: what it was is remembered, whatever the change."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import zone_words
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.list_reminders import line
from bot.conversation.texts import refusals, undone
from bot.domain.changes import Decision
from bot.domain.model import LastChange, Person, Reminder, ReminderState
from bot.understanding.command import Undo

UNDO_FOR = timedelta(hours=1)


def remember_change(decision: Decision, context: ReplyContext, *, is_undo: bool = False) -> Decision:
    """``decision``, with what it changes kept in the person's memory as it was before.

    What UNDO itself changes is not: two of them are no more than one.
    """
    before, after = context.person, decision.person
    living = {reminder.id: reminder for reminder in context.person_context.reminders}
    touched = (*decision.changed, *decision.cancelled, *decision.paused, *decision.revived)
    change = LastChange(
        at=context.now,
        made=tuple(reminder.id for reminder in decision.made),
        before=tuple(living[reminder.id] for reminder in touched if reminder.id in living),
        **_settings_before(before, after),
    )
    last_mentioned = tuple(reminder.id for reminder in (*decision.made, *decision.changed, *decision.revived))
    memory = after.memory
    if touched or decision.made:
        kept = None if is_undo else change
        memory = replace(memory, last_change=kept, last_mentioned=last_mentioned, last_mentioned_at=context.now)
    elif change != LastChange(at=context.now) and not is_undo:
        memory = replace(memory, last_change=change)
    elif memory.last_change is not None and context.now - memory.last_change.at > UNDO_FOR:
        memory = replace(memory, last_change=None)
    return decision if memory == after.memory else replace(decision, person=replace(after, memory=memory))


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


def undo(_: Undo, context: ReplyContext) -> Decision:
    """Take the last change back. What has left meanwhile, or whose time has passed, is said."""
    change = context.person.memory.last_change
    if change is None or context.now - change.at > UNDO_FOR:
        return Decision(reply=undone.NOTHING_TO_UNDO, person=context.person)
    person = _with_settings_restored(change, context.person)
    context = context.of(person)
    living = {reminder.id: reminder for reminder in context.person_context.reminders}
    late = context.person_context.too_late_to_cancel
    gone = tuple(living[id_] for id_ in change.made if id_ in living and id_ not in late)
    restored = [one for one in _restored(change, context) if one.id not in late]
    ahead = [one for one in restored if one.rrule or one.due_at > context.now or one.state is ReminderState.PAUSED]
    missed = [one for one in restored if one not in ahead]
    stuck = [living[id_] for id_ in (*change.made, *(one.id for one in change.before)) if id_ in late and id_ in living]
    said = _restored_lines(ahead, change, context) or _deleted_lines(gone)
    said += [undone.too_late_to_restore(context.moment_words(one.due_at), one.message) for one in missed[:1]]
    said += [refusals.too_late_to_change(str(one.number)) for one in stuck[:1]]
    said += _settings_lines(change, context)
    return Decision(
        reply=" ".join(said) or undone.TOO_LATE_TO_UNDO,
        person=person,
        cancelled=gone,
        changed=tuple(one for one in ahead if one.id in living and one.state is not ReminderState.PAUSED),
        revived=tuple(one for one in ahead if one.id not in living and one.state is not ReminderState.PAUSED),
        paused=tuple(one for one in ahead if one.state is ReminderState.PAUSED),
    )


def _with_settings_restored(change: LastChange, person: Person) -> Person:
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


def _deleted_lines(gone: tuple[Reminder, ...]) -> list[str]:
    if len(gone) == 1:
        return [undone.creation_reverted(gone[0].number, gone[0].message)]
    return [undone.several_creations_reverted(len(gone))] if gone else []


def _restored_lines(back: list[Reminder], change: LastChange, context: ReplyContext) -> list[str]:
    living = {reminder.id for reminder in context.person_context.reminders}
    if len(back) > 1:
        are_changed = all(one.id in living for one in back)
        say = undone.several_changes_reverted if are_changed else undone.several_restored
        return [say(len(back))]
    if not back:
        return []
    (one,) = back
    if one.id in living:
        return [undone.change_reverted(line(one, context))]
    (old_number,) = (before.number for before in change.before if before.id == one.id)
    return [undone.restored(line(one, context), old_number if old_number != one.number else None)]


def _settings_lines(change: LastChange, context: ReplyContext) -> list[str]:
    if change.timezone is not None:
        return [undone.zone_reverted(zone_words(change.timezone), context.clock_words(context.now))]
    return [undone.settings_reverted()] if change.preferences is not None else []
