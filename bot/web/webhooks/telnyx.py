"""Telnyx's webhook: every event comes to one route and is answered 200 at once; replies leave by the API."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.domain.model import InboundText, ProviderName, Receipt
from bot.web.services import AppServices


class Reader(Protocol):
    """Verifies and reads what Telnyx posts (None: an event of no concern); raises ``WebhookRefusedError``."""

    def read(
        self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> InboundText | Receipt | None: ...


def add_routes(app: web.Application, reader: Reader, services: AppServices) -> None:
    async def event(request: web.Request) -> web.Response:
        happened = reader.read(request.raw_path, request.headers, await request.read(), services.clock.now())
        if isinstance(happened, InboundText):
            await services.inbound_service.receive(happened)
        elif isinstance(happened, Receipt):
            services.metrics.receipt(ProviderName.TELNYX, known=await services.worker.apply_receipt(happened))
        return web.Response()

    app.router.add_post("/webhooks/telnyx", event)
