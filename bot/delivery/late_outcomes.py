"""What the outcome of a call means for its message, which another process may have taken over meanwhile. Pure.

A process that is stopped in the middle of a call goes on with it when it is resumed, long after its lease. Whatever the
provider then holds beside what the bot knows of must be cancelled there: that is a message of its own (a stray), so
that the cancel is repeated until it succeeds, whichever process does it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

import structlog

from bot.domain import message_state
from bot.domain.changes import Changes, Decide, PersonContext, with_pending
from bot.domain.model import OutboundKind, OutboundMessage, OutboundState
from bot.domain.records import replace
from bot.runtime.clock import Clock
from bot.storage.protocol import Change

log = structlog.get_logger()

S = OutboundState
_UNSCHEDULED = frozenset({S.WAITING, S.HANDING_OVER, S.CANCELLING})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The change after the provider has accepted a message."""

    provider_message_id: str
    clock: Clock

    def __call__(self, message: OutboundMessage) -> OutboundMessage:
        return message_state.after_accepted(message, self.provider_message_id, self.clock.now())


@dataclass(slots=True, kw_only=True)
class Outcome:
    """``change``, as it applies to the message as it is by now.

    ``may_have_arrived``: the answer was lost, and the provider can be searched for the message. ``before`` and
    ``stray`` are those of the latest call, as the store may repeat a transaction.
    """

    change: Change
    call_made_for: OutboundMessage
    owner: str
    now: datetime
    may_have_arrived: bool = False
    before: S | None = None
    stray: OutboundMessage | None = None

    def __call__(self, message: OutboundMessage) -> OutboundMessage:
        self.before, self.stray = message.state, None
        is_ours = message.lease_owner in (None, self.owner)
        if isinstance(self.change, Acceptance):
            return self._accepted(message, self.change, is_ours=is_ours)
        if self.may_have_arrived and not (is_ours and message.state in (S.HANDING_OVER, S.CANCELLING)):
            self._set_stray(None)
            return message
        if is_ours:
            return self.change(message)
        self._log("outcome of an ended lease ignored")
        return message

    def _accepted(self, message: OutboundMessage, acceptance: Acceptance, *, is_ours: bool) -> OutboundMessage:
        """Of two processes whose calls were accepted, the first one is right, whoever has the lease."""
        known_id = message.provider_message_id
        if known_id is None and message.state in _UNSCHEDULED:
            message = replace(message, lease_owner=self.owner, scheduled_for=self.call_made_for.scheduled_for)
            # Another process searched it before the provider had it, and was about to hand it over again.
            return acceptance(replace(message, state=S.HANDING_OVER) if message.state is S.WAITING else message)
        if known_id == acceptance.provider_message_id or (
            known_id is None and message.state not in (S.CANCELLED, S.FAILED)
        ):
            return acceptance(message) if is_ours else message
        self._set_stray(acceptance.provider_message_id)
        return message

    def _set_stray(self, provider_message_id: str | None) -> None:
        if self.call_made_for.scheduled_for is not None:  # what was sent at once cannot be cancelled
            self._log("a second copy may be scheduled, so it is cancelled")
            self.stray = stray_of(self.call_made_for, provider_message_id, self.now)

    def _log(self, event: str) -> None:
        log.warning(event, outbound=str(self.call_made_for.id), provider=self.call_made_for.provider)


def stray_of(message: OutboundMessage, provider_message_id: str | None, now: datetime) -> OutboundMessage:
    """The copy of ``message`` that the provider holds too, to be cancelled; without an id it is searched there first.

    It belongs to no reminder and to no program, and nobody is told if it fails.
    """
    return replace(
        message,
        id=uuid5(message.id, provider_message_id or f"lost {now.isoformat()}"),
        kind=OutboundKind.REPLY,
        reminder_id=None,
        token_name=None,
        replaces=(),
        state=S.CANCELLING,
        provider_message_id=provider_message_id,
        outcome_unknown=provider_message_id is None,
        handed_over_at=now,
        next_attempt_at=now,
        attempts=0,
        lease_owner=None,
        failure=None,
        failure_reported=True,
    )


def saving_stray(stray: OutboundMessage) -> Decide:
    """Save ``stray``, unless a search took it for a message with the same words: then it is that message."""

    def decide(person_context: PersonContext) -> Changes:
        ids = {message.provider_message_id for message in person_context.outbound} - {None}
        outbound = () if stray.provider_message_id in ids else (stray,)
        return Changes(person=person_context.person, reply=None, intent="", outbound=outbound)

    return with_pending(None, decide)
