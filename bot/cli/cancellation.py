"""Cancels messages at the provider for an operator's command, whether a bot is running or not.

The command marks in the database which messages are to be cancelled. A running bot notices within seconds and cancels
them. If none is running, the command does it itself as the bot would, for this person's messages only.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.app.providers import build_providers
from bot.conversation.delivery_messages import DeliveryMessages
from bot.delivery.executor import Executor
from bot.domain.changes import Changes, PersonContext
from bot.domain.errors import DatabaseInUseError
from bot.domain.message_state import cancel_message
from bot.domain.model import ReminderState
from bot.runtime.clock import Clock
from bot.runtime.settings import Settings
from bot.storage.opening import make_store
from bot.storage.store import Store

ATTEMPTS = 3
POLLS = 90
POLL_SECONDS = 1.0

Progress = Callable[[int], None]


def cancel_reminder(person_context: PersonContext, reminder_id: UUID, now: datetime) -> Changes:
    """The changes that cancel one reminder and cancel_message its messages. Pure."""
    reminders = [reminder for reminder in person_context.reminders if reminder.id == reminder_id]
    messages = [message for message in person_context.outbound if message.reminder_id == reminder_id]
    return Changes(
        person=person_context.person,
        reply=None,
        intent="cancel",
        reminders=tuple(replace(reminder, state=ReminderState.CANCELLED, next_check_at=None) for reminder in reminders),
        outbound=tuple(cancel_message(message, now) for message in messages),
    )


async def cancel_at_provider(settings: Settings, store: Store, person_id: int, progress: Progress) -> int:
    """See that a person's withdrawn messages are cancelled at the provider; how many are not after 90 seconds.

    ``store`` is open beside the bot that may be running. ``progress`` is called repeatedly with how many are left.
    """
    if not await store.people.cancelling_messages(person_id):
        return 0
    if settings.storage.is_postgres:  # it can be done beside any number of bots: each claims a message before it acts
        return await _cancel(settings, store, person_id, progress)
    exclusive_store = make_store(settings.storage)
    try:
        await exclusive_store.open(Clock().now())
    except DatabaseInUseError:
        return await _wait_for_bot(store, person_id, progress)
    try:
        return await _cancel(settings, exclusive_store, person_id, progress)
    finally:
        await exclusive_store.close()


async def _wait_for_bot(store: Store, person_id: int, progress: Progress) -> int:
    left = len(await store.people.cancelling_messages(person_id))
    for _ in range(POLLS):
        progress(left)
        if not left:
            break
        await asyncio.sleep(POLL_SECONDS)
        left = len(await store.people.cancelling_messages(person_id))
    return left


async def _cancel(settings: Settings, store: Store, person_id: int, progress: Progress) -> int:
    """Cancel as a bot would. ``store`` holds the database's lock, so no bot can start meanwhile."""
    async with AsyncExitStack() as stack:
        provider_set = await build_providers(settings, stack)
        providers = {enabled.provider.name: enabled.provider for enabled in provider_set.enabled}
        for provider in providers.values():
            stack.push_async_callback(provider.close)
            await provider.start()
        owner = uuid4().hex
        await store.delivery.release_leases(owner, provider_set.clock.now())
        executor = Executor(store.delivery, providers, provider_set.clock, DeliveryMessages(), owner=owner)
        for _ in range(ATTEMPTS):
            left = await store.people.cancelling_messages(person_id)
            progress(len(left))
            for message in left:
                claimed = await executor.claim_one(message.id) if message.provider in providers else None
                if claimed is not None:
                    await executor.execute(claimed)
        return len(await store.people.cancelling_messages(person_id))
