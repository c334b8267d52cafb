"""What a person has set about how the bot reads and texts."""

from bot.domain.records import record


@record
class Preferences:
    """What a person has set (None: the custom of their country). Times are (hour, minute); ``clock_hours`` 12 or 24.

    ``quiet_hours`` is "22:00-07:00", or "" for none whatever the operator has set: see ``quiet_hours.py``.
    Reminders that the words ``nag_about`` name are repeated until they are done. ``name`` is their own first name, for
    the people whom they have reminded.
    """

    morning: tuple[int, int] | None = None
    afternoon: tuple[int, int] | None = None
    evening: tuple[int, int] | None = None
    night: tuple[int, int] | None = None
    clock_hours: int | None = None
    day_first: bool | None = None
    name: str | None = None
    quiet_hours: str | None = None
    nag_about: tuple[str, ...] = ()
