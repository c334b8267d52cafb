"""The shell for inbound texts: one unit of work a text. The decision is ``decide``, a pure composition of the rooms."""

import asyncio
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from bot.conversation.context import Limits, ReplyContext
from bot.conversation.handlers.explain import with_explanation
from bot.conversation.interpret import listen
from bot.conversation.newcomers import newcomer
from bot.conversation.respond import respond
from bot.conversation.texts import general as texts
from bot.delivery.cancellation import at_first, held_back, message_ids_to_load, pending_reply, settled
from bot.delivery.expedite import Expedite
from bot.delivery.planning import is_over, next_pending, plan_changes, text_for
from bot.domain.errors import StorageError
from bot.domain.message_state import is_on_its_way
from bot.domain.model import (
    Answer,
    Changes,
    InboundText,
    OutboundMessage,
    PendingReply,
    Person,
    PersonContext,
    ProviderName,
    ReminderState,
    Window,
)
from bot.inbound.admission import Admission, AdmissionLimits, Reason
from bot.inbound.keyed_lock import KeyedLock
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.storage.protocol import Store

# what a sender is told who is to hear why
_WORDS: Mapping[Reason, Callable[[AdmissionLimits], str]] = {
    Reason.SENDER: lambda _: texts.TOO_FAST,
    Reason.TOTAL: lambda _: texts.BUSY,
    Reason.LENGTH: lambda limits: texts.text_too_long(limits.text_characters),
}
REFUSED = "refused"  # the intent of a text that was not read
NOT_SAVED = "not_saved"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What the inbox must know of a provider."""

    window: Window
    answers_in_webhook: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BotPolicy:
    """The rules of this bot that do not depend on the text.

    So long (``cancel_wait_seconds``) a reply waits for the provider to take a text back.
    """

    channels: Mapping[ProviderName, Channel]
    default_timezone: str
    limits: Limits = field(default_factory=Limits)
    cancel_wait_seconds: float = 2.0
    admission: AdmissionLimits = field(default_factory=AdmissionLimits)
    own_numbers: frozenset[str] = frozenset()


class InboundService:
    """Takes verified texts in and gives the answer. ``wake`` tells the courier that there may be work.

    ``expedite`` has it ask the provider before a reply that depends on that.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        policy: BotPolicy,
        metrics: Metrics,
        wake: Callable[[], None],
        expedite: Expedite,
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy
        self._metrics = metrics
        self._wake = wake
        self._expedite = expedite
        self._new_id = new_id
        self._admission = Admission(policy.admission, policy.own_numbers)
        self._turns = KeyedLock()
        self._settling: set[asyncio.Task[str | None]] = set()

    async def receive(self, inbound: InboundText) -> Answer:
        """The answer, after everything it says is committed. A redelivered text gets the answer it got before.

        A text over the limits is not read: its sender hears so once, then nothing. One person's texts are answered
        one after the other, those of several side by side.
        """
        started = time.perf_counter()
        entry = self._admission.admit(inbound, self._clock.now())
        if entry.reason is not None:
            self._metrics.text_refused(entry.reason)
            log.warning("text refused", provider=inbound.provider, reason=entry.reason.value)
            if not entry.tell:
                return Answer(reply=None, intent=REFUSED)
        async with self._turns.hold((inbound.provider, inbound.from_number)):
            try:
                answer = await self._answer(inbound, entry.reason)
            except StorageError as error:
                answer = self._not_saved(inbound, error)
            self._admission.said(inbound, answer.reply)
        seconds = time.perf_counter() - started
        self._metrics.text_answered(inbound.provider, answer.intent, redelivered=answer.redelivered, seconds=seconds)
        log.info(
            "text answered",
            provider=inbound.provider,
            inbound=inbound.message_id,
            intent=answer.intent,
            redelivered=answer.redelivered,
        )
        self._wake()
        return answer

    def _not_saved(self, inbound: InboundText, error: StorageError) -> Answer:
        """Tell the sender, where the answer reaches them though nothing can be kept; else the provider tries again."""
        if not self._policy.channels[inbound.provider].answers_in_webhook:
            raise error
        log.error("text not saved", provider=inbound.provider, inbound=inbound.message_id, reason=str(error))
        return Answer(reply=texts.NOT_SAVED, intent=NOT_SAVED)

    async def _answer(self, inbound: InboundText, refused: Reason | None) -> Answer:
        """One unit of work: the text is read and answered, or told why it is not (``refused``)."""
        if refused is None:
            inbound = replace(inbound, body=printable(inbound.body))

        pending: PendingReply | None = None
        outbound: tuple[OutboundMessage, ...] = ()
        over_limit: str | None = None

        def decision(person_context: PersonContext) -> Changes:
            nonlocal pending, outbound, over_limit
            now = self._clock.now()
            if refused is None:
                with self._metrics.understanding():
                    saved = decide(inbound, person_context, self._policy, now, self._new_id)
                pending, outbound, over_limit = saved.pending, saved.outbound, saved.over_limit
                return saved
            person_context = replace(
                person_context, person=replace(person_context.person, bot_number=inbound.to_number)
            )
            return turn_down(refused, person_context, self._policy, now, self._new_id)

        answer = await self._store.answer(inbound, lambda: newcomer(inbound, self._policy.default_timezone), decision)
        if over_limit is not None:
            self._metrics.text_refused(over_limit)
        if outbound:  # from here on their ids link the lines of the log
            log.info("texts planned", inbound=inbound.message_id, outbound=[str(text.id) for text in outbound])
        if pending is None:
            return answer
        if pending.reply_message_id is None:
            return replace(answer, reply=await self._settle(inbound, pending))
        # the reply is a text of its own, and the provider wants its webhook answered
        task = asyncio.create_task(self._settle(inbound, pending), name="reply that waits for the provider")
        self._settling.add(task)
        task.add_done_callback(self._settled)
        return answer

    async def _settle(self, inbound: InboundText, pending: PendingReply) -> str | None:
        """Have the provider asked what the reply depends on, for a while; the reply after that, which is kept."""
        groups = (pending.first, tuple(pending.waited_for))
        await self._expedite(inbound.provider, *groups, within_seconds=self._policy.cancel_wait_seconds)
        reply = await self._store.amend_answer(
            inbound, message_ids_to_load(pending), lambda texts: settled(pending, texts, self._clock.now())
        )
        self._wake()
        return reply

    def _settled(self, task: "asyncio.Task[str | None]") -> None:
        self._settling.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # the reply goes out as it was committed
            log.error("reply not settled", exc_info=error)

    async def finish(self) -> None:
        """Wait for the replies that are still being settled."""
        if self._settling:
            await asyncio.wait(self._settling)


