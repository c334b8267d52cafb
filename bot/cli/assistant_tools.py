"""The tools that ``python -m bot mcp`` offers to an assistant. Each is one or two requests to ``/v1/messages``."""

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any
from uuid import uuid4

import aiohttp
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from bot import __version__

INSTRUCTIONS = """\
Sets reminders that arrive as text messages (SMS) on a phone, also after this conversation has ended. Pass times in the
user's own words, such as "tomorrow at 9am" or "in 2 hours". Repeat the send_at of the result to the user."""
TIMEOUT_SECONDS = 20
PAGE = 200

Json = dict[str, Any]
To = Annotated[str, Field(description="The phone number in E.164 format, such as +13125550123.")]
Id = Annotated[str, Field(description="The id from set_reminder or list_reminders.")]
When = Annotated[str, Field(description='The time in words, such as "tomorrow at 9am", or in ISO 8601.')]
Zone = Annotated[
    str | None, Field(description='IANA time zone of the time, such as "America/Denver"; default: that of the number.')
]


class Api:
    """The HTTP API of the bot at ``url``. Raises ``ToolError`` with a sentence for the assistant."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def request(self, method: str, path: str = "", **options: Any) -> Json:
        headers = self._headers | options.pop("headers", {})
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.request(method, f"{self._url}/v1/messages{path}", headers=headers, **options) as response,
            ):
                body: Json = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ToolError(f"The reminder bot at {self._url} does not answer. Is it running?") from error
        if response.status >= 400:
            raise ToolError(_reason(body))
        return body

    async def create(self, content: Mapping[str, Any]) -> Json:
        """Create a message. A request whose response was lost is repeated once, with the same key."""
        json = {name: value for name, value in content.items() if value is not None}
        headers = {"Idempotency-Key": str(uuid4())}
        try:
            return await self.request("POST", json=json, headers=headers)
        except ToolError as error:
            if error.__cause__ is None:  # the bot answered
                raise
            return await self.request("POST", json=json, headers=headers)


def server_for(url: str, token: str) -> MCPServer[None]:
    """The MCP server for the bot at ``url``."""
    api = Api(url, token)
    server: MCPServer[None] = MCPServer(
        "reminder-bot", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    @server.tool()
    async def set_reminder(to: To, message: str, when: When, timezone: Zone = None) -> Json:
        """Send a text message to a phone at a time. Returns it with its id and send_at (UTC)."""
        return await api.create({"to": to, "message": message, "when": when, "timezone": timezone})

    @server.tool()
    async def list_reminders(to: To) -> Json:
        """The reminders for a phone that have not been sent yet, soonest first."""
        # By id: one that is scheduled meanwhile is in both lists.
        found = {message["id"]: message async for message in _open_messages(api, to)}
        return {"reminders": sorted(found.values(), key=lambda message: str(message["send_at"]))}

    @server.tool()
    async def change_reminder(id: Id, when: When | None = None, message: str | None = None) -> Json:  # noqa: A002
        """Change the time or the words of a reminder, or both. The changed reminder has a new id."""
        if when is None and message is None:
            raise ToolError("Give a new time (when), new words (message) or both.")
        old = await api.request("GET", f"/{_path(id)}")
        return await api.create(
            {
                "to": old["to"],
                "message": old["message"] if message is None else message,
                "media_urls": old["media_urls"],
                "provider": old["provider"],
                "when": when,
                "send_at": old["send_at"] if when is None else None,
                "replaces": old["id"],
            }
        )

    @server.tool()
    async def cancel_reminder(id: Id) -> Json:  # noqa: A002
        """Cancel a reminder, so that it is not sent."""
        return await api.request("DELETE", f"/{_path(id)}")

    return server


async def _open_messages(api: Api, to: str) -> AsyncIterator[Json]:
    for status in ("waiting", "scheduled"):
        query = {"to": to, "status": status, "limit": str(PAGE)}
        while True:
            page = await api.request("GET", params=query)
            for message in page["messages"]:
                if not message["cancelling"]:
                    yield message
            if page["next_cursor"] is None:
                break
            query["cursor"] = page["next_cursor"]


def _path(id_: str) -> str:
    if not id_ or not all(character.isalnum() or character == "-" for character in id_):
        raise ToolError("That is not the id of a reminder.")
    return id_


def _reason(body: Json) -> str:
    """What the bot says is wrong, with the fields at fault."""
    fields = "; ".join(f"{error['field']}: {error['detail']}" for error in body.get("errors") or ())
    return fields or str(body.get("detail") or body.get("title") or "The reminder bot refused this.")
