"""Which send times a provider's scheduler accepts."""

import math

from bot.domain.records import record


@record
class Window:
    """What a provider's scheduler accepts, in seconds from the call, with safety margins included.

    Nearer than ``earliest_seconds``, the bot sends the message itself. Farther than ``latest_seconds``, it waits until
    it is ``schedule_ahead_seconds`` away. Nearer than ``cancel_seconds``, a scheduled message cannot be cancelled.
    """

    earliest_seconds: float
    latest_seconds: float
    schedule_ahead_seconds: float
    cancel_seconds: float = 0.0


# Of a provider that schedules nothing: every message counts as too near for it, so the bot sends each at its time.
OWN_TIMER = Window(earliest_seconds=math.inf, latest_seconds=math.inf, schedule_ahead_seconds=0.0)
