"""Twilio: hands texts to its message scheduling and takes them back.

Scheduling: https://www.twilio.com/docs/messaging/features/message-scheduling
Messages: https://www.twilio.com/docs/messaging/api/message-resource
"""

import re
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import NotCancellableError, PermanentProviderError, ProviderSetupError
from bot.domain.model import OutboundMessage, ProviderName, Receipt, Window
from bot.providers.http_errors import AnswerLostError
from bot.providers.protocol import Accepted
from bot.providers.send_times import utc_second
from bot.providers.twilio.codes import CAUSES, FAILURES, STATES
from bot.providers.twilio.connection import TwilioConnection

MESSAGING_SERVICE_SID = re.compile(r"MG[0-9a-fA-F]{32}")
SEARCHED_MESSAGES = 300  # newest first; a lost one is among the newest
CLOCKS_DIFFER_BY = timedelta(minutes=2)
CREATED_WITHIN = timedelta(minutes=5)


class TwilioProvider:
    """Texts by Twilio's SDK. ``window`` is what its scheduler accepts; ``call_limit_seconds`` ends each call.

    ``api_base_url`` None is Twilio's own address. Every text carries ``public_url`` with our id as status callback.
    """

    name = ProviderName.TWILIO
    answers_in_webhook = True
    supports_idempotency_keys = False  # Twilio has no idempotency keys

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        messaging_service_sid: str,
        public_url: str,
        window: Window,
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self.window = window
        self._messaging_service_sid = messaging_service_sid
        self._public_url = public_url.rstrip("/")
        self._connection = TwilioConnection(
            account_sid=account_sid,
            auth_token=auth_token,
            api_base_url=api_base_url,
            call_limit_seconds=call_limit_seconds,
        )

    async def start(self) -> None:
        await self._connection.start()

    async def close(self) -> None:
        await self._connection.close()

    async def schedule(self, text: OutboundMessage, send_at: datetime) -> Accepted:
        """Hand over ``text`` to be sent at ``send_at``, on the next whole second: Twilio knows no parts of one."""
        return await self._create(text, schedule_type="fixed", send_at=utc_second(send_at))

    async def send(self, text: OutboundMessage) -> Accepted:
        """Send ``text`` at once."""
        return await self._create(text)

    async def _create(self, text: OutboundMessage, **schedule: str) -> Accepted:
        # Without a messaging service Twilio drops the schedule and sends at once.
        if MESSAGING_SERVICE_SID.fullmatch(self._messaging_service_sid) is None:
            raise ProviderSetupError("35118", "the messaging service SID is not MG and 32 hexadecimal digits")
        media: dict[str, Any] = {"media_url": list(text.media_urls)} if text.media_urls else {}
        async with self._connection.calling(repeatable=False) as client:
            message = await client.messages.create_async(
                to=text.to_number,
                body=text.body,
                messaging_service_sid=self._messaging_service_sid,
                status_callback=f"{self._public_url}/webhooks/twilio/status?message={text.id}",
                **media,
                **schedule,
            )
            return Accepted(provider_message_id=_sid(message))

    async def cancel(self, provider_message_id: str) -> None:
        """Take back a scheduled text; ``NotCancellableError`` when it is too late or Twilio does not know it."""
        try:
            async with self._connection.calling(repeatable=True) as client:
                await client.messages(provider_message_id).update_async(status="canceled")
        except PermanentProviderError as error:
            if error.code in ("20404", "30409"):
                raise NotCancellableError(error.code, error.reason) from error
            raise

    async def find(self, text: OutboundMessage, taken: frozenset[str] = frozenset()) -> Accepted | None:
        """The oldest message to the same number with the same body, created when ``text`` was handed over.

        Twilio tells neither a message's send time nor its callback, so texts alike are told apart by the ids that
        are ``taken`` already. Read by number alone: while a message is scheduled it has no sender and no sending date
        to filter by.
        """
        handed_over_at = text.handed_over_at or text.created_at
        earliest, latest = handed_over_at - CLOCKS_DIFFER_BY, handed_over_at + CREATED_WITHIN
        async with self._connection.calling(repeatable=True) as client:
            messages = await client.messages.list_async(to=text.to_number, limit=SEARCHED_MESSAGES, page_size=100)
            alike = [
                (message.date_created, _sid(message))
                for message in messages
                if message.body == text.body
                and _may_be(message, text)
                and isinstance(message.date_created, datetime)
                and earliest <= message.date_created <= latest
                and message.sid not in taken
            ]
        return Accepted(provider_message_id=min(alike)[1]) if alike else None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """What became of a text."""
        async with self._connection.calling(repeatable=True) as client:
            message = await client.messages(provider_message_id).fetch_async()
            state = STATES.get(message.status)
            failure = str(message.error_code) if state in FAILURES and message.error_code else None
            return Receipt(
                provider=self.name,
                provider_message_id=_sid(message),
                state=state,
                failure=failure,
                cause=CAUSES.get(failure or ""),
            )


def _may_be(message: Any, text: OutboundMessage) -> bool:
    """Whether the status of ``message`` fits: a scheduled text is scheduled until its time, one sent at once never."""
    if message.status not in STATES or message.status == "canceled":
        return False
    if text.scheduled_for is None:
        return bool(message.status != "scheduled")
    if message.status == "scheduled":
        return True
    updated_at = message.date_updated
    return isinstance(updated_at, datetime) and updated_at >= text.scheduled_for - CLOCKS_DIFFER_BY


def _sid(message: Any) -> str:
    if not isinstance(message.sid, str) or not message.sid:
        raise AnswerLostError("unreadable answer")
    return message.sid
