"""Twilio's Content API, as far as the WhatsApp templates use it: JSON alone, names that are used once, approvals."""

import base64
import json
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from tests.fakes.api_server import ApiServer
from tests.fakes.twilio_server import ACCOUNT_SID, AUTH_TOKEN, error


class ContentServer(ApiServer):
    """``contents`` are the templates by SID; ``approvals`` how WhatsApp sees those that were submitted."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: dict[str, dict[str, Any]] = {}
        self.approvals: dict[str, dict[str, str]] = {}

    def routes(self) -> Iterable[web.RouteDef]:
        return (
            web.get("/v1/Content", self._list),
            web.post("/v1/Content", self._create),
            web.get("/v1/Content/{sid}", self._fetch),
            web.get("/v1/Content/{sid}/ApprovalRequests", self._approval),
            web.post("/v1/Content/{sid}/ApprovalRequests/whatsapp", self._submit),
        )

    async def _list(self, request: web.Request) -> web.Response:
        return self._refusal(request) or web.json_response({"contents": list(self.contents.values())})

    async def _create(self, request: web.Request) -> web.Response:
        if (refusal := self._refusal(request)) is not None:
            return refusal
        fields = json.loads(await request.read())
        sid = f"HX{len(self.contents) + 1:032x}"
        self.contents[sid] = fields | {"sid": sid}
        return web.json_response(self.contents[sid], status=201)

    async def _fetch(self, request: web.Request) -> web.Response:
        content = self.contents.get(request.match_info["sid"])
        return (
            error(404, 20404, "The requested resource was not found") if content is None else web.json_response(content)
        )

    async def _approval(self, request: web.Request) -> web.Response:
        sid = request.match_info["sid"]
        if sid not in self.contents:
            return error(404, 20404, "The requested resource was not found")
        return web.json_response({"sid": sid, "whatsapp": self.approvals.get(sid, {"status": "unsubmitted"})})

    async def _submit(self, request: web.Request) -> web.Response:
        fields = json.loads(await request.read())
        if any(one["name"] == fields["name"] for one in self.approvals.values()):
            return error(400, 20001, "the name is used already")
        self.approvals[request.match_info["sid"]] = fields | {"status": "received", "rejection_reason": ""}
        return web.json_response(fields, status=201)

    def _refusal(self, request: web.Request) -> web.Response | None:
        key = "Basic " + base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
        return None if request.headers.get("Authorization") == key else error(401, 20003, "Authenticate")
