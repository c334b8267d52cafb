"""The connection to Twilio's API that sending texts and looking after the account share: one session, one client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.providers.http_errors import CONNECT_SHARE, AnswerLostError, answered_within


class TwilioConnection:
    """Twilio's SDK over our own session. ``call_limit_seconds`` ends each call.

    ``api_base_url`` None is Twilio's own addresses; any other stands for all of them.
    """

    def __init__(
        self, *, account_sid: str, auth_token: str, api_base_url: str | None = None, call_limit_seconds: float = 10.0
    ) -> None:
        self._account_sid = account_sid
        self._auth_token = auth_token
        self._api_base_url = api_base_url
        self._call_limit_seconds = call_limit_seconds
        self._session: aiohttp.ClientSession | None = None
        self._client: Any = None

    async def start(self, *, with_services: bool = False) -> None:
        """Open the session and load the SDK, in a thread: it takes a good part of a second.

        ``with_services``: also the part that reads and changes messaging services.
        """
        if self._session is not None:
            return
        connect_seconds = self._call_limit_seconds * CONNECT_SHARE
        limits = aiohttp.ClientTimeout(total=self._call_limit_seconds, connect=connect_seconds)
        self._session = aiohttp.ClientSession(timeout=limits, cookie_jar=aiohttp.DummyCookieJar())
        self._client = await asyncio.to_thread(self._make_client, self._session, with_services)

    def _make_client(self, session: aiohttp.ClientSession, with_services: bool) -> Any:
        from twilio.rest import Client  # type: ignore[import-untyped] # noqa: PLC0415 - no cost for those without

        from bot.providers.twilio.http_client import TwilioHttp  # noqa: PLC0415

        # A non-empty environment of ours: TWILIO_EDGE and TWILIO_REGION would send the texts elsewhere.
        client = Client(
            self._account_sid,
            self._auth_token,
            http_client=TwilioHttp(session),
            environment={"TWILIO_EDGE": "", "TWILIO_REGION": ""},
        )
        domains = [client.api, client.messaging] if with_services else [client.api]
        for domain in domains:
            if self._api_base_url:
                domain.base_url = self._api_base_url.rstrip("/")
        _ = client.messages  # loads the resource
        return client

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    @asynccontextmanager
    async def calling(self, *, repeatable: bool) -> AsyncIterator[Any]:
        """The SDK's client, for one call; whatever it stumbles over in a 2xx answer is a lost answer."""
        if self._client is None:
            raise RuntimeError("the provider is not started")
        async with answered_within(self._call_limit_seconds, repeatable=repeatable):
            from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped] # noqa: PLC0415

            try:
                yield self._client
            except (TwilioException, AttributeError, KeyError, TypeError, ValueError) as error:
                raise AnswerLostError("unreadable answer") from error
