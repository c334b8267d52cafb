"""Taking reminders back: by number, by words, by time, or all."""

from bot.conversation import texts
from bot.conversation.listing import is_about, is_in, line
from bot.conversation.response import Response, Scene
from bot.conversation.wording import listed
from bot.model import Reminder
from bot.understanding.command import Cancel, CancelAll, Target

MOST_CHOICES = 4


def delete(command: Cancel, scene: Scene) -> Response:
    """Delete what is meant. What is on its way already, or not there, is said; nothing is guessed."""
    target = command.target
    if target.numbers or target.bad_numbers:
        return _by_number(target, scene)
    if target.is_last:
        chosen = sorted(scene.open_reminders, key=lambda reminder: reminder.created_at)[-1:]
    elif target.is_next:
        chosen = list(scene.open_reminders[:1])
    elif target.words or target.period is not None:
        chosen = [reminder for reminder in scene.open_reminders if _is_meant(reminder, target)]
    else:
        return Response(reply=texts.which_number(), person=scene.person)
    if not chosen:
        return Response(reply=_none_fits(target, scene), person=scene.person)
    if len(chosen) > 1:
        lines = [line(reminder, scene) for reminder in chosen[:MOST_CHOICES]]
        return Response(reply=texts.which_one(lines), person=scene.person)
    return _deleted(chosen, scene)


def _is_meant(reminder: Reminder, target: Target) -> bool:
    return is_in(reminder, target.period) and (not target.words or is_about(reminder, target.words))


def _none_fits(target: Target, scene: Scene) -> str:
    if not scene.open_reminders:
        return texts.EMPTY_LIST
    if target.words:
        return texts.nothing_about(target.words)
    if target.period is not None:
        return texts.nothing_in(target.period.words)
    return texts.EMPTY_LIST


def _by_number(target: Target, scene: Scene) -> Response:
    by_number = {reminder.number: reminder for reminder in scene.open_reminders}
    numbers = tuple(dict.fromkeys(target.numbers))
    chosen = [by_number[number] for number in numbers if number in by_number]
    missing = [str(number) for number in numbers if number not in by_number] + list(target.bad_numbers)
    answer = _deleted(chosen, scene)
    said = [answer.reply] if answer.reply else []
    if missing:
        said.append(texts.no_such_number(listed(missing)))
    return Response(reply=" ".join(said), person=scene.person, cancelled=answer.cancelled)


def _deleted(chosen: list[Reminder], scene: Scene) -> Response:
    late = [reminder for reminder in chosen if reminder.id in scene.known.on_its_way]
    gone = tuple(reminder for reminder in chosen if reminder.id not in scene.known.on_its_way)
    said = []
    if len(gone) == 1:
        said.append(texts.deleted(gone[0].number, gone[0].message))
    elif gone:
        said.append(texts.several_deleted(listed(str(reminder.number) for reminder in gone)))
    if late:
        said.append(texts.on_its_way(listed(str(reminder.number) for reminder in late)))
    return Response(reply=" ".join(said) or None, person=scene.person, cancelled=gone)


def delete_all(command: CancelAll, scene: Scene) -> Response:
    """Delete everything, or everything in a period."""
    chosen = [reminder for reminder in scene.open_reminders if is_in(reminder, command.period)]
    if not chosen:
        reply = texts.EMPTY_LIST if command.period is None else texts.nothing_in(command.period.words)
        return Response(reply=reply, person=scene.person)
    late = [reminder for reminder in chosen if reminder.id in scene.known.on_its_way]
    gone = tuple(reminder for reminder in chosen if reminder.id not in scene.known.on_its_way)
    said = [texts.all_deleted(len(gone))] if gone else []
    if late:
        said.append(texts.on_its_way(listed(str(reminder.number) for reminder in late)))
    return Response(reply=" ".join(said), person=scene.person, cancelled=gone)
