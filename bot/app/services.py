"""Builds the services from the settings: the delivery worker, inbound texts, API messages, and maintenance."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.app.maintenance import Maintenance, Retention
from bot.conversation.context import PersonLimits
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.dispatcher import CallLimits
from bot.delivery.second_try import FallbackProvider
from bot.delivery.tz_updates import TimezoneUpdates
from bot.delivery.worker import Worker
from bot.domain.model import ProviderName
from bot.domain.phone_numbers import region_of
from bot.domain.rate_limit import Rate
from bot.domain.spending import Budgets
from bot.inbound.admission import AdmissionLimits
from bot.inbound.consents import ConsentRegistry, Consents
from bot.inbound.decision import BotPolicy
from bot.inbound.provider_traits import ProviderTraits
from bot.inbound.service import InboundService
from bot.messages.requests import MessageRules
from bot.messages.service import MessageService
from bot.providers.protocol import Provider
from bot.providers.simulator.carrier import BOT_NUMBER
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.runtime.own_numbers import allowed_countries, own_numbers
from bot.runtime.settings import Settings
from bot.storage.store import Store
from bot.web.services import AppServices

Providers = Mapping[ProviderName, Provider]


def build_services(
    settings: Settings,
    store: Store,
    clock: Clock,
    providers: Providers,
    metrics: Metrics,
    *,
    consent_registries: Mapping[ProviderName, ConsentRegistry] = MappingProxyType({}),
) -> AppServices:
    """Everything that the HTTP handlers use. The worker is not running yet."""
    worker = _worker(settings, store, clock, providers, metrics)
    return AppServices(
        clock=clock,
        inbound_service=InboundService(
            store=store.conversations,
            clock=clock,
            policy=_bot_policy(settings, providers),
            metrics=metrics,
            wake=worker.wake,
            expedite=worker.expedite,
            consents=Consents(consent_registries, clock),
            bots=store.delivery.bots,
        ),
        message_service=_message_service(settings, store, clock, providers, worker),
        worker=worker,
        metrics=metrics,
        budgets=budgets(settings),
    )


def build_maintenance(
    settings: Settings, store: Store, clock: Clock, tz_updates: TimezoneUpdates, worker: Worker
) -> Maintenance:
    """The maintenance loop, not running yet."""
    section = settings.storage
    retention = Retention(
        inbound_days=section.keep_inbound_days,
        text_days=section.keep_text_days,
        reminder_days=section.keep_reminder_days,
    )
    return Maintenance(store.maintenance, clock, retention, tz_updates, wake_worker=worker.wake)


def _worker(settings: Settings, store: Store, clock: Clock, providers: Providers, metrics: Metrics) -> Worker:
    sections = {
        ProviderName.SIMULATOR: settings.simulator,
        ProviderName.TWILIO: settings.twilio,
        ProviderName.TELNYX: settings.telnyx,
    }
    call_limits = {
        name: CallLimits(in_flight=section.calls_in_flight, pace=Rate(count=section.calls_per_second, seconds=1.0))
        for name, section in sections.items()
    }
    phones = {ProviderName.SMSGATE: settings.smsgate, ProviderName.HTTPSMS: settings.httpsms}
    call_limits |= {
        name: CallLimits(in_flight=section.calls_in_flight, pace=Rate(count=section.messages_per_minute))
        for name, section in phones.items()
    }
    late_limit = timedelta(hours=settings.delivery.late_limit_hours)
    return Worker(
        store.delivery,
        providers,
        clock,
        DeliveryMessages(),
        metrics=metrics,
        call_limits=call_limits,
        late_limit=late_limit,
        fallback=_fallback(settings),
        quiet_hours=settings.people.quiet_hours or None,
    )


def _fallback(settings: Settings) -> FallbackProvider | None:
    name = settings.delivery.fallback_provider
    return FallbackProvider(name=name, number=own_numbers(settings).get(name, "")) if name else None


def _bot_policy(settings: Settings, providers: Providers) -> BotPolicy:
    """The rules for inbound texts and for the conversation."""
    numbers = _numbers(settings)
    return BotPolicy(
        providers={
            name: ProviderTraits(
                window=provider.window,
                answers_in_webhook=provider.answers_in_webhook,
                number=numbers.get(name, ""),
                carrier_answers_keywords=provider.carrier_answers_keywords,
                is_personal_phone=provider.is_personal_phone,
            )
            for name, provider in providers.items()
        },
        default_timezone=settings.people.default_timezone,
        cancel_wait_seconds=settings.delivery.cancel_wait_seconds,
        answer_seconds=settings.server.answer_seconds,
        limits=PersonLimits(
            open_reminders=settings.people.open_reminders,
            reminder_segments=settings.people.reminder_segments,
            shortest_repeat_seconds=settings.people.shortest_repeat_seconds,
            segments_per_day=settings.limits.segments_per_person_day,
            frequent_series=settings.limits.frequent_series,
            until_done_times=settings.people.until_done_times,
            until_done_hours=settings.people.until_done_hours,
            remind_others=settings.people.remind_others,
            own_numbers=frozenset(filter(None, numbers.values())),
            countries=allowed_countries(settings),
            quiet_hours=settings.people.quiet_hours or None,
        ),
        admission=AdmissionLimits(
            per_sender=Rate(count=settings.limits.texts_per_minute),
            in_all=Rate(count=settings.limits.texts_per_minute_in_all),
            same_texts=settings.limits.same_texts_in_a_row,
            text_characters=settings.limits.text_characters,
            countries=allowed_countries(settings),
            has_other_bots=settings.storage.is_postgres,
        ),
        own_numbers=frozenset(filter(None, numbers.values())),
        budgets=budgets(settings),
    )


def _message_service(
    settings: Settings, store: Store, clock: Clock, providers: Providers, worker: Worker
) -> MessageService:
    return MessageService(
        store=store.messages,
        clock=clock,
        rules=_message_rules(settings, providers),
        windows={name: provider.window for name, provider in providers.items()},
        expedite=worker.expedite,
        wake=worker.wake,
        cancel_wait_seconds=settings.delivery.cancel_wait_seconds,
    )


def budgets(settings: Settings) -> Budgets:
    """The segments that may be spent a day."""
    limits = settings.limits
    return Budgets(
        per_person=limits.segments_per_person_day,
        per_token=limits.segments_per_token_day,
        in_all=limits.segments_per_day,
    )


def _numbers(settings: Settings) -> Mapping[ProviderName, str]:
    """The bot's own number at each provider, "" where it is not set."""
    return {**own_numbers(settings), ProviderName.SIMULATOR: BOT_NUMBER}


def _message_rules(settings: Settings, providers: Providers) -> MessageRules:
    numbers = _numbers(settings)
    senders = {name: numbers.get(name, "") for name in providers}
    regions = filter(None, map(region_of, senders.values()))
    return MessageRules(
        senders=senders,
        default_timezone=settings.people.default_timezone,
        default_region=next(regions, "US"),
        farthest=timedelta(days=settings.api.farthest_days),
        segments=settings.people.reminder_segments,
        countries=allowed_countries(settings),
        budgets=budgets(settings),
        keys_kept_for=timedelta(days=settings.api.keep_keys_days),
    )
