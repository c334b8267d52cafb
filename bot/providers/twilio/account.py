"""The account at Twilio: its state, the messaging service and its numbers, and where the service's texts go.

Services: https://www.twilio.com/docs/messaging/services/api
Numbers: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
Trying again: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from collections.abc import AsyncIterator
from typing import Any

from bot.domain.errors import PermanentProviderError, ProviderError, ProviderSetupError
from bot.domain.model import ProviderName
from bot.providers.account import Finding, Webhook, note, ok, webhook_finding, without_network, wrong
from bot.providers.http_errors import is_without_network
from bot.providers.twilio.connection import TwilioConnection

# Three tries more when the connection fails, no answer comes in time, or the bot answers 5xx: a restart loses no text.
RETRY_FRAGMENT = "#rc=3&rp=ct,rt,5xx"
WEBHOOK_PATH = "/webhooks/twilio"
MOST_NUMBERS = 400  # that a messaging service holds

CONSOLE = "https://console.twilio.com"
SERVICES = "in the Twilio console under Messaging > Services"


class TwilioAccount:
    """``phone_number`` is looked for in the service where it is given; ``api_base_url`` None is Twilio's own."""

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
        self._is_elsewhere = bool(api_base_url)
        self._wanted = public_url.rstrip("/") + WEBHOOK_PATH + RETRY_FRAGMENT
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
            async with self._connection.calling(repeatable=True) as client:
                account = await client.api.accounts(self._account_sid).fetch_async()
        except ProviderError as error:
            yield _unanswered(error)
            return
        yield _account_finding(account)
        try:
            service = await self._service()
        except ProviderSetupError as error:
            if self._is_elsewhere and error.code == "http 404":
                yield note("TWILIO_API_BASE_URL has no messaging services: the service was not looked at")
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
        """The messaging service, or each of its numbers where the service leaves it to them."""
        return await self._webhooks(await self._service(), await self._numbers())

    async def point(self, webhook: Webhook) -> None:
        async with self._connection.calling(repeatable=True) as client:
            if webhook.key == self._service_sid:
                await client.messaging.v1.services(self._service_sid).update_async(
                    inbound_request_url=webhook.wanted, inbound_method="POST"
                )
            else:
                await client.incoming_phone_numbers(webhook.key).update_async(
                    sms_url=webhook.wanted, sms_method="POST", sms_application_sid=""
                )

    async def _service(self) -> Any:
        async with self._connection.calling(repeatable=True) as client:
            return await client.messaging.v1.services(self._service_sid).fetch_async()

    async def _numbers(self) -> tuple[str, ...]:
        async with self._connection.calling(repeatable=True) as client:
            senders = await client.messaging.v1.services(self._service_sid).phone_numbers.list_async(limit=MOST_NUMBERS)
            return tuple(str(sender.phone_number) for sender in senders)

    async def _webhooks(self, service: Any, numbers: tuple[str, ...]) -> tuple[Webhook, ...]:
        if not service.use_inbound_webhook_on_number:
            where = f'the messaging service "{service.friendly_name}"'
            return (self._webhook(where, self._service_sid, service.inbound_request_url, service.inbound_method),)
        wanted = [number for number in numbers if self._phone_number in ("", number)]
        return tuple([await self._number_webhook(number) for number in wanted])

    async def _number_webhook(self, number: str) -> Webhook:
        async with self._connection.calling(repeatable=True) as client:
            (found,) = await client.incoming_phone_numbers.list_async(phone_number=number, limit=1)
            where = f"the number {number} (its messaging service leaves it to the number)"
            flaw = "a TwiML app decides instead of the webhook" if found.sms_application_sid else ""
            return self._webhook(where, str(found.sid), found.sms_url, found.sms_method, flaw)

    def _webhook(self, where: str, key: str, url: object, method: object, flaw: str = "") -> Webhook:
        if url and not flaw and method != "POST":
            flaw = f"the webhook is called with HTTP {method}; it must be POST"
        return Webhook(where=where, key=key, url=str(url) if url else None, wanted=self._wanted, flaw=flaw)


def _unanswered(error: ProviderError) -> Finding:
    if is_without_network(error):
        return without_network("the Twilio account was")
    if error.code in ("20003", "http 401", "http 403"):
        return wrong(
            "Twilio refuses the account SID or the auth token",
            f"Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with the account's first page at {CONSOLE}. The token "
            "must be the primary auth token (an API key cannot check signatures), and TWILIO_AUTH_TOKEN may have been "
            "renewed there.",
        )
    if error.code in ("20404", "http 404"):
        return wrong("Twilio knows no such account", f"Copy TWILIO_ACCOUNT_SID from the first page at {CONSOLE}.")
    return wrong(
        f"Twilio's API does not answer as it should ({error})",
        "See that this machine may open https connections to api.twilio.com, that TWILIO_API_BASE_URL is empty, and "
        "https://status.twilio.com; then try again.",
    )


def _account_finding(account: Any) -> Finding:
    if account.status != "active":
        return wrong(
            f"the Twilio account is {account.status}: it sends no texts",
            f"Open {CONSOLE}: it says why, and what Twilio asks for.",
        )
    if account.type == "Trial":
        return note(
            "the account is a trial: it texts only numbers that you have verified, and adds a line of its own",
            f"Upgrade it at {CONSOLE}, or verify your own number under Phone Numbers > Verified Caller IDs.",
        )
    return ok(f'the account "{account.friendly_name}" is active, and the token is right')


def _service_findings(service: Any, numbers: tuple[str, ...], wanted: str) -> list[Finding]:
    name = f'the messaging service "{service.friendly_name}"'
    if not numbers:
        return [wrong(f"{name} has no number to send from", f"Open it {SERVICES}, and add your number to its senders.")]
    if wanted and wanted not in numbers:
        return [
            wrong(
                f"{wanted} (TWILIO_PHONE_NUMBER) is not one of the senders of {name}",
                f"Open it {SERVICES} and add the number to its senders; a number belongs to one service at a time.",
            )
        ]
    found = [ok(f"{name} sends from {wanted or ', '.join(numbers[:3])}{' and others' * (len(numbers) > 3)}")]
    if service.us_app_to_person_registered is False and any(number.startswith("+1") for number in numbers):
        found.append(
            note(
                "no A2P 10DLC campaign is registered for it: US carriers block texts from ordinary +1 numbers without",
                "docs/operations.md has the texts to register with; toll-free numbers are verified instead.",
            )
        )
    return found
