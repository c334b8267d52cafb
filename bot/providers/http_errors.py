"""What an HTTP exchange that went wrong may have done at the other end, and how long it asks us to wait."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.domain.errors import OutcomeUnknownError, ProviderError, TemporaryProviderError

CONNECT_SHARE = 0.5  # of a call's time limit: a host that does not answer is told from an answer that does not come


class AnswerLostError(Exception):
    """The request left, and no answer came that could be believed. ``code`` is a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@asynccontextmanager
async def answered_within(limit_seconds: float, *, repeatable: bool) -> AsyncIterator[None]:
    """Run a call to a provider: it ends within ``limit_seconds``, and a missing answer is a ``ProviderError``.

    ``repeatable``: carrying the call out twice does no harm, so a lost answer is ``TemporaryProviderError``;
    else it is ``OutcomeUnknownError``. A call that never reached the provider is temporary in any case.
    """
    try:
        async with asyncio.timeout(limit_seconds):
            yield
    except AnswerLostError as error:
        raise lost(error.code, repeatable=repeatable) from error
    except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
        raise unanswered(error, repeatable=repeatable) from error


def unanswered(error: BaseException, *, repeatable: bool) -> ProviderError:
    """What a broken connection or a time-out comes to, by the errors that ``error`` was raised from."""
    if any(isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError) for cause in _chain(error)):
        return TemporaryProviderError("no connection", "the provider could not be reached")
    return lost("no answer", repeatable=repeatable)


def is_without_network(error: BaseException) -> bool:
    """Whether no name can be looked up from this machine at all, which says nothing about the one that was."""
    return any(isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN for cause in _chain(error))


def lost(code: str, *, repeatable: bool) -> ProviderError:
    if repeatable:
        return TemporaryProviderError(code, "no answer came; the call can be repeated")
    return OutcomeUnknownError(code, "no answer came; the call may have been carried out")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """The seconds that a ``Retry-After`` header asks for (RFC 9110, 10.2.3), None without a readable one.

    A date is measured against the answer's own ``Date``, so our clock plays no part.
    """
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    until, since = _http_date(asked), _http_date(headers.get("Date", ""))
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
    """``text`` as a JSON object, None where it is anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
