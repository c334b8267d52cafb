"""A bench for each provider: the adapter, a local server that behaves as the provider's documents say, and a clock.

To put a new provider through the contract, add a server to ``tests/fakes`` and a bench to ``BENCHES``.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import parse_qs

from bot.providers.httpsms.provider import HttpSmsProvider
from bot.providers.protocol import Provider
from bot.providers.smsgate.provider import SmsGateProvider
from bot.providers.telnyx.provider import TelnyxProvider
from bot.providers.twilio.provider import TwilioProvider
from examples.provider_template import TemplateProvider
from tests.builders import BOT_NUMBER, WINDOW
from tests.fakes import httpsms_server, smsgate_server, telnyx_server, template_server, twilio_server
from tests.fakes.api_server import ApiServer
from tests.fakes.httpsms_server import HttpSmsServer
from tests.fakes.set_clock import SetClock
from tests.fakes.smsgate_server import LocalSmsGateServer, SmsGateServer
from tests.fakes.telnyx_server import TelnyxServer
from tests.fakes.template_server import TemplateServer
from tests.fakes.twilio_server import TwilioServer

PUBLIC_URL = "https://bot.example.com/sms"


@dataclass
class Bench:
    """``server.messages`` are the messages that the provider has accepted, each with ``to`` and ``body``.

    ``wrong_key`` are arguments of ``make`` with a credential that the provider refuses. ``sent`` and ``failed`` are
    the provider's words for these states, ``failure`` its code of a failure, as the bot reports it. The carrier of a
    provider with ``blocks_opted_out`` refuses messages after a STOP. ``sends_pictures``: MMS.
    """

    provider: Provider
    server: Any
    clock: SetClock

    server_class: ClassVar[type[ApiServer]]
    wrong_key: ClassVar[dict[str, str]]
    callback_path: ClassVar[str] = ""
    sent: ClassVar[str] = "sent"
    failed: ClassVar[str] = "failed"
    failure: ClassVar[tuple[str, str]] = ("", "")  # as the server says it, and as the receipt begins
    blocks_opted_out: ClassVar[bool] = True
    sends_pictures: ClassVar[bool] = True

    @classmethod
    @asynccontextmanager
    async def open(cls) -> "AsyncIterator[Bench]":
        clock = SetClock()
        async with cls.server_class(clock) as server:  # type: ignore[call-arg]
            provider = cls.make(server)
            await provider.start()
            yield cls(provider, server, clock)
            await provider.close()

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        """A provider of this kind, not started."""
        raise NotImplementedError

    def another(self, **changes: Any) -> Provider:
        return self.make(self.server, **changes)

    def requested(self) -> dict[str, Any]:
        """The fields of the last request."""
        content: dict[str, Any] = json.loads(self.server.requests[-1].body)
        return content

    def media_urls(self) -> Sequence[str]:
        """The URLs of the pictures in the last request."""
        pictures: Sequence[str] = self.requested().get("media_urls", [])
        return pictures

    def id_of(self, message: Any) -> str:
        """The provider's id of a message on the server."""
        return str(message.id)

    def set_state(self, message: Any, state: str, failure: str | None = None) -> None:
        message.status, message.error_code = state, failure


class TwilioBench(Bench):
    server_class = TwilioServer
    wrong_key: ClassVar = {"auth_token": "wrong"}
    callback_path = "/webhooks/twilio/status"
    failure = ("30007", "30007")

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        values: dict[str, Any] = {
            "account_sid": twilio_server.ACCOUNT_SID,
            "auth_token": twilio_server.AUTH_TOKEN,
            "messaging_service_sid": twilio_server.MESSAGING_SERVICE_SID,
            "public_url": PUBLIC_URL,
            "window": WINDOW,
            "api_base_url": server.url,
        }
        return TwilioProvider(**values | changes)

    def requested(self) -> dict[str, Any]:
        return {name: values[0] for name, values in self._form().items()}

    def media_urls(self) -> Sequence[str]:
        return self._form().get("MediaUrl", [])

    def _form(self) -> dict[str, list[str]]:
        return parse_qs(self.server.requests[-1].body.decode())

    def id_of(self, message: Any) -> str:
        return str(message.sid)


class TelnyxBench(Bench):
    server_class = TelnyxServer
    wrong_key: ClassVar = {"api_key": "wrong"}
    callback_path = "/webhooks/telnyx"
    failed = "sending_failed"
    failure = ("30007", "30007")

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        values: dict[str, Any] = {
            "api_key": telnyx_server.API_KEY,
            "phone_number": BOT_NUMBER,
            "public_url": PUBLIC_URL,
            "window": WINDOW,
            "api_base_url": server.api_url,
        }
        return TelnyxProvider(**values | changes)


class SmsGateBench(Bench):
    """With the cloud server, or a private one."""

    server_class = SmsGateServer
    wrong_key: ClassVar = {"password": "wrong"}
    sent, failed = "Sent", "Failed"
    failure = ("Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)", "NO_SERVICE")
    blocks_opted_out = False
    sends_pictures = False

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        values: dict[str, Any] = {
            "base_url": server.api_url,
            "username": smsgate_server.USERNAME,
            "password": smsgate_server.PASSWORD,
            "device_id": smsgate_server.DEVICE_ID,
        }
        return SmsGateProvider(**values | changes)

    def set_state(self, message: Any, state: str, failure: str | None = None) -> None:
        message.state, message.error = state, failure


class LocalSmsGateBench(SmsGateBench):
    """With the phone itself."""

    server_class = LocalSmsGateServer


class HttpSmsBench(Bench):
    server_class = HttpSmsServer
    wrong_key: ClassVar = {"api_key": "wrong"}
    failure = ("NO_SERVICE", "NO_SERVICE")
    blocks_opted_out = False

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        values: dict[str, Any] = {
            "base_url": server.api_url,
            "api_key": httpsms_server.API_KEY,
            "phone_number": httpsms_server.PHONE_NUMBER,
        }
        return HttpSmsProvider(**values | changes)

    def media_urls(self) -> Sequence[str]:
        pictures: Sequence[str] = self.requested()["attachments"]
        return pictures

    def set_state(self, message: Any, state: str, failure: str | None = None) -> None:
        message.status, message.failure_reason = state, failure


class TemplateBench(Bench):
    """The template for a new provider: ``examples/provider_template.py``."""

    server_class = TemplateServer
    wrong_key: ClassVar = {"api_key": "wrong"}
    failure = ("unreachable", "unreachable")
    blocks_opted_out = True

    @classmethod
    def make(cls, server: Any, **changes: Any) -> Provider:
        values: dict[str, Any] = {"base_url": server.url, "api_key": template_server.API_KEY, "sender": BOT_NUMBER}
        return TemplateProvider(**values | changes)


BENCHES: tuple[type[Bench], ...] = (
    TwilioBench,
    TelnyxBench,
    SmsGateBench,
    LocalSmsGateBench,
    HttpSmsBench,
    TemplateBench,
)
