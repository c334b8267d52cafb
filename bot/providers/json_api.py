"""A client for a provider's JSON API, for providers without an SDK worth its weight."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.domain.errors import ProviderError, ProviderSetupError, RateLimitedError
from bot.providers.http_errors import (
    CONNECT_TIMEOUT_FRACTION,
    ResponseLostError,
    json_value,
    provider_call,
    retry_after_seconds,
)

ApiError = Callable[[int, object], ProviderError]
Request = Callable[..., Awaitable[Any]]


class JsonApi:
    """Sends each request once, without following redirects, and returns the JSON of a 2xx response (None if empty).

    ``headers`` carry the credentials. ``api_error`` makes the ``ProviderError`` of a 4xx response from its status and
    its JSON. Logs nothing: URLs and bodies contain phone numbers.
    """

    def __init__(
        self, base_url: str, headers: Mapping[str, str], api_error: ApiError, *, call_limit_seconds: float = 10.0
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = dict(headers)
        self._api_error = api_error
        self._call_limit_seconds = call_limit_seconds
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the session. Does nothing if it is open."""
        if self._session is None:
            connect_seconds = self._call_limit_seconds * CONNECT_TIMEOUT_FRACTION
            timeout = aiohttp.ClientTimeout(total=self._call_limit_seconds, connect=connect_seconds)
            self._session = aiohttp.ClientSession(
                headers=self._headers, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = None

    @asynccontextmanager
    async def call(self, *, idempotent: bool) -> AsyncIterator[Request]:
        """Yield a function that makes one request. If the block fails to read its response, the response is lost."""
        if self._session is None:
            raise RuntimeError("the provider is not started")
        async with provider_call(self._call_limit_seconds, idempotent=idempotent):
            try:
                yield self._request
            except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                raise ResponseLostError("unreadable response") from error

    async def _request(
        self, method: str, path: str, *, json: object = None, params: Mapping[str, str | int] | None = None
    ) -> Any:
        assert self._session is not None  # noqa: S101 - call() has checked
        url = self._base_url + path
        async with self._session.request(method, url, json=json, params=params, allow_redirects=False) as response:
            text = await response.text(encoding="utf-8", errors="replace")
        return self._content(response, text)

    def _content(self, response: aiohttp.ClientResponse, text: str) -> Any:
        """The JSON of a 2xx response, None if it is empty. Raises for every other response."""
        status = response.status
        content = json_value(text)
        if status == 429:
            wait_seconds = retry_after_seconds(response.headers)
            raise RateLimitedError("http 429", "too many requests", retry_after_seconds=wait_seconds)
        if status >= 500 or status == 408:
            raise ResponseLostError(f"http {status}")
        is_json = content is not None or not text.strip()
        if status < 200 or 300 <= status < 400 or (status >= 400 and not is_json):
            raise ProviderSetupError(
                f"http {status}", "the response is not from the provider: check the API address and any proxy"
            )
        if status >= 400:
            raise self._api_error(status, content)
        if not is_json:
            raise ResponseLostError("unreadable response")
        return content
