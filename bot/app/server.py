"""The one place where the parts meet: built from the settings, started in order, stopped in the reverse order."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
import structlog
from aiohttp import web

from bot.app import http_api
from bot.app.maintenance import Maintenance
from bot.app.wiring import Edge, call_limits, retention, wire
from bot.conversation.context import Limits
from bot.delivery.tz_updates import TimezoneUpdates
from bot.delivery.worker import Worker
from bot.domain.errors import SettingsError
from bot.domain.model import ProviderName
from bot.domain.rate_limit import Rate
from bot.inbound.admission import AdmissionLimits
from bot.inbound.service import BotPolicy, Channel, InboundService
from bot.providers.instrumented import InstrumentedProvider
from bot.providers.protocol import Provider
from bot.runtime import logging as logs
from bot.runtime.metrics import Metrics
from bot.runtime.settings import Server, Settings
from bot.storage.protocol import Store
from bot.storage.sqlite.store import SqliteStore
from bot.understanding.reading import warm
from bot.web import health
from bot.web.api.problems import problem_responses
from bot.web.error_pages import error_responses
from bot.web.request_log import request_tracing
from bot.web.security_headers import set_security_headers
from bot.web.server_limits import ServerBounds, ServerLimits
from bot.web.services import AppServices

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBot:
    """A bot that serves. ``base_url`` is where it listens; ``has_phone_page`` when the simulator is all it has."""

    base_url: str
    has_phone_page: bool


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[RunningBot]:
    """Start everything, serve, and stop in order: requests under way finish, then the courier's step, then the rest.

    Raises ``BotError`` where a part cannot start.
    """
    async with AsyncExitStack() as stack:
        edge = await wire(settings, stack)
        metrics = Metrics()
        store = SqliteStore(settings.storage.path, used=metrics.database_used)
        await store.open(edge.clock.now())
        stack.push_async_callback(store.close)
        providers = {
            line.provider.name: InstrumentedProvider(line.provider, metrics, edge.clock) for line in edge.lines
        }
        for provider in providers.values():
            stack.push_async_callback(provider.close)
            await provider.start()
        worker = Worker(
            store,
            providers,
            edge.clock,
            call_limits=call_limits(settings),
            late_limit=timedelta(hours=settings.delivery.late_limit_hours),
        )
        policy = _policy(settings, providers)
        inbound_service = InboundService(
            store=store, clock=edge.clock, policy=policy, metrics=metrics, wake=worker.wake, expedite=worker.expedite
        )
        message_service = http_api.make_message_service(settings, store, edge.clock, providers, worker)
        services = AppServices(
            clock=edge.clock,
            inbound_service=inbound_service,
            message_service=message_service,
            worker=worker,
            metrics=metrics,
        )
        await asyncio.to_thread(warm, edge.clock.now(), ZoneInfo(settings.people.default_timezone))
        zones = TimezoneUpdates(store, edge.clock, worker.wake)
        await zones.look()
        await worker.recover()
        running_worker = asyncio.create_task(worker.run(), name="delivery worker")
        stack.push_async_callback(_finish, worker, running_worker)
        stack.push_async_callback(inbound_service.finish)
        maintenance = Maintenance(store, edge.clock, retention(settings), zones, wake=worker.wake)
        running_maintenance = asyncio.create_task(maintenance.run(), name="maintenance")
        stack.push_async_callback(_finish, maintenance, running_maintenance)
        base_url = await _listen(_application(settings, edge, services, store), settings, metrics, stack)
        yield RunningBot(base_url=base_url, has_phone_page=edge.has_phone_page)


def _application(settings: Settings, edge: Edge, services: AppServices, store: Store) -> web.Application:
    limit = settings.server.body_limit_bytes
    app = web.Application(
        client_max_size=limit,
        middlewares=[
            request_tracing(services.metrics),
            error_responses(services.metrics),
            problem_responses(services.metrics),
        ],
    )
    health.add_routes(app, services, store)
    for line in edge.lines:
        line.add_routes(app, services, store)
    signatures = next((line.signatures for line in edge.lines if line.signatures is not None), None)
    http_api.add_routes(app, settings, services, signatures)
    return app


def _policy(settings: Settings, providers: Mapping[ProviderName, Provider]) -> BotPolicy:
    """The rules of the conversation, from the settings."""
    return BotPolicy(
        channels={
            name: Channel(window=provider.window, answers_in_webhook=provider.answers_in_webhook)
            for name, provider in providers.items()
        },
        default_timezone=settings.people.default_timezone,
        cancel_wait_seconds=settings.delivery.cancel_wait_seconds,
        limits=Limits(
            open_reminders=settings.people.open_reminders,
            reminder_segments=settings.people.reminder_segments,
            shortest_repeat_seconds=settings.people.shortest_repeat_seconds,
        ),
        admission=AdmissionLimits(
            per_sender=Rate(count=settings.limits.texts_per_minute),
            in_all=Rate(count=settings.limits.texts_per_minute_in_all),
            same_texts=settings.limits.same_texts_in_a_row,
            text_characters=settings.limits.text_characters,
            countries=frozenset(settings.limits.countries),
        ),
        own_numbers=frozenset(filter(None, (settings.twilio.phone_number, settings.telnyx.phone_number))),
    )


async def _listen(app: web.Application, settings: Settings, metrics: Metrics, stack: AsyncExitStack) -> str:
    """Listen; the address. Leaving the stack stops accepting and lets requests under way finish."""
    chosen = settings.server
    server_limits = ServerLimits(_bounds(chosen), metrics)
    app.middlewares.append(server_limits.middleware())
    app.on_response_prepare.append(set_security_headers)
    runner = server_limits.runner(app)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        listening = await server_limits.listen(runner, chosen.host, chosen.port)
    except OSError as error:
        where = f"{chosen.host}:{chosen.port}"
        raise SettingsError(f"BOT_HOST, BOT_PORT (config.toml: [server]): cannot listen on {where}: {error}") from error
    stack.callback(listening.close)
    host, port = listening.sockets[0].getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _bounds(chosen: Server) -> ServerBounds:
    return ServerBounds(
        connections=chosen.connections,
        requests=chosen.requests,
        read_seconds=chosen.read_seconds,
        keep_alive_seconds=chosen.keep_alive_seconds,
        stop_seconds=chosen.stop_seconds,
    )


async def _finish(part: Worker | Maintenance, worker: asyncio.Task[None]) -> None:
    part.stop()
    await worker


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is under way and return."""
    logs.configure(settings.log.format, settings.log.level)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where it is installed: about 1.2 times as fast."""
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings) as bot:
        names = ", ".join(settings.providers)
        log.info("serving", address=bot.base_url, providers=names)
        if bot.has_phone_page:
            click.echo(f"\n  Open {bot.base_url}/ and text the bot. Ctrl-C stops it.\n")
        await stop.wait()
        log.info("stopping")
    log.info("stopped")
