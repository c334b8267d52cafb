"""Builds the enabled providers with their webhook routes, and the clock that goes with them.

An adapter, its SDK and the phone page are imported only if their provider is enabled.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.domain.errors import SettingsError
from bot.domain.model import ProviderName, ReminderState
from bot.domain.phone_numbers import guess_timezone
from bot.inbound.consents import ConsentRegistry
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.runtime.settings import Settings
from bot.storage.protocol import PeopleStore
from bot.web.api.access import Signatures
from bot.web.services import AppServices
from bot.web.webhooks import events

AddRoutes = Callable[[web.Application, AppServices, PeopleStore], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnabledProvider:
    """One enabled provider and how its routes are added.

    ``signatures`` verifies requests of Twilio Studio, which are signed as Twilio's webhooks are; None for the others.
    ``sender_codes`` are the error codes of failed deliveries that only the operator can fix. ``consent_registry`` is
    told of opt-outs that the provider has not recognised itself; None if the provider keeps no such list.
    """

    provider: Provider
    add_routes: AddRoutes
    signatures: Signatures | None = None
    sender_codes: frozenset[str] = frozenset()
    consent_registry: ConsentRegistry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSet:
    """All enabled providers. ``clock`` is the simulator's if it is enabled, and then the phone page is served."""

    clock: Clock
    enabled: tuple[EnabledProvider, ...]
    has_phone_page: bool

    @property
    def signatures(self) -> Signatures | None:
        """The verifier of Studio's requests, if Twilio is enabled."""
        return next((one.signatures for one in self.enabled if one.signatures is not None), None)

    @property
    def consent_registries(self) -> Mapping[ProviderName, ConsentRegistry]:
        registries = {one.provider.name: one.consent_registry for one in self.enabled}
        return {name: registry for name, registry in registries.items() if registry is not None}


async def build_providers(settings: Settings, stack: AsyncExitStack) -> ProviderSet:
    """The providers named in the settings, not started. Raises ``SettingsError``.

    The simulator's ledger is open until ``stack`` is closed.
    """
    names = tuple(dict.fromkeys(settings.providers))
    if names == (ProviderName.SIMULATOR,):
        return await _simulator(settings, stack)
    if ProviderName.SIMULATOR in names:
        raise SettingsError(
            "BOT_PROVIDERS (config.toml: providers): the simulator has a clock of its own and cannot run with another "
            "provider; remove simulator or the others"
        )
    builders = {
        ProviderName.TWILIO: _twilio,
        ProviderName.TELNYX: _telnyx,
        ProviderName.SMSGATE: _smsgate,
        ProviderName.HTTPSMS: _httpsms,
    }
    return ProviderSet(clock=Clock(), enabled=tuple(builders[name](settings) for name in names), has_phone_page=False)


def _twilio(settings: Settings) -> EnabledProvider:
    from bot.providers.twilio.codes import SENDER_CODES  # noqa: PLC0415
    from bot.providers.twilio.provider import TwilioProvider  # noqa: PLC0415
    from bot.providers.twilio.webhook import TwilioWebhook  # noqa: PLC0415
    from bot.providers.whatsapp import TemplateKind  # noqa: PLC0415
    from bot.web.webhooks import twilio  # noqa: PLC0415

    section, public_url = settings.twilio, settings.server.public_url
    provider = TwilioProvider(
        account_sid=section.account_sid,
        auth_token=section.auth_tokens[0],
        messaging_service_sid=section.messaging_service_sid,
        api_base_url=section.api_base_url or None,
        public_url=public_url,
        window=section.window,
        call_limit_seconds=section.call_limit_seconds,
        content_sids={TemplateKind(kind): sid for kind, sid in section.content_sids.items()},
        rcs_content_sid=section.content_sid_rcs,
    )
    webhook = TwilioWebhook(section.auth_tokens, public_url, section.account_sid)

    return EnabledProvider(
        provider=provider,
        add_routes=lambda app, services, _: twilio.add_routes(app, webhook, services),
        signatures=webhook,
        sender_codes=SENDER_CODES,
        consent_registry=provider,
    )


