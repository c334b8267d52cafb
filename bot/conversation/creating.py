"""Making reminders, and asking for what is missing."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation import texts
from bot.conversation.repeats import repeat_words
from bot.conversation.response import Response, Scene
from bot.conversation.segments import segments
from bot.conversation.trips import zone_at
from bot.conversation.wording import shortened, zone_words
from bot.model import Person, Reminder
from bot.understanding.command import AskTime, Assumption, Create, Task, Unknown

QUESTION_LIVES_FOR = timedelta(days=1)
LIST_WORDS = 40  # of a message, where several are confirmed in one text

NOTES = {
    Assumption.SPRING_GAP: texts.SPRING_GAP,
    Assumption.AUTUMN_FIRST: texts.AUTUMN_FIRST,
    Assumption.SHORT_MONTH: texts.SHORT_MONTH,
    Assumption.DEFAULT_HOUR: texts.DEFAULT_HOUR,
}


def create(command: Create, scene: Scene) -> Response:
    """One reminder a task, each under the smallest free number, confirmed with its moment as understood."""
    limit = scene.limits.open_reminders
    if len(scene.known.reminders) + len(command.tasks) > limit:
        return Response(reply=texts.too_many(limit), person=scene.person)
    if any(segments(texts.reminder(task.message)) > scene.limits.reminder_segments for task in command.tasks):
        return Response(reply=texts.too_long(), person=scene.person)
    if any(
        task.repeat and _step_seconds(task.repeat.rrule) < scene.limits.shortest_repeat_seconds
        for task in command.tasks
    ):
        return Response(reply=texts.too_often(scene.limits.shortest_repeat_seconds), person=scene.person)
    numbers = _free_numbers({reminder.number for reminder in scene.known.reminders})
    made = tuple(_reminder(task, next(numbers), scene) for task in command.tasks)
    introduce = not scene.person.introduced
    person = replace(without_question(scene.person), introduced=True)
    if len(made) == 1:
        reply = _confirmed(command.tasks[0], made[0], scene, introduce=introduce)
    else:
        lines = [_line(task, reminder, scene) for task, reminder in zip(command.tasks, made, strict=True)]
        reply = texts.several_confirmed(lines, introduce=introduce)
    return Response(reply=reply, person=person, made=made)


def _step_seconds(rrule: str) -> float:
    """The least time between two occurrences of a rule by the second or minute; others are never too often."""
    parts = dict(part.split("=", 1) for part in rrule.upper().split(";"))
    unit_seconds = {"SECONDLY": 1, "MINUTELY": 60}.get(parts["FREQ"])
    return unit_seconds * int(parts.get("INTERVAL", "1")) if unit_seconds else math.inf


def _free_numbers(taken: set[int]) -> Iterator[int]:
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def _reminder(task: Task, number: int, scene: Scene) -> Reminder:
    at = _first(task)
    is_repeat = task.repeat is not None
    return Reminder(
        id=scene.new_id(),
        person_id=scene.person.id,
        number=number,
        message=task.message,
        due_at=at.astimezone(UTC),
        timezone=zone_at(scene.person, at),
        created_at=scene.now,
        rrule=task.repeat.rrule if task.repeat else None,
        wall_start=scene.local(at).replace(tzinfo=None) if is_repeat else None,
    )


def _first(task: Task) -> datetime:
    if task.repeat is not None:
        return task.repeat.first
    if task.moment is None:
        raise ValueError("a task to be created has a moment or a repeat")
    return task.moment.at


def _when(task: Task, scene: Scene) -> str:
    """ "5:00 PM", or "every weekday, next Mon 7:00 AM"."""
    moment = scene.moment_words(_first(task))
    if task.repeat is not None:
        return f"{repeat_words(task.repeat.rrule)}, first {moment}"
    return moment


def _confirmed(task: Task, reminder: Reminder, scene: Scene, *, introduce: bool) -> str:
    when = _when(task, scene)
    if introduce:
        when = f"{when} {zone_words(scene.person.timezone)}"
    understood = task.repeat or task.moment
    assumptions = understood.assumptions if understood else ()
    notes = tuple(text for assumption, text in NOTES.items() if assumption in assumptions)
    return texts.confirmation(reminder.number, reminder.message, when, notes, introduce=introduce)


def _line(task: Task, reminder: Reminder, scene: Scene) -> str:
    return texts.list_line(reminder.number, _when(task, scene), shortened(reminder.message, LIST_WORDS), "")


def ask_time(command: AskTime, scene: Scene) -> Response:
    """The time is missing: ask, and keep what is known for a day."""
    person = without_question(scene.person)
    if command.message:
        memory = replace(person.memory, asked_message=command.message, asked_at=scene.now)
        person = replace(person, memory=memory)
    if command.problem in ("past", "too_far", "unclear") and command.part:
        return Response(reply=texts.ask_time_again(command.problem, command.part), person=person)
    return Response(reply=texts.ask_time(command.message), person=person)


def answer_question(command: Unknown, scene: Scene) -> Response | None:
    """A bare time answers the open question, if there is one; None where it does not."""
    asked, asked_at = scene.person.memory.asked_message, scene.person.memory.asked_at
    if command.moment is None or asked is None or asked_at is None:
        return None
    if scene.now - asked_at > QUESTION_LIVES_FOR:
        return None
    return create(Create(tasks=(Task(message=asked, moment=command.moment),)), scene)


def not_understood(command: Unknown, scene: Scene) -> Response:
    """Say so with an example; a bare time is asked what it is for."""
    if command.moment is None:
        return Response(reply=texts.NOT_UNDERSTOOD, person=scene.person)
    moment = scene.moment_words(command.moment.at)
    return Response(reply=texts.ask_message(moment), person=scene.person)


def without_question(person: Person) -> Person:
    """The person, asked nothing any more."""
    return replace(person, memory=replace(person.memory, asked_message=None, asked_at=None))
