"""What the handlers lead to."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.courier import Courier
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.outbox import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    clock: Clock
    inbox: Inbox
    outbox: Outbox
    courier: Courier
    metrics: Metrics
