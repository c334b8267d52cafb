"""The time zone files that the bot reads, and an update of them in the middle of a history."""

import zoneinfo
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from bot.delivery import tz_updates
from bot.domain.zones import zone_rules

# A zone, and the one whose rules it gets: Arizona adopts daylight saving time, Germany abolishes it.
NEW_RULES = {"America/Phoenix": "America/Denver", "Europe/Berlin": "Africa/Algiers"}


@cache
def _rules(timezone: str, decade: int, *, is_updated: bool) -> str:  # noqa: ARG001 - a part of the cache's key
    return zone_rules(timezone, datetime(decade, 1, 1, tzinfo=UTC))


class TzDatabase:
    """A context: within it, ``ZoneInfo`` reads the tzdata package, and above it the updated files in ``folder``.

    The bot's ``zone_rules`` is remembered: it would read the same files every day of a history.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: tuple[str, ...] = ()
        self.updated: set[str] = set()

    def __enter__(self) -> None:
        self._before = zoneinfo.TZPATH
        zoneinfo.reset_tzpath([self._folder.absolute()])
        ZoneInfo.clear_cache()
        vars(tz_updates)["zone_rules"] = self._zone_rules

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        vars(tz_updates)["zone_rules"] = zone_rules
        zoneinfo.reset_tzpath(self._before)
        ZoneInfo.clear_cache()

    def _zone_rules(self, timezone: str, now: datetime) -> str:
        return _rules(timezone, now.year // 10 * 10, is_updated=timezone in self.updated)

    def update(self, zone: str) -> None:
        """Give ``zone`` its new rules. The bot sees them once it clears its cache, as it does once a day."""
        self.updated.add(zone)
        path = self._folder / zone
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files("tzdata").joinpath("zoneinfo", *NEW_RULES[zone].split("/")).read_bytes())
