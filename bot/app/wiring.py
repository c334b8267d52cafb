"""The providers that the settings switch on, their routes, and the clock that goes with them.

Adapters, their SDKs and the phone page are imported only for a provider that is on.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.app.maintenance import Retention
from bot.conversation.newcomers import guess_timezone
from bot.delivery.dispatcher import CallLimits
from bot.domain.errors import SettingsError
from bot.domain.model import ProviderName, ReminderState
from bot.providers.protocol import Provider
from bot.runtime.clock import Clock
from bot.runtime.settings import Settings
from bot.storage.protocol import PeopleStore
from bot.web.api.access import Signatures
from bot.web.services import AppServices

AddRoutes = Callable[[web.Application, AppServices, PeopleStore], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One provider that is switched on, and how its webhooks are mounted."""

    provider: Provider
    add_routes: AddRoutes
    signatures: Signatures | None = None  # of Twilio, whose Studio signs as its webhooks do


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The outer edge of the bot: who it talks to, and by which clock."""

    clock: Clock
    lines: tuple[Line, ...]
    has_phone_page: bool


def call_limits(settings: Settings) -> dict[ProviderName, CallLimits]:
    """How fast each provider may be called."""
    chosen = {
        ProviderName.SIMULATOR: settings.simulator,
        ProviderName.TWILIO: settings.twilio,
        ProviderName.TELNYX: settings.telnyx,
    }
    return {
        name: CallLimits(in_flight=section.calls_in_flight, per_second=section.calls_per_second)
        for name, section in chosen.items()
    }


async def wire(settings: Settings, stack: AsyncExitStack) -> Edge:
    """The edge that ``settings`` ask for. With the simulator alone its clock is the bot's, and its page is served."""
    names = tuple(dict.fromkeys(settings.providers))
    if names == (ProviderName.SIMULATOR,):
        return await _simulated(settings, stack)
    makers = {ProviderName.TWILIO: _twilio, ProviderName.TELNYX: _telnyx}
    if ProviderName.SIMULATOR in names:
        raise SettingsError(
            "BOT_PROVIDERS (config.toml: providers): the simulator serves alone; take it or the others out"
        )
    lines = tuple(makers[name](settings) for name in names)
    return Edge(clock=Clock(), lines=lines, has_phone_page=False)


def retention(settings: Settings) -> Retention:
    """For how long the database keeps what is over."""
    chosen = settings.storage
    return Retention(
        inbound_days=chosen.keep_inbound_days,
        text_days=chosen.keep_text_days,
        reminder_days=chosen.keep_reminder_days,
    )


def _twilio(settings: Settings) -> Line:
    from bot.providers.twilio.provider import TwilioProvider  # noqa: PLC0415
    from bot.providers.twilio.webhook import TwilioWebhook  # noqa: PLC0415
    from bot.web.webhooks import twilio  # noqa: PLC0415

    chosen, public_url = settings.twilio, settings.server.public_url
    auth_token = chosen.auth_token.get_secret_value()
    provider = TwilioProvider(
        account_sid=chosen.account_sid,
        auth_token=auth_token,
        messaging_service_sid=chosen.messaging_service_sid,
        api_base_url=chosen.api_base_url or None,
        public_url=public_url,
        window=chosen.window,
        call_limit_seconds=chosen.call_limit_seconds,
    )
    reader = TwilioWebhook(auth_token, public_url)

    return Line(
        provider=provider,
        add_routes=lambda app, services, _: twilio.add_routes(app, reader, services),
        signatures=reader,
    )


def _telnyx(settings: Settings) -> Line:
    from bot.providers.telnyx.provider import TelnyxProvider  # noqa: PLC0415
    from bot.providers.telnyx.webhook import TelnyxWebhook  # noqa: PLC0415
    from bot.web.webhooks import telnyx  # noqa: PLC0415

    chosen, public_url = settings.telnyx, settings.server.public_url
    provider = TelnyxProvider(
        api_key=chosen.api_key.get_secret_value(),
        messaging_profile_id=chosen.messaging_profile_id or None,
        phone_number=chosen.phone_number,
        api_base_url=chosen.api_base_url or None,
        public_url=public_url,
        window=chosen.window,
        call_limit_seconds=chosen.call_limit_seconds,
    )
    try:
        reader = TelnyxWebhook(chosen.public_key)
    except ValueError as error:
        raise SettingsError(f"TELNYX_PUBLIC_KEY (config.toml: [telnyx] public_key): {error}") from error

    return Line(provider=provider, add_routes=lambda app, services, _: telnyx.add_routes(app, reader, services))


async def _simulated(settings: Settings, stack: AsyncExitStack) -> Edge:
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
            found = await store.living_reminders(number, settings.people.open_reminders)
            return tuple(sorted(reminder.number for _, reminder in found if reminder.state in deletable))

        simulation = Simulation(
            carrier, clock, services.inbound_service, services.worker, zone_of=zone_of, reminders_of=reminders_of
        )

        async def deliver(_: web.Application) -> AsyncIterator[None]:
            async with simulation.running():
                yield

        app.cleanup_ctx.append(deliver)
        public_host = urlsplit(settings.server.public_url).hostname
        add_phone_routes(app, simulation, allowed_hosts=[public_host] if public_host else [])

    line = Line(provider=carrier, add_routes=add_routes)
    return Edge(clock=clock, lines=(line,), has_phone_page=True)
