"""Carries out the requests of one text one after the other, as one decision with one reply. Pure.

Each request sees the state that the one before it left. Numbers stay those that the person sees: the number of a
reminder that the text deletes is not given to one that it sets.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.handlers.questions import without_question
from bot.conversation.handlers.undo import remember_change
from bot.conversation.texts import guidance
from bot.conversation.texts.combined import combined
from bot.domain.changes import CancelOutcome, Decision, ReplyForOutcomes
from bot.domain.model import Memory, Person, Reminder, ReminderState
from bot.understanding.command import Command, Reading, Undo, Unknown

_INSTANT = timedelta(microseconds=1)
AnswerOne = Callable[[Command, ReplyContext], Decision]

_QUESTION = (
    "pending_message",
    "pending_since",
    "pending_moment",
    "pending_rrule",
    "pending_verb",
    "pending_number",
    "pending_text",
    "pending_asked_twice",
)


@dataclass(frozen=True, slots=True)
class _Step:
    """A decision on one request, and the context that it was made in."""

    decision: Decision
    context: ReplyContext
    is_undo: bool


def carry_out(acts: Sequence[Reading], context: ReplyContext, answer_one: AnswerOne) -> Decision:
    """One decision on all of ``acts``. What was not understood is quoted in the reply."""
    steps: list[_Step] = []
    current, question = context, None
    targets = {repr(getattr(act.command, "target", None)) for act in acts}
    for act in acts:
        if question is not None and len(targets) == 1:
            break  # which one is asked once, for all that is to be done to it
        current = replace(current, text=act.words)
        decision = _quoted(act.command, current) or answer_one(act.command, current)
        steps.append(_Step(decision, current, isinstance(act.command, Undo)))
        current = _after(decision, current)
        if _has_asked(current):  # the next request is no answer to what this one asks
            question = question or current.person.memory
            current = current.of(without_question(current.person))
    merged = _merged([step.decision for step in steps], context, current.person)
    person = _with_last_change(steps, current)
    if question is not None and question.pending_text is not None and len(targets) == 1:
        question = replace(question, pending_text=context.text)
    if question is not None:
        # Asked before the changes of this text, so that UNDO is of those and no answer to the question.
        asked_at = question.pending_since - _INSTANT if question.pending_since is not None else None
        person = _with_question(person, replace(question, pending_since=asked_at))
    return replace(merged, person=person)


def _quoted(command: Command, context: ReplyContext) -> Decision | None:
    if not isinstance(command, Unknown) or command.moment is not None or command.repeat is not None:
        return None
    return Decision(reply=guidance.part_not_understood(command.part), person=context.person)


def _has_asked(context: ReplyContext) -> bool:
    return context.person.memory.pending_since == context.now


def _with_question(person: Person, asked: Memory) -> Person:
    return replace(person, memory=replace(person.memory, **{name: getattr(asked, name) for name in _QUESTION}))


def _after(decision: Decision, context: ReplyContext) -> ReplyContext:
    """The context for the next request: reminders and person as ``decision`` leaves them."""
    before = context.person_context
    now = {reminder.id: reminder for reminder in (*decision.made, *decision.changed, *decision.revived)}
    now |= {reminder.id: replace(reminder, state=ReminderState.PAUSED) for reminder in decision.paused}
    gone = {reminder.id for reminder in (*decision.cancelled, *decision.parked)}
    kept = tuple(now.pop(reminder.id, reminder) for reminder in before.reminders if reminder.id not in gone)
    person_context = replace(
        before,
        person=decision.person,
        reminders=(*kept, *(reminder for reminder in now.values() if reminder.id not in gone)),
        reserved_numbers=before.reserved_numbers | {reminder.number for reminder in decision.cancelled},
    )
    return replace(context, person_context=person_context)


def _merged(decisions: Sequence[Decision], context: ReplyContext, person: Person) -> Decision:
    """What all of them come to, seen from ``context``: a reminder that was set and deleted again was never there."""
    before = {reminder.id: reminder for reminder in context.person_context.reminders}
    made: dict[UUID, Reminder] = {}
    changed: dict[UUID, Reminder] = {}
    revived: dict[UUID, Reminder] = {}
    paused: dict[UUID, Reminder] = {}
    cancelled: dict[UUID, Reminder] = {}
    groups = (made, changed, revived, paused, cancelled)
    for decision in decisions:
        for reminder in (*decision.made, *decision.changed, *decision.revived):
            is_new = reminder.id not in before
            is_made = reminder.id in made or reminder in decision.made
            _put(reminder, (made if is_made else revived) if is_new else changed, groups)
        for reminder in decision.paused:
            _put(reminder, paused, groups)
        for reminder in decision.cancelled:
            old = before.get(reminder.id)
            _put(old or reminder, cancelled if old is not None else None, groups)
    return Decision(
        reply=_reply(decisions, {}),
        person=person,
        reply_for_outcomes=_reply_for_outcomes(decisions),
        made=tuple(made.values()),
        changed=tuple(changed.values()),
        revived=tuple(revived.values()),
        paused=tuple(paused.values()),
        cancelled=tuple(cancelled.values()),
        over_limit=next((one.over_limit for one in decisions if one.over_limit is not None), None),
    )


def _put(reminder: Reminder, group: dict[UUID, Reminder] | None, groups: Iterable[dict[UUID, Reminder]]) -> None:
    """Put a reminder into ``group`` and out of all others."""
    for other in groups:
        if other is not group:
            other.pop(reminder.id, None)
    if group is not None:
        group[reminder.id] = reminder


def _reply_for_outcomes(decisions: Sequence[Decision]) -> ReplyForOutcomes | None:
    if all(decision.reply_for_outcomes is None for decision in decisions):
        return None
    return lambda outcomes: _reply(decisions, outcomes)


def _reply(decisions: Sequence[Decision], outcomes: Mapping[UUID, CancelOutcome]) -> str | None:
    parts = [
        decision.reply if decision.reply_for_outcomes is None else decision.reply_for_outcomes(outcomes)
        for decision in decisions
    ]
    said = [part for part in parts if part]
    if not said:
        return None
    touched = [
        reminder
        for one in decisions
        for reminder in (*one.made, *one.changed, *one.revived, *one.paused, *one.cancelled)
    ]
    return combined(said, [reminder.message for reminder in touched], can_undo=bool(touched))


def _with_last_change(steps: Sequence[_Step], after: ReplyContext) -> Person:
    """The person who can undo the whole text; of a text that itself undoes something, what comes behind that."""
    start = next((at + 1 for at in range(len(steps) - 1, -1, -1) if steps[at].is_undo), 0)
    later = steps[start:]
    if not later:
        return after.person
    base = later[0].context
    changes = _merged([step.decision for step in later], base, after.person)
    memory = remember_change(changes, base).person.memory
    mentioned = after.person.memory
    return replace(
        after.person,
        memory=replace(memory, last_mentioned=mentioned.last_mentioned, last_mentioned_at=mentioned.last_mentioned_at),
    )
