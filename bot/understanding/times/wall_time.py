"""The moment of a wall time, with the assumption that a clock change forces on the reader."""

from datetime import datetime, tzinfo

from bot.domain.wall_time import ClockChange, moment_at
from bot.understanding.command import Assumption

_ASSUMED = {ClockChange.GAP: Assumption.SPRING_GAP, ClockChange.DOUBLED: Assumption.AUTUMN_FIRST}


def moment_of(wall: datetime, zone: tzinfo) -> tuple[datetime, Assumption | None]:
    """The aware moment of a naive wall time in ``zone``, and what had to be assumed (``bot.domain.wall_time``)."""
    moment, change = moment_at(wall, zone)
    return moment, _ASSUMED.get(change)
