"""The shell for other programs' messages: each is committed before it is answered for; the courier does the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import structlog

from bot.delivery.expedite import Expedite
from bot.domain.errors import TooLateError
from bot.domain.model import OutboundMessage, OutboundState, ProviderName, Window
from bot.messages.cursor import cursor_after, read_cursor
from bot.messages.recipients import checked_number, with_plus
from bot.messages.requests import MessageRequest, MessageRules
from bot.messages.rules import as_made, checked_recipient, decide_message, take_back
from bot.messages.status import STATES, MessageStatus
from bot.runtime.clock import Clock
from bot.storage.protocol import AddedMessage, IdempotentRequest, MessagePage, MessageStore

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Messages, newest first, and where the next page begins; None after the last."""

    messages: tuple[OutboundMessage, ...]
    next_cursor: str | None


class MessageService:
    """``windows`` are those of the providers that are on.

    ``expedite`` has the courier take a message back, ``wake`` tells it that there may be work. A cancel is answered
    within ``cancel_wait_seconds``, whether the provider has answered or not.
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
        """Those that are on."""
        return tuple(self._rules.senders)

    async def make(self, asked: MessageRequest, *, key: str | None = None, request_hash: str = "") -> AddedMessage:
        """The message, committed. A request that comes again with its ``key`` gets the message it made, as it was then.

        Raises ``RequestRefusedError`` kinds.
        """
        now = self._clock.now()
        asked = replace(asked, to=checked_recipient(asked.to, self._rules))
        since = now - self._rules.keys_kept_for
        request = IdempotentRequest(key=key, request_hash=request_hash, kept_since=since) if key is not None else None
        added = await self._store.add(
            asked.to, request, lambda people: decide_message(asked, people, self._rules, now, self._new_id())
        )
        log.info(
            "message made", outbound=str(added.message.id), provider=added.message.provider, again=added.is_repeated
        )
        self._wake()
        return replace(added, message=as_made(added.message)) if added.is_repeated else added

    async def message(self, message_id: UUID) -> OutboundMessage | None:
        return await self._store.get(message_id)

    async def messages(self, *, to: str | None, status: MessageStatus | None, cursor: str | None, limit: int) -> Page:
        """Up to ``limit`` messages, newest first; those to a number or with a status where one is given."""
        found = await self._store.list(
            MessagePage(
                to=checked_number(with_plus(to), region=self._rules.default_region) if to is not None else None,
                states=STATES[status] if status is not None else (),
                before=read_cursor(cursor) if cursor is not None else None,
                limit=limit + 1,
            )
        )
        page = found[:limit]
        return Page(messages=page, next_cursor=cursor_after(page[-1]) if len(found) > limit else None)

    async def cancel(self, message_id: UUID) -> OutboundMessage | None:
        """The message taken back, or CANCELLING while the provider has not answered yet; None where there is none.

        Raises ``TooLateError``.
        """
        text = await self._store.revise(message_id, self._take_back)
        if text is None or text.state is not OutboundState.CANCELLING:
            return text
        await self._expedite(text.provider, [message_id], within_seconds=self._cancel_wait_seconds)
        self._wake()  # what could not be hastened is taken back all the same
        text = await self._store.get(message_id)
        if text is not None and text.state not in (OutboundState.CANCELLED, OutboundState.CANCELLING):
            raise TooLateError("too late: the provider would not give the message back")
        log.info("message cancelled", outbound=str(message_id), state=text.state if text else None)
        return text

    def _take_back(self, text: OutboundMessage) -> OutboundMessage:
        return take_back(text, self._windows.get(text.provider), self._clock.now())
