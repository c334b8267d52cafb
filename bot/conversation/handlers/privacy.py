"""A person's data in their own hands: what is kept, and its erasure."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.context import Response, Scene
from bot.conversation.texts import people as texts

FORGET_WITHIN = timedelta(minutes=10)


def export(scene: Scene) -> Response:
    """What is kept, and how to get it: a text is no place for a file."""
    return Response(reply=texts.data_kept(len(scene.living)), person=scene.person)


def forget(scene: Scene) -> Response:
    """Asked twice within ten minutes, everything is taken back and the person is marked to be erased."""
    asked_at = scene.person.memory.forget_asked_at
    if asked_at is None or scene.now - asked_at > FORGET_WITHIN:
        memory = replace(scene.person.memory, forget_asked_at=scene.now)
        return Response(reply=texts.FORGET_AGAIN, person=replace(scene.person, memory=memory))
    return Response(
        reply=texts.FORGOTTEN,
        person=replace(scene.person, forgotten_at=scene.now),
        cancelled=scene.known.reminders,
    )
