"""Deletes reminders: by number, by words, by time, or all."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.conversation.context import ReplyContext
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import is_due_in, matches_words, occurrence_in
from bot.conversation.handlers.pausing import without_occurrences_before
from bot.conversation.handlers.undo import last_change
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import confirmations, lists, questions, refusals, undone
from bot.domain.changes import ALL_CANCELLED, CancelOutcome, Decision
from bot.domain.model import Reminder
from bot.domain.records import replace
from bot.understanding.command import Cancel, CancelAll, Period, Target

_MAX_LINES = 2


def delete(command: Cancel, context: ReplyContext) -> Decision:
    """Delete the chosen reminders. The reply names those that are already on their way or do not exist."""
    if command.is_dismissal:
        is_undoable = last_change(context) is not None
        return Decision(reply=undone.STILL_AS_SET if is_undoable else questions.QUESTION_DROPPED, person=context.person)
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
    found = [[reminder for reminder in context.listed_reminders if matches_words(reminder, word)] for word in words]
    if any(len(matching) != 1 for matching in found):
        return ()
    reminders = tuple(reminder for (reminder,) in found)
    return reminders if len({reminder.id for reminder in reminders}) == len(words) else ()


def delete_all(command: CancelAll, context: ReplyContext) -> Decision:
    """Delete all reminders, or all that are due in a period."""
    everything = context.listed_reminders if command.period is None else context.open_reminders
    chosen = tuple(reminder for reminder in everything if is_due_in(reminder, command.period))
    notes = () if command.period is None else _kept_due_sooner(everything, command.period)
    if not chosen:
        nothing = lists.EMPTY_LIST if command.period is None else lists.nothing_in(command.period.words)
        return Decision(reply="\n".join(notes) or nothing, person=context.person)
    if command.period is None:
        return _deleted(chosen, context, is_all=True)
    return (
        _deleted(chosen, context)
        if command.period.is_minute
        else _deleted_in_period(chosen, command.period, context, notes)
    )


def _kept_due_sooner(reminders: tuple[Reminder, ...], period: Period) -> tuple[str, ...]:
    """Note on repeats that are due in ``period`` but also before it: only the next occurrence can be skipped."""
    numbers = [
        str(reminder.number)
        for reminder in reminders
        if not is_due_in(reminder, period) and occurrence_in(reminder, period) is not None
    ]
    return (refusals.kept_due_sooner(numbers),) if numbers else ()


def _deleted_in_period(
    chosen: tuple[Reminder, ...], period: Period, context: ReplyContext, notes: tuple[str, ...] = ()
) -> Decision:
    """Delete the single reminders due in ``period``, and let repeats continue after it.

    A repeat whose text is already on its way is left unchanged. One without an occurrence after ``period`` is deleted.
    """
    repeats = [reminder for reminder in chosen if reminder.rrule is not None]
    late = [reminder for reminder in repeats if reminder.id in context.person_context.too_late_to_cancel]
    after_period = [
        without_occurrences_before(reminder, period.end, context) for reminder in repeats if reminder not in late
    ]
    skipped = tuple(reminder for reminder in after_period if reminder is not None)
    kept_ids = {reminder.id for reminder in (*late, *skipped)}
    deleted = tuple(reminder for reminder in chosen if reminder.id not in kept_ids)
    lines = (*_skipped_lines(skipped, context), *((refusals.on_its_way(_numbers(late)),) if late else ()), *notes)
    if not deleted:
        return Decision(reply="\n".join(lines), person=context.person, changed=skipped)
    return replace(_deleted(deleted, context, notes=lines), changed=skipped)


def _skipped_lines(skipped: tuple[Reminder, ...], context: ReplyContext) -> tuple[str, ...]:
    """Confirm the skipped repeats: one line each if they are few, else all in one line."""
    if len(skipped) > _MAX_LINES:
        return (confirmations.several_skipped(_numbers(skipped)),)
    return tuple(
        confirmations.skipped_once(reminder.number, context.moment_words(reminder.due_at), reminder.message)
        for reminder in skipped
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
    late = context.person_context.too_late_to_cancel

    def reply_for_outcomes(outcomes: Mapping[UUID, CancelOutcome]) -> str:
        known = {one.id: outcomes.get(one.id, ALL_CANCELLED) for one in chosen}
        known |= {id_: _with_next_late(outcome) for id_, outcome in known.items() if id_ in late}
        sentences = _outcome_sentences(chosen, known, is_all=is_all)
        sentences = [*sentences, lists.no_such_number(listed(missing))] if missing else sentences
        return "\n".join((" ".join(sentences), *notes))

    return Decision(
        reply=reply_for_outcomes({}),
        reply_for_outcomes=reply_for_outcomes,
        person=context.person,
        cancelled=tuple(reminder for reminder in chosen if reminder.rrule or reminder.id not in late),
    )


def _with_next_late(outcome: CancelOutcome) -> CancelOutcome:
    """The outcome, given that it is too late for the next message: the provider may have said so, or not yet."""
    if outcome.too_late:
        return outcome
    return CancelOutcome(too_late=1, pending=max(0, outcome.pending - 1))


def _outcome_sentences(
    chosen: tuple[Reminder, ...], outcomes: Mapping[UUID, CancelOutcome], *, is_all: bool
) -> list[str]:
    deleted = [reminder for reminder in chosen if outcomes[reminder.id].is_cancelled]
    pending = [reminder for reminder in chosen if outcomes[reminder.id].pending and not outcomes[reminder.id].too_late]
    late = [reminder for reminder in chosen if outcomes[reminder.id].too_late]
    sentences = []
    if deleted and is_all:
        sentences.append(confirmations.all_deleted(len(deleted)))
    elif len(deleted) == 1:
        sentences.append(confirmations.deleted(deleted[0].number, deleted[0].message))
    elif deleted:
        sentences.append(confirmations.several_deleted(_numbers(deleted)))
    if pending:
        sentences.append(confirmations.deleting(_numbers(pending)))
    if repeats := [reminder for reminder in late if reminder.rrule]:
        texts = sum(outcomes[reminder.id].too_late for reminder in repeats)
        is_unsure = any(outcomes[reminder.id].pending for reminder in repeats)
        sentences.append(confirmations.last_texts_on_their_way(_numbers(repeats), texts, is_unsure=is_unsure))
    if single := [reminder for reminder in late if not reminder.rrule]:
        sentences.append(refusals.on_its_way(_numbers(single)))
    return sentences


def _numbers(reminders: Sequence[Reminder]) -> str:
    return listed(str(reminder.number) for reminder in reminders)
