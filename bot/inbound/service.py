"""Receives texts: one unit of work for each. ``decision.py`` makes the decisions."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import structlog

from bot.conversation.newcomers import newcomer
from bot.conversation.texts import refusals
from bot.delivery.cancellation import final_reply, message_ids_to_load
from bot.delivery.expedite import Expedite
from bot.delivery.follow_ups import park_everything
from bot.domain.broken_rows import failure_words
from bot.domain.changes import (
    Answer,
    Changes,
    MessagesNeeded,
    NumberNeeded,
    PendingReply,
    PersonContext,
    Step,
    with_pending,
)
from bot.domain.errors import CommitUnknownError, DatabaseBusyError, StorageError, UnreadableRowError
from bot.domain.model import InboundText
from bot.domain.records import replace
from bot.domain.text import printable
from bot.inbound.admission import Admission, RefusalReason, is_opting_out
from bot.inbound.apology import apologise
from bot.inbound.consents import Consents
from bot.inbound.decision import OPT_OUT, REFUSED, BotPolicy, answer_again, decide, turn_down
from bot.inbound.duplicates import Duplicates
from bot.inbound.keyed_lock import KeyedLock
from bot.inbound.linking import link_changes, unless_number_is_blocked
from bot.inbound.unsaved_opt_outs import UnsavedOptOuts
from bot.runtime.clock import Clock
from bot.runtime.metrics import Metrics
from bot.runtime.request_deadline import lift_deadline
from bot.storage.protocol import ConversationStore
from bot.understanding.command import Intent

NOT_SAVED = "not_saved"
BROKEN = "broken"  # the intent of a text whose sender's data made the bot fail

log = structlog.get_logger()


@dataclass(slots=True)
class _Latest:
    """The changes from the latest call of the decision: the store may call it again when it repeats a transaction."""

    changes: Changes | None = None

    def remember(self, step: Step) -> Step:
        if isinstance(step, MessagesNeeded):
            return replace(step, decide=lambda person_context: self._keep(step.decide(person_context)))
        if isinstance(step, NumberNeeded):
            return replace(step, decide=lambda person_context: self.remember(step.decide(person_context)))
        return self._keep(step)

    def _keep(self, changes: Changes) -> Changes:
        self.changes = changes
        return changes


class InboundService:
    """Answers verified texts.

    ``wake`` tells the worker that messages may be due. ``expedite`` makes it call the provider at once, for a reply
    that depends on the outcome. ``bots`` tells how many there are, which share the limit of all texts.
    """

    def __init__(
        self,
        *,
        store: ConversationStore,
        clock: Clock,
        policy: BotPolicy,
        metrics: Metrics,
        wake: Callable[[], None],
        expedite: Expedite,
        new_id: Callable[[], UUID] = uuid4,
        consents: Consents | None = None,
        bots: Callable[[], int] = lambda: 1,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy
        self._metrics = metrics
        self._wake = wake
        self._expedite = expedite
        self._new_id = new_id
        self._admission = Admission(policy.admission, policy.own_numbers, bots=bots)
        self._duplicates = Duplicates()
        self._locks = KeyedLock()
        self._finalising: set[asyncio.Task[str | None]] = set()
        self._consents = consents or Consents({}, clock)
        self._unsaved = UnsavedOptOuts(self._carry_out, clock)

    async def receive(self, inbound: InboundText) -> Answer:
        """The answer to a text within ``BotPolicy.answer_seconds``, after everything it says is committed.

        A redelivered text gets the same answer again, also one that the carrier repeats under another id. A text over
        the limits is not read; its sender is told once. One person's texts are answered in order, different people's
        side by side.
        """
        started = time.perf_counter()
        admitted = self._admission.admit(inbound, self._clock.now())
        if admitted.reason is not None:
            self._metrics.text_refused(admitted.reason)
            log.warning("text refused", provider=inbound.provider, reason=admitted.reason.value)
            if not admitted.notify:
                return Answer(reply=None, intent=REFUSED)
        if is_opting_out(inbound):
            lift_deadline()  # late is better than never: nobody may be texted who asked not to be
        if admitted.is_repeated_opt_out:
            self._metrics.text_answered(inbound.provider, OPT_OUT, redelivered=True, seconds=0.0)
            return Answer(reply=None, intent=OPT_OUT)
        try:
            answer = await self._answer_in_time(inbound, admitted.reason)
        except StorageError as error:
            self._wake()  # a commit that is still under way may have planned messages
            answer = self._not_saved(inbound, error)
        self._answered(inbound, answer, time.perf_counter() - started)
        return answer

    def _answered(self, inbound: InboundText, answer: Answer, seconds: float) -> None:
        if answer.intent == OPT_OUT:
            self._admission.remember_opt_out(inbound)
        self._admission.remember_reply(inbound, answer.reply)
        if not answer.redelivered:
            self._consents.answered(inbound, answer.intent)
        self._metrics.text_answered(inbound.provider, answer.intent, redelivered=answer.redelivered, seconds=seconds)
        log.info(
            "text answered",
            provider=inbound.provider,
            inbound=inbound.message_id,
            intent=answer.intent,
            redelivered=answer.redelivered,
        )
        self._wake()

    async def _answer_or_apologise(
        self, inbound: InboundText, refused: RefusalReason | None
    ) -> tuple[Answer, Changes | None]:
        """Answer a text. If the sender's own rows make that fail, say so; STOP is carried out all the same."""
        try:
            return await self._answer(inbound, refused)
        except Exception as error:
            if isinstance(error, StorageError) and not isinstance(error, UnreadableRowError):
                raise
            reason = failure_words(error)
        log.error("text not answered", provider=inbound.provider, inbound=inbound.message_id, reason=reason)
        apology = apologise(inbound, self._policy, self._clock.now(), self._new_id)
        answer = await self._store.answer_without_reading(
            inbound,
            reply=apology.reply,
            intent=apology.consent.lower() if apology.consent else BROKEN,
            consent=apology.consent,
            messages=apology.messages,
        )
        return answer, None

    def _not_saved(self, inbound: InboundText, error: StorageError) -> Answer:
        """Apologise in the webhook's response where that is possible.

        Otherwise raise the error, so that the provider gets a 503 and delivers the text again. So does an opt-out: its
        sender asked for no more texts, and must not have to ask twice.
        """
        if is_opting_out(inbound):
            self._unsaved.add(inbound)
            raise error
        if inbound.opt_out is not None or not self._policy.providers[inbound.provider].answers_in_webhook:
            raise error
        log.debug("text not saved", provider=inbound.provider, inbound=inbound.message_id, reason=str(error))
        return Answer(reply=_apology(error), intent=NOT_SAVED)

    async def _carry_out(self, inbound: InboundText) -> None:
        """Answer an opt-out that could not be saved when it came. Raises ``StorageError`` if it still cannot."""
        async with self._locks.hold((inbound.provider, inbound.from_number)):
            await self._carry_out_first(inbound)

    async def _carry_out_first(self, inbound: InboundText) -> None:
        """Carry out the opt-out of the same sender that waits, if one does. The lock is held."""
        waiting = self._unsaved.waiting_of(inbound)
        if waiting is None:
            return
        answer, _ = await self._answer_or_apologise(waiting, None)
        self._unsaved.saved(waiting)
        self._answered(waiting, answer, seconds=0.0)

    async def _answer_in_time(self, inbound: InboundText, refused: RefusalReason | None) -> Answer:
        """The answer to a text. Raises ``DatabaseBusyError`` if nothing was committed in time, nor will be.

        An answer that was committed in time but still waits for the provider is given as it is.
        """
        if refused is None:
            inbound = replace(inbound, body=printable(inbound.body))
        committed: Answer | None = None
        try:
            async with (
                asyncio.timeout(self._policy.answer_seconds),
                self._locks.hold((inbound.provider, inbound.from_number)),
            ):
                await self._carry_out_first(inbound)
                committed, unfinished = await self._answer_or_apologise(inbound, refused)
                if unfinished is None or unfinished.pending is None:
                    return committed
                answer = replace(committed, reply=await self._finalise_reply(inbound, unfinished.pending))
                self._remember(inbound, answer, unfinished)
                return answer
        except TimeoutError:
            if committed is None:
                seconds = self._policy.answer_seconds
                raise DatabaseBusyError(f"the text was not saved within {seconds:g} s") from None
        except Exception:
            if committed is None:
                raise
            log.exception("reply not finalised")
        log.warning("provisional reply given", inbound=inbound.message_id)  # the provider's answer still counts
        self._wake()
        return committed

    async def _answer(self, inbound: InboundText, refused: RefusalReason | None) -> tuple[Answer, Changes | None]:
        """Answer a text in one unit of work, or tell its sender why it was ``refused``.

        The changes are returned if the reply waits for the provider.
        """
        earlier = self._duplicates.answer_to(inbound) if refused is None else None
        if earlier is not None:
            # Between the two, the person may have texted something else, which another bot answered.
            latest_id = await self._store.latest_message_id(inbound.provider, inbound.from_number)
            if latest_id == self._duplicates.latest_id(inbound):
                return await self._answer_again(inbound, earlier), None
        latest = _Latest()

        def decision(person_context: PersonContext) -> Step:
            return latest.remember(self._decide(inbound, refused, person_context))

        elsewhere = with_pending(None, lambda person_context: park_everything(person_context, self._clock.now()))
        answer = await self._store.answer(
            inbound, lambda: newcomer(inbound, self._policy.default_timezone), decision, elsewhere
        )
        changes = latest.changes
        if changes is None or refused is not None:  # redelivered, or turned down
            return answer, None
        self._remember(inbound, answer, changes)
        if changes.over_limit is not None:
            self._metrics.text_refused(changes.over_limit)
            log.warning("text over a limit", inbound=inbound.message_id, limit=str(changes.over_limit))
        for contact in changes.contacts:
            if contact.asked_at is not None:
                self._metrics.consent_changed(contact.state)
                log.info("consent changed", contact=str(contact.id), state=contact.state, number=contact.number)
        if changes.outbound:  # these ids connect the text's log lines with those of its messages
            outbound_ids = [str(message.id) for message in changes.outbound]
            log.info("messages planned", inbound=inbound.message_id, outbound=outbound_ids)
        if changes.pending is None:
            return answer, None
        if changes.pending.reply_message_id is None:
            return answer, changes
        # The reply is a message of its own. The provider wants its webhook answered at once, so do not wait here.
        task = asyncio.create_task(self._finalise_reply(inbound, changes.pending), name="finalise a reply")
        self._finalising.add(task)
        task.add_done_callback(self._on_finalised)
        return answer, None

    async def _answer_again(self, inbound: InboundText, earlier: Answer) -> Answer:
        """Give a text that the carrier delivered twice the same answer. It changes nothing."""

        def decision(person_context: PersonContext) -> Changes:
            now = self._clock.now()
            return answer_again(inbound, earlier, person_context, self._policy, now=now, new_id=self._new_id)

        answer = await self._store.answer(inbound, lambda: newcomer(inbound, self._policy.default_timezone), decision)
        self._duplicates.repeated(inbound, answer)
        return replace(answer, redelivered=True)

    def _remember(self, inbound: InboundText, answer: Answer, changes: Changes) -> None:
        acted = answer.intent != Intent.UNKNOWN or bool(changes.reminders)  # a time alone is unknown, and may snooze
        is_provisional = changes.pending is not None
        self._duplicates.remember(inbound, replace(answer, reply=None) if is_provisional else answer, acted=acted)

    def _decide(self, inbound: InboundText, refused: RefusalReason | None, person_context: PersonContext) -> Step:
        now = self._clock.now()
        if refused is not None:
            return turn_down(inbound, refused, person_context, self._policy, now=now, new_id=self._new_id)
        linking = link_changes(inbound, person_context, self._policy, now, self._new_id)
        if linking is not None:
            return linking
        with self._metrics.understanding():
            step = decide(inbound, person_context, self._policy, now, self._new_id)
        return unless_number_is_blocked(step, inbound, person_context, self._policy, now=now, new_id=self._new_id)

    async def _finalise_reply(self, inbound: InboundText, pending: PendingReply) -> str | None:
        """Have the provider called about what the reply depends on; the final reply, which is saved."""
        groups = (pending.first, tuple(pending.waited_for))
        await self._expedite(inbound.provider, *groups, within_seconds=self._policy.cancel_wait_seconds)
        reply = await self._store.amend_answer(
            inbound, message_ids_to_load(pending), lambda outbound: final_reply(pending, outbound, self._clock.now())
        )
        self._wake()
        return reply

    def _on_finalised(self, task: "asyncio.Task[str | None]") -> None:
        self._finalising.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("reply not finalised", exc_info=error)  # the provisional reply goes out when its hold ends

    async def finish(self) -> None:
        """Wait for the replies that are being finalised, and for what is being saved or recorded."""
        await self._unsaved.finish()
        if self._finalising:
            await asyncio.wait(self._finalising)
        await self._consents.finish()


def _apology(error: StorageError) -> str:
    if isinstance(error, CommitUnknownError):
        return refusals.PERHAPS_SAVED
    return refusals.NOT_SAVED_IN_TIME if isinstance(error, DatabaseBusyError) else refusals.NOT_SAVED
