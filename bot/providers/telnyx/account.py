"""Checks and connects the Telnyx account: the API key, the number, its messaging profile and the inbound webhook.

Profiles: https://developers.telnyx.com/api/messaging/retrieve-messaging-profile
"""

from collections.abc import AsyncIterator
from typing import Any

from bot.domain.errors import PermanentProviderError, ProviderError, ProviderSetupError
from bot.domain.model import ProviderName
from bot.providers.account import Finding, Webhook, note, offline_finding, ok, webhook_finding, wrong
from bot.providers.http_errors import is_offline
from bot.providers.telnyx.codes import api_error
from bot.providers.telnyx.connection import TelnyxConnection

WEBHOOK_PATH = "/webhooks/telnyx"
INVALID_KEY_CODES = ("10007", "10009", "10010", "http 401", "http 403")
PORTAL = "https://portal.telnyx.com"
PROFILES = "in the Telnyx portal under Messaging > Programmable Messaging"


class TelnyxAccount:
    """If ``messaging_profile_id`` is empty, the profile to which ``phone_number`` is assigned is checked."""

    name = ProviderName.TELNYX

    def __init__(
        self,
        *,
        api_key: str,
        phone_number: str,
        messaging_profile_id: str,
        public_url: str,
        api_base_url: str | None = None,
        call_limit_seconds: float = 10.0,
    ) -> None:
        self._phone_number = phone_number
        self._has_custom_api_url = bool(api_base_url)
        self._profile_id = messaging_profile_id
        self._webhook_url = public_url.rstrip("/") + WEBHOOK_PATH
        self._connection = TelnyxConnection(
            api_key=api_key, api_base_url=api_base_url, call_limit_seconds=call_limit_seconds
        )

    async def start(self) -> None:
        await self._connection.start()

    async def close(self) -> None:
        await self._connection.close()

    async def findings(self) -> AsyncIterator[Finding]:
        try:
            credit = await self._available_credit()
        except ProviderError as error:
            if self._has_custom_api_url and error.code == "http 404":
                yield note("TELNYX_BASE_URL has no accounts: number and messaging profile were not checked")
            else:
                yield _api_error_finding(error)
            return
        yield _credit_finding(credit)
        profile_id = self._profile_id
        if self._phone_number:
            number = await self._number()
            finding = _number_finding(self._phone_number, number, self._profile_id)
            if finding is not None:
                yield finding
                return
            profile_id = str(number.messaging_profile_id)
        elif not profile_id:
            yield _nothing_to_check_finding()
            return
        try:
            profile = await self._profile(profile_id)
        except PermanentProviderError:
            yield wrong(
                f"there is no messaging profile {profile_id}",
                f"Copy its ID, {PROFILES}, into TELNYX_MESSAGING_PROFILE_ID.",
            )
            return
        yield _profile_finding(profile, self._phone_number)
        yield webhook_finding(self._webhook(profile))

    async def webhooks(self) -> tuple[Webhook, ...]:
        """The webhook of the messaging profile."""
        profile_id = self._profile_id
        if not profile_id:
            number = await self._number() if self._phone_number else None
            profile_id = str(number.messaging_profile_id) if number and number.messaging_profile_id else ""
        if not profile_id:
            raise ProviderSetupError("no profile", "the messaging profile is not known; `python -m bot check` says why")
        return (self._webhook(await self._profile(profile_id)),)

    async def set_webhook(self, webhook: Webhook) -> None:
        async with self._connection.client(api_error, idempotent=True) as client:
            await client.messaging_profiles.update(
                webhook.key, webhook_url=webhook.expected_url, webhook_api_version="2"
            )

    async def _available_credit(self) -> float | None:
        async with self._connection.client(api_error, idempotent=True) as client:
            data = (await client.balance.retrieve()).data
            credit = data.available_credit if data else None
            return None if credit is None else float(credit)

    async def _number(self) -> Any:
        """The account's phone number, None if the account does not have it."""
        async with self._connection.client(api_error, idempotent=True) as client:
            page = await client.phone_numbers.list(filter={"phone_number": self._phone_number})
            return next((number for number in page.data if number.phone_number == self._phone_number), None)

    async def _profile(self, profile_id: str) -> Any:
        async with self._connection.client(api_error, idempotent=True) as client:
            response: Any = await client.messaging_profiles.retrieve(profile_id)
            _ = response.data.id  # the SDK does not validate: fail here, where the error is translated
            return response.data

    def _webhook(self, profile: Any) -> Webhook:
        problem = ""
        if profile.webhook_url and str(profile.webhook_api_version) != "2":
            problem = f"its webhook uses API version {profile.webhook_api_version}; the bot needs version 2"
        return Webhook(
            location=f'the messaging profile "{profile.name}"',
            key=str(profile.id),
            url=profile.webhook_url or None,
            expected_url=self._webhook_url,
            problem=problem,
        )


def _api_error_finding(error: ProviderError) -> Finding:
    if is_offline(error):
        return offline_finding("the Telnyx account was")
    if error.code in INVALID_KEY_CODES:
        return wrong(
            "Telnyx refuses the API key",
            f"Create a new key at {PORTAL} under API Keys, and set TELNYX_API_KEY to it (it starts with KEY).",
        )
    return wrong(
        f"Telnyx's API does not work as expected ({error})",
        "Check that this machine can open https connections to api.telnyx.com, that TELNYX_BASE_URL is empty, and that "
        "https://status.telnyx.com reports no incident; then try again.",
    )


def _credit_finding(credit: float | None) -> Finding:
    if credit is not None and credit <= 0:
        return wrong(
            "the Telnyx account has no credit left: it sends no texts", f"Add credit at {PORTAL} under Billing."
        )
    return ok("the API key is valid, and the account has credit")


def _number_finding(number: str, found: Any, expected_profile: str) -> Finding | None:
    """What is wrong with the number; None if nothing is."""
    if found is None:
        return wrong(
            f"{number} (TELNYX_PHONE_NUMBER) is not a number of this account",
            f"Compare it with {PORTAL} under Numbers; the API key must be of the same account.",
        )
    if not found.messaging_profile_id:
        return wrong(
            f"{number} is assigned to no messaging profile, so it neither receives nor sends texts",
            f"Open the number at {PORTAL} under Numbers > My Numbers > Messaging, and select a messaging profile.",
        )
    if expected_profile and found.messaging_profile_id != expected_profile:
        return wrong(
            f"{number} is assigned to another messaging profile than TELNYX_MESSAGING_PROFILE_ID says",
            f"Its profile is {found.messaging_profile_id}: set that one, or assign the number to yours, {PROFILES}.",
        )
    return None


def _nothing_to_check_finding() -> Finding:
    return note(
        "neither TELNYX_PHONE_NUMBER nor TELNYX_MESSAGING_PROFILE_ID is set, so the profile cannot be checked",
        "Set the number that people text.",
    )


def _profile_finding(profile: Any, number: str) -> Finding:
    if profile.enabled is False:
        return wrong(f'the messaging profile "{profile.name}" is disabled', f"Enable it, {PROFILES}.")
    holds = f" and has {number}" if number else ""
    return ok(f'the messaging profile "{profile.name}" is enabled{holds}')
