"""Being told again: what has come lately comes once more, and what is still to come is put off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.conversation.context import Response, Scene
from bot.conversation.formatting import listed
from bot.conversation.handlers.create import free_numbers
from bot.conversation.handlers.reschedule import Impossible, same_clock, without_next
from bot.conversation.recently_sent import again_id, told_just_now, told_lately, waiting_again
from bot.conversation.targets import Chosen, choose, not_chosen
from bot.conversation.texts import changes as change_texts
from bot.conversation.texts import general as texts
from bot.conversation.trips import zone_at
from bot.domain.model import Reminder, Told
from bot.understanding.command import Moment, Snooze, Target, Unknown

USUAL_PAUSE = timedelta(minutes=10)
LAST_HOUR = 12  # a bare number beyond is no clock time: 15 are minutes


def snooze(command: Snooze, scene: Scene) -> Response:
    """Tell it again after a pause; with nothing said, what came last after the usual one."""
    if command.target.is_last or command.target == Target():
        told = next(iter(told_lately(scene)), None)
        if told is None:
            return Response(reply=change_texts.NOTHING_TO_SNOOZE, person=scene.person)
        chosen = Chosen(told=told)
    else:
        chosen = choose(command.target, scene)
    if chosen.told is not None:
        return tell_again_at(chosen.told, scene, moment=command.moment, delay_seconds=command.delay_seconds)
    if len(chosen.reminders) != 1:
        return not_chosen(chosen, command.target, scene, "snooze")
    return _put_off(chosen.reminders[0], command, scene)


def snooze_until(command: Unknown, scene: Scene) -> Response | None:
    """A bare time right after a reminder came means that one; None where nothing has come just now."""
    told = told_just_now(scene)
    if told is None:
        return None
    if command.number is not None and command.number > LAST_HOUR:
        return tell_again_at(told, scene, delay_seconds=60 * command.number)
    return tell_again_at(told, scene, moment=command.moment) if command.moment is not None else None


def tell_again_at(
    told: Told, scene: Scene, *, moment: Moment | None = None, delay_seconds: int | None = None
) -> Response:
    """A reminder of its own that tells it again; the series it may belong to is left alone."""
    if moment is not None:
        at = same_clock(told.text.due_at, moment, scene)
    else:
        at = scene.now + (USUAL_PAUSE if delay_seconds is None else timedelta(seconds=max(60, delay_seconds)))
    waiting = waiting_again(told, scene)
    if waiting is not None:
        if waiting.id in scene.known.on_its_way:
            return Response(reply=change_texts.changed_too_late(str(waiting.number)), person=scene.person)
        again = replace(waiting, due_at=_whole_second(at))
        return Response(reply=_confirmed(again, scene), person=scene.person, changed=(again,))
    if len(scene.known.reminders) >= scene.limits.open_reminders:
        return Response(reply=texts.too_many(scene.limits.open_reminders), person=scene.person)
    again = once(told.reminder, at, scene, number=_number_for(told.reminder, scene))
    again = replace(again, id=again_id(told))
    return Response(reply=_confirmed(again, scene), person=scene.person, made=(again,))


def once(reminder: Reminder, at: datetime, scene: Scene, *, number: int) -> Reminder:
    """A new single reminder with the words of ``reminder``."""
    return Reminder(
        id=scene.new_id(),
        person_id=scene.person.id,
        number=number,
        message=reminder.message,
        due_at=_whole_second(at),
        timezone=zone_at(scene.person, at),
        created_at=scene.now,
    )


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _number_for(reminder: Reminder, scene: Scene) -> int:
    """The number it had, where that is free."""
    taken = {one.number for one in scene.known.reminders}
    return reminder.number if reminder.number not in taken else next(free_numbers(taken))


def _confirmed(reminder: Reminder, scene: Scene) -> str:
    return change_texts.snoozed(scene.moment_words(reminder.due_at), reminder.message)


def _put_off(reminder: Reminder, command: Snooze, scene: Scene) -> Response:
    """What is still to come comes later; of a repeat only the next time."""
    if reminder.id in scene.known.on_its_way:
        return Response(reply=change_texts.changed_too_late(listed([str(reminder.number)])), person=scene.person)
    if command.moment is not None:
        at = same_clock(reminder.due_at, command.moment, scene)
    else:
        pause = USUAL_PAUSE if command.delay_seconds is None else timedelta(seconds=command.delay_seconds)
        at = max(reminder.due_at, scene.now) + pause
    if reminder.rrule is None:
        later = replace(reminder, due_at=_whole_second(at))
        return Response(reply=_confirmed(later, scene), person=scene.person, changed=(later,))
    series = without_next(reminder, scene)
    if isinstance(series, Impossible):
        later = replace(reminder, rrule=None, wall_start=None, due_at=_whole_second(at))
        return Response(reply=_confirmed(later, scene), person=scene.person, changed=(later,))
    taken = {one.number for one in scene.known.reminders}
    again = once(reminder, at, scene, number=next(free_numbers(taken)))
    return Response(reply=_confirmed(again, scene), person=scene.person, made=(again,), changed=(series,))
