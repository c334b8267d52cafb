"""The part of httpSMS's API that the bot uses. Its ``request_id`` is no idempotency key: a repetition sends again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from aiohttp import web

from bot.runtime.clock import Clock
from tests.fakes.api_server import ApiServer, Handler

API_KEY = "uk_api-key-of-the-tests"
SIGNING_KEY = "signing-key-of-httpsms-0123456789-abcdef"
PHONE_NUMBER = "+13125550100"


@dataclass
class HttpSmsMessage:
    """A message at the server."""

    id: str
    to: str
    body: str
    request_id: str | None
    status: str = "pending"
    failure_reason: str | None = None
    attachments: list[str] = field(default_factory=list)


class HttpSmsServer(ApiServer):
    """Stores accepted messages in ``messages``, in order; ``webhooks`` are the registered ones."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.messages: list[HttpSmsMessage] = []
        self.webhooks: list[dict[str, object]] = []
        self.phones = [PHONE_NUMBER]
        self.plan_is_used_up = False
        self.heartbeat_at = clock.now().isoformat()

    @property
    def api_url(self) -> str:
        return self.url

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.post("/v1/messages/send", self._authenticated(self._create)),
            web.get("/v1/messages", self._authenticated(self._list)),
            web.get("/v1/messages/{id}", self._authenticated(self._fetch)),
            web.delete("/v1/messages/{id}", self._authenticated(self._delete)),
            web.get("/v1/phones", self._authenticated(self._list_phones)),
            web.get("/v1/heartbeats", self._authenticated(self._heartbeats)),
            web.get("/v1/webhooks", self._authenticated(self._list_webhooks)),
            web.post("/v1/webhooks", self._authenticated(self._add_webhook)),
            web.put("/v1/webhooks/{id}", self._authenticated(self._change_webhook)),
        )

    def _authenticated(self, handler: Handler) -> Handler:
        async def check_and_handle(request: web.Request) -> web.StreamResponse:
            if request.headers.get("x-api-key") != API_KEY:
                return error(401, "You are not authorized to carry out this request.")
            return await handler(request)

        return check_and_handle

    async def _create(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        if fields["from"] not in self.phones:
            return error(422, "validation errors while sending message", data={"from": ["not available"]})
        if not 1 <= len(fields["content"]) <= 2048:
            return error(422, "validation errors while sending message", data={"content": ["too long"]})
        if self.plan_is_used_up:
            return error(402, "You have exceeded your limit")
        message = HttpSmsMessage(
            id=str(UUID(int=len(self.messages) + 1)),
            to=fields["to"],
            body=fields["content"],
            request_id=fields.get("request_id"),
            attachments=fields.get("attachments", []),
        )
        self.messages.append(message)
        return ok(_resource(message))

    async def _list(self, request: web.Request) -> web.Response:
        query = request.query
        limit, skip = int(query["limit"]), int(query["skip"])
        if limit > 20 or not query["owner"] or not query["contact"]:
            return error(422, "validation errors while fetching messages", data={})
        found = [message for message in reversed(self.messages) if message.to == query["contact"]]
        return ok([_resource(message) for message in found[skip : skip + limit]])

    async def _fetch(self, request: web.Request) -> web.Response:
        message = self._stored(request)
        return error(404, "cannot find message") if message is None else ok(_resource(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._stored(request)
        if message is None:
            return error(404, "cannot find message")
        self.messages.remove(message)
        return web.Response(status=204)

    def _stored(self, request: web.Request) -> HttpSmsMessage | None:
        return next((message for message in self.messages if message.id == request.match_info["id"]), None)

    async def _list_phones(self, request: web.Request) -> web.Response:
        if int(request.query["limit"]) > 20:
            return error(422, "validation errors while fetching phones", data={})
        return ok([{"id": str(at), "phone_number": number} for at, number in enumerate(self.phones)])

    async def _heartbeats(self, request: web.Request) -> web.Response:
        if int(request.query["limit"]) > 20 or request.query["owner"] not in self.phones:
            return error(422, "validation errors while fetching heartbeats", data={})
        return ok([{"owner": PHONE_NUMBER, "timestamp": self.heartbeat_at}])

    async def _list_webhooks(self, _: web.Request) -> web.Response:
        return ok(self.webhooks)

    async def _add_webhook(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read()) | {"id": str(UUID(int=len(self.webhooks) + 100))}
        self.webhooks.append(fields)
        return web.json_response({"status": "success", "data": fields}, status=201)

    async def _change_webhook(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        [webhook] = [one for one in self.webhooks if one["id"] == request.match_info["id"]]
        webhook |= fields
        return ok(webhook)


def ok(data: object) -> web.Response:
    return web.json_response({"status": "success", "message": "", "data": data})


def error(status: int, message: str, **more: object) -> web.Response:
    return web.json_response({"status": "error", "message": message, **more}, status=status)


def _resource(message: HttpSmsMessage) -> dict[str, object]:
    return {
        "id": message.id,
        "owner": PHONE_NUMBER,
        "contact": message.to,
        "content": message.body,
        "request_id": message.request_id,
        "status": message.status,
        "type": "mobile-terminated",
        "failure_reason": message.failure_reason,
        "attachments": message.attachments,
    }
