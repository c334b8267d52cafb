"""The shell for inbound texts: one unit of work a text. The decision is ``decide``, a pure composition of the rooms."""

import asyncio
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from bot.conversation.context import Limits, Scene
from bot.conversation.handlers.explain import remembering_why
from bot.conversation.interpret import listen
from bot.conversation.newcomers import newcomer
from bot.conversation.respond import respond
from bot.conversation.texts import general as texts
from bot.delivery.cancellation import at_first, held_back, looked_at, pending_reply, settled
from bot.delivery.expedite import Hasten
from bot.delivery.planning import carry_out
from bot.domain.errors import StorageError
from bot.domain.message_state import is_on_its_way
from bot.domain.model import (
    Answer,
    InboundText,
    Known,
    OutboundText,
    PendingReply,
    Person,
    ProviderName,
    ReminderState,
    Saved,
    Window,
)
from bot.domain.recurrence import is_over, next_pending, text_for
from bot.inbound.admission import Admission, AdmissionLimits, Reason
from bot.inbound.keyed_lock import Turns
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
class House:
    """The rules of this bot that do not depend on the text.

    So long (``cancel_wait_seconds``) a reply waits for the provider to take a text back.
    """

    channels: Mapping[ProviderName, Channel]
    default_timezone: str
    limits: Limits = field(default_factory=Limits)
    cancel_wait_seconds: float = 2.0
    admission: AdmissionLimits = field(default_factory=AdmissionLimits)
    own_numbers: frozenset[str] = frozenset()


class Inbox:
    """Takes verified texts in and gives the answer. ``wake`` tells the courier that there may be work.

    ``hasten`` has it ask the provider before a reply that depends on that.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        house: House,
        metrics: Metrics,
        wake: Callable[[], None],
        hasten: Hasten,
        new_id: Callable[[], UUID] = uuid4,
    ) -> None:
        self._store = store
        self._clock = clock
        self._house = house
        self._metrics = metrics
        self._wake = wake
        self._hasten = hasten
        self._new_id = new_id
        self._admission = Admission(house.admission, house.own_numbers)
        self._turns = Turns()
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
        async with self._turns.turn((inbound.provider, inbound.from_number)):
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
        if not self._house.channels[inbound.provider].answers_in_webhook:
            raise error
        log.error("text not saved", provider=inbound.provider, inbound=inbound.message_id, reason=str(error))
        return Answer(reply=texts.NOT_SAVED, intent=NOT_SAVED)

    async def _answer(self, inbound: InboundText, refused: Reason | None) -> Answer:
        """One unit of work: the text is read and answered, or told why it is not (``refused``)."""
        if refused is None:
            inbound = replace(inbound, body=printable(inbound.body))

        pending: PendingReply | None = None
        outbound: tuple[OutboundText, ...] = ()
        over_limit: str | None = None

        def decision(known: Known) -> Saved:
            nonlocal pending, outbound, over_limit
            now = self._clock.now()
            if refused is None:
                with self._metrics.understanding():
                    saved = decide(inbound, known, self._house, now, self._new_id)
                pending, outbound, over_limit = saved.pending, saved.outbound, saved.over_limit
                return saved
            known = replace(known, person=replace(known.person, bot_number=inbound.to_number))
            return turn_down(refused, known, self._house, now, self._new_id)

        answer = await self._store.answer(inbound, lambda: newcomer(inbound, self._house.default_timezone), decision)
        if over_limit is not None:
            self._metrics.text_refused(over_limit)
        if outbound:  # from here on their ids link the lines of the log
            log.info("texts planned", inbound=inbound.message_id, outbound=[str(text.id) for text in outbound])
        if pending is None:
            return answer
        if pending.spoken_id is None:
            return replace(answer, reply=await self._settle(inbound, pending))
        # the reply is a text of its own, and the provider wants its webhook answered
        task = asyncio.create_task(self._settle(inbound, pending), name="reply that waits for the provider")
        self._settling.add(task)
        task.add_done_callback(self._settled)
        return answer

    async def _settle(self, inbound: InboundText, pending: PendingReply) -> str | None:
        """Have the provider asked what the reply depends on, for a while; the reply after that, which is kept."""
        groups = (pending.first, tuple(pending.waited_for))
        await self._hasten(inbound.provider, *groups, within_seconds=self._house.cancel_wait_seconds)
        reply = await self._store.amend_answer(
            inbound, looked_at(pending), lambda texts: settled(pending, texts, self._clock.now())
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


def decide(inbound: InboundText, known: Known, house: House, now: datetime, new_id: Callable[[], UUID]) -> Saved:
    """What a text comes to: read it, answer it, and turn the answer into the values to be saved. Pure."""
    channel = house.channels[inbound.provider]
    person = replace(known.person, bot_number=inbound.to_number)
    over = [reminder for reminder in known.reminders if is_over(reminder, known, now)]
    known = replace(known, reminders=tuple(reminder for reminder in known.reminders if reminder not in over))
    late = frozenset(
        reminder.id
        for reminder in known.reminders
        if (text := next_pending(reminder, known.outbound)) and is_on_its_way(text, channel.window, now)
    )
    known = replace(known, person=person, on_its_way=late)
    reading = listen(inbound.body, person, now)
    scene = Scene(known=known, now=now, limits=house.limits, new_id=new_id, text=inbound.body)
    response = respond(reading.command, scene, inbound.opt_out)
    reminders, outbound = carry_out(response, known, now, new_id)
    pending = pending_reply(response, known, outbound)
    reply = response.reply if pending is None else at_first(pending)
    spoken = _spoken(reply, response.person, channel, now, new_id)
    if pending is not None and spoken:
        spoken = tuple(held_back(text, now) for text in spoken)
        pending = replace(pending, spoken_id=spoken[0].id)
    return Saved(
        person=remembering_why(response.person, reading),
        reply=reply,
        pending=pending,
        over_limit=response.over_limit,
        intent=reading.intent,
        reminders=(*(replace(reminder, state=ReminderState.DONE, attend_at=None) for reminder in over), *reminders),
        outbound=(*(replace(text, failure_told=True) for text in response.told), *outbound, *spoken),
    )


def turn_down(reason: Reason, known: Known, house: House, now: datetime, new_id: Callable[[], UUID]) -> Saved:
    """What a text that is not read comes to: its sender is told why, unless they opted out. Pure."""
    person = known.person
    reply = _WORDS[reason](house.admission) if person.opted_out_at is None else None
    spoken = _spoken(reply, person, house.channels[person.provider], now, new_id)
    return Saved(person=person, reply=reply, intent=REFUSED, outbound=spoken)


def _spoken(
    reply: str | None, person: Person, channel: Channel, now: datetime, new_id: Callable[[], UUID]
) -> tuple[OutboundText, ...]:
    """The reply as a text of its own, where it does not go out in the answer to the webhook."""
    if reply is None or channel.answers_in_webhook:
        return ()
    return (text_for(None, person, now, body=reply, now=now, id_=new_id()),)
