"""The imaginary provider of ``examples/provider_template.py``."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import web

from bot.runtime.clock import Clock
from tests.fakes.api_server import ApiServer, Handler

API_KEY = "key-of-the-tests"


@dataclass
class TemplateMessage:
    """A message at the provider."""

    id: str
    key: str
    to: str
    body: str
    status: str = "queued"
    error_code: str | None = None
    media_urls: list[str] = field(default_factory=list)


class TemplateServer(ApiServer):
    """Stores accepted messages in ``messages``, in order; a key that it knows already makes no second one."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.messages: list[TemplateMessage] = []
        self.opted_out: set[str] = set()

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.post("/messages", self._authenticated(self._create)),
            web.get("/messages/{id}", self._authenticated(self._fetch)),
            web.delete("/messages/{id}", self._authenticated(self._cancel)),
        )

    def _authenticated(self, handler: Handler) -> Handler:
        async def check_and_handle(request: web.Request) -> web.StreamResponse:
            if request.headers.get("Authorization") != f"Bearer {API_KEY}":
                return web.json_response({"error": "unauthorized"}, status=401)
            return await handler(request)

        return check_and_handle

    async def _create(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        message = next((one for one in self.messages if one.key == fields["key"]), None)
        if message is None and fields["to"] in self.opted_out:
            return web.json_response({"error": "opted_out"}, status=400)
        if message is None:
            message = TemplateMessage(
                id=f"P{len(self.messages) + 1}", key=fields["key"], to=fields["to"], body=fields["text"]
            )
            self.messages.append(message)
        return web.json_response(_resource(message))

    async def _fetch(self, request: web.Request) -> web.Response:
        message = self._stored(request)
        return web.json_response({"error": "unknown"}, status=404) if message is None else _json(message)

    async def _cancel(self, request: web.Request) -> web.Response:
        message = self._stored(request)
        if message is None or message.status != "queued":
            return web.json_response({"error": "too_late"}, status=409)
        message.status = "cancelled"
        return _json(message)

    def _stored(self, request: web.Request) -> TemplateMessage | None:
        return next((message for message in self.messages if message.id == request.match_info["id"]), None)


def _json(message: TemplateMessage) -> web.Response:
    return web.json_response(_resource(message))


def _resource(message: TemplateMessage) -> dict[str, object]:
    return {"id": message.id, "key": message.key, "state": message.status, "failure": message.error_code}
