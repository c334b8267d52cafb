"""Starts the whole bot in order, serves, and stops it in the reverse order."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import click
import structlog

from bot.app.http import build_application, listen
from bot.app.maintenance import Maintenance
from bot.app.providers import ProviderSet, build_providers
from bot.app.services import Providers, budgets, build_maintenance, build_services
from bot.app.settings_agreement import SettingsAgreement
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.tz_updates import TimezoneUpdates
from bot.delivery.worker import Worker
from bot.providers.instrumented import InstrumentedProvider
from bot.runtime import logging as logs
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.runtime.settings import Settings
from bot.runtime.shared_settings import shared_settings
from bot.storage.opening import make_store
from bot.storage.store import Store
from bot.understanding.reading import warm, warm_rest

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBot:
    """A bot that is serving at ``base_url``. ``has_phone_page``: the simulator is enabled.

    ``check`` goes on checking a large database. It ends with ``StorageError`` if that is damaged, and the bot must end.
    """

    base_url: str
    has_phone_page: bool
    check: "asyncio.Task[None]"


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[RunningBot]:
    """Run the whole bot as long as the block. Raises ``BotError`` if a part cannot start.

    At the end the requests in flight finish first, then pending replies, then the provider calls in flight.
    """
    async with AsyncExitStack() as stack:
        provider_set = await build_providers(settings, stack)
        clock, metrics = provider_set.clock, Metrics()
        store = await _open_store(settings, clock, metrics, stack)
        providers = await _start_providers(provider_set, metrics, stack)
        services = build_services(
            settings, store, clock, providers, metrics, consent_registries=provider_set.consent_registries
        )
        # In a thread, since it takes a moment. Without it the first text would wait that long.
        zone = ZoneInfo(settings.people.default_timezone)
        await asyncio.to_thread(warm, clock.now(), zone)
        tz_updates = TimezoneUpdates(store.zones, clock, DeliveryMessages(), services.worker.wake)
        async with store.maintenance.alone() as is_alone:
            if is_alone:  # or else another bot is at it
                await tz_updates.check()  # before the worker plans anything by the new rules
        await services.worker.recover()
        store.on_change(services.worker.wake)
        _run_in_background(services.worker, "delivery worker", stack)
        stack.push_async_callback(services.inbound_service.finish)
        maintenance = build_maintenance(settings, store, clock, tz_updates, services.worker)
        _run_in_background(maintenance, "maintenance", stack)
        app = build_application(settings, provider_set, services, store)
        base_url = await listen(app, settings.server, metrics, stack)
        _beside(asyncio.to_thread(warm_rest, clock.now(), zone), "loading of the rest", stack)
        check = _beside(store.check(), "database check", stack)
        yield RunningBot(base_url=base_url, has_phone_page=provider_set.has_phone_page, check=check)


async def _open_store(settings: Settings, clock: Clock, metrics: Metrics, stack: AsyncExitStack) -> Store:
    agreement = SettingsAgreement(shared_settings(settings), metrics)
    store = make_store(
        settings.storage,
        on_unit=metrics.database_used,
        on_commit=metrics.units_committed,
        clock=clock,
        budgets=budgets(settings),
        announced=agreement.own,
        on_announced=agreement.compare,
    )
    await store.open(clock.now())
    stack.push_async_callback(store.close)
    return store


async def _start_providers(provider_set: ProviderSet, metrics: Metrics, stack: AsyncExitStack) -> Providers:
    providers = {
        enabled.provider.name: InstrumentedProvider(enabled.provider, metrics, provider_set.clock)
        for enabled in provider_set.enabled
    }
    for enabled in provider_set.enabled:
        metrics.expect_error_codes(enabled.provider.name, sorted(enabled.sender_codes))
    for provider in providers.values():
        stack.push_async_callback(provider.close)
        await provider.start()
    return providers


def _run_in_background(part: Worker | Maintenance, name: str, stack: AsyncExitStack) -> None:
    """Run ``part`` as a task until ``stack`` is closed, which waits for the step in progress."""
    task = asyncio.create_task(part.run(), name=name)

    async def finish() -> None:
        part.stop()
        await task

    stack.push_async_callback(finish)


def _beside(work: Coroutine[Any, Any, None], name: str, stack: AsyncExitStack) -> "asyncio.Task[None]":
    """Run ``work`` beside the bot until ``stack`` is closed."""
    task = asyncio.create_task(work, name=name)

    async def cancel() -> None:
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # whoever waits for the task has it too

    stack.push_async_callback(cancel)
    return task


def serve(settings: Settings, warnings: Sequence[str] = ()) -> None:
    """Serve until SIGTERM or SIGINT, then stop in order. ``warnings`` about the settings are logged first."""
    logs.configure(settings.log.format, settings.log.level)
    for warning in warnings:
        log.warning("settings warning", warning=warning)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop if it is installed: about 1.2 times as fast as asyncio's."""
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
        gc.freeze()  # what is loaded now stays: without this, each full collection would look through all of it
        log.info("serving", address=bot.base_url, providers=", ".join(settings.providers))
        if bot.has_phone_page:
            click.echo(f"\n  Open {bot.base_url}/ and text the bot. Press Ctrl-C to stop it.\n")
        await _stopped(stop, bot.check)
        log.info("stopping")
    log.info("stopped")


async def _stopped(stop: asyncio.Event, check: "asyncio.Task[None]") -> None:
    """Wait for the signal to stop. Raises ``StorageError`` if the check of the database fails first."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, check}, return_when=asyncio.FIRST_COMPLETED)
    if check.done():
        check.result()
    await waiting
