"""The words that delivery needs. The conversation implements this, so that all wording lives in one package."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.model import OutboundMessage, Person, Reminder
from bot.domain.overviews import Scope


class MessageRenderer(Protocol):
    def reminder(self, words: str) -> str:
        """The body of a reminder on time. ``words`` are the person's own."""
        ...

    def heads_up(self, words: str, at: datetime, person: Person, sent_at: datetime) -> str:
        """The body of a text that comes at ``sent_at``, ahead of the thing at ``at``."""
        ...

    def until_done(self, words: str) -> str:
        """The body of a reminder that is repeated until the person says that it is done."""
        ...

    def from_asker(self, body: str, asker_name: str) -> str:
        """``body`` of a reminder that somebody else has set for the recipient."""
        ...

    def not_accepted(self, words: str, contact_name: str) -> str:
        """Tells who set a reminder that the contact ("my husband") has not accepted, so that it cannot be sent."""
        ...

    def ended_by_contact(self, contact_name: str) -> str:
        """Tells an asker that the contact gets no more reminders of theirs."""
        ...

    def overview(self, scope: Scope, reminders: Sequence[Reminder], person: Person, now: datetime) -> str:
        """A list of what is on among the open ``reminders``; "" for nothing."""
        ...

    def late(self, message: OutboundMessage, person: Person, now: datetime) -> str:
        """The body of an overdue reminder, which says when it was due."""
        ...

    def missed(self, messages: Sequence[OutboundMessage], person: Person, now: datetime) -> str:
        """One report of reminders that are too late to send: all of them with a lost answer, or none of them."""
        ...

    def not_cancelled(self, message: OutboundMessage) -> str:
        """The notice that a deleted or changed reminder arrives anyway, has arrived, or may have."""
        ...

    def arrives_anyway(self, texts: Mapping[int, int]) -> str:
        """A line for the reply to a delete or change: so many texts of each number could not be cancelled in time."""
        ...

    def may_arrive(self) -> str:
        """A line for the reply to a delete or change: nobody knows yet whether a text can be cancelled in time."""
        ...
