"""Taking reminders back: by number, by words, by time, or all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.conversation.context import Response, Scene
from bot.conversation.formatting import listed
from bot.conversation.handlers.list_reminders import due_in, is_about, is_in
from bot.conversation.handlers.pausing import rested
from bot.conversation.targets import Chosen, choose, not_chosen
from bot.conversation.texts import changes as change_texts
from bot.conversation.texts import general as texts
from bot.domain.model import Fate, Reminder
from bot.understanding.command import Cancel, CancelAll, Period, Target

_MOST_LINES = 2


def delete(command: Cancel, scene: Scene) -> Response:
    """Delete what is meant. What is on its way already, or not there, is said; nothing is guessed."""
    chosen = choose(command.target, scene)
    if command.target == Target():  # "turn off my alarm": sure only where there is but one
        chosen = Chosen(reminders=scene.living) if len(scene.living) == 1 else Chosen()
    if not chosen.reminders:
        chosen = replace(chosen, reminders=_each_named(command.target, scene))
    if not chosen.reminders:
        return not_chosen(chosen, command.target, scene, "delete")
    if command.target.period is not None and not command.target.period.is_minute:
        return _deleted_then(chosen.reminders, command.target.period, scene)
    return _deleted(chosen.reminders, scene, missing=chosen.missing)


def _each_named(target: Target, scene: Scene) -> tuple[Reminder, ...]:
    """ "the flowers and the cake": where each of the words names one reminder, and no two the same."""
    words = target.words.split()
    if len(words) < 2 or target.period is not None:
        return ()
    named = [[one for one in scene.living if is_about(one, word)] for word in words]
    is_clear = all(len(fitting) == 1 for fitting in named) and len({one.id for (one,) in named}) == len(words)
    return tuple(one for (one,) in named) if is_clear else ()


def delete_all(command: CancelAll, scene: Scene) -> Response:
    """Delete everything, or everything in a period."""
    everything = scene.living if command.period is None else scene.open_reminders
    chosen = tuple(reminder for reminder in everything if is_in(reminder, command.period))
    stays = () if command.period is None else _coming_sooner(everything, command.period)
    if not chosen:
        nothing = texts.EMPTY_LIST if command.period is None else texts.nothing_in(command.period.words)
        return Response(reply="\n".join(stays) or nothing, person=scene.person)
    if command.period is None:
        return _deleted(chosen, scene, is_all=True)
    return _deleted(chosen, scene) if command.period.is_minute else _deleted_then(chosen, command.period, scene, stays)


def _coming_sooner(reminders: tuple[Reminder, ...], period: Period) -> tuple[str, ...]:
    """What is said of repeats that come then, but before then too: one time of several is not left out."""
    numbers = [str(one.number) for one in reminders if not is_in(one, period) and due_in(one, period) is not None]
    return (change_texts.comes_sooner_too(numbers),) if numbers else ()


def _deleted_then(chosen: tuple[Reminder, ...], period: Period, scene: Scene, notes: tuple[str, ...] = ()) -> Response:
    """What comes in ``period`` is not to come: single reminders are deleted, a repeat goes on behind it.

    A repeat whose text is on its way already stays as it is; one that ends in ``period`` is deleted.
    """
    repeats = [one for one in chosen if one.rrule is not None]
    late = [one for one in repeats if one.id in scene.known.on_its_way]
    resting = [rested(one, period.end, scene) for one in repeats if one not in late]
    skipped = tuple(one for one in resting if one is not None)
    stays = {one.id for one in (*late, *skipped)}
    gone = tuple(one for one in chosen if one.id not in stays)
    lines = (*_left_out(skipped, scene), *((texts.on_its_way(_numbers(late)),) if late else ()), *notes)
    if not gone:
        return Response(reply="\n".join(lines), person=scene.person, changed=skipped)
    return replace(_deleted(gone, scene, notes=lines), changed=skipped)


def _left_out(skipped: tuple[Reminder, ...], scene: Scene) -> tuple[str, ...]:
    """What is said of repeats that are left out once: each by itself where they are few."""
    if len(skipped) > _MOST_LINES:
        return (change_texts.several_left_out(_numbers(skipped)),)
    return tuple(change_texts.left_out_then(one.number, scene.moment_words(one.due_at), one.message) for one in skipped)


def _deleted(
    chosen: tuple[Reminder, ...],
    scene: Scene,
    *,
    missing: tuple[str, ...] = (),
    is_all: bool = False,
    notes: tuple[str, ...] = (),
) -> Response:
    """What is on its way stays, except that a repeat ends with the text that is. ``notes`` are lines behind."""
    late = {reminder.id: Fate.TOO_LATE for reminder in chosen if reminder.id in scene.known.on_its_way}

    def reply_given(fates: Mapping[UUID, Fate]) -> str:
        said = _words(chosen, {**fates, **late}, is_all=is_all)
        said = [*said, texts.no_such_number(listed(missing))] if missing else said
        return "\n".join((" ".join(said), *notes))

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


def _numbers(reminders: Sequence[Reminder]) -> str:
    return listed(str(reminder.number) for reminder in reminders)
