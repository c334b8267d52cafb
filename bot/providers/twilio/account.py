"""Checks and connects the Twilio account: its status, its messaging service, the senders and the inbound webhook.

Services: https://www.twilio.com/docs/messaging/services/api
Numbers: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
Retries: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from collections.abc import AsyncIterator
from typing import Any

from bot.domain.errors import PermanentProviderError, ProviderError, ProviderSetupError
from bot.domain.model import ProviderName
from bot.providers.account import Finding, Webhook, note, offline_finding, ok, webhook_finding, wrong
from bot.providers.http_errors import is_offline
from bot.providers.twilio.connection import TwilioConnection

# Three retries if the connection fails, times out or the status is 5xx, so that a restart of the bot loses no text.
RETRY_FRAGMENT = "#rc=3&rp=ct,rt,5xx"
WEBHOOK_PATH = "/webhooks/twilio"
MAX_SERVICE_NUMBERS = 400  # the most that a messaging service can have

CONSOLE = "https://console.twilio.com"
SERVICES = "in the Twilio console under Messaging > Services"


class TwilioAccount:
    """``phone_number``, unless empty, must be a sender of the service. ``api_base_url`` None is Twilio's own."""

    name = ProviderName.TWILIO

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        messaging_service_sid: str,
        phone_number: str,
        public_url: str,
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self._account_sid = account_sid
        self._service_sid = messaging_service_sid
        self._phone_number = phone_number
        self._has_custom_api_url = bool(api_base_url)
        self._webhook_url = public_url.rstrip("/") + WEBHOOK_PATH + RETRY_FRAGMENT
        self._connection = TwilioConnection(
            account_sid=account_sid,
            auth_token=auth_token,
            api_base_url=api_base_url,
            call_limit_seconds=call_limit_seconds,
        )

    async def start(self) -> None:
        await self._connection.start(with_services=True)

    async def close(self) -> None:
        await self._connection.close()

    async def findings(self) -> AsyncIterator[Finding]:
        try:
            async with self._connection.client(idempotent=True) as client:
                account = await client.api.accounts(self._account_sid).fetch_async()
        except ProviderError as error:
            yield _api_error_finding(error)
            return
        yield _account_finding(account)
        try:
            service = await self._service()
        except ProviderSetupError as error:
            if self._has_custom_api_url and error.code == "http 404":
                yield note("TWILIO_API_BASE_URL has no messaging services: the service was not checked")
                return
            raise
        except PermanentProviderError:
            yield wrong(
                f"there is no messaging service {self._service_sid} in this account",
                f"Copy the SID that begins with MG, {SERVICES}, into TWILIO_MESSAGING_SERVICE_SID.",
            )
            return
        numbers = await self._numbers()
        for finding in _service_findings(service, numbers, self._phone_number):
            yield finding
        for webhook in await self._webhooks(service, numbers):
            yield webhook_finding(webhook)

    async def webhooks(self) -> tuple[Webhook, ...]:
        """The webhook of the messaging service, or of each sender if the service defers to its senders' webhooks."""
        return await self._webhooks(await self._service(), await self._numbers())

    async def set_webhook(self, webhook: Webhook) -> None:
        async with self._connection.client(idempotent=True) as client:
            if webhook.key == self._service_sid:
                await client.messaging.v1.services(self._service_sid).update_async(
                    inbound_request_url=webhook.expected_url, inbound_method="POST"
                )
            else:
                await client.incoming_phone_numbers(webhook.key).update_async(
                    sms_url=webhook.expected_url, sms_method="POST", sms_application_sid=""
                )

    async def _service(self) -> Any:
        async with self._connection.client(idempotent=True) as client:
            return await client.messaging.v1.services(self._service_sid).fetch_async()

    async def _numbers(self) -> tuple[str, ...]:
        async with self._connection.client(idempotent=True) as client:
            senders = await client.messaging.v1.services(self._service_sid).phone_numbers.list_async(
                limit=MAX_SERVICE_NUMBERS
            )
            return tuple(str(sender.phone_number) for sender in senders)

    async def _webhooks(self, service: Any, numbers: tuple[str, ...]) -> tuple[Webhook, ...]:
        if not service.use_inbound_webhook_on_number:
            location = f'the messaging service "{service.friendly_name}"'
            return (self._webhook(location, self._service_sid, service.inbound_request_url, service.inbound_method),)
        checked = [number for number in numbers if self._phone_number in ("", number)]
        return tuple([await self._number_webhook(number) for number in checked])

    async def _number_webhook(self, number: str) -> Webhook:
        async with self._connection.client(idempotent=True) as client:
            (found,) = await client.incoming_phone_numbers.list_async(phone_number=number, limit=1)
            location = f"the number {number} (its messaging service defers to it)"
            problem = "a TwiML app is set, which overrides the webhook" if found.sms_application_sid else ""
            return self._webhook(location, str(found.sid), found.sms_url, found.sms_method, problem)

    def _webhook(self, location: str, key: str, url: object, method: object, problem: str = "") -> Webhook:
        if url and not problem and method != "POST":
            problem = f"the webhook is called with HTTP {method}; it must be POST"
        return Webhook(
            location=location, key=key, url=str(url) if url else None, expected_url=self._webhook_url, problem=problem
        )


def _api_error_finding(error: ProviderError) -> Finding:
    if is_offline(error):
        return offline_finding("the Twilio account was")
    if error.code in ("20003", "http 401", "http 403"):
        return wrong(
            "Twilio refuses the account SID or the auth token",
            f"Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with the account's dashboard at {CONSOLE}. The token "
            "must be the primary auth token (an API key cannot verify signatures), and it may have been rotated there.",
        )
    if error.code in ("20404", "http 404"):
        return wrong("Twilio knows no such account", f"Copy TWILIO_ACCOUNT_SID from the dashboard at {CONSOLE}.")
    return wrong(
        f"Twilio's API does not work as expected ({error})",
        "Check that this machine can open https connections to api.twilio.com, that TWILIO_API_BASE_URL is empty, and "
        "that https://status.twilio.com reports no incident; then try again.",
    )


def _account_finding(account: Any) -> Finding:
    if account.status != "active":
        return wrong(
            f"the Twilio account is {account.status}: it sends no texts",
            f"Open {CONSOLE}: it shows the reason and what Twilio needs from you.",
        )
    if account.type == "Trial":
        return note(
            "this is a trial account: it can only text numbers that you verified, and adds a line to each message",
            f"Upgrade it at {CONSOLE}, or verify your own number under Phone Numbers > Verified Caller IDs.",
        )
    return ok(f'the account "{account.friendly_name}" is active, and the token is valid')


def _service_findings(service: Any, numbers: tuple[str, ...], phone_number: str) -> list[Finding]:
    name = f'the messaging service "{service.friendly_name}"'
    if not numbers:
        return [wrong(f"{name} has no number to send from", f"Open it {SERVICES}, and add your number to its senders.")]
    if phone_number and phone_number not in numbers:
        return [
            wrong(
                f"{phone_number} (TWILIO_PHONE_NUMBER) is not one of the senders of {name}",
                f"Open it {SERVICES} and add the number to its senders; a number can be in only one service.",
            )
        ]
    found = [ok(f"{name} sends from {phone_number or ', '.join(numbers[:3])}{' and others' * (len(numbers) > 3)}")]
    if service.us_app_to_person_registered is False and any(number.startswith("+1") for number in numbers):
        found.append(
            note(
                "it has no A2P 10DLC campaign: without one, US carriers block texts from ordinary +1 numbers",
                "docs/registration.md has the texts for the registration; toll-free numbers need verification instead.",
            )
        )
    return found
