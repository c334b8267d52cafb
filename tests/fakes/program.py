"""Another program: calls the HTTP API of a running bot with a token."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.runtime.configuration import load
from bot.runtime.settings import Settings
from tests.fakes.phones import SENDER

TOKEN = "token-of-a-program-for-tests"
OLD_TOKEN = "previous-token-for-tests"


def settings_for_programs(folder: Path, **changes: str) -> Settings:
    """Settings for the simulator with two valid tokens; every file is in ``folder``."""
    environ = {
        "BOT_PORT": "0",
        "BOT_API_TOKEN": f"{TOKEN}, {OLD_TOKEN}",
        "DATABASE_URL": f"sqlite:///{folder / 'reminders.db'}",
        "SIMULATOR_LEDGER": str(folder / "simulator.db"),
    }
    return load(None, environ | changes)


@dataclass(frozen=True)
class ApiResponse:
    """A response. ``body`` is its JSON, None if it has none."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def invalid_fields(self) -> list[str]:
        """The names of the fields at fault."""
        return [error["field"] for error in self.body.get("errors", [])]


@dataclass
class Program:
    session: aiohttp.ClientSession
    base_url: str
    token: str | None = TOKEN

    async def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **body: Any
    ) -> ApiResponse:
        all_headers = {"Authorization": f"Bearer {self.token}"} if self.token is not None else {}
        all_headers |= headers or {}
        async with self.session.request(method, self.base_url + path, headers=all_headers, **body) as response:
            is_json = response.content_type.endswith("json")
            return ApiResponse(
                response.status, response.headers, await response.json(content_type=None) if is_json else None
            )

    async def get(self, path: str, **query: Any) -> ApiResponse:
        return await self.request("GET", path, params=query)

    async def delete(self, path: str) -> ApiResponse:
        return await self.request("DELETE", path)

    async def post(self, path: str, content: Any, headers: Mapping[str, str] | None = None) -> ApiResponse:
        return await self.request("POST", path, headers, json=content)

    async def create(self, *, key: str | None = None, **fields: Any) -> ApiResponse:
        """Create a message. ``to`` and ``message`` have defaults; a field that is None is left out."""
        all_fields = {"to": SENDER, "message": "hello"} | fields
        content = {name: value for name, value in all_fields.items() if value is not None}
        return await self.post("/v1/messages", content, {"Idempotency-Key": key} if key is not None else None)
