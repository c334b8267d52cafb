"""What is loaded to decide on a message of the HTTP API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.model import OutboundMessage, Person
from bot.domain.spending import Spending


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What is known about the number of an API message: who has it, and since when it is opted out (None: it is not).

    ``spending`` is of the program's token and the bot. ``replaced`` is the message that the new one replaces: None if
    there is none, or none of this program. ``replaced_heads_ups`` are those ahead of it.
    """

    people: tuple[Person, ...] = ()
    opted_out_at: datetime | None = None
    spending: Spending = field(default_factory=Spending)
    replaced: OutboundMessage | None = None
    replaced_heads_ups: tuple[OutboundMessage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The person to send to (id 0 if new to the bot), the message, and the cancelled one that it replaces.

    ``heads_ups`` are the new messages ahead of it, and ``cancelled_heads_ups`` those ahead of the one replaced.
    """

    person: Person
    message: OutboundMessage
    cancelled: OutboundMessage | None = None
    heads_ups: tuple[OutboundMessage, ...] = ()
    cancelled_heads_ups: tuple[OutboundMessage, ...] = ()


DecideMessage = Callable[[Recipient], Decision]
