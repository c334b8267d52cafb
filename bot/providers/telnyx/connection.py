"""The connection to Telnyx's API, shared by sending and account checks."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.domain.errors import ProviderError
from bot.providers.http_errors import (
    CONNECT_TIMEOUT_FRACTION,
    ResponseLostError,
    connection_failed,
    provider_call,
    retry_after_seconds,
)

if TYPE_CHECKING:
    from telnyx import AsyncTelnyx

API_BASE_URL = "https://api.telnyx.com/v2"


class TelnyxConnection:
    """Telnyx's SDK over aiohttp. ``api_base_url`` ends in ``/v2``; None is Telnyx's own address."""

    def __init__(self, *, api_key: str, api_base_url: str | None = None, call_limit_seconds: float = 10.0) -> None:
        self._api_key = api_key
        self._api_base_url = (api_base_url or API_BASE_URL).rstrip("/")
        self._call_limit_seconds = call_limit_seconds
        self._client: AsyncTelnyx | None = None

    async def start(self) -> None:
        """Load the SDK, in a thread: importing it takes one to two seconds, and its messages API most of another."""
        if self._client is None:
            self._client = await asyncio.to_thread(self._make_client)

    def _make_client(self) -> "AsyncTelnyx":
        import httpx  # noqa: PLC0415 - only loaded if Telnyx is used
        from httpx_aiohttp import HttpxAiohttpClient  # noqa: PLC0415
        from telnyx import AsyncTelnyx  # noqa: PLC0415

        logging.getLogger("telnyx").setLevel(logging.WARNING)  # at debug level it logs phone numbers and message bodies
        connect_seconds = self._call_limit_seconds * CONNECT_TIMEOUT_FRACTION
        timeout = httpx.Timeout(self._call_limit_seconds, connect=connect_seconds, pool=connect_seconds)
        client = AsyncTelnyx(
            api_key=self._api_key,
            client_id="",  # unset, the SDK would take both from the environment and use them along with the key
            client_secret="",
            base_url=self._api_base_url,
            timeout=timeout,
            max_retries=0,  # by default the SDK repeats a POST that may have been carried out
            http_client=HttpxAiohttpClient(timeout=timeout, follow_redirects=False, trust_env=False),
        )
        _ = client.messages.with_raw_response  # the SDK imports this resource and its types on first access
        return client

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
        self._client = None

    @asynccontextmanager
    async def client(
        self, api_error: Callable[..., ProviderError], *, idempotent: bool
    ) -> AsyncIterator["AsyncTelnyx"]:
        """Yield the SDK's client for one call and translate its errors; ``api_error`` translates a 4xx response."""
        if self._client is None:
            raise RuntimeError("the provider is not started")
        import telnyx  # noqa: PLC0415 - start has imported it

        async with provider_call(self._call_limit_seconds, idempotent=idempotent):
            try:
                yield self._client
            except telnyx.APIStatusError as error:
                status = error.status_code
                if status >= 500 or status == 408:
                    raise ResponseLostError(f"http {status}") from error
                raise api_error(status, error.body, wait_seconds=retry_after_seconds(error.response.headers)) from error
            except telnyx.APIConnectionError as error:
                raise connection_failed(error, idempotent=idempotent) from error
            except (telnyx.TelnyxError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                raise ResponseLostError("unreadable response") from error
