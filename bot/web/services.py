"""What the handlers lead to."""

from dataclasses import dataclass

from bot.delivery.worker import Courier
from bot.inbound.service import Inbox
from bot.messages.service import Outbox
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    clock: Clock
    inbox: Inbox
    outbox: Outbox
    courier: Courier
    metrics: Metrics