def printable(text: str) -> str:
    """``text`` without control characters and lone surrogates, which neither a database nor XML can hold."""
    kept = "".join(character for character in text if unicodedata.category(character) != "Cc" or character in "\n\t")
    return kept.encode("utf-8", "replace").decode("utf-8")


def decide(
    inbound: InboundText, person_context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    """What a text comes to: read it, answer it, and turn the answer into the values to be saved. Pure."""
    channel = policy.channels[inbound.provider]
    person = replace(person_context.person, bot_number=inbound.to_number)
    over = [reminder for reminder in person_context.reminders if is_over(reminder, person_context, now)]
    person_context = replace(
        person_context, reminders=tuple(reminder for reminder in person_context.reminders if reminder not in over)
    )
    late = frozenset(
        reminder.id
        for reminder in person_context.reminders
        if (text := next_pending(reminder, person_context.outbound)) and is_on_its_way(text, channel.window, now)
    )
    person_context = replace(person_context, person=person, on_its_way=late)
    reading = listen(inbound.body, person, now)
    scene = ReplyContext(person_context=person_context, now=now, limits=policy.limits, new_id=new_id, text=inbound.body)
    response = respond(reading.command, scene, inbound.opt_out)
    reminders, outbound = plan_changes(response, person_context, now, new_id)
    pending = pending_reply(response, person_context, outbound)
    reply = response.reply if pending is None else at_first(pending)
    spoken = _spoken(reply, response.person, channel, now, new_id)
    if pending is not None and spoken:
        spoken = tuple(held_back(text, now) for text in spoken)
        pending = replace(pending, reply_message_id=spoken[0].id)
    return Changes(
        person=with_explanation(response.person, reading),
        reply=reply,
        pending=pending,
        over_limit=response.over_limit,
        intent=reading.intent,
        reminders=(
            *(replace(reminder, state=ReminderState.DONE, next_check_at=None) for reminder in over),
            *reminders,
        ),
        outbound=(*(replace(text, failure_reported=True) for text in response.told), *outbound, *spoken),
    )


def turn_down(
    reason: Reason, person_context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    """What a text that is not read comes to: its sender is told why, unless they opted out. Pure."""
    person = person_context.person
    reply = _WORDS[reason](policy.admission) if person.opted_out_at is None else None
    spoken = _spoken(reply, person, policy.channels[person.provider], now, new_id)
    return Changes(person=person, reply=reply, intent=REFUSED, outbound=spoken)


def _spoken(
    reply: str | None, person: Person, channel: Channel, now: datetime, new_id: Callable[[], UUID]
) -> tuple[OutboundMessage, ...]:
    """The reply as a text of its own, where it does not go out in the answer to the webhook."""
    if reply is None or channel.answers_in_webhook:
        return ()
    return (text_for(None, person, now, body=reply, now=now, id_=new_id()),)
