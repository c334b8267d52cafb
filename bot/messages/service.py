"""Schedules and cancels the messages of other programs. A message is committed before the caller gets an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import structlog

from bot.delivery.expedite import Expedite
from bot.domain.errors import TooLateError
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.domain.phone_numbers import checked_number, with_plus
from bot.domain.window import Window
from bot.messages.cursor import cursor_after, read_cursor
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.rules import as_made, cancel_or_raise, checked_recipient, decide_message
from bot.messages.status import STATES, MessageStatus
from bot.runtime.clock import Clock
from bot.storage.protocol import AddedMessage, IdempotentRequest, MessagePage, MessageStore

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Messages, newest first, and the cursor of the next page (None after the last one)."""

    messages: tuple[OutboundMessage, ...]
    next_cursor: str | None


class MessageService:
    """``windows`` are those of the enabled providers.

    ``wake`` tells the worker that messages may be due. ``expedite`` makes it cancel one at the provider at once. A
    cancel request is answered within ``cancel_wait_seconds``, even if the provider has not answered by then.
    """

    def __init__(
        self,
        *,
        store: MessageStore,
        clock: Clock,
        rules: MessageRules,
        windows: Mapping[ProviderName, Window],
        expedite: Expedite,
        wake: Callable[[], None],
        new_id: Callable[[], UUID] = uuid4,
        cancel_wait_seconds: float = 2.0,
    ) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._windows = windows
        self._expedite = expedite
        self._wake = wake
        self._new_id = new_id
        self._cancel_wait_seconds = cancel_wait_seconds

    @property
    def providers(self) -> tuple[ProviderName, ...]:
        """The enabled providers."""
        return tuple(self._rules.senders)

    async def make(self, request: MessageRequest, *, key: str | None = None, request_hash: str = "") -> AddedMessage:
        """Make and commit a message. A request repeated with its ``key`` gets the first message, as it was then.

        One that replaces another is cancelled again if the other turns out to have left. Raises the subclasses of
        ``RequestRefusedError``.
        """
        now = self._clock.now()
        request = replace(request, to=checked_recipient(request.to, self._rules))
        since = now - self._rules.keys_kept_for
        idempotent = (
            IdempotentRequest(token_name=request.token_name, key=key, request_hash=request_hash, kept_since=since)
            if key is not None
            else None
        )
        added = await self._store.add(
            request.to,
            request.token_name,
            now,
            idempotent,
            lambda recipient: decide_message(
                request, recipient, self._rules, now, self._new_id(), windows=self._windows
            ),
            replaces=request.replaces,
        )
        log.info(
            "message created",
            outbound=str(added.message.id),
            provider=added.message.provider,
            repeated=added.is_repeated,
        )
        if request.replaces is not None:
            await self._require_replaced(request.replaces, added.message, request.token_name)
        self._wake()
        return replace(added, message=as_made(added.message)) if added.is_repeated else added

    async def _require_replaced(self, replaced_id: UUID, message: OutboundMessage, token_name: str) -> None:
        """Cancel the replaced message at its provider. If it left, cancel ``message`` and raise ``TooLateError``."""
        try:
            await self._finish_cancel(await self._store.get(replaced_id, token_name))
        except TooLateError:
            await self.cancel(message.id, token_name)
            raise

    async def message(self, message_id: UUID, token_name: str) -> OutboundMessage | None:
        return await self._store.get(message_id, token_name)

    async def messages(
        self, token_name: str, *, to: str | None, status: MessageStatus | None, cursor: str | None, limit: int
    ) -> Page:
        """Up to ``limit`` of a program's messages, newest first, filtered by number and status."""
        found = await self._store.list(
            MessagePage(
                token_name=token_name,
                to=checked_number(with_plus(to), region=self._rules.default_region) if to is not None else None,
                states=STATES[status] if status is not None else (),
                before=read_cursor(cursor) if cursor is not None else None,
                limit=limit + 1,  # one more, to know whether there is another page
            )
        )
        page = found[:limit]
        return Page(messages=page, next_cursor=cursor_after(page[-1]) if len(found) > limit else None)

    async def cancel(self, message_id: UUID, token_name: str) -> OutboundMessage | None:
        """Cancel a message; it is CANCELLING if the provider has not answered yet. None if there is no such message.

        Raises ``TooLateError``.
        """
        return await self._finish_cancel(await self._store.revise(message_id, token_name, self._cancel))

    async def _finish_cancel(self, message: OutboundMessage | None) -> OutboundMessage | None:
        """Wait until the provider has cancelled it, but not too long; the message after it."""
        if message is None:
            return None
        if message.state is OutboundState.CANCELLING:
            await self._expedite(message.provider, [message.id], within_seconds=self._cancel_wait_seconds)
            self._wake()  # if it could not be expedited, the worker's next pass makes the call
            message = await self._store.get(message.id, message.token_name or "") or message
        if message.state not in (OutboundState.CANCELLED, OutboundState.CANCELLING):
            raise TooLateError("too late: the provider could not cancel the message any more")
        if message.heads_ups:
            self._wake()  # they were cancelled with it, and those at the provider need a call
        log.info("message cancelled", outbound=str(message.id), state=message.state)
        return message

    def _cancel(self, message: OutboundMessage) -> OutboundMessage:
        return cancel_or_raise(message, self._windows.get(message.provider), self._clock.now())
