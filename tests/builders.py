"""Values for tests, with everything that does not matter filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.delivery_messages import DeliveryMessages
from bot.domain.changes import PersonContext
from bot.domain.model import InboundText, OutboundKind, OutboundMessage, Person, ProviderName, Reminder, ZoneSource
from bot.domain.window import Window

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=UTC)  # Wednesday, 10:20 in New York
SENDER = "+13125550123"
BOT_NUMBER = "+13125550100"
RENDERER = DeliveryMessages()
WINDOW = Window(earliest_seconds=900, latest_seconds=30 * 86400, schedule_ahead_seconds=25 * 86400, cancel_seconds=60)


def make_person(**changes: Any) -> Person:
    values: dict[str, Any] = {
        "id": 1,
        "provider": ProviderName.TWILIO,
        "number": SENDER,
        "bot_number": BOT_NUMBER,
        "timezone": "America/New_York",
        "zone_source": ZoneSource.NUMBER,
        "created_at": NOW,
        "introduced": True,
    }
    return Person(**values | changes)


def make_reminder(**changes: Any) -> Reminder:
    values: dict[str, Any] = {
        "id": uuid4(),
        "person_id": 1,
        "number": 1,
        "message": "call mom",
        "due_at": NOW + timedelta(hours=2),
        "timezone": "America/New_York",
        "created_at": NOW,
    }
    return Reminder(**values | changes)


def make_text(**changes: Any) -> OutboundMessage:
    values: dict[str, Any] = {
        "id": uuid4(),
        "person_id": 1,
        "provider": ProviderName.TWILIO,
        "kind": OutboundKind.REMINDER,
        "to_number": SENDER,
        "from_number": BOT_NUMBER,
        "body": "Reminder: call mom",
        "due_at": NOW + timedelta(hours=2),
        "created_at": NOW,
        "next_attempt_at": NOW,
    }
    return OutboundMessage(**values | changes)


def make_inbound(body: str, message_id: str = "SM1", **changes: Any) -> InboundText:
    values: dict[str, Any] = {
        "provider": ProviderName.TWILIO,
        "message_id": message_id,
        "from_number": SENDER,
        "to_number": BOT_NUMBER,
        "body": body,
        "received_at": NOW,
    }
    return InboundText(**values | changes)


def make_reply_context(*reminders: Reminder, person: Person | None = None, **changes: Any) -> ReplyContext:
    """The context of a reply to ``person``, who has ``reminders``."""
    person_context = PersonContext(person=person or make_person(), reminders=reminders)
    return ReplyContext(
        **{"person_context": person_context, "now": NOW, "limits": PersonLimits(), "new_id": numbered_ids()} | changes
    )


def numbered_ids() -> Any:
    """A source of ids that are the same in every run."""
    count = 0

    def new_id() -> UUID:
        nonlocal count
        count += 1
        return UUID(int=count)

    return new_id


async def no_hurry(provider: ProviderName, *groups: Any, within_seconds: float) -> None:
    """An ``Expedite`` for which the provider never answers in time."""
