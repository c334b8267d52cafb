"""Creates reminders."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.conversation.already_set import already_set, confirm_existing
from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.day_budget import refused_by_budget
from bot.conversation.formatting import clock_words, listed, shortened, zone_words
from bot.conversation.handlers.others import note_for, refused_for_recipient, with_consent_asked
from bot.conversation.heads_up_words import (
    coming_words,
    heads_up_refusal,
    next_words,
    passed_notes,
    until_done_of,
    with_text_ahead,
)
from bot.conversation.nags import with_nags
from bot.conversation.quiet_hours import quiet_notes, with_awake_hour, with_quiet_hours
from bot.conversation.series_end import with_end
from bot.conversation.series_words import series_words
from bot.conversation.texts import confirmations, delivery, lists, refusals
from bot.conversation.trips import zone_at
from bot.domain.changes import Decision
from bot.domain.heads_ups import stored_heads_ups
from bot.domain.model import Reminder
from bot.domain.naming import named_by
from bot.domain.occurrences import with_clear_start
from bot.domain.records import replace
from bot.domain.recurrence import Recurrence
from bot.domain.sms_segments import segments
from bot.domain.spending import OverBudget
from bot.domain.until_done import parse_until_done
from bot.understanding.command import Assumption, Create, Nag, Task

EITHER_HALF = range(6, 12)  # hours that may be AM or PM: "at 8" is ambiguous, but hardly anybody means 3 AM
HALF_A_DAY = timedelta(hours=12)
MAX_HOURS_SHOWN = 4
DAYS_OF_A_WEEK = 7
DAYS_OF_A_MONTH = 28
LIST_WORDS = 40  # characters of each message if one text confirms several reminders

NOTES = {
    Assumption.SPRING_GAP: confirmations.SPRING_GAP,
    Assumption.AUTUMN_FIRST: confirmations.AUTUMN_FIRST,
    Assumption.SHORT_MONTH: confirmations.SHORT_MONTH,
    Assumption.FOR_ANOTHER: confirmations.FOR_ANOTHER,
    Assumption.NOTICE_PASSED: confirmations.NOTICE_PASSED,
}
LEAP_DAY_NOTE = {confirmations.SHORT_MONTH: confirmations.LEAP_DAY}  # of a year, only February is ever shorter


def create(command: Create, context: ReplyContext) -> Decision:
    """Create one reminder per task with the smallest free number, and confirm the time as understood.

    What is already set is not set again.
    """
    recipient = context.recipient
    if recipient is not None:
        refused = refused_for_recipient(command, recipient, context)
        return refused or with_consent_asked(_created(command, context), recipient, context)
    command = Create(tuple(with_awake_hour(task, context) for task in with_nags(command, context).tasks))
    return _with_repeats(command, context) or _created(command, context)


def _created(command: Create, context: ReplyContext) -> Decision:
    asked, existing = _without_existing(command.tasks, context)
    if not asked:
        return confirm_existing(existing, context)
    tasks = tuple(asked.values())
    limit = context.limits.open_reminders
    if len(context.person_context.reminders) + len(tasks) > limit:
        return Decision(reply=refusals.too_many(limit), person=context.person, over_limit="open_reminders")
    if any(segments(delivery.reminder(task.message)) > context.limits.reminder_segments for task in tasks):
        return Decision(reply=refusals.too_long(), person=context.person, over_limit="reminder_length")
    rates = [_rate(task) for task in tasks]
    if any(rate and repeats_too_often(rate, context.limits) for rate in rates):
        reply = refusals.too_often(context.limits.shortest_repeat_seconds)
        return Decision(reply=reply, person=context.person, over_limit="repeat")
    if refusal := next(filter(None, (heads_up_refusal(task.leads) for task in tasks)), ""):
        return Decision(reply=refusal, person=context.person)
    rules = [task.repeat.rrule if task.repeat else None for task in tasks]
    if has_too_many_frequent(rules, context.person_context.reminders, context.limits):
        reply = refusals.too_many_frequent(context.limits.frequent_series)
        return Decision(reply=reply, person=context.person, over_limit="frequent_series")
    numbers = free_numbers(context.person_context.taken_numbers)
    made = tuple(replace(reminder, number=next(numbers)) for reminder in asked)
    if refusal := refused_by_budget(made, context):
        return Decision(reply=refusal, person=context.person, over_limit=OverBudget.PERSON)
    if len(made) == 1:
        reply = _confirmed(tasks[0], made[0], context)
    else:
        lines = [_line(task, reminder, context) for task, reminder in zip(tasks, made, strict=True)]
        reply = confirmations.several_confirmed(
            lines, _zone_to_mention(context), _cycle_of(tasks), introduce=not context.person.introduced
        )
    if len(made) > 1 and context.recipient is not None:
        reply = f"{reply}\n{note_for(context.recipient, context)}"
    if existing:
        reply = confirmations.with_unchanged(reply, listed(str(reminder.number) for reminder in existing))
    person = replace(context.person, introduced=True, memory=replace(context.person.memory, zone_unannounced=False))
    return Decision(reply=reply, person=person, made=made)


def _with_repeats(command: Create, context: ReplyContext) -> Decision | None:
    """ "nag me about the pills": the reminder that this names, repeated until it is done; None where it names none."""
    (task, *others) = command.tasks
    if others or task.nag is None or task.nag.says_when:
        return None
    named = [one for one in context.open_reminders if _is_named(task.message, one)]
    if len(named) != 1:
        return None
    (reminder,) = named
    after = replace(reminder, until_done=str(until_done_of(task.nag, context.limits)))
    if reminder.rrule is not None and Recurrence.parse(reminder.rrule).is_below_a_day:
        return None
    if refusal := refused_by_budget((after,), context):
        return Decision(reply=refusal, person=context.person, over_limit=OverBudget.PERSON)
    reply = confirmations.repeated(
        after.number, next_words(after, context), after.message, _limit_notes(after, context)
    )
    return Decision(reply=reply, person=context.person, changed=(after,))


def _is_named(words: str, reminder: Reminder) -> bool:
    return words.strip("# ") == str(reminder.number) or bool(named_by(words, [reminder.message]))


def _limit_notes(reminder: Reminder, context: ReplyContext) -> tuple[str, ...]:
    until_done = parse_until_done(reminder.until_done)
    if until_done is None:
        return ()
    if until_done != until_done_of(Nag(minutes=until_done.minutes), context.limits):  # the person said how often
        return (confirmations.until_done_times(until_done.times),)
    return (confirmations.until_done_limit(context.limits.until_done_times, context.limits.until_done_hours),)


def _cycle_of(tasks: Sequence[Task]) -> str:
    """The "week" of "mon wed fri at 7", which come once each but may be meant for every week; "" for others."""
    moments = [task.moment for task in tasks if task.moment is not None and task.moment.has_date]
    days = sorted({moment.at.date() for moment in moments})
    is_alike = len({(task.message, moment.at.time()) for task, moment in zip(tasks, moments, strict=False)}) == 1
    if not is_alike or not len(days) == len(moments) == len(tasks):
        return ""
    within = (days[-1] - days[0]).days
    return "week" if within < DAYS_OF_A_WEEK else "month" if within < DAYS_OF_A_MONTH else ""


def _without_existing(
    tasks: tuple[Task, ...], context: ReplyContext
) -> tuple[dict[Reminder, Task], tuple[Reminder, ...]]:
    """The reminders to create, not numbered yet, each once; and those that are set already."""
    asked: dict[Reminder, Task] = {}
    existing: dict[Reminder, None] = {}
    for task in tasks:
        reminder = _reminder(task, context)
        if (same := already_set(reminder, context.open_reminders, context)) is not None:
            existing[same] = None
        elif already_set(reminder, asked, context) is None:
            asked[reminder] = task
    return asked, tuple(existing)


def _rate(task: Task) -> str | None:
    """The rule by which a task's texts follow each other most closely."""
    if task.nag is not None and task.nag.minutes is not None:
        return f"FREQ=MINUTELY;INTERVAL={task.nag.minutes}"
    return task.repeat.rrule if task.repeat else None


