"""Checks and connects an account at httpSMS: the API key, the phone and the webhook."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.errors import ProviderError, ProviderSetupError
from bot.domain.model import ProviderName
from bot.providers.account import Finding, Webhook, note, offline_finding, ok, webhook_finding, wrong
from bot.providers.http_errors import is_offline
from bot.providers.httpsms.provider import httpsms_api

WEBHOOK_PATH = "/webhooks/httpsms"
EVENTS = (
    "message.phone.received",
    "message.phone.sent",
    "message.phone.delivered",
    "message.send.failed",
    "message.send.expired",
)
SEEN_WITHIN = timedelta(minutes=60)  # phones report every quarter of an hour
PAGE = 20  # the most that the API lists at a time


class HttpSmsAccount:
    """``phone_number`` is the phone that sends. Its webhook is signed with ``signing_key``."""

    name = ProviderName.HTTPSMS

    def __init__(
        self,
        *,
        api_key: str,
        phone_number: str,
        signing_key: str,
        public_url: str,
        base_url: str = "",
        call_limit_seconds: float = 10.0,
    ) -> None:
        self._phone_number = phone_number
        self._signing_key = signing_key
        self._webhook_url = public_url.rstrip("/") + WEBHOOK_PATH
        self._api = httpsms_api(base_url, api_key, call_limit_seconds)

    async def start(self) -> None:
        await self._api.start()

    async def close(self) -> None:
        await self._api.close()

    async def findings(self) -> AsyncIterator[Finding]:
        try:
            numbers = [phone["phone_number"] for phone in await self._list("/v1/phones")]
        except ProviderError as error:
            yield _api_error_finding(error)
            return
        if self._phone_number not in numbers:
            yield wrong(
                f"{self._phone_number} (HTTPSMS_PHONE_NUMBER) is no phone of this account",
                "Sign in on the phone with the httpSMS app, or correct the number.",
            )
            return
        yield ok(f"the API key is valid, and the account has {self._phone_number}")
        finding = _seen_finding(await self._list("/v1/heartbeats", owner=self._phone_number), datetime.now(UTC))
        if finding is not None:
            yield finding
        [webhook] = await self.webhooks()
        yield webhook_finding(webhook)

    async def webhooks(self) -> tuple[Webhook, ...]:
        """The webhook of the phone: ours if there is one, or else another one's for the same phone, left as it is."""
        registered = [one for one in await self._list("/v1/webhooks") if self._phone_number in one["phone_numbers"]]
        ours = next((one for one in registered if one["url"] == self._webhook_url), None)
        location = f"the account's webhooks for {self._phone_number}"
        if ours is None:
            return (Webhook(location=location, key="", url=None, expected_url=self._webhook_url),)
        missing = [event for event in EVENTS if event not in ours["events"]]
        problem = f"does not report {', '.join(missing)}" if missing else ""
        if not missing and ours["signing_key"] != self._signing_key:
            problem = "its signing key is not HTTPSMS_WEBHOOK_SIGNING_KEY"
        return (
            Webhook(
                location=location,
                key=str(ours["id"]),
                url=ours["url"],
                expected_url=self._webhook_url,
                problem=problem,
            ),
        )

    async def set_webhook(self, webhook: Webhook) -> None:
        content = {
            "url": webhook.expected_url,
            "signing_key": self._signing_key,
            "phone_numbers": [self._phone_number],
            "events": list(EVENTS),
        }
        async with self._api.call(idempotent=True) as request:
            if webhook.key:
                await request("PUT", f"/v1/webhooks/{webhook.key}", json=content)
            else:
                await request("POST", "/v1/webhooks", json=content)

    async def _list(self, path: str, **params: str) -> list[dict[str, Any]]:
        async with self._api.call(idempotent=True) as request:
            listed: list[dict[str, Any]] = (await request("GET", path, params={"skip": 0, "limit": PAGE, **params}))[
                "data"
            ]
            return listed


def _api_error_finding(error: ProviderError) -> Finding:
    if is_offline(error):
        return offline_finding("the httpSMS account was")
    if isinstance(error, ProviderSetupError) and error.code == "http 401":
        return wrong(
            "httpSMS refuses the API key",
            "Copy it from https://httpsms.com/settings into HTTPSMS_API_KEY; keys that begin with pk_ are for phones.",
        )
    return wrong(
        f"httpSMS's API does not work as expected ({error})",
        "Check HTTPSMS_BASE_URL (empty for the cloud server) and that this machine can open https connections to it.",
    )


def _seen_finding(heartbeats: list[dict[str, Any]], now: datetime) -> Finding | None:
    """A note if the phone has not reported for a while."""
    try:
        latest = max((datetime.fromisoformat(one["timestamp"]) for one in heartbeats), default=None)
        if latest is not None and now - latest <= SEEN_WITHIN:
            return None
    except (KeyError, TypeError, ValueError):
        return None
    since = "has never reported" if latest is None else f"last reported at {latest:%Y-%m-%d %H:%M} UTC"
    return note(f"the phone {since}", "Check its network, and exempt the app from battery optimisation.")
