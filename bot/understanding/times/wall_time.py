"""The moment of a wall time, and what had to be assumed about it."""

from datetime import datetime, tzinfo

from bot.domain.wall_time import WallTimeCase, in_zone
from bot.understanding.command import Assumption


def moment_of(wall: datetime, zone: tzinfo) -> tuple[datetime, Assumption | None]:
    """The aware moment of a naive wall time in ``zone``, and the assumption to tell the person about, if any."""
    moment, case = in_zone(wall, zone)
    if case is WallTimeCase.PLAIN:
        return moment, None
    return moment, Assumption.SPRING_GAP if case is WallTimeCase.GAP else Assumption.AUTUMN_FIRST
