"""Twilio's webhooks: inbound messages get TwiML with the reply, status callbacks an empty 204."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.domain.model import InboundText, ProviderName
from bot.domain.receipts import Receipt
from bot.web.services import AppServices


class Reader(Protocol):
    """Verifies and parses requests, and writes TwiML. Raises ``WebhookRefusedError``."""

    def read_inbound(self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime) -> InboundText: ...

    def read_receipt(self, path_qs: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Receipt: ...

    def twiml(self, reply: str | None, message_id: str) -> bytes: ...


def add_routes(app: web.Application, reader: Reader, services: AppServices) -> None:
    async def message(request: web.Request) -> web.Response:
        body = await request.read()
        inbound = reader.read_inbound(request.raw_path, request.headers, body, services.clock.now())
        answer = await services.inbound_service.receive(inbound)
        twiml = reader.twiml(answer.reply, inbound.message_id)
        return web.Response(body=twiml, content_type="text/xml", charset="utf-8")

    async def status(request: web.Request) -> web.Response:
        receipt = reader.read_receipt(request.raw_path, request.headers, await request.read(), services.clock.now())
        is_known = await services.worker.apply_receipt(receipt)
        services.metrics.receipt(ProviderName.TWILIO, known=is_known)
        return web.Response(status=204)

    app.router.add_post("/webhooks/twilio", message)
    app.router.add_post("/webhooks/twilio/status", status)
