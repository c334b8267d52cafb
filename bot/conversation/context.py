"""What an answer is made from and what it comes to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.conversation.formatting import TimeFormat, clock_words, moment_words, zone_words
from bot.conversation.locale import time_format_of
from bot.conversation.trips import zone_at
from bot.domain.changes import PersonContext
from bot.domain.model import Person, Reminder, ReminderState


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLimits:
    """What one person may have: ``open_reminders`` at a time; ``reminder_segments`` a reminder's text may cost.

    A repeat comes no more often than every ``shortest_repeat_seconds``: each time costs a text.
    """

    open_reminders: int = 200
    reminder_segments: int = 10
    shortest_repeat_seconds: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyContext:
    """The moment of an answer: what is known, ``now`` (aware), where new ids come from, and the ``text`` itself."""

    person_context: PersonContext
    now: datetime
    limits: PersonLimits
    new_id: Callable[[], UUID]
    text: str = ""

    @property
    def person(self) -> Person:
        return self.person_context.person

    def of(self, person: Person) -> "ReplyContext":
        """The same moment with the person as they are now."""
        return replace(self, person_context=replace(self.person_context, person=person))

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.person.timezone))

    def local(self, moment: datetime) -> datetime:
        """``moment`` in the zone where the person is then: their home zone once a trip is over."""
        return moment.astimezone(ZoneInfo(zone_at(self.person, moment)))

    @property
    def time_format(self) -> TimeFormat:
        """How the person writes times."""
        return time_format_of(self.person)

    def moment_words(self, moment: datetime) -> str:
        """``moment`` as it is said to the person; with the zone where that is not the one they are in now."""
        local = self.local(moment)
        words = moment_words(local, self.now.astimezone(local.tzinfo), self.time_format)
        zone = zone_at(self.person, moment)
        return words if zone == self.person.timezone else f"{words} {zone_words(zone)}"

    def clock_words(self, moment: datetime) -> str:
        """The clock time of ``moment`` alone, as it is said to the person."""
        return clock_words(self.local(moment), self.time_format)

    @property
    def open_reminders(self) -> tuple[Reminder, ...]:
        """The person's open reminders, soonest first."""
        living = (reminder for reminder in self.person_context.reminders if reminder.state is ReminderState.OPEN)
        return tuple(sorted(living, key=lambda reminder: (reminder.due_at, reminder.number)))

    @property
    def living(self) -> tuple[Reminder, ...]:
        """What the person sees in a list: the open ones, then the paused ones."""
        return self.open_reminders + self.paused_reminders

    @property
    def paused_reminders(self) -> tuple[Reminder, ...]:
        """Those that wait until the person lets them go on, by number."""
        paused = (reminder for reminder in self.person_context.reminders if reminder.state is ReminderState.PAUSED)
        return tuple(sorted(paused, key=lambda reminder: reminder.number))
