"""Which bots are on a database, by the server process of the connection that each listens on. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# A bot that hangs, or whose machine is suspended, keeps its connection: the system answers for it.
SILENT_SECONDS = 15.0

# What a bot tells the others of its settings, by name.
Announced = Mapping[str, str]


@dataclass(slots=True)
class _Seen:
    """When something was last heard of a bot, and its settings, None until it has told them."""

    at: float
    announced: Announced | None = None


class Roll:
    """Counts the bots that are connected, but not those of which nothing was heard for ``SILENT_SECONDS``."""

    def __init__(self) -> None:
        self._seen: dict[int, _Seen] = {}

    def heard(self, pid: int, announced: Announced, now: float) -> bool:
        """Take note of a bot; whether that changes anything, because it did not count or told other settings."""
        before = self._seen.get(pid)
        self._seen[pid] = _Seen(now, announced)
        return before is None or before.announced != announced or not _is_alive(before, now)

    def update(self, connected: Collection[int], now: float) -> None:
        """Take note of who is connected. A bot that is new is heard of by that."""
        self._seen = {pid: self._seen.get(pid) or _Seen(now) for pid in connected}

    def alive(self, own: int, now: float) -> int:
        """How many bots there are. The one that asks is alive."""
        return sum(pid == own or _is_alive(seen, now) for pid, seen in self._seen.items())

    def announced(self, own: int, now: float) -> tuple[Announced, ...]:
        """The settings of the other bots, as far as they are known."""
        return tuple(
            seen.announced
            for pid, seen in self._seen.items()
            if pid != own and seen.announced is not None and _is_alive(seen, now)
        )

    def is_complete(self, own: int) -> bool:
        """Whether every other bot has told its settings."""
        return all(pid == own or seen.announced is not None for pid, seen in self._seen.items())


def _is_alive(seen: _Seen, now: float) -> bool:
    return now - seen.at < SILENT_SECONDS
