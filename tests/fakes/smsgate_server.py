"""The part of SMS Gateway's API that the bot uses: one id is one message, cancel while pending, webhooks, devices.

It answers as the cloud server does, or with ``is_local`` as the phone itself does.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import web

from bot.runtime.clock import Clock
from tests.fakes.api_server import ApiServer, Handler

USERNAME = "sms"
PASSWORD = "password-of-the-phone"
SIGNING_KEY = "signing-key-of-the-phone-0123456789"
DEVICE_ID = "k8kxJeX2xTQq5pXUVvb9Z"


@dataclass
class SmsGateMessage:
    """A message at the phone."""

    id: str
    to: str
    body: str
    state: str = "Pending"
    error: str | None = None
    fields: dict[str, object] = field(default_factory=dict)


class SmsGateServer(ApiServer):
    """Stores accepted messages in ``messages``, in order, and registered webhooks in ``webhooks`` by their id."""

    is_local = False

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.messages: list[SmsGateMessage] = []
        self.webhooks: dict[str, dict[str, object]] = {}
        self.devices = [{"id": DEVICE_ID, "name": "Pixel", "lastSeen": clock.now().isoformat()}]
        self.queue_is_full = False

    @property
    def api_url(self) -> str:
        return self.url if self.is_local else f"{self.url}/3rdparty/v1"

    def routes(self) -> Iterable[web.RouteDef]:
        prefix = "" if self.is_local else "/3rdparty/v1"
        devices = "/device" if self.is_local else "/devices"
        return (
            web.post(f"{prefix}/messages", self._authenticated(self._create)),
            web.get(f"{prefix}/messages/{{id}}", self._authenticated(self._fetch)),
            web.delete(f"{prefix}/messages/{{id}}", self._authenticated(self._cancel)),
            web.get(f"{prefix}/webhooks", self._authenticated(self._list_webhooks)),
            web.post(f"{prefix}/webhooks", self._authenticated(self._set_webhook)),
            web.get(prefix + devices, self._authenticated(self._devices)),
        )

    def _authenticated(self, handler: Handler) -> Handler:
        credentials = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()

        async def check_and_handle(request: web.Request) -> web.StreamResponse:
            if request.headers.get("Authorization") != f"Basic {credentials}":
                return self._error(401, "Unauthorized")
            return await handler(request)

        return check_and_handle

    def _error(self, status: int, message: str) -> web.Response:
        if self.is_local and status in (401, 404):
            return web.Response(status=status)  # the phone says nothing more
        return web.json_response({"message": message}, status=status)

    async def _create(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        if fields.get("deviceId", DEVICE_ID) not in [device["id"] for device in self.devices]:
            return self._error(400, "Invalid device ID")
        if self.queue_is_full:
            return self._error(503, "queue limits exceeded; ensure device is online")
        if self._stored(fields["id"]) is not None:
            return self._error(409, "duplicate id")
        if len(fields["id"]) > 36 or not fields["textMessage"]["text"]:
            return self._error(400, "validation failed")
        [number] = fields["phoneNumbers"]
        message = SmsGateMessage(id=fields["id"], to=number, body=fields["textMessage"]["text"], fields=fields)
        self.messages.append(message)
        return web.json_response(_resource(message), status=202)

    async def _fetch(self, request: web.Request) -> web.Response:
        message = self._stored(request.match_info["id"])
        return self._error(404, "message not found") if message is None else web.json_response(_resource(message))

    async def _cancel(self, request: web.Request) -> web.Response:
        message = self._stored(request.match_info["id"])
        if message is None:
            return self._error(404, "message not found")
        if message.state != "Pending":
            return self._error(400 if self.is_local else 409, "message is not pending")
        message.state = "Cancelled"
        # The server waits for the phone to confirm it.
        resource = _resource(message) | ({} if self.is_local else {"state": "Cancelling"})
        return web.json_response(resource)

    def _stored(self, id_: str) -> SmsGateMessage | None:
        return next((message for message in self.messages if message.id == id_), None)

    async def _list_webhooks(self, _: web.Request) -> web.Response:
        return web.json_response(list(self.webhooks.values()))

    async def _set_webhook(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        if not fields["url"].startswith(("https://", "http://127.0.0.1")):
            return self._error(400, "url must start with https:// or http://127.0.0.1")
        self.webhooks[fields["id"]] = fields
        return web.json_response(fields, status=201)

    async def _devices(self, _: web.Request) -> web.Response:
        return web.json_response(self.devices)


class LocalSmsGateServer(SmsGateServer):
    """The phone itself, in local mode."""

    is_local = True


def _resource(message: SmsGateMessage) -> dict[str, object]:
    return {
        "id": message.id,
        "deviceId": DEVICE_ID,
        "state": message.state,
        "isHashed": False,
        "isEncrypted": False,
        "recipients": [{"phoneNumber": message.to, "state": message.state, "error": message.error}],
        "states": {},
    }
