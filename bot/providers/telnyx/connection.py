"""The connection to Telnyx's API that sending texts and looking after the account share."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.domain.errors import ProviderError
from bot.providers.http_errors import CONNECT_SHARE, AnswerLostError, answered_within, retry_after_seconds, unanswered

if TYPE_CHECKING:
    from telnyx import AsyncTelnyx

API_BASE_URL = "https://api.telnyx.com/v2"


class TelnyxConnection:
    """Telnyx's SDK over aiohttp. ``api_base_url`` ends in ``/v2``; None is Telnyx's own."""

    def __init__(self, *, api_key: str, api_base_url: str | None = None, call_limit_seconds: float = 10.0) -> None:
        self._api_key = api_key
        self._api_base_url = (api_base_url or API_BASE_URL).rstrip("/")
        self._call_limit_seconds = call_limit_seconds
        self._client: AsyncTelnyx | None = None

    async def start(self) -> None:
        """Load the SDK in a thread: it takes one to two seconds, and most of another at the first use of messages."""
        if self._client is None:
            self._client = await asyncio.to_thread(self._make_client)

    def _make_client(self) -> "AsyncTelnyx":
        import httpx  # noqa: PLC0415 - no cost for those without Telnyx
        from httpx_aiohttp import HttpxAiohttpClient  # noqa: PLC0415
        from telnyx import AsyncTelnyx  # noqa: PLC0415

        logging.getLogger("telnyx").setLevel(logging.WARNING)  # at debug level it logs numbers and texts
        connect_seconds = self._call_limit_seconds * CONNECT_SHARE
        limits = httpx.Timeout(self._call_limit_seconds, connect=connect_seconds, pool=connect_seconds)
        client = AsyncTelnyx(
            api_key=self._api_key,
            client_id="",  # not from the environment: they would be used besides the key
            client_secret="",
            base_url=self._api_base_url,
            timeout=limits,
            max_retries=0,  # the SDK would repeat a POST that may have been carried out
            http_client=HttpxAiohttpClient(timeout=limits, follow_redirects=False, trust_env=False),
        )
        _ = client.messages.with_raw_response  # loads the resource and its types
        return client

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
        self._client = None

    @asynccontextmanager
    async def calling(self, refused: Callable[..., ProviderError], *, repeatable: bool) -> AsyncIterator["AsyncTelnyx"]:
        """The SDK's client, for one call, with the SDK's errors read; ``refused`` reads a 4xx answer."""
        if self._client is None:
            raise RuntimeError("the provider is not started")
        import telnyx  # noqa: PLC0415 - loaded by start

        async with answered_within(self._call_limit_seconds, repeatable=repeatable):
            try:
                yield self._client
            except telnyx.APIStatusError as error:
                status = error.status_code
                if status >= 500 or status == 408:
                    raise AnswerLostError(f"http {status}") from error
                raise refused(status, error.body, wait_seconds=retry_after_seconds(error.response.headers)) from error
            except telnyx.APIConnectionError as error:
                raise unanswered(error, repeatable=repeatable) from error
            except (telnyx.TelnyxError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                raise AnswerLostError("unreadable answer") from error
