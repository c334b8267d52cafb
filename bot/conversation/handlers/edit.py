"""Changes reminders: time, repeat, message, AM or PM, pause and resume, skip one occurrence."""

from bot.conversation.context import ReplyContext
from bot.conversation.day_budget import refused_by_budget
from bot.conversation.formatting import listed
from bot.conversation.handlers.create import has_too_many_frequent, notes_of, repeats_too_often
from bot.conversation.handlers.delete import delete
from bot.conversation.handlers.details import as_lead, as_lead_or_shift, changes_detail, new_message, with_detail
from bot.conversation.handlers.ending import end_series
from bot.conversation.handlers.exceptions import leave_out_weekdays, skip_periods, those_due
from bot.conversation.handlers.groups import with_group, without_weekdays
from bot.conversation.handlers.list_reminders import is_due_in, line
from bot.conversation.handlers.more_times import set_times
from bot.conversation.handlers.occasions import change_one_time, change_since, is_for_one_time, on_its_day, the_series
from bot.conversation.handlers.pausing import pause_until, resume_early
from bot.conversation.handlers.reschedule import (
    Impossible,
    at_moment,
    flipped,
    repeating,
    shifted,
    upcoming_of,
    wall_of,
    without_next,
    without_repeat,
)
from bot.conversation.handlers.snooze import send_again_at
from bot.conversation.heads_up_words import (
    coming_words,
    heads_up_refusal,
    lead_words,
    next_words,
    passed_notes,
    until_done_notes,
    with_text_ahead,
)
from bot.conversation.repeat_words import repeat_words
from bot.conversation.series_end import with_end
from bot.conversation.targets import Chosen, choose, explain_no_match
from bot.conversation.texts import confirmations, delivery, lists, questions, refusals
from bot.domain.changes import Decision, SentReminder
from bot.domain.heads_ups import last_text_at, parse_heads_ups, stored_heads_ups
from bot.domain.model import Reminder, ReminderState
from bot.domain.records import replace
from bot.domain.sms_segments import segments
from bot.domain.spending import OverBudget
from bot.understanding.command import Assumption, Cancel, Edit, Target


def edit(command: Edit, context: ReplyContext) -> Decision:
    """Change the chosen reminders. If the text of one is already on its way, change none and say so."""
    if command.skipped or command.skip_next:
        command, chosen = _chosen_to_skip(command, context)
    else:
        chosen = with_group(command, choose(command.target, context), context)
    if (command.occasion or command.since) and chosen.matching:
        chosen = the_series(command, chosen, context)
    if chosen.sent is not None and _changes_time(command):
        return _send_again(command, chosen.sent, context)
    if not chosen.reminders:
        return explain_no_match(chosen, command.target, context, _verb(command))
    if command.is_told_once and command.target != Target() and all(one.until_done is None for one in chosen.reminders):
        return delete(Cancel(target=command.target), context)  # "stop nagging me about the gym"
    if command == Edit(target=command.target, occasion=command.occasion):
        return _ask_for_time(chosen.reminders, command, context)
    late = [str(one.number) for one in chosen.reminders if one.id in context.person_context.too_late_to_cancel]
    if late:
        return Decision(reply=refusals.too_late_to_change(listed(late)), person=context.person)
    command = on_its_day(command, chosen.reminders)
    command = as_lead_or_shift(as_lead(command, chosen.reminders, context), chosen.reminders)
    decision = _edited(command, chosen.reminders, context)
    if chosen.missing and decision.reply is not None:
        missing = lists.no_such_number(listed(chosen.missing))
        decision = replace(decision, reply=f"{decision.reply}\n{missing}")
    return decision


