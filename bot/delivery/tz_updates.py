"""Notices a new version of the tz database and moves the reminders that it affects."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.delivery.renderer import MessageRenderer
from bot.delivery.tz_changes import affected_ids, after_zone_change
from bot.domain.changes import Changes, PersonContext, Step, with_pending
from bot.domain.zones import zone_rules
from bot.runtime.clock import Clock
from bot.storage.protocol import ZoneStore

log = structlog.get_logger()

PEOPLE_BATCH = 100
CHECK_INTERVAL = timedelta(days=1)


class TimezoneUpdates:
    """Checks the rules of all zones in use at startup, before anything is planned by new rules, and once a day."""

    def __init__(
        self,
        store: ZoneStore,
        clock: Clock,
        renderer: MessageRenderer,
        wake: Callable[[], None],
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer
        self._wake = wake
        self._new_id = new_id
        self._next_check_at: datetime | None = None

    async def check(self) -> None:
        """Move the reminders in every zone whose rules differ from those seen last; at most once a day.

        The new rules of a zone are saved after its last person, so a crash in between repeats the zone. So does a
        person whose rows are broken, until they are mended.
        """
        now = self._clock.now()
        if self._next_check_at is not None and now < self._next_check_at:
            return
        self._next_check_at = now + CHECK_INTERVAL
        ZoneInfo.clear_cache()  # the system may have updated its files under the running bot
        for timezone, seen in (await self._store.zones_in_use()).items():
            try:
                rules = await asyncio.to_thread(zone_rules, timezone, now)
            except (ZoneInfoNotFoundError, ValueError, OSError):  # the last two for names like "../x" and "America"
                log.error("time zone missing from the tz database", zone=timezone)  # noqa: TRY400 - no news in a trace
                continue
            if rules != seen:
                if seen is not None:
                    log.warning("time zone rules changed", zone=timezone)
                if await self._move_reminders(timezone):
                    await self._store.save_zone_rules(timezone, rules)
        self._wake()

    async def _move_reminders(self, timezone: str) -> bool:
        """One transaction per person, so that texts are answered in between; whether nobody was left out."""
        after_id, is_complete = 0, True
        while ids := await self._store.people_in_zone(timezone, after_id, PEOPLE_BATCH):
            for person_id in ids:
                is_complete &= await self._store.revise_person(person_id, partial(self._move, timezone))
            after_id = ids[-1]
        return is_complete

    def _move(self, timezone: str, person_context: PersonContext) -> Step:
        def move(person_context: PersonContext) -> Changes:
            return after_zone_change(person_context, timezone, self._renderer, self._clock.now(), self._new_id)

        affected = affected_ids(person_context, timezone, self._clock.now())
        return with_pending(affected, move)(person_context)