def _telnyx(settings: Settings) -> EnabledProvider:
    from bot.providers.telnyx.codes import SENDER_CODES  # noqa: PLC0415
    from bot.providers.telnyx.provider import TelnyxProvider  # noqa: PLC0415
    from bot.providers.telnyx.webhook import TelnyxWebhook  # noqa: PLC0415

    section = settings.telnyx
    provider = TelnyxProvider(
        api_key=section.api_key.get_secret_value(),
        messaging_profile_id=section.messaging_profile_id or None,
        phone_number=section.phone_number,
        api_base_url=section.api_base_url or None,
        public_url=settings.server.public_url,
        window=section.window,
        call_limit_seconds=section.call_limit_seconds,
    )
    try:
        webhook = TelnyxWebhook(section.public_key)
    except ValueError as error:
        raise SettingsError(f"TELNYX_PUBLIC_KEY (config.toml: [telnyx] public_key): {error}") from error

    return EnabledProvider(
        provider=provider,
        add_routes=lambda app, services, _: events.add_routes(app, ProviderName.TELNYX, webhook, services),
        sender_codes=SENDER_CODES,
    )


def _smsgate(settings: Settings) -> EnabledProvider:
    from bot.providers.smsgate.provider import SmsGateProvider  # noqa: PLC0415
    from bot.providers.smsgate.webhook import SmsGateWebhook  # noqa: PLC0415

    section = settings.smsgate
    provider = SmsGateProvider(
        username=section.username,
        password=section.password.get_secret_value(),
        base_url=section.base_url,
        device_id=section.device_id,
        ttl_seconds=section.ttl_seconds,
        call_limit_seconds=section.call_limit_seconds,
    )
    webhook = SmsGateWebhook(section.signing_keys, section.phone_number)
    return EnabledProvider(
        provider=provider,
        add_routes=lambda app, services, _: events.add_routes(app, ProviderName.SMSGATE, webhook, services),
    )


def _httpsms(settings: Settings) -> EnabledProvider:
    from bot.providers.httpsms.provider import HttpSmsProvider  # noqa: PLC0415
    from bot.providers.httpsms.webhook import HttpSmsWebhook  # noqa: PLC0415

    section = settings.httpsms
    provider = HttpSmsProvider(
        api_key=section.api_key.get_secret_value(),
        phone_number=section.phone_number,
        base_url=section.base_url,
        call_limit_seconds=section.call_limit_seconds,
    )
    url = f"{settings.server.public_url}/webhooks/{ProviderName.HTTPSMS}"
    webhook = HttpSmsWebhook(section.signing_keys, url, section.phone_number)
    return EnabledProvider(
        provider=provider,
        add_routes=lambda app, services, _: events.add_routes(app, ProviderName.HTTPSMS, webhook, services),
    )


async def _simulator(settings: Settings, stack: AsyncExitStack) -> ProviderSet:
    from bot.providers.simulator.carrier import SimulatedCarrier  # noqa: PLC0415
    from bot.providers.simulator.clock import SimulatedClock  # noqa: PLC0415
    from bot.providers.simulator.ledger import Ledger  # noqa: PLC0415
    from bot.providers.simulator.simulation import Simulation  # noqa: PLC0415
    from bot.web.simulator_page import add_phone_routes  # noqa: PLC0415

    ledger = Ledger(Path(settings.simulator.ledger))
    await ledger.open()
    stack.push_async_callback(ledger.close)
    clock = SimulatedClock(await ledger.clock_offset())
    carrier = SimulatedCarrier(ledger, clock, settings.simulator.window, settings.simulator.margin_seconds)

    def add_routes(app: web.Application, services: AppServices, people: PeopleStore) -> None:
        async def zone_of(number: str) -> str | None:
            person = await people.find(ProviderName.SIMULATOR, number)
            return person.timezone if person else guess_timezone(number, settings.people.default_timezone)

        async def reminders_of(number: str) -> tuple[int, ...]:
            deletable = (ReminderState.OPEN, ReminderState.PAUSED)
            found = await people.listed_reminders(number, settings.people.open_reminders)
            return tuple(sorted(reminder.number for _, reminder in found if reminder.state in deletable))

        async def has_stopped(number: str) -> bool:
            person = await people.find(ProviderName.SIMULATOR, number)
            return person is not None and person.opted_out_at is not None

        simulation = Simulation(
            carrier,
            clock,
            services.inbound_service,
            services.worker,
            zone_of=zone_of,
            reminders_of=reminders_of,
            has_stopped=has_stopped,
        )

        async def deliver(_: web.Application) -> AsyncIterator[None]:
            async with simulation.running():
                yield

        app.cleanup_ctx.append(deliver)
        add_phone_routes(app, simulation, settings.server.all_allowed_hosts)

    simulator = EnabledProvider(provider=carrier, add_routes=add_routes)
    return ProviderSet(clock=clock, enabled=(simulator,), has_phone_page=True)
