"""Deletes reminders: by number, by words, by time, or all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import is_due_in, matches_words, occurrence_in
from bot.conversation.handlers.pausing import without_occurrences_before
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import confirmations, lists, refusals
from bot.domain.changes import CancelOutcome, Decision
from bot.domain.model import Reminder
from bot.understanding.command import Cancel, CancelAll, Period, Target

_MAX_LINES = 2


def delete(command: Cancel, context: ReplyContext) -> Decision:
    """Delete the chosen reminders. The reply names those that are already on their way or do not exist."""
    chosen = choose(command.target, context)
    if command.target == Target():  # "turn off my alarm" is clear only if there is exactly one
        chosen = Chosen(reminders=context.listed_reminders) if len(context.listed_reminders) == 1 else Chosen()
    if not chosen.reminders:
        chosen = replace(chosen, reminders=_one_per_word(command.target, context))
    if not chosen.reminders:
        return explain_no_match(chosen, command.target, context, "delete")
    if command.target.period is not None and not command.target.period.is_minute:
        return _deleted_in_period(chosen.reminders, command.target.period, context)
    return _deleted(chosen.reminders, context, missing=chosen.missing)


def _one_per_word(target: Target, context: ReplyContext) -> tuple[Reminder, ...]:
    """One reminder for each word of "the flowers and the cake", or none if a word does not name exactly one."""
    words = target.words.split()
    if len(words) < 2 or target.period is not None:
        return ()
    found = [[one for one in context.listed_reminders if matches_words(one, word)] for word in words]
    is_clear = all(len(matching) == 1 for matching in found) and len({one.id for (one,) in found}) == len(words)
    return tuple(one for (one,) in found) if is_clear else ()


def delete_all(command: CancelAll, context: ReplyContext) -> Decision:
    """Delete all reminders, or all that are due in a period."""
    everything = context.listed_reminders if command.period is None else context.open_reminders
    chosen = tuple(reminder for reminder in everything if is_due_in(reminder, command.period))
    stays = () if command.period is None else _kept_due_sooner(everything, command.period)
    if not chosen:
        nothing = lists.EMPTY_LIST if command.period is None else lists.nothing_in(command.period.words)
        return Decision(reply="\n".join(stays) or nothing, person=context.person)
    if command.period is None:
        return _deleted(chosen, context, is_all=True)
    return (
        _deleted(chosen, context)
        if command.period.is_minute
        else _deleted_in_period(chosen, command.period, context, stays)
    )


def _kept_due_sooner(reminders: tuple[Reminder, ...], period: Period) -> tuple[str, ...]:
    """Note on repeats that are due in ``period`` but also before it: only the next occurrence can be skipped."""
    numbers = [
        str(one.number) for one in reminders if not is_due_in(one, period) and occurrence_in(one, period) is not None
    ]
    return (refusals.kept_due_sooner(numbers),) if numbers else ()


def _deleted_in_period(
    chosen: tuple[Reminder, ...], period: Period, context: ReplyContext, notes: tuple[str, ...] = ()
) -> Decision:
    """Delete the single reminders due in ``period``, and let repeats continue after it.

    A repeat whose text is already on its way is left unchanged. One without an occurrence after ``period`` is deleted.
    """
    repeats = [one for one in chosen if one.rrule is not None]
    late = [one for one in repeats if one.id in context.person_context.too_late_to_cancel]
    after_period = [without_occurrences_before(one, period.end, context) for one in repeats if one not in late]
    skipped = tuple(one for one in after_period if one is not None)
    stays = {one.id for one in (*late, *skipped)}
    gone = tuple(one for one in chosen if one.id not in stays)
    lines = (*_skipped_lines(skipped, context), *((refusals.on_its_way(_numbers(late)),) if late else ()), *notes)
    if not gone:
        return Decision(reply="\n".join(lines), person=context.person, changed=skipped)
    return replace(_deleted(gone, context, notes=lines), changed=skipped)


def _skipped_lines(skipped: tuple[Reminder, ...], context: ReplyContext) -> tuple[str, ...]:
    """Confirm the skipped repeats: one line each if they are few, else all in one line."""
    if len(skipped) > _MAX_LINES:
        return (confirmations.several_skipped(_numbers(skipped)),)
    return tuple(
        confirmations.skipped_once(one.number, context.moment_words(one.due_at), one.message) for one in skipped
    )


def _deleted(
    chosen: tuple[Reminder, ...],
    context: ReplyContext,
    *,
    missing: tuple[str, ...] = (),
    is_all: bool = False,
    notes: tuple[str, ...] = (),
) -> Decision:
    """Delete ``chosen``, except single reminders already on their way. ``notes`` are further lines of the reply."""
    late = {
        reminder.id: CancelOutcome.TOO_LATE
        for reminder in chosen
        if reminder.id in context.person_context.too_late_to_cancel
    }

    def reply_for_outcomes(outcomes: Mapping[UUID, CancelOutcome]) -> str:
        said = _outcome_sentences(chosen, {**outcomes, **late}, is_all=is_all)
        said = [*said, lists.no_such_number(listed(missing))] if missing else said
        return "\n".join((" ".join(said), *notes))

    return Decision(
        reply=reply_for_outcomes({}),
        reply_for_outcomes=reply_for_outcomes,
        person=context.person,
        cancelled=tuple(reminder for reminder in chosen if reminder.rrule or reminder.id not in late),
    )


def _outcome_sentences(
    chosen: tuple[Reminder, ...], outcomes: Mapping[UUID, CancelOutcome], *, is_all: bool
) -> list[str]:
    gone = [one for one in chosen if outcomes.get(one.id, CancelOutcome.CANCELLED) is CancelOutcome.CANCELLED]
    asked = [one for one in chosen if outcomes.get(one.id) is CancelOutcome.PENDING]
    late = [one for one in chosen if outcomes.get(one.id) is CancelOutcome.TOO_LATE]
    said = []
    if gone and is_all:
        said.append(confirmations.all_deleted(len(gone)))
    elif len(gone) == 1:
        said.append(confirmations.deleted(gone[0].number, gone[0].message))
    elif gone:
        said.append(confirmations.several_deleted(_numbers(gone)))
    if asked:
        said.append(confirmations.deleting(_numbers(asked)))
    if repeats := [one for one in late if one.rrule]:
        said.append(confirmations.last_text_on_its_way(_numbers(repeats)))
    if single := [one for one in late if not one.rrule]:
        said.append(refusals.on_its_way(_numbers(single)))
    return said


def _numbers(reminders: Sequence[Reminder]) -> str:
    return listed(str(reminder.number) for reminder in reminders)
