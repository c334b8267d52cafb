"""What people have set for themselves."""

from bot.domain.records import record


@record
class Preferences:
    """What a person has set (None: the custom of their country). Times are (hour, minute); ``clock_hours`` 12 or 24.

    ``name`` is their own, for the people whom they have reminded.
    """

    morning: tuple[int, int] | None = None
    afternoon: tuple[int, int] | None = None
    evening: tuple[int, int] | None = None
    night: tuple[int, int] | None = None
    clock_hours: int | None = None
    day_first: bool | None = None
    name: str | None = None
