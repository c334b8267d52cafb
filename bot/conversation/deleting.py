"""Taking reminders back: by number, by words, by time, or all."""

from collections.abc import Mapping
from uuid import UUID

from bot.conversation import texts
from bot.conversation.choosing import Chosen, choose, not_chosen
from bot.conversation.listing import is_in
from bot.conversation.response import Response, Scene
from bot.conversation.wording import listed
from bot.model import Fate, Reminder
from bot.understanding.command import Cancel, CancelAll, Target


def delete(command: Cancel, scene: Scene) -> Response:
    """Delete what is meant. What is on its way already, or not there, is said; nothing is guessed."""
    chosen = choose(command.target, scene)
    if command.target == Target():  # "turn off my alarm": sure only where there is but one
        chosen = Chosen(reminders=scene.living) if len(scene.living) == 1 else Chosen()
    if not chosen.reminders:
        return not_chosen(chosen, command.target, scene, "delete")
    return _deleted(chosen.reminders, scene, missing=chosen.missing)


def delete_all(command: CancelAll, scene: Scene) -> Response:
    """Delete everything, or everything in a period."""
    everything = scene.living if command.period is None else scene.open_reminders
    chosen = tuple(reminder for reminder in everything if is_in(reminder, command.period))
    if not chosen:
        reply = texts.EMPTY_LIST if command.period is None else texts.nothing_in(command.period.words)
        return Response(reply=reply, person=scene.person)
    return _deleted(chosen, scene, is_all=True)


def _deleted(
    chosen: tuple[Reminder, ...], scene: Scene, *, missing: tuple[str, ...] = (), is_all: bool = False
) -> Response:
    """What is on its way stays, except that a repeat ends with the text that is."""
    late = {reminder.id: Fate.TOO_LATE for reminder in chosen if reminder.id in scene.known.on_its_way}

    def reply_given(fates: Mapping[UUID, Fate]) -> str:
        said = _words(chosen, {**fates, **late}, is_all=is_all)
        return " ".join([*said, texts.no_such_number(listed(missing))] if missing else said)

    return Response(
        reply=reply_given({}),
        reply_given=reply_given,
        person=scene.person,
        cancelled=tuple(reminder for reminder in chosen if reminder.rrule or reminder.id not in late),
    )


def _words(chosen: tuple[Reminder, ...], fates: Mapping[UUID, Fate], *, is_all: bool) -> list[str]:
    gone = [one for one in chosen if fates.get(one.id, Fate.GONE) is Fate.GONE]
    asked = [one for one in chosen if fates.get(one.id) is Fate.ASKED]
    late = [one for one in chosen if fates.get(one.id) is Fate.TOO_LATE]
    said = []
    if gone and is_all:
        said.append(texts.all_deleted(len(gone)))
    elif len(gone) == 1:
        said.append(texts.deleted(gone[0].number, gone[0].message))
    elif gone:
        said.append(texts.several_deleted(_numbers(gone)))
    if asked:
        said.append(texts.deleting(_numbers(asked)))
    if repeats := [one for one in late if one.rrule]:
        said.append(texts.last_on_its_way(_numbers(repeats)))
    if single := [one for one in late if not one.rrule]:
        said.append(texts.on_its_way(_numbers(single)))
    return said


def _numbers(reminders: list[Reminder]) -> str:
    return listed(str(reminder.number) for reminder in reminders)
