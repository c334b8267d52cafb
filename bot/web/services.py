"""The services that the HTTP handlers call."""

from dataclasses import dataclass

from bot.delivery.worker import Worker
from bot.domain.spending import Budgets
from bot.inbound.service import InboundService
from bot.messages.service import MessageService
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class AppServices:
    """The parts of a running bot, built by ``bot.app``."""

    clock: Clock
    inbound_service: InboundService
    message_service: MessageService
    worker: Worker
    metrics: Metrics
    budgets: Budgets
