"""The words that delivery needs. The conversation implements this, so that all wording lives in one package."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.model import OutboundMessage, Person


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

    def late(self, message: OutboundMessage, person: Person, now: datetime) -> str:
        """The body of an overdue reminder, which says when it was due."""
        ...

    def missed(self, messages: Sequence[OutboundMessage], person: Person, now: datetime) -> str:
        """One report of reminders that are too late to send."""
        ...

    def not_cancelled(self, message: OutboundMessage) -> str:
        """The notice that a deleted or changed reminder arrives, or has arrived, anyway."""
        ...

    def arrives_anyway(self, numbers: Sequence[int]) -> str:
        """A line for the reply to a delete or change: these reminders could not be cancelled in time."""
        ...
