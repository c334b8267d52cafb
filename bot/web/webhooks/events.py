"""The webhook of a provider that posts every event to one route and ignores the response: replies go by its API."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.domain.model import InboundText, ProviderName
from bot.domain.receipts import Receipt
from bot.web.services import AppServices


class Reader(Protocol):
    """Verifies and parses events; None for events that the bot ignores. Raises ``WebhookRefusedError``."""

    def read(
        self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> InboundText | Receipt | None: ...


def add_routes(app: web.Application, provider: ProviderName, reader: Reader, services: AppServices) -> None:
    """Add ``/webhooks/NAME`` for ``provider``."""

    async def event(request: web.Request) -> web.Response:
        parsed = reader.read(request.raw_path, request.headers, await request.read(), services.clock.now())
        if isinstance(parsed, InboundText):
            await services.inbound_service.receive(parsed)
        elif isinstance(parsed, Receipt):
            services.metrics.receipt(provider, known=await services.worker.apply_receipt(parsed))
        return web.Response()

    app.router.add_post(f"/webhooks/{provider}", event)
