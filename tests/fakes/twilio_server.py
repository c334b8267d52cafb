"""The part of Twilio's Messages API that the bot uses: scheduling window, error codes, paged lists by recipient."""

import base64
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from bot.runtime.clock import Clock
from tests.fakes.api_server import ApiServer, Handler

ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "token-of-the-tests"
MESSAGING_SERVICE_SID = "MG" + "0" * 32

EARLIEST = timedelta(seconds=900)
LATEST = timedelta(days=35)


@dataclass
class TwilioMessage:
    """A message stored by Twilio. ``send_at`` is None if it was sent at once."""

    sid: str
    to: str
    body: str
    status: str
    created_at: datetime
    updated_at: datetime
    send_at: datetime | None = None
    status_callback: str = ""
    error_code: int | None = None
    is_template: bool = False


class TwilioServer(ApiServer):
    """Goes by ``clock``, refuses the numbers in ``opted_out`` and stores accepted messages in ``messages``, in order.

    Free text to the WhatsApp addresses in ``window_closed`` is accepted, and fails when it is sent.

    A scheduled message whose time has come is sent at the next request, or by ``send_due``.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.messages: list[TwilioMessage] = []
        self.opted_out: set[str] = set()
        self.window_closed: set[str] = set()
        self.has_consent_api = True
        self.consent_error = 0
        self.consents: list[dict[str, str]] = []

    @property
    def settings(self) -> dict[str, str]:
        """What makes a bot use this server."""
        return {
            "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_MESSAGING_SERVICE_SID": MESSAGING_SERVICE_SID,
            "TWILIO_API_BASE_URL": self.url,
        }

    def routes(self) -> Iterable[web.RouteDef]:
        prefix = "/2010-04-01/Accounts/{account}/Messages"
        return (
            web.post(f"{prefix}.json", self._authenticated(self._create)),
            web.get(f"{prefix}.json", self._authenticated(self._list)),
            web.post(prefix + "/{sid}.json", self._authenticated(self._update)),
            web.get(prefix + "/{sid}.json", self._authenticated(self._fetch)),
            web.post("/v1/Consents/Bulk", self._authenticated(self._record_consents)),
        )

    async def _record_consents(self, request: web.Request) -> web.Response:
        if not self.has_consent_api:
            return error(404, 20404, "The requested resource was not found")
        items = [json.loads(str(item)) for item in (await request.post()).getall("Items")]
        self.consents += items
        results = [{"correlation_id": item["correlation_id"], "error_code": self.consent_error} for item in items]
        return web.json_response({"items": results}, status=201)

    def send_due(self) -> None:
        now = self.clock.now()
        for message in self.messages:
            if message.status == "scheduled" and message.send_at is not None and message.send_at <= now:
                message.status, message.updated_at = "sent", now
                self._check_window(message)

    def _check_window(self, message: TwilioMessage) -> None:
        if message.to in self.window_closed and not message.is_template:
            message.status, message.error_code = "undelivered", 63016

    def _authenticated(self, handler: Handler) -> Handler:
        key = "Basic " + base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()

        async def check_and_handle(request: web.Request) -> web.StreamResponse:
            if (
                request.headers.get("Authorization") != key
                or request.match_info.get("account", ACCOUNT_SID) != ACCOUNT_SID
            ):
                return error(401, 20003, "Authenticate")
            self.send_due()
            return await handler(request)

        return check_and_handle

    async def _create(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        invalid = self._validation_error(form)
        if invalid is not None:
            return invalid
        now = self.clock.now()
        send_at = _moment(form["SendAt"]) if "SendAt" in form else None
        message = TwilioMessage(
            sid=f"SM{len(self.messages) + 1:032x}",
            to=form["To"],
            body=form["Body"] if "Body" in form else _rendered(form),
            status="accepted" if send_at is None else "scheduled",
            created_at=now.replace(microsecond=0),
            updated_at=now.replace(microsecond=0),
            send_at=send_at,
            status_callback=form.get("StatusCallback", ""),
            is_template="ContentSid" in form,
        )
        if send_at is None:
            self._check_window(message)
        self.messages.append(message)
        return web.json_response(_resource(message), status=201)

    def _validation_error(self, form: dict[str, str]) -> web.Response | None:
        if not form.get("Body") and not form.get("ContentSid"):
            return error(400, 21602, "Message body is required")
        if form.get("To") in self.opted_out:
            return error(400, 21610, f"Attempt to send to unsubscribed recipient {form['To']}")
        if not form.get("MessagingServiceSid"):
            return error(400, 35118 if "ScheduleType" in form else 21603, "A sender is required")
        if form["MessagingServiceSid"] != MESSAGING_SERVICE_SID:
            return error(400, 21701, "The messaging service does not exist")
        if form.get("ScheduleType") != "fixed":
            return None
        if "SendAt" not in form:
            return error(400, 35111, "SendAt is missing")
        send_at = _moment(form["SendAt"])
        if send_at is None:
            return error(400, 35117, "SendAt is malformed")
        if not EARLIEST <= send_at - self.clock.now() <= LATEST:
            return error(400, 35114, "SendAt is outside the window")
        return None

    async def _list(self, request: web.Request) -> web.Response:
        size, page = int(request.query.get("PageSize", "50")), int(request.query.get("Page", "0"))
        to = request.query.get("To")
        found = [message for message in reversed(self.messages) if to in (None, message.to)]
        next_page = request.rel_url.update_query(Page=page + 1) if len(found) > (page + 1) * size else None
        return web.json_response(
            {
                "messages": [_resource(message) for message in found[page * size : (page + 1) * size]],
                "page": page,
                "page_size": size,
                "next_page_uri": str(next_page) if next_page else None,
            }
        )

    async def _update(self, request: web.Request) -> web.Response:
        message = self._find(request)
        if message is None:
            return error(404, 20404, "The requested resource was not found")
        if (await request.post()).get("Status") != "canceled" or message.status != "scheduled":
            return error(400, 30409, "The message cannot be cancelled")
        message.status, message.updated_at = "canceled", self.clock.now()
        return web.json_response(_resource(message))

    async def _fetch(self, request: web.Request) -> web.Response:
        message = self._find(request)
        if message is None:
            return error(404, 20404, "The requested resource was not found")
        return web.json_response(_resource(message))

    def _find(self, request: web.Request) -> TwilioMessage | None:
        return next((message for message in self.messages if message.sid == request.match_info["sid"]), None)


def _rendered(form: dict[str, str]) -> str:
    """The body of a template, as the list of messages shows it. That of RCS is its variable alone."""
    variable = str(json.loads(form["ContentVariables"])["1"])
    return f"Here you go. {variable} - Reply done." if form["To"].startswith("whatsapp:") else variable


def _moment(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        return None
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def error(status: int, code: int, message: str) -> web.Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return web.json_response({"code": code, "message": message, "more_info": more, "status": status}, status=status)


def _resource(message: TwilioMessage) -> dict[str, object]:
    path = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages/{message.sid}"
    return {
        "account_sid": ACCOUNT_SID,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": format_datetime(message.created_at),
        "date_sent": None,
        "date_updated": format_datetime(message.updated_at),
        "direction": "outbound-api",
        "error_code": message.error_code,
        "error_message": None,
        "from": None,
        "messaging_service_sid": MESSAGING_SERVICE_SID,
        "num_media": "0",
        "num_segments": "0",
        "price": None,
        "price_unit": None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{path}/Media.json"},
        "to": message.to,
        "uri": f"{path}.json",
    }
