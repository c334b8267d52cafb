"""The HTTP client under Twilio's SDK. The SDK's own has no time limit and hides the headers of a refusal.

Imported only when Twilio is started: it imports the SDK.
"""

import base64
import logging
from typing import Any

import aiohttp
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]  # the SDK carries no types
from twilio.http.response import Response  # type: ignore[import-untyped]

from bot.domain.errors import ProviderSetupError
from bot.providers.http_errors import AnswerLostError, json_object, retry_after_seconds
from bot.providers.twilio.codes import refusal


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc]  # the base is untyped
    """Sends over ``session``, once, without following redirects. Nothing is logged: addresses hold phone numbers.

    What is no answer of Twilio's is ``AnswerLostError``, a refusal is the ``ProviderError`` for its code; so the SDK
    sees JSON objects with 2xx alone.
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
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the session has the limits
        allow_redirects: bool = False,  # noqa: ARG002
    ) -> Response:
        headers = dict(headers or {})
        if auth is not None:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        async with self._session.request(
            method.upper(), uri, params=params, data=data, headers=headers, allow_redirects=False
        ) as answer:
            text = await answer.text(encoding="utf-8", errors="replace")
        _believe(answer, json_object(text))
        return Response(answer.status, text, answer.headers)


def _believe(answer: aiohttp.ClientResponse, content: dict[str, object] | None) -> None:
    """Return for a success; raise for everything else."""
    status = answer.status
    if status == 429:
        code = content.get("code") if content else None
        raise refusal(status, code, wait_seconds=retry_after_seconds(answer.headers))
    if status >= 500 or status == 408:
        raise AnswerLostError(f"http {status}")
    if status >= 300 or status < 200:
        if content is None or status < 400:
            raise ProviderSetupError(f"http {status}", "not an answer of Twilio's: see the API address and any proxy")
        raise refusal(status, content.get("code"), wait_seconds=retry_after_seconds(answer.headers))
    if content is None:
        raise AnswerLostError("unreadable answer")
