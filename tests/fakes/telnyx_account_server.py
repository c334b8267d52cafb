"""Telnyx's APIs for balance, numbers and messaging profiles, as far as ``check`` and ``connect`` use them."""

import json
from collections.abc import Iterable

from aiohttp import web

from tests.builders import BOT_NUMBER
from tests.fakes.telnyx_server import TelnyxServer, error

PROFILE_ID = "40000000-0000-4000-8000-000000000001"


class TelnyxAccountServer(TelnyxServer):
    """``numbers`` maps phone numbers to the ids of their messaging profiles; ``profile`` is the only profile."""

    credit = "12.50"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.numbers: dict[str, str | None] = {BOT_NUMBER: PROFILE_ID}
        self.profile: dict[str, object] = {
            "id": PROFILE_ID,
            "record_type": "messaging_profile",
            "name": "Reminders",
            "enabled": True,
            "webhook_url": None,
            "webhook_api_version": "2",
        }

    def routes(self) -> Iterable[web.RouteDef]:
        profile = "/v2/messaging_profiles/{profile}"
        return (
            *super().routes(),
            web.get("/v2/balance", self._authenticated(self._balance)),
            web.get("/v2/phone_numbers", self._authenticated(self._numbers)),
            web.get(profile, self._authenticated(self._get_profile)),
            web.patch(profile, self._authenticated(self._set_profile)),
        )

    async def _balance(self, _: web.Request) -> web.Response:
        return web.json_response({"data": {"record_type": "balance", "available_credit": self.credit}})

    async def _numbers(self, request: web.Request) -> web.Response:
        number_filter = request.query["filter[phone_number]"]
        found = [
            {"id": "1", "phone_number": number, "messaging_profile_id": profile, "status": "active"}
            for number, profile in self.numbers.items()
            if number == number_filter
        ]
        return web.json_response({"data": found, "meta": {"page_number": 1, "total_pages": 1}})

    async def _get_profile(self, request: web.Request) -> web.Response:
        if request.match_info["profile"] != self.profile["id"]:
            return error(404, "10005", "Resource not found")
        return web.json_response({"data": self.profile})

    async def _set_profile(self, request: web.Request) -> web.Response:
        self.profile |= json.loads(await request.read())
        return await self._get_profile(request)
