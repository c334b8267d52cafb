"""Which due messages get the free slots of a dispatcher, so that no recipient takes them all. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.model import OutboundMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRoom:
    """The free slots for calls, and how many of them may go to ``repeats``: messages that were tried before, and polls.

    Cancels have slots of their own. A recipient may hold ``per_recipient`` slots of either kind; ``held`` and
    ``cancels_held`` say how many each does. ``repeat_is_due``: no repeat is in flight, so one goes first, else they
    would starve behind a stream of fresh ones.
    """

    calls: int
    cancels: int = 0
    repeats: int | None = None
    repeat_is_due: bool = False
    per_recipient: int | None = None
    held: Mapping[str, int] = field(default_factory=dict)
    cancels_held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claimed messages, and how many were due. Those that only got a later time or were set aside count too."""

    messages: tuple[OutboundMessage, ...]
    due: int


class Share:
    """Slots of one kind, of which no recipient gets more than ``per_recipient``. ``held`` are taken already."""

    def __init__(self, held: Mapping[str, int], per_recipient: int | None) -> None:
        self._held = Counter(held)
        self._per_recipient = per_recipient

    def choose(self, due: Iterable[tuple[str, str]], limit: int) -> list[str]:
        """The ids of up to ``limit`` of the ``due`` messages (id and recipient), in their order."""
        chosen: list[str] = []
        for id_, recipient in due:
            if len(chosen) >= limit:
                break
            if self._per_recipient is None or self._held[recipient] < self._per_recipient:
                self._held[recipient] += 1
                chosen.append(id_)
        return chosen
