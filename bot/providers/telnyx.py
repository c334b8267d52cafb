"""Telnyx: hands texts to its message scheduling and takes them back.

Scheduling: https://developers.telnyx.com/docs/messaging/messages/schedule-message
Idempotency keys make a repeated request be carried out once, as long as its bytes are the same.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.errors import ProviderError
from bot.model import OutboundText, ProviderName, Receipt, Window
from bot.providers.base import Accepted
from bot.providers.http_answers import (
    CONNECT_SHARE,
    AnswerLostError,
    answered_within,
    retry_after_seconds,
    unanswered,
)
from bot.providers.send_times import utc_second
from bot.providers.telnyx_codes import FAILURES, STATES, refusal, refused_cancel

if TYPE_CHECKING:
    from telnyx import AsyncTelnyx

API_BASE_URL = "https://api.telnyx.com/v2"


class TelnyxProvider:
    """Texts by Telnyx's SDK. ``window`` is what its scheduler accepts; ``call_limit_seconds`` ends each call.

    ``phone_number`` is sent from where a text names no number. ``api_base_url`` ends in ``/v2``; None is Telnyx's own.
    """

    name = ProviderName.TELNYX
    answers_in_webhook = False
    repeats_safely = True

    def __init__(
        self,
        *,
        api_key: str,
        phone_number: str,
        public_url: str,
        window: Window,
        messaging_profile_id: str | None = None,
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self.window = window
        self._api_key = api_key
        self._phone_number = phone_number
        self._public_url = public_url.rstrip("/")
        self._messaging_profile_id = messaging_profile_id
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

    async def schedule(self, text: OutboundText, send_at: datetime) -> Accepted:
        """Hand over ``text`` to be sent at ``send_at``, on the next whole second."""
        return await self._create(text, send_at=utc_second(send_at))

    async def send(self, text: OutboundText) -> Accepted:
        """Send ``text`` at once."""
        return await self._create(text)

    async def _create(self, text: OutboundText, **schedule: Any) -> Accepted:
        """The same bytes for the same text and time, so that the idempotency key holds."""
        profile: dict[str, Any] = {}
        if self._messaging_profile_id:
            profile["messaging_profile_id"] = self._messaging_profile_id
        async with self._calling(refusal, repeatable=False) as client:
            answer = await client.messages.send(
                to=text.to_number,
                from_=text.from_number or self._phone_number,
                text=text.body,
                webhook_url=f"{self._public_url}/webhooks/telnyx?message={text.id}",
                idempotency_key=f"reminder-{text.id}",
                **profile,
                **schedule,
            )
            return Accepted(provider_message_id=_text(_data(answer).id))

    async def cancel(self, provider_message_id: str) -> None:
        """Take back a scheduled text; ``NotCancellableError`` when it is too late or Telnyx does not know it."""
        async with self._calling(refused_cancel, repeatable=True) as client:
            answer = await client.messages.cancel_scheduled(provider_message_id)
            _text(getattr(answer, "id", None))  # this answer alone comes without "data" around it

    async def find(
        self,
        text: OutboundText,  # noqa: ARG002 - the protocol's
        taken: frozenset[str] = frozenset(),  # noqa: ARG002
    ) -> Accepted | None:
        """Telnyx lists no messages; a lost answer is found by repeating the call (``repeats_safely``)."""
        return None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """What became of a text, for ten days after it was handed over."""
        async with self._calling(refusal, repeatable=True) as client:
            data = _data(await client.messages.retrieve(provider_message_id))
            status = data.to[0].status if data.to else None
            state = STATES.get(status or "")
            failure = str(data.errors[0].code) if state in FAILURES and data.errors else None
            return Receipt(provider=self.name, provider_message_id=_text(data.id), state=state, failure=failure)

    @asynccontextmanager
    async def _calling(
        self, refused: Callable[..., ProviderError], *, repeatable: bool
    ) -> AsyncIterator["AsyncTelnyx"]:
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


def _data(answer: Any) -> Any:
    """What the answer carries. The SDK checks no types: a page of HTML arrives here as text."""
    return answer.data


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise AnswerLostError("unreadable answer")
    return value
