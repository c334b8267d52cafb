"""Decisions that save given values."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.domain.changes import Changes, PersonContext
from bot.domain.model import OutboundMessage, Reminder


def saving(
    reply: str | None = "OK",
    *,
    reminders: Iterable[Reminder] = (),
    outbound: Iterable[OutboundMessage] = (),
    seen: list[PersonContext] | None = None,
    **person_changes: Any,
) -> Callable[[PersonContext], Changes]:
    """A decision that saves these values for its person. ``seen`` collects the contexts it was given."""

    def decide(context: PersonContext) -> Changes:
        if seen is not None:
            seen.append(context)
        person = replace(context.person, **person_changes)
        return Changes(
            person=person,
            reply=reply,
            intent="create",
            reminders=tuple(replace(reminder, person_id=person.id) for reminder in reminders),
            outbound=tuple(replace(message, person_id=person.id) for message in outbound),
        )

    return decide
