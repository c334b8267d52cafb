"""Checks and connects a phone with SMS Gateway for Android: the credentials, the phone and its webhooks.

Webhooks: https://docs.sms-gate.app/features/webhooks/. Each is for one event, and the phone's own list is separate from
its server's.
"""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.errors import ProviderError, ProviderSetupError
from bot.domain.model import ProviderName
from bot.providers.account import Finding, Webhook, note, offline_finding, ok, webhook_finding, wrong
from bot.providers.http_errors import is_offline
from bot.providers.smsgate.connection import is_local, smsgate_api

WEBHOOK_PATH = "/webhooks/smsgate"
EVENTS = ("sms:received", "sms:sent", "sms:delivered", "sms:failed", "sms:cancelled")
SEEN_WITHIN = timedelta(minutes=30)  # a phone without push messages looks for work every 15 minutes


class SmsGateAccount:
    """The phone, or the account at the server that it uses."""

    name = ProviderName.SMSGATE

    def __init__(
        self,
        *,
        username: str,
        password: str,
        public_url: str,
        base_url: str = "",
        device_id: str = "",
        call_limit_seconds: float = 10.0,
    ) -> None:
        self._is_local = is_local(base_url)
        self._device_id = device_id
        self._webhook_url = public_url.rstrip("/") + WEBHOOK_PATH
        self._api = smsgate_api(base_url, username, password, call_limit_seconds)

    async def start(self) -> None:
        await self._api.start()

    async def close(self) -> None:
        await self._api.close()

    async def findings(self) -> AsyncIterator[Finding]:
        try:
            devices = await self._devices()
        except ProviderError as error:
            yield self._api_error_finding(error)
            return
        finding = _devices_finding(devices, self._device_id)
        if finding is not None:
            yield finding
            return
        device = next(one for one in devices if self._device_id in ("", one["id"]))
        yield ok(f"the user name and password are valid; the phone is {device.get('name') or device['id']}")
        # The phone itself has just answered.
        if not self._is_local and (finding := _seen_finding(device.get("lastSeen"), datetime.now(UTC))) is not None:
            yield finding
        [webhook] = await self.webhooks()
        yield webhook_finding(webhook)

    async def webhooks(self) -> tuple[Webhook, ...]:
        """All events as one webhook: they share a URL."""
        async with self._api.call(idempotent=True) as request:
            registered = await request("GET", "/webhooks")
            urls = {one["event"]: one["url"] for one in registered if one["id"] == _webhook_id(one["event"])}
        missing = [event for event in EVENTS if urls.get(event) != self._webhook_url]
        problem = f"it does not report {', '.join(missing)}" if missing and len(missing) < len(EVENTS) else ""
        url = urls.get("sms:received") or next(iter(urls.values()), None)
        return (Webhook(location="the phone", key="", url=url, expected_url=self._webhook_url, problem=problem),)

    async def set_webhook(self, webhook: Webhook) -> None:
        """Register every event. A webhook of ours that is there already is replaced, because it has the same id."""
        for event in EVENTS:
            content = {"id": _webhook_id(event), "url": webhook.expected_url, "event": event}
            if self._device_id:
                content["deviceId"] = self._device_id
            async with self._api.call(idempotent=True) as request:
                await request("POST", "/webhooks", json=content)

    async def _devices(self) -> list[dict[str, Any]]:
        async with self._api.call(idempotent=True) as request:
            devices: list[dict[str, Any]] = await request("GET", "/device" if self._is_local else "/devices")
            _ = [device["id"] for device in devices]  # fail here, where the error is translated
            return devices

    def _api_error_finding(self, error: ProviderError) -> Finding:
        if is_offline(error):
            return offline_finding("the phone was")
        if isinstance(error, ProviderSetupError) and error.code == "http 401":
            return wrong(
                "SMS Gateway refuses the user name or the password",
                "Copy both from the app's home screen into SMSGATE_USERNAME and SMSGATE_PASSWORD. The local server and "
                "the cloud server have different ones.",
            )
        place = "the phone" if self._is_local else "the server"
        return wrong(
            f"SMS Gateway's API does not work as expected ({error})",
            f"Check that SMSGATE_BASE_URL is {place}'s address, and that the app is online.",
        )


def _webhook_id(event: object) -> str:
    return f"reminder-bot-{str(event).replace(':', '-')}"


def _devices_finding(devices: Iterable[dict[str, Any]], device_id: str) -> Finding | None:
    """What is wrong with the account's phones; None if nothing is."""
    ids = [device["id"] for device in devices]
    if not ids:
        return wrong("the account has no phone", "Open the app on the phone, and press Offline to go online.")
    if device_id and device_id not in ids:
        return wrong(f"SMSGATE_DEVICE_ID is no phone of this account; its phones are {', '.join(ids)}", "Correct it.")
    if not device_id and len(ids) > 1:
        return wrong(
            "the account has several phones, and a message could go out from each of them",
            f"Set SMSGATE_DEVICE_ID to the one that has SMSGATE_PHONE_NUMBER: {', '.join(ids)}.",
        )
    return None


def _seen_finding(last_seen: object, now: datetime) -> Finding | None:
    """A note if the phone has not asked its server for work for a while."""
    try:
        moment = datetime.fromisoformat(last_seen) if isinstance(last_seen, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or now - moment <= SEEN_WITHIN:
        return None
    minutes = int((now - moment).total_seconds() // 60)
    return note(
        f"the phone was last online {minutes} minutes ago",
        "Check its network, and exempt the app from battery optimisation.",
    )
