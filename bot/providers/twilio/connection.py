"""The connection to Twilio's API, shared by sending and account checks: one HTTP session and one SDK client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.providers.http_errors import CONNECT_TIMEOUT_FRACTION, ResponseLostError, provider_call


class TwilioConnection:
    """Twilio's SDK over our own HTTP session. Each call is limited to ``call_limit_seconds``.

    ``api_base_url`` replaces the address of every Twilio API; None keeps Twilio's own.
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
        """Open the session and load the SDK.

        The SDK is loaded in a thread, because importing it takes most of a second. ``with_services`` also loads the API
        of messaging services.
        """
        if self._session is not None:
            return
        connect_seconds = self._call_limit_seconds * CONNECT_TIMEOUT_FRACTION
        timeout = aiohttp.ClientTimeout(total=self._call_limit_seconds, connect=connect_seconds)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        self._client = await asyncio.to_thread(self._make_client, self._session, with_services)

    def _make_client(self, session: aiohttp.ClientSession, with_services: bool) -> Any:
        from twilio.rest import Client  # type: ignore[import-untyped] # noqa: PLC0415 - only loaded if Twilio is used

        from bot.providers.twilio.http_client import TwilioHttpClient  # noqa: PLC0415

        # With an empty environment the SDK would read the process's own, where TWILIO_EDGE and TWILIO_REGION redirect
        # every call to another host.
        client = Client(
            self._account_sid,
            self._auth_token,
            http_client=TwilioHttpClient(session),
            environment={"TWILIO_EDGE": "", "TWILIO_REGION": ""},
        )
        domains = [client.api, client.accounts, client.messaging] if with_services else [client.api, client.accounts]
        for domain in domains:
            if self._api_base_url:
                domain.base_url = self._api_base_url.rstrip("/")
        _ = client.messages  # the SDK imports this resource on first access
        return client

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    @asynccontextmanager
    async def client(self, *, idempotent: bool) -> AsyncIterator[Any]:
        """Yield the SDK's client for one call. If the SDK fails to read a 2xx response, the response counts as lost."""
        if self._client is None:
            raise RuntimeError("the provider is not started")
        async with provider_call(self._call_limit_seconds, idempotent=idempotent):
            from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped] # noqa: PLC0415

            try:
                yield self._client
            except (TwilioException, AttributeError, KeyError, TypeError, ValueError) as error:
                raise ResponseLostError("unreadable response") from error
