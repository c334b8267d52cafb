"""The part of Telnyx's messages API that the bot uses: scheduling window, idempotency keys, cancel without "data"."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aiohttp import web

from bot.runtime.clock import Clock
from tests.builders import BOT_NUMBER
from tests.fakes.api_server import ApiServer, Handler
from tests.fakes.signing import PUBLIC_KEY

API_KEY = "KEY-of-the-tests"
PROFILE_NUMBER = "+13125550100"  # the sender of a message that names a messaging profile and no number

EARLIEST = timedelta(minutes=5)
LATEST = timedelta(days=5)
CANCEL_LIMIT = timedelta(minutes=1)


@dataclass
class TelnyxMessage:
    """A message stored by Telnyx. ``send_at`` is None if it was sent at once."""

    id: str
    to: str
    from_number: str
    body: str
    status: str
    created_at: datetime
    send_at: datetime | None = None
    webhook_url: str = ""
    error_code: str | None = None


class TelnyxServer(ApiServer):
    """Goes by ``clock``, refuses the numbers in ``opted_out`` and stores accepted messages in ``messages``, in order.

    ``api_url`` is the bot's base URL. A scheduled message whose time has come is sent at the next request.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.messages: list[TelnyxMessage] = []
        self.opted_out: set[str] = set()
        self._responses: dict[str, tuple[bytes, TelnyxMessage]] = {}

    @property
    def api_url(self) -> str:
        return f"{self.url}/v2"

    @property
    def settings(self) -> dict[str, str]:
        """What makes a bot use this server."""
        return {
            "TELNYX_API_KEY": API_KEY,
            "TELNYX_PUBLIC_KEY": PUBLIC_KEY,
            "TELNYX_PHONE_NUMBER": BOT_NUMBER,
            "TELNYX_BASE_URL": self.api_url,
        }

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.post("/v2/messages", self._authenticated(self._create)),
            web.get("/v2/messages/{id}", self._authenticated(self._fetch)),
            web.delete("/v2/messages/{id}", self._authenticated(self._cancel)),
        )

    def send_due(self) -> None:
        for message in self.messages:
            if message.status == "scheduled" and message.send_at and message.send_at <= self.clock.now():
                message.status = "sent"

    def _authenticated(self, handler: Handler) -> Handler:
        async def check_and_handle(request: web.Request) -> web.StreamResponse:
            if request.headers.get("Authorization") != f"Bearer {API_KEY}":
                return error(401, "10009", "Authentication failed")
            self.send_due()
            return await handler(request)

        return check_and_handle

    async def _create(self, request: web.Request) -> web.Response:
        body = await request.read()
        key = request.headers.get("Idempotency-Key", "")
        if key in self._responses:
            first_body, message = self._responses[key]
            if first_body != body:
                return error(422, "10027", "Idempotency key reused with another body")
            headers = {"Idempotent-Replayed": "true"}
            return web.json_response({"data": _resource(message)}, headers=headers)
        fields = json.loads(body)
        invalid = self._validation_error(fields)
        if invalid is not None:
            return invalid
        send_at = datetime.fromisoformat(fields["send_at"]) if "send_at" in fields else None
        message = TelnyxMessage(
            id=str(UUID(int=len(self.messages) + 1)),
            to=fields["to"],
            from_number=fields.get("from", PROFILE_NUMBER),
            body=fields["text"],
            status="queued" if send_at is None else "scheduled",
            created_at=self.clock.now(),
            send_at=send_at,
            webhook_url=fields.get("webhook_url", ""),
        )
        self.messages.append(message)
        if key:
            self._responses[key] = (body, message)
        return web.json_response({"data": _resource(message)})

    def _validation_error(self, fields: dict[str, str]) -> web.Response | None:
        if fields["to"] in self.opted_out:
            return error(400, "40300", "Blocked due to STOP message")
        if not fields.get("from", fields.get("messaging_profile_id")):
            return error(400, "40305", "Invalid 'from' address")
        if "send_at" in fields:
            ahead = datetime.fromisoformat(fields["send_at"]) - self.clock.now()
            if not EARLIEST <= ahead <= LATEST:
                return error(422, "10015", "Bad Request", pointer="/send_at")
        return None

    async def _fetch(self, request: web.Request) -> web.Response:
        message = self._find(request)
        if message is None:
            return error(404, "40303", "Message not found")
        return web.json_response({"data": _resource(message)})

    async def _cancel(self, request: web.Request) -> web.Response:
        message = self._find(request)
        if message is None:
            return error(404, "40303", "Message not found")
        too_late = message.send_at is None or message.send_at - self.clock.now() <= CANCEL_LIMIT
        if message.status != "scheduled" or too_late:
            return error(400, "10015", "Message can no longer be cancelled")
        message.status = "cancelled"
        return web.json_response(_resource(message))

    def _find(self, request: web.Request) -> TelnyxMessage | None:
        return next((message for message in self.messages if message.id == request.match_info["id"]), None)


def error(status: int, code: str, title: str, *, pointer: str = "") -> web.Response:
    details: dict[str, object] = {"code": code, "title": title, "detail": title}
    if pointer:
        details["source"] = {"pointer": pointer}
    return web.json_response({"errors": [details]}, status=status)


def _resource(message: TelnyxMessage) -> dict[str, object]:
    return {
        "id": message.id,
        "record_type": "message",
        "direction": "outbound",
        "type": "SMS",
        "from": {"phone_number": message.from_number, "carrier": "", "line_type": ""},
        "to": [{"phone_number": message.to, "status": message.status, "carrier": "", "line_type": ""}],
        "text": message.body,
        "send_at": message.send_at.isoformat() if message.send_at else None,
        "received_at": message.created_at.isoformat(),
        "sent_at": None,
        "completed_at": None,
        "errors": [{"code": message.error_code, "title": "failed"}] if message.error_code else [],
        "media": [],
        "parts": 1,
        "encoding": "GSM-7",
        "webhook_url": message.webhook_url,
    }
