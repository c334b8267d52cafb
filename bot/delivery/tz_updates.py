"""The shell that notices a new version of the time zone database, and sets anew what it moves."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.delivery.tz_changes import after_zone_change, zone_rules
from bot.runtime.clock import Clock
from bot.storage.protocol import ZoneStore

log = structlog.get_logger()

PEOPLE_AT_ONCE = 100
LOOK_EVERY = timedelta(days=1)


class TimezoneUpdates:
    """Looks at the start, before anything is planned by new rules beside what was planned by the old, and daily."""

    def __init__(
        self, store: ZoneStore, clock: Clock, wake: Callable[[], None], new_id: Callable[[], UUID] = uuid4
    ) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._new_id = new_id
        self._look_at: datetime | None = None

    async def look(self) -> None:
        """Set anew what is in a zone whose rules are not those it was last seen with, if a day has passed.

        One person at a time, and the rules are remembered at the end: a crash in between begins again.
        """
        now = self._clock.now()
        if self._look_at is not None and now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY
        ZoneInfo.clear_cache()  # the files may have been replaced under the running bot
        for timezone, seen in (await self._store.zones_in_use()).items():
            try:
                rules = await asyncio.to_thread(zone_rules, timezone, now)
            except ZoneInfoNotFoundError:
                log.error("a zone is gone from the database", zone=timezone)  # noqa: TRY400 - the name says it all
                continue
            if rules != seen:
                if seen is not None:
                    log.warning("the rules of a zone have changed", zone=timezone)
                await self._set_anew(timezone)
                await self._store.save_zone_rules(timezone, rules)
        self._wake()

    async def _set_anew(self, timezone: str) -> None:
        after_id = 0
        while ids := await self._store.people_in_zone(timezone, after_id, PEOPLE_AT_ONCE):
            for person_id in ids:
                await self._store.revise_person(
                    person_id,
                    lambda person_context: after_zone_change(person_context, timezone, self._clock.now(), self._new_id),
                )
            after_id = ids[-1]