def _zone_to_mention(context: ReplyContext) -> str:
    """The zone assumed for the person if no reply has mentioned it yet, else ""."""
    if context.person.introduced and not context.person.memory.zone_unannounced:
        return ""
    return zone_words(context.person.timezone)


def repeats_too_often(rrule: str, limits: PersonLimits) -> bool:
    """Whether the rule repeats more often than the limit allows. Hourly and longer rules are always allowed."""
    allowed = timedelta(seconds=min(limits.shortest_repeat_seconds, 3600))
    return Recurrence.parse(rrule).shortest_gap < allowed


def has_too_many_frequent(new: Iterable[str | None], others: Iterable[Reminder], limits: PersonLimits) -> bool:
    """Whether these rules exceed the limit on series by the minute or hour, beside the person's ``others``.

    Each such series is dozens of texts a day, which the bot keeps planned ahead.
    """
    added = sum(map(_is_frequent, new))
    return bool(added) and added + sum(_is_frequent(other.rrule) for other in others) > limits.frequent_series


def _is_frequent(rrule: str | None) -> bool:
    if rrule is None:
        return False
    recurrence = Recurrence.parse(rrule)
    return recurrence.is_below_a_day or recurrence.shortest_gap <= timedelta(hours=1)


def free_numbers(taken: Collection[int]) -> Iterator[int]:
    """Yield the unused reminder numbers, smallest first. ``taken`` may grow during the iteration."""
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def _reminder(task: Task, context: ReplyContext) -> Reminder:
    """The reminder of a task, without its number."""
    at = _first(task)
    is_repeat = task.repeat is not None
    reminder = Reminder(
        id=context.new_id(),
        person_id=context.person.id,
        number=0,
        message=task.message,
        due_at=at.astimezone(UTC),
        timezone=zone_at(context.person, at),
        created_at=context.now,
        rrule=task.repeat.rrule if task.repeat else None,
        wall_start=context.wall(at, _assumptions(task)) if is_repeat or _is_wall_clock(task) else None,
    )
    until_done = str(until_done_of(task.nag, context.limits)) if task.nag is not None else None
    reminder = replace(reminder, heads_ups=stored_heads_ups(task.leads), until_done=until_done)
    if context.recipient is not None:
        reminder = replace(reminder, contact_id=context.recipient.id, reports_done=context.reports_done)
    return with_end(with_quiet_hours(with_clear_start(with_text_ahead(reminder, context)), context))