def _edited(command: Edit, reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    if command.but_weekdays and (dropped := without_weekdays(command, reminders, context)) is not None:
        return dropped
    if (command.also or command.but_weekdays or command.until) and len(reminders) > 1:
        return explain_no_match(Chosen(matching=reminders), command.target, context, "change")
    if command.skipped and command.target.words and all(one.rrule is None for one in reminders):
        return _left_out(command, reminders, context)
    if len(reminders) == 1 and (later := change_since(command, reminders[0], context)) is not None:
        return later
    if is_for_one_time(command, reminders):
        return change_one_time(command, reminders[0], context)
    if command.skipped:
        return skip_periods(command, reminders, context)
    if command.but_weekdays:
        return leave_out_weekdays(command, reminders[0], context)
    if command.until is not None:
        return end_series(reminders[0], command.until, context)
    if command.also:
        return set_times(command, reminders[0], context)
    if command.pause and command.moment is not None:
        return pause_until(reminders, command.moment, context)
    if command.pause is not None:
        return _pause(reminders, context) if command.pause else _resume(reminders, context)
    return _change(command, reminders, context)


def _left_out(command: Edit, reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    """What comes only once and will not be then is deleted; what comes at another time stays."""
    due = [one.number for one in reminders if any(is_due_in(one, period) for period in command.skipped)]
    if not due:
        return skip_periods(command, reminders, context)
    return delete(Cancel(target=Target(numbers=tuple(due))), context)


def _chosen_to_skip(command: Edit, context: ReplyContext) -> tuple[Edit, Chosen]:
    """The series that come in the period to be skipped; the words of "skip pickup friday" mean all that they name."""
    target = command.target
    if command.skip_next and target.period is not None and not target.period.is_minute:
        by_period = replace(command, target=replace(target, period=None), skip_next=False, skipped=(target.period,))
        chosen = _chosen_to_skip(by_period, context)[1]
        return (by_period, chosen) if chosen.reminders else (command, choose(target, context))
    chosen = choose(target, context)
    if not command.skipped:
        return command, chosen
    if target == Target():
        due = those_due(context.open_reminders, command, context)
        chosen = (
            Chosen(reminders=due)
            if len(due) == 1
            else chosen
            if set(chosen.reminders) & set(due)
            else Chosen(matching=due)
        )
    elif chosen.matching:
        due = those_due(chosen.matching, command, context)
        chosen = Chosen(reminders=due) if due else chosen
    return command, chosen


def _ask_for_time(reminders: tuple[Reminder, ...], command: Edit, context: ReplyContext) -> Decision:
    """Answer "edit 2" by asking for the new time, which the next text may give."""
    if len(reminders) != 1:
        return explain_no_match(Chosen(matching=reminders), command.target, context, "move")
    (reminder,) = reminders
    memory = replace(context.person.memory, pending_number=reminder.number, pending_since=context.now)
    when = context.moment_words(reminder.due_at)
    if command.occasion is not None:
        reply = questions.ask_change_once(reminder.number, when, reminder.message)
        return Decision(reply=reply, person=context.person)
    reply = questions.ask_change(reminder.number, when, reminder.message)
    return Decision(reply=reply, person=replace(context.person, memory=memory))


def _changes_time(command: Edit) -> bool:
    return command.pause is None and (command.moment is not None or command.shift_seconds is not None)


def _sets_time(command: Edit) -> bool:
    """Whether the command says when the reminder comes. New words and a skipped occurrence leave it paused."""
    return _changes_time(command) or command.repeat is not None or command.meridiem is not None


def _verb(command: Edit) -> str:
    """The verb for "which one?". After "move" or "change" a number is not enough: the person repeats the request."""
    if command.pause is not None:
        return "pause" if command.pause else "resume"
    if command.skip_next:
        return "skip"
    return "move" if _changes_time(command) else "change"


def _send_again(command: Edit, sent: SentReminder, context: ReplyContext) -> Decision:
    """Answer "move it to 6", right after the reminder was sent, by sending it again at 6."""
    return send_again_at(sent, context, moment=command.moment, delay_seconds=command.shift_seconds)


def _change(command: Edit, reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    problem = _limit_exceeded(command, reminders, context)
    changed: list[Reminder] = []
    for reminder in reminders:
        after = _changed(command, reminder, context)
        if not isinstance(after, Impossible):
            after = with_text_ahead(after, context)
        if not isinstance(after, Impossible) and _sets_time(command):
            after = replace(after, state=ReminderState.OPEN)  # whoever gives a paused reminder a new time wants it
        if isinstance(after, Impossible):
            problem = problem or _impossible(command, reminder, after, context)
        else:
            changed.append(after)
    if problem:
        return Decision(reply=problem, person=context.person)
    if refusal := refused_by_budget([after for after in changed if after.state is not ReminderState.PAUSED], context):
        return Decision(reply=refusal, person=context.person, over_limit=OverBudget.PERSON)
    if changed == list(reminders):
        when = coming_words(changed[0], context.moment_words(changed[0].due_at), context)
        reply = confirmations.unchanged(changed[0].number, when, changed[0].message)
        return Decision(reply=reply, person=context.person)
    if len(changed) == 1:
        reply = _confirmed(command, reminders[0], changed[0], context)
    else:
        reply = confirmations.several_changed([line(reminder, context) for reminder in changed])
    return Decision(
        reply=reply,
        person=context.person,
        changed=tuple(reminder for reminder in changed if reminder.state is not ReminderState.PAUSED),
        paused=tuple(reminder for reminder in changed if reminder.state is ReminderState.PAUSED),
    )


def _limit_exceeded(command: Edit, reminders: tuple[Reminder, ...], context: ReplyContext) -> str:
    reworded = [new_message(command, reminder) for reminder in reminders]
    if any(segments(delivery.reminder(words)) > context.limits.reminder_segments for words in reworded):
        return refusals.too_long()
    if command.leads and (
        refusal := next(filter(None, (_heads_up_refusal(command, one, context) for one in reminders)), "")
    ):
        return refusal
    if command.repeat is not None and repeats_too_often(command.repeat.rrule, context.limits):
        return refusals.too_often(context.limits.shortest_repeat_seconds)
    if command.repeat is not None:
        others = [other for other in context.person_context.reminders if other not in reminders]
        if has_too_many_frequent([command.repeat.rrule] * len(reminders), others, context.limits):
            return refusals.too_many_frequent(context.limits.frequent_series)
    return ""


def _heads_up_refusal(command: Edit, reminder: Reminder, context: ReplyContext) -> str:
    after = with_detail(command, reminder, context)
    new = replace(reminder, heads_ups=stored_heads_ups(command.leads))
    if last_text_at(new) <= context.now and reminder.rrule is None:
        when = coming_words(reminder, context.moment_words(reminder.due_at), context)
        return refusals.heads_up_passed(lead_words(command.leads, context), reminder.number, when)
    return heads_up_refusal(parse_heads_ups(after.heads_ups))


def _changed(command: Edit, reminder: Reminder, context: ReplyContext) -> Reminder | Impossible:
    if command.moment is not None:
        return at_moment(reminder, command.moment, context)
    if command.repeat is not None:
        repeated = repeating(reminder, command.repeat, context)
        return repeated if isinstance(repeated, Impossible) else with_end(repeated)
    if command.shift_seconds is not None:
        return shifted(reminder, command.shift_seconds, context)
    if command.meridiem is not None:
        return flipped(reminder, command.meridiem, context)
    if command.skip_next:
        return Impossible() if reminder.state is ReminderState.PAUSED else without_next(reminder, context)
    if command.is_once:
        return reminder if reminder.rrule is None else without_repeat(reminder, context)
    return with_detail(command, reminder, context)


def _impossible(command: Edit, reminder: Reminder, impossible: Impossible, context: ReplyContext) -> str:
    number = reminder.number
    if impossible.past_moment is not None:
        return refusals.already_passed(number, context.moment_words(impossible.past_moment))
    if command.skip_next and reminder.state is ReminderState.PAUSED:
        return refusals.already_paused(number)
    if command.skip_next:
        return refusals.last_occurrence(number) if reminder.rrule else refusals.not_a_repeat(number)
    rule = reminder.rrule or (command.repeat.rrule if command.repeat else "")
    return refusals.how_to_change_repeat(number, repeat_words(rule))


def _confirmed(command: Edit, before: Reminder, after: Reminder, context: ReplyContext) -> str:
    number, message = after.number, after.message
    moment = context.moment_words(after.due_at)
    if command.is_once:
        return confirmations.no_longer_repeats(number, moment, message)
    if command.skip_next:
        skipped = next(upcoming_of(before, context))
        return confirmations.skipped(number, context.moment_words(skipped), moment, message)
    when = next_words(after, context)
    if after.state is ReminderState.PAUSED:
        when = "paused"
    if command.message is not None or command.added is not None or command.replaced is not None:
        return confirmations.reworded(number, when, message)
    if changes_detail(command):
        notes = (*passed_notes(after, context), *until_done_notes(command.nag, context.limits))
        return confirmations.repeated(number, when, message, notes)
    if command.repeat is not None:
        assumed = tuple(item for item in command.repeat.assumptions if item is not Assumption.DEFAULT_HOUR)
        return confirmations.repeated(number, when, message, notes_of(assumed))
    return confirmations.moved(number, when, message, (*passed_notes(after, context), *_notes(command, after, context)))


def _notes(command: Edit, after: Reminder, context: ReplyContext) -> tuple[str, ...]:
    """Note on how a clock change affects the new time."""
    at = context.local(after.due_at)
    if at.fold:
        return (confirmations.AUTUMN_SECOND,)
    if wall_of(after, context) != at.replace(tzinfo=None):
        return (confirmations.SPRING_GAP,)
    requested = command.moment.at if command.moment is not None and command.moment.has_clock else at
    is_same_clock = (requested.hour % 12, requested.minute) == (at.hour % 12, at.minute)
    is_as_requested = is_same_clock or requested.tzinfo != at.tzinfo or requested == after.due_at
    return () if is_as_requested else (confirmations.SPRING_GAP,)


def _pause(reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    paused = tuple(reminder for reminder in reminders if reminder.state is not ReminderState.PAUSED)
    if not paused:
        return Decision(reply=refusals.already_paused(reminders[0].number), person=context.person)
    if len(paused) > 1:
        return Decision(reply=confirmations.several_paused(len(paused)), person=context.person, paused=paused)
    reply = confirmations.paused(paused[0].number, paused[0].message)
    return Decision(reply=reply, person=context.person, paused=paused)


def _resume(reminders: tuple[Reminder, ...], context: ReplyContext) -> Decision:
    """Resume paused reminders. The reply asks for a new time for one whose time has passed."""
    paused = tuple(reminder for reminder in reminders if reminder.state is ReminderState.PAUSED)
    if not paused:
        return resume_early(reminders, context)
    upcoming = [(one, next(upcoming_of(with_text_ahead(one, context), context), None)) for one in paused]
    revived = [
        with_text_ahead(replace(reminder, due_at=due_at, state=ReminderState.OPEN), context)
        for reminder, due_at in upcoming
        if due_at is not None
    ]
    passed = [reminder for reminder, due_at in upcoming if due_at is None]
    sentences = [confirmations.several_resumed(len(revived))] if len(revived) > 1 else []
    if len(revived) == 1:
        (reminder,) = revived
        sentences.append(
            confirmations.resumed(reminder.number, context.moment_words(reminder.due_at), reminder.message)
        )
    sentences += [
        refusals.already_passed(reminder.number, context.moment_words(reminder.due_at)) for reminder in passed[:1]
    ]
    return Decision(reply=" ".join(sentences), person=context.person, revived=tuple(revived))
