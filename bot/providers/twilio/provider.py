"""Sends, schedules and cancels messages with Twilio.

Scheduling: https://www.twilio.com/docs/messaging/features/message-scheduling
Messages: https://www.twilio.com/docs/messaging/api/message-resource
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from bot.domain.errors import NotCancellableError, PermanentProviderError, ProviderSetupError
from bot.domain.model import OutboundMessage, ProviderName
from bot.domain.receipts import Receipt
from bot.domain.window import Window
from bot.providers.http_errors import ResponseLostError
from bot.providers.protocol import Accepted
from bot.providers.receipts import make_receipt
from bot.providers.send_times import utc_second
from bot.providers.twilio.codes import CAUSES, REASONS, STATES
from bot.providers.twilio.connection import TwilioConnection
from bot.providers.twilio.rcs import can_have_chips
from bot.providers.whatsapp import TemplateKind, flattened, needs_template, template_kind

MESSAGING_SERVICE_SID = re.compile(r"MG[0-9a-fA-F]{32}")
SEARCH_LIMIT = 300  # messages, newest first; a message whose response was lost is among the newest
CLOCK_SKEW = timedelta(minutes=2)  # between Twilio's clock and ours
CREATED_WITHIN = timedelta(minutes=5)  # of our call


class TwilioProvider:
    """Messages through Twilio's SDK. ``window`` is what its scheduler accepts; a call takes ``call_limit_seconds``.

    ``content_sids`` are the templates for WhatsApp, ``rcs_content_sid`` is the Content with chips for RCS, "" for none.
    ``api_base_url`` None is Twilio's own address. Status callbacks go
    to ``public_url`` and carry our message id.
    """

    name = ProviderName.TWILIO
    answers_in_webhook = True
    supports_idempotency_keys = False  # Twilio has no idempotency keys
    carrier_answers_keywords = True
    is_personal_phone = False

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
        content_sids: Mapping[TemplateKind, str] = MappingProxyType({}),
        rcs_content_sid: str = "",
    ) -> None:
        self.window = window
        self._content_sids = content_sids
        self._rcs_content_sid = rcs_content_sid
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

    async def schedule(self, message: OutboundMessage, send_at: datetime) -> Accepted:
        """Schedule ``message`` for ``send_at``, rounded up to a whole second: Twilio accepts no fractions."""
        return await self._create(message, schedule_type="fixed", send_at=utc_second(send_at))

    async def send(self, message: OutboundMessage) -> Accepted:
        """Send ``message`` now."""
        return await self._create(message)

    async def _create(self, message: OutboundMessage, **schedule: str) -> Accepted:
        # Without a messaging service Twilio ignores the schedule and sends at once.
        if MESSAGING_SERVICE_SID.fullmatch(self._messaging_service_sid) is None:
            raise ProviderSetupError("35118", "the messaging service SID is not MG and 32 hexadecimal digits")
        content: dict[str, Any] = {"body": message.body}
        if message.media_urls:
            content["media_url"] = list(message.media_urls)
        if needs_template(message):
            template = _content(self._content_sids.get(template_kind(message)), flattened(message.body))
            if template is None and schedule:
                # Twilio would accept free text, and WhatsApp refuse it when it is sent.
                raise ProviderSetupError("no template", "a scheduled WhatsApp message needs TWILIO_CONTENT_SID_...")
            content = template or content
        elif can_have_chips(message):
            content = _content(self._rcs_content_sid, message.body) or content
        async with self._connection.client(idempotent=False) as client:
            resource = await client.messages.create_async(
                to=message.to_number,
                messaging_service_sid=self._messaging_service_sid,
                status_callback=f"{self._public_url}/webhooks/twilio/status?message={message.id}",
                **content,
                **schedule,
            )
            return Accepted(provider_message_id=_sid(resource))

    async def cancel(self, provider_message_id: str) -> None:
        """Cancel a scheduled message. Raises ``NotCancellableError`` if it is too late or Twilio does not know it."""
        try:
            async with self._connection.client(idempotent=True) as client:
                await client.messages(provider_message_id).update_async(status="canceled")
        except PermanentProviderError as error:
            if error.code in ("20404", "30409"):
                raise NotCancellableError(error.code, error.reason) from error
            raise

    async def record_consent(self, number: str, *, opted_in: bool, at: datetime) -> None:
        """Write an opt-in or opt-out to Twilio's Consent API, for the whole messaging service.

        Raises ``ProviderSetupError`` if the account does not have that API.
        https://www.twilio.com/docs/messaging/features/bulk-upsert-consents-api
        """
        consent = {
            "contact_id": number,
            "correlation_id": uuid4().hex,
            "sender_id": self._messaging_service_sid,
            "status": "opt-in" if opted_in else "opt-out",
            "source": "opt-in-message" if opted_in else "opt-out-message",
            "date_of_consent": utc_second(at),
        }
        try:
            async with self._connection.client(idempotent=True) as client:
                recorded = await client.accounts.v1.bulk_consents.create_async(items=[consent])
                code = int(recorded.items[0]["error_code"])
        except PermanentProviderError as error:
            raise ProviderSetupError(error.code, "the account has no access to the Consent API") from error
        if code:
            raise PermanentProviderError(str(code), "the consent is not accepted")

    async def find(self, message: OutboundMessage, known_ids: frozenset[str] = frozenset()) -> Accepted | None:
        """The oldest message with the same recipient and body that was created when we handed ``message`` over.

        Twilio's list has neither the send time nor the callback URL of a message, so two equal messages can only be
        told apart by ``known_ids``. The list is filtered by recipient alone: a scheduled message has no sender and no
        sending date yet.
        """
        handed_over_at = message.handed_over_at or message.created_at
        earliest, latest = handed_over_at - CLOCK_SKEW, handed_over_at + CREATED_WITHIN
        async with self._connection.client(idempotent=True) as client:
            resources = await client.messages.list_async(to=message.to_number, limit=SEARCH_LIMIT, page_size=100)
            candidates = [
                (resource.date_created, _sid(resource))
                for resource in resources
                if _has_words_of(resource, message)
                and _status_matches(resource, message)
                and isinstance(resource.date_created, datetime)
                and earliest <= resource.date_created <= latest
                and resource.sid not in known_ids
            ]
        return Accepted(provider_message_id=min(candidates)[1]) if candidates else None

    async def fetch(self, provider_message_id: str) -> Receipt:
        """Ask for the state of a message."""
        async with self._connection.client(idempotent=True) as client:
            resource = await client.messages(provider_message_id).fetch_async()
            error_code = str(resource.error_code) if resource.error_code else None
            state = STATES.get(resource.status)
            return make_receipt(self.name, _sid(resource), state, error_code=error_code, reasons=REASONS, causes=CAUSES)


def _content(content_sid: str | None, variable: str) -> dict[str, Any] | None:
    """The fields that replace the body; None if the operator has set no Content."""
    if not content_sid:
        return None
    return {"content_sid": content_sid, "content_variables": json.dumps({"1": variable})}


def _has_words_of(resource: Any, message: OutboundMessage) -> bool:
    """Whether Twilio's ``resource`` has the words of ``message``; of a template, they are a part of the body."""
    if resource.body == message.body:
        return True
    return needs_template(message) and flattened(message.body) in str(resource.body or "")


def _status_matches(resource: Any, message: OutboundMessage) -> bool:
    """Whether Twilio's ``resource`` can be ``message``, by its status.

    A scheduled message keeps the status "scheduled" until its send time; a message sent at once never has it.
    """
    if resource.status not in STATES or resource.status == "canceled":
        return False
    if message.scheduled_for is None:
        return bool(resource.status != "scheduled")
    if resource.status == "scheduled":
        return True
    updated_at = resource.date_updated
    return isinstance(updated_at, datetime) and updated_at >= message.scheduled_for - CLOCK_SKEW


def _sid(resource: Any) -> str:
    if not isinstance(resource.sid, str) or not resource.sid:
        raise ResponseLostError("unreadable response")
    return resource.sid
