"""The zone that a person says they are in."""

from dataclasses import replace

from bot.conversation import texts
from bot.conversation.response import Response, Scene
from bot.conversation.wording import clock_words, zone_words
from bot.model import ZoneSource
from bot.understanding.command import SetTimezone


def set_timezone(command: SetTimezone, scene: Scene) -> Response:
    """Set the zone, and say what the clock shows there so that a mistake is seen."""
    if command.timezone is None:
        return Response(reply=texts.PLACE_NOT_KNOWN, person=scene.person)
    person = replace(scene.person, timezone=command.timezone, zone_source=ZoneSource.SAID)
    there = replace(scene, known=replace(scene.known, person=person)).local_now
    return Response(reply=texts.zone_set(zone_words(command.timezone), clock_words(there)), person=person)
