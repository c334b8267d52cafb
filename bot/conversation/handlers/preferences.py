"""What people set for themselves: the hours of the parts of the day, the clock, the order of day and month."""

from dataclasses import replace

from bot.conversation.context import Response, Scene
from bot.conversation.formatting import clock_words, date_words, zone_words
from bot.conversation.handlers.privacy import export, forget
from bot.conversation.handlers.timezone import end_words
from bot.conversation.locale import PARTS_OF_DAY, locale_of
from bot.conversation.texts import people as texts
from bot.domain.model import Preferences
from bot.understanding.command import ChangeSettings


def change_settings(command: ChangeSettings, scene: Scene) -> Response:
    """Set a preference and say what it means from now on, or show them all."""
    if command.name in PARTS_OF_DAY:
        return _set_part_of_day(command, scene)
    match command.name:
        case "clock":
            scene = scene.of(replace(scene.person, preferences=_with(scene, clock_hours=int(command.value))))
            reply = texts.clock_set(int(command.value), scene.clock_words(scene.now))
        case "day_first":
            scene = scene.of(replace(scene.person, preferences=_with(scene, day_first=command.value == "yes")))
            month, day = (5, 3) if scene.custom.day_first else (3, 5)
            reply = texts.date_order_set(date_words(month, day, scene.custom))
        case "noon":
            reply = texts.NOON_STAYS
        case "show":
            reply = _shown(scene)
        case "export":
            return export(scene)
        case "forget":
            return forget(scene)
        case _:
            reply = texts.NOT_A_SETTING
    return Response(reply=reply, person=scene.person)


def _with(scene: Scene, **changes: object) -> Preferences:
    return replace(scene.person.preferences, **changes)  # type: ignore[arg-type]  # names and values go together


def _set_part_of_day(command: ChangeSettings, scene: Scene) -> Response:
    hour, minute = (int(part) for part in command.value.split(":"))
    person = replace(scene.person, preferences=_with(scene, **{command.name: (hour, minute)}))
    reply = texts.part_set(command.name, _clock(scene, (hour, minute)))
    return Response(reply=reply, person=person)


def _clock(scene: Scene, hour: tuple[int, int]) -> str:
    return clock_words(scene.local_now.replace(hour=hour[0], minute=hour[1]), scene.custom)


def _shown(scene: Scene) -> str:
    hours = locale_of(scene.person).hours
    parts = [(part, _clock(scene, getattr(hours, part))) for part in PARTS_OF_DAY]
    if not scene.person.introduced:
        parts = []  # there is more to say to a newcomer
    return texts.settings(
        zone_words(scene.person.timezone),
        scene.clock_words(scene.now),
        _trip(scene),
        scene.custom.clock_hours,
        day_first=scene.custom.day_first,
        parts=parts,
    )


def _trip(scene: Scene) -> str:
    memory = scene.person.memory
    if memory.away_until is None or memory.home_timezone is None:
        return ""
    return texts.trip(end_words(memory.away_until, scene), zone_words(memory.home_timezone))