def _is_wall_clock(task: Task) -> bool:
    """Whether the time is a clock time in the person's own zone. Only these can move to another zone with them."""
    return task.moment is not None and not task.moment.is_delay and task.moment.zone_named is None


def _assumptions(task: Task) -> tuple[Assumption, ...]:
    item = task.repeat or task.moment
    return item.assumptions if item is not None else ()


def _first(task: Task) -> datetime:
    if task.repeat is not None:
        return task.repeat.first
    if task.moment is None:
        raise ValueError("a task to be created has a moment or a repeat")
    return task.moment.at


def _when(task: Task, reminder: Reminder, context: ReplyContext, zone: str = "") -> str:
    """The time in words, with the ``zone``: "5:00 PM" or "every weekday, starting Mon 7:00 AM"."""
    moment = " ".join(filter(None, (context.moment_words(reminder.due_at), zone)))
    if task.repeat is None:
        return coming_words(reminder, moment, context)
    clocks = [clock_words(task.repeat.first.replace(hour=hour), context.time_format) for hour in _hours_to_show(task)]
    return coming_words(reminder, f"{series_words(reminder, context, clocks=clocks)}, starting {moment}", context)


def _hours_to_show(task: Task) -> tuple[int, ...]:
    """The hours of a repeat that is due several times a day, if they are few enough to list."""
    hours = Recurrence.parse(task.repeat.rrule).daily_hours if task.repeat is not None else ()
    return hours if 1 < len(hours) <= MAX_HOURS_SHOWN else ()


def _confirmed(task: Task, reminder: Reminder, context: ReplyContext) -> str:
    when = _when(task, reminder, context, _zone_to_mention(context))
    assumptions = _assumptions(task)
    if _hours_to_show(task):
        # the reply lists the hours, so it need not say that one was assumed
        assumptions = tuple(assumption for assumption in assumptions if assumption is not Assumption.DEFAULT_HOUR)
    is_yearly = (reminder.rrule or "").startswith("FREQ=YEARLY")
    chosen = (
        (confirmations.default_hour(context.local(reminder.due_at).hour),)
        if Assumption.DEFAULT_HOUR in assumptions
        else ()
    )
    notes = (
        *([note_for(context.recipient, context)] if context.recipient is not None else []),
        *_limit_notes(reminder, context),
        *passed_notes(reminder, context),
        *quiet_notes(reminder, context),
        *(LEAP_DAY_NOTE.get(note, note) if is_yearly else note for note in notes_of(assumptions)),
        *chosen,
        *_meridiem_hint(task, reminder, assumptions, context),
    )
    introduce = not context.person.introduced
    return confirmations.confirmation(reminder.number, reminder.message, when, notes, introduce=introduce)


def _meridiem_hint(
    task: Task, reminder: Reminder, assumptions: tuple[Assumption, ...], context: ReplyContext
) -> tuple[str, ...]:
    """How to switch between AM and PM, if the text did not say which and both are likely."""
    at = context.local(reminder.due_at)
    # "at 1", texted late in the evening, is set for the next afternoon, but may mean the coming night
    may_be_tonight = task.moment is not None and not task.moment.has_date and at - HALF_A_DAY > context.now
    if Assumption.MERIDIEM not in assumptions or not (at.hour % 12 in EITHER_HALF or may_be_tonight):
        return ()
    other = at.replace(hour=(at.hour + 12) % 24)
    return (confirmations.meridiem_hint("PM" if at.hour < 12 else "AM", clock_words(other, context.time_format)),)


def notes_of(assumptions: tuple[Assumption, ...]) -> tuple[str, ...]:
    """The notes on assumptions that the reply mentions."""
    return tuple(text for assumption, text in NOTES.items() if assumption in assumptions)


def _line(task: Task, reminder: Reminder, context: ReplyContext) -> str:
    return lists.list_line(reminder.number, _when(task, reminder, context), shortened(reminder.message, LIST_WORDS), "")
