"""Who this is, what it can do, and how the last text was understood."""

from dataclasses import replace

from bot.conversation.context import Response, Scene
from bot.conversation.texts import people as texts
from bot.domain.model import Person
from bot.understanding.command import Help, Reading, Why


def help_out(command: Help, scene: Scene) -> Response:
    """What the bot can do; silence to the bare word that providers answer themselves."""
    if command.is_carrier_word:
        return Response(reply=None, person=scene.person)
    greeting = texts.GREETING if scene.person.introduced else texts.FIRST_GREETING
    reply = greeting if command.is_greeting else texts.HELP
    return Response(reply=reply, person=replace(scene.person, introduced=True))


def explain(_: Why, scene: Scene) -> Response:
    """How the text before this one was understood."""
    why = scene.person.memory.why
    return Response(reply=texts.why(why) if why else texts.NO_WHY, person=scene.person)


def remembering_why(person: Person, reading: Reading) -> Person:
    """The person, with how their text was understood kept for when they ask."""
    if isinstance(reading.command, Why) or person.forgotten_at is not None:
        return person
    return replace(person, memory=replace(person.memory, why=reading.why))
