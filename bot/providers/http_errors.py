"""What a failed HTTP exchange with a provider means: was the request carried out, and when may it be repeated?"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.domain.errors import OutcomeUnknownError, ProviderError, TemporaryProviderError

# The connect timeout as a fraction of the whole call's. It must be shorter: a host that does not accept the connection
# cannot have carried the request out, a response that never comes may have been preceded by the work.
CONNECT_TIMEOUT_FRACTION = 0.5


class ResponseLostError(Exception):
    """The request was sent, but no usable response came back. ``code`` is a short phrase for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@asynccontextmanager
async def provider_call(timeout_seconds: float, *, idempotent: bool) -> AsyncIterator[None]:
    """Limit a call to ``timeout_seconds`` and turn a missing response into a ``ProviderError``.

    If the call is ``idempotent``, a lost response raises ``TemporaryProviderError``, else ``OutcomeUnknownError``.
    A call that never reached the provider always raises ``TemporaryProviderError``.
    """
    try:
        async with asyncio.timeout(timeout_seconds):
            yield
    except ResponseLostError as error:
        raise response_lost(error.code, idempotent=idempotent) from error
    except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
        raise connection_failed(error, idempotent=idempotent) from error


def connection_failed(error: BaseException, *, idempotent: bool) -> ProviderError:
    """The ``ProviderError`` for a broken connection or a timeout. Looks at ``error`` and its causes."""
    if any(
        isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        for cause in _cause_chain(error)
    ):
        return TemporaryProviderError("no connection", "the provider could not be reached")
    return response_lost("no response", idempotent=idempotent)


def is_offline(error: BaseException) -> bool:
    """Whether this machine cannot resolve any host name. That says nothing about the name it looked up."""
    return any(isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN for cause in _cause_chain(error))


def response_lost(code: str, *, idempotent: bool) -> ProviderError:
    if idempotent:
        return TemporaryProviderError(code, "no response; the call can be repeated")
    return OutcomeUnknownError(code, "no response; the call may have been carried out")


def _cause_chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """The delay in a ``Retry-After`` header (RFC 9110, 10.2.3), None if it is missing or malformed.

    A date is compared with the response's own ``Date``, so that our clock does not matter.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    until, since = _http_date(value), _http_date(headers.get("Date", ""))
    if until is None or since is None:
        return None
    return max(0.0, (until - since).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def json_object(text: str) -> dict[str, object] | None:
    """Parse ``text`` as a JSON object; None if it is anything else."""
    value = json_value(text)
    return value if isinstance(value, dict) else None


def json_value(text: str) -> object:
    """Parse ``text`` as JSON; None if it is none, or null."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
