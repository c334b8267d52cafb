"""Reverts the last change, whatever it was, for an hour."""

from datetime import timedelta
from typing import Any

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import zone_words
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.list_reminders import line
from bot.conversation.heads_up_words import with_text_ahead
from bot.conversation.texts import refusals, undone
from bot.domain.changes import Decision
from bot.domain.heads_ups import last_text_at
from bot.domain.model import LastChange, Person, Reminder, ReminderState
from bot.domain.naming import named_by
from bot.domain.records import replace
from bot.understanding.command import Undo

UNDO_FOR = timedelta(hours=1)
KEEP_WITHIN = timedelta(minutes=10)  # how long "keep it" is about the last change


def remember_change(decision: Decision, context: ReplyContext, *, is_undo: bool = False) -> Decision:
    """Return ``decision`` with the state before it stored in the person's memory.

    The changes of ``undo`` are not stored, so a second ``undo`` has nothing to revert.
    """
    before, after = context.person, decision.person
    current = {reminder.id: reminder for reminder in context.person_context.reminders}
    touched = (*decision.changed, *decision.cancelled, *decision.paused, *decision.revived)
    change = LastChange(
        at=context.now,
        made=tuple(reminder.id for reminder in decision.made),
        before=tuple(current[reminder.id] for reminder in touched if reminder.id in current),
        **_settings_before(before, after),
    )
    mentioned = (*decision.made, *decision.changed, *decision.paused, *decision.revived)
    last_mentioned = tuple(reminder.id for reminder in mentioned)
    memory = after.memory
    if touched or decision.made:
        last_change = None if is_undo else change
        memory = replace(memory, last_change=last_change, last_mentioned=last_mentioned, last_mentioned_at=context.now)
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


def last_change(context: ReplyContext) -> LastChange | None:
    """The change that ``undo`` would revert; None if there is none or it is too old."""
    change = context.person.memory.last_change
    return None if change is None or context.now - change.at > UNDO_FOR else change


def undo(command: Undo, context: ReplyContext) -> Decision:
    """Revert the last change. The reply names what was already sent or whose time has passed.

    "Keep it" deletes nothing: after a change that only set something, it changes nothing.
    """
    change = last_change(context)
    if command.keeps and not _is_kept_from(change, command.words, context):
        return Decision(
            reply=undone.STILL_AS_SET if context.listed_reminders else undone.NOTHING_TO_UNDO, person=context.person
        )
    if command.keeps and (change is None or (change.made and not change.before)):
        return Decision(reply=undone.STILL_AS_SET, person=context.person)
    if change is None:
        return Decision(reply=undone.NOTHING_TO_UNDO, person=context.person)
    failed_at = context.person.memory.not_understood_at
    if failed_at and failed_at[-1] >= change.at:
        return Decision(reply=undone.nothing_changed(_said_of(change, context)), person=context.person)
    person = _with_settings_restored(change, context.person)
    context = context.of(person)
    current = {reminder.id: reminder for reminder in context.person_context.reminders}
    late = context.person_context.too_late_to_cancel
    deleted = tuple(current[id_] for id_ in change.made if id_ in current and id_ not in late)
    restored = [reminder for reminder in _restored(change, context) if reminder.id not in late]
    ahead = [reminder for reminder in restored if _is_ahead(reminder, context)]
    missed = [reminder for reminder in restored if reminder not in ahead]
    touched = (*change.made, *(reminder.id for reminder in change.before))
    not_reverted = [current[id_] for id_ in touched if id_ in late and id_ in current]
    sentences = _restored_lines(ahead, change, context) or _deleted_lines(deleted)
    sentences += [
        undone.too_late_to_restore(context.moment_words(reminder.due_at), reminder.message) for reminder in missed[:1]
    ]
    sentences += [refusals.too_late_to_change(str(reminder.number)) for reminder in not_reverted[:1]]
    sentences += _settings_lines(change, context)
    not_paused = [reminder for reminder in ahead if reminder.state is not ReminderState.PAUSED]
    return Decision(
        reply=" ".join(sentences) or undone.TOO_LATE_TO_UNDO,
        person=person,
        cancelled=deleted,
        changed=tuple(reminder for reminder in not_paused if reminder.id in current),
        revived=tuple(reminder for reminder in not_paused if reminder.id not in current),
        paused=tuple(reminder for reminder in ahead if reminder.state is ReminderState.PAUSED),
    )


def _is_kept_from(change: LastChange | None, words: str, context: ReplyContext) -> bool:
    """Whether what is to be kept was taken away or changed just now: an older change was meant."""
    if change is None or context.now - change.at > KEEP_WITHIN:
        return False
    there = [one.message for one in context.listed_reminders if one.id not in {before.id for before in change.before}]
    if not words:
        return True
    return bool(named_by(words, [one.message for one in change.before])) and not named_by(words, there)


def _said_of(change: LastChange, context: ReplyContext) -> str:
    """The reminder that a change set, moved or deleted, in a line; "" where there were several or none."""
    current = {reminder.id: reminder for reminder in context.person_context.reminders}
    touched = [current[id_] for id_ in change.made if id_ in current]
    touched += [current.get(reminder.id, reminder) for reminder in change.before]
    return line(touched[0], context) if len(touched) == 1 else ""


def _is_ahead(reminder: Reminder, context: ReplyContext) -> bool:
    return (
        bool(reminder.rrule)
        or max(reminder.due_at, last_text_at(reminder)) > context.now
        or reminder.state is ReminderState.PAUSED
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
    """The reminders as they were, with a new number where the old one has been taken."""
    numbers = {reminder.id: reminder.number for reminder in context.person_context.reminders}
    taken = context.person_context.taken_numbers
    restored = []
    for reminder in change.before:
        number = numbers.get(reminder.id)
        if number is None:
            number = reminder.number if reminder.number not in taken else next(free_numbers(taken))
            taken.add(number)
        restored.append(with_text_ahead(replace(reminder, number=number), context))
    return restored


def _deleted_lines(deleted: tuple[Reminder, ...]) -> list[str]:
    if len(deleted) == 1:
        return [undone.creation_reverted(deleted[0].number, deleted[0].message)]
    return [undone.several_creations_reverted(len(deleted))] if deleted else []


def _restored_lines(back: list[Reminder], change: LastChange, context: ReplyContext) -> list[str]:
    current_ids = {reminder.id for reminder in context.person_context.reminders}
    if len(back) > 1:
        are_changed = all(reminder.id in current_ids for reminder in back)
        say = undone.several_changes_reverted if are_changed else undone.several_restored
        return [say(len(back))]
    if not back:
        return []
    (reminder,) = back
    if reminder.id in current_ids:
        return [undone.change_reverted(line(reminder, context))]
    (old_number,) = (before.number for before in change.before if before.id == reminder.id)
    return [undone.restored(line(reminder, context), old_number if old_number != reminder.number else None)]


def _settings_lines(change: LastChange, context: ReplyContext) -> list[str]:
    if change.timezone is not None:
        return [undone.zone_reverted(zone_words(change.timezone), context.clock_words(context.now))]
    return [undone.settings_reverted()] if change.preferences is not None else []
