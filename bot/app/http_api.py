"""The interface for other programs, built from the settings: what may be asked for, by whom, and its routes."""

from collections.abc import Mapping
from datetime import timedelta

from aiohttp import web

from bot.delivery.worker import Worker
from bot.domain.model import ProviderName
from bot.domain.phone_numbers import region_of
from bot.domain.rate_limit import Rate
from bot.messages.requests import MessageRules
from bot.messages.service import MessageService
from bot.providers.protocol import Provider
from bot.providers.simulator.carrier import BOT_NUMBER
from bot.runtime.clock import Clock
from bot.runtime.settings import Settings
from bot.storage.protocol import MessageStore
from bot.web.api import messages as api
from bot.web.api import pages as api_pages
from bot.web.api import studio
from bot.web.api.access import Access, Signatures
from bot.web.services import AppServices


def make_message_service(
    settings: Settings, store: MessageStore, clock: Clock, providers: Mapping[ProviderName, Provider], worker: Worker
) -> MessageService:
    """The shell for messages, with the rules that the settings give."""
    return MessageService(
        store=store,
        clock=clock,
        rules=_rules(settings, tuple(providers)),
        windows={name: provider.window for name, provider in providers.items()},
        expedite=worker.expedite,
        wake=worker.wake,
        cancel_wait_seconds=settings.delivery.cancel_wait_seconds,
    )


def _rules(settings: Settings, names: tuple[ProviderName, ...]) -> MessageRules:
    numbers = {
        ProviderName.TWILIO: settings.twilio.phone_number,
        ProviderName.TELNYX: settings.telnyx.phone_number,
        ProviderName.SIMULATOR: BOT_NUMBER,
    }
    senders = {name: numbers[name] for name in names}
    regions = filter(None, map(region_of, senders.values()))
    return MessageRules(
        senders=senders,
        default_timezone=settings.people.default_timezone,
        default_region=next(regions, "US"),
        farthest=timedelta(days=settings.api.farthest_days),
        segments=settings.people.reminder_segments,
        countries=frozenset(settings.limits.countries),
        keys_kept_for=timedelta(days=settings.api.keep_keys_days),
    )


def add_routes(app: web.Application, settings: Settings, services: AppServices, signatures: Signatures | None) -> None:
    """Mount ``/v1``, its description and its page. ``signatures`` are Twilio's, where it is on."""
    tokens = tuple(filter(None, (one.strip() for one in settings.api_tokens.get_secret_value().split(","))))
    access = Access(tokens, Rate(count=settings.api.requests_per_minute), services.clock, signatures)
    api.add_routes(app, access, services.message_service)
    studio.add_routes(app, access, services)
    api_pages.add_routes(app)
