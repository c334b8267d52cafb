"""The changes that a text makes, decided with all messages of its person at hand."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.domain.changes import Changes, PersonContext
from bot.domain.model import InboundText
from bot.inbound.decision import BotPolicy, decide


def changes_for(
    inbound: InboundText, person_context: PersonContext, policy: BotPolicy, now: datetime, new_id: Callable[[], UUID]
) -> Changes:
    changes = decide(inbound, person_context, policy, now, new_id)
    assert isinstance(changes, Changes), "the context has all messages"
    return changes
