"""What an answer is made from and what it comes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.model import Known, OutboundText, Person, Reminder, ReminderState


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one person may have: ``open_reminders`` at a time; ``reminder_segments`` a reminder's text may cost.

    A repeat comes no more often than every ``shortest_repeat_seconds``: each time costs a text.
    """

    open_reminders: int = 200
    reminder_segments: int = 10
    shortest_repeat_seconds: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The moment of an answer: what is known, ``now`` (aware), and where new ids come from."""

    known: Known
    now: datetime
    limits: Limits
    new_id: Callable[[], UUID]

    @property
    def person(self) -> Person:
        return self.known.person

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.person.timezone))

    def local(self, moment: datetime) -> datetime:
        """``moment`` in the person's zone."""
        return moment.astimezone(ZoneInfo(self.person.timezone))

    @property
    def open_reminders(self) -> tuple[Reminder, ...]:
        """The person's open reminders, soonest first."""
        living = (reminder for reminder in self.known.reminders if reminder.state is ReminderState.OPEN)
        return tuple(sorted(living, key=lambda reminder: (reminder.due_at, reminder.number)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: ``reply`` (None is silence), the person as they are now, and what became of reminders.

    ``made`` are new, ``cancelled`` are to be taken back, ``parked`` wait for an opt-in, ``revived`` come back from it.
    ``told`` are the texts whose failure the reply tells.
    """

    reply: str | None
    person: Person
    made: tuple[Reminder, ...] = ()
    cancelled: tuple[Reminder, ...] = ()
    parked: tuple[Reminder, ...] = ()
    revived: tuple[Reminder, ...] = ()
    told: tuple[OutboundText, ...] = ()
