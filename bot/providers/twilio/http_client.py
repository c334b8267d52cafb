"""The HTTP client for Twilio's SDK. The SDK's own has no timeout and hides the headers of an error response.

Import it only after Twilio is enabled: it imports the SDK.
"""

import base64
import logging
from typing import Any

import aiohttp
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]  # the SDK has no type hints
from twilio.http.response import Response  # type: ignore[import-untyped]

from bot.domain.errors import ProviderSetupError
from bot.providers.http_errors import ResponseLostError, json_object, retry_after_seconds
from bot.providers.twilio.codes import api_error


class TwilioHttpClient(AsyncHttpClient):  # type: ignore[misc]  # the base class is untyped
    """Sends each request once over ``session``, without following redirects.

    Returns only JSON objects with a 2xx status to the SDK. An error from Twilio raises the ``ProviderError`` for its
    code, an unusable response raises ``ResponseLostError``. Logs nothing: URLs contain phone numbers.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        super().__init__(logging.getLogger(__name__), is_async=True)
        self._session = session

    async def request(  # noqa: PLR0917 - the SDK's signature
        self,
        method: str,
        uri: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the session has the timeouts
        allow_redirects: bool = False,  # noqa: ARG002
    ) -> Response:
        headers = dict(headers or {})
        if auth is not None:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        async with self._session.request(
            method.upper(), uri, params=params, data=data, headers=headers, allow_redirects=False
        ) as response:
            text = await response.text(encoding="utf-8", errors="replace")
        _raise_for_status(response, json_object(text))
        return Response(response.status, text, response.headers)


def _raise_for_status(response: aiohttp.ClientResponse, content: dict[str, object] | None) -> None:
    """Raise for everything but a 2xx response with a JSON object."""
    status = response.status
    if status == 429:
        code = content.get("code") if content else None
        raise api_error(status, code, wait_seconds=retry_after_seconds(response.headers))
    if status >= 500 or status == 408:
        raise ResponseLostError(f"http {status}")
    if status >= 300 or status < 200:
        # Twilio's errors are JSON and it never redirects: this comes from a proxy or a wrong API address.
        if content is None or status < 400:
            raise ProviderSetupError(
                f"http {status}", "the response is not from Twilio: check the API address and any proxy"
            )
        raise api_error(status, content.get("code"), wait_seconds=retry_after_seconds(response.headers))
    if content is None:
        raise ResponseLostError("unreadable response")
