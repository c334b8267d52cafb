"""The input of every handler: the person, the time and the limits."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.conversation.formatting import TimeFormat, clock_words, moment_words, zone_words
from bot.conversation.locale import time_format_of
from bot.conversation.trips import zone_at
from bot.domain.changes import PersonContext
from bot.domain.contacts import Contact
from bot.domain.model import Person, Reminder, ReminderState
from bot.domain.phone_numbers import guess_timezone
from bot.domain.records import record, replace
from bot.domain.wall_time import skipped_wall
from bot.understanding.command import Assumption


@record
class PersonLimits:
    """Limits for one person.

    ``open_reminders`` is the number at a time, ``reminder_segments`` the length of one reminder's text.
    ``shortest_repeat_seconds`` is the shortest interval of a repeat, because each occurrence costs a text, and
    ``frequent_series`` the number of reminders at a time that repeat by the minute or hour. ``segments_per_day`` is the
    person's budget. A reminder is repeated until it is done at most ``until_done_times``, and for ``until_done_hours``.
    ``remind_others``: reminders may be set for somebody else, who has none of the bot's ``own_numbers`` and one of the
    ``countries`` (empty: any).
    ``quiet_hours`` ("22:00-07:00") are those of people who have not set their own.
    """

    open_reminders: int = 200
    reminder_segments: int = 10
    shortest_repeat_seconds: int = 300
    segments_per_day: int = 100
    frequent_series: int = 10
    until_done_times: int = 12
    until_done_hours: int = 6
    remind_others: bool = False
    own_numbers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    quiet_hours: str | None = None


@record
class ReplyContext:
    """Everything a handler needs: the person's data, ``now`` (aware), a source of ids, and the ``text`` as received.

    ``recipient`` is whom the text asks to remind, None if that is the person; then ``text`` is as if it were.
    ``reports_done``: the person wants to hear when that one is done. ``is_unclear``: the text names nobody, or several.
    """

    person_context: PersonContext
    now: datetime
    limits: PersonLimits
    new_id: Callable[[], UUID]
    text: str = ""
    recipient: Contact | None = None
    reports_done: bool = False
    is_unclear: bool = False

    def zone_of(self, number: str) -> str:
        """The time zone that somebody else's number suggests, the person's own where it tells nothing."""
        return guess_timezone(number, self.person.timezone) or self.person.timezone

    @property
    def person(self) -> Person:
        return self.person_context.person

    def of(self, person: Person) -> "ReplyContext":
        """Return a copy with ``person`` in place of the current one."""
        return replace(self, person_context=replace(self.person_context, person=person))

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.person.timezone))

    def local(self, moment: datetime) -> datetime:
        """``moment`` in the person's zone at that time, which is their home zone after a trip."""
        return moment.astimezone(ZoneInfo(zone_at(self.person, moment)))

    def wall(self, at: datetime, assumptions: Iterable[Assumption] = ()) -> datetime:
        """The naive wall time of ``at`` there. One that a clock change skips is as it was said, not as it was moved."""
        local = self.local(at)
        said = skipped_wall(at, local.tzinfo or UTC) if Assumption.SPRING_GAP in assumptions else None
        return said or local.replace(tzinfo=None)

    @property
    def time_format(self) -> TimeFormat:
        """The format for times in replies."""
        return time_format_of(self.person)

    def moment_words(self, moment: datetime) -> str:
        """``moment`` as text, with the zone if the person will be in a different one by then."""
        local = self.local(moment)
        words = moment_words(local, self.now.astimezone(local.tzinfo), self.time_format)
        zone = zone_at(self.person, moment)
        return words if zone == self.person.timezone else f"{words} {zone_words(zone)}"

    def clock_words(self, moment: datetime) -> str:
        """The clock time of ``moment`` as text."""
        return clock_words(self.local(moment), self.time_format)

    @property
    def open_reminders(self) -> tuple[Reminder, ...]:
        """The person's open reminders, soonest first."""
        unsorted = (reminder for reminder in self.person_context.reminders if reminder.state is ReminderState.OPEN)
        return tuple(sorted(unsorted, key=lambda reminder: (reminder.due_at, reminder.number)))

    @property
    def listed_reminders(self) -> tuple[Reminder, ...]:
        """Open reminders, then paused ones: the order of a list."""
        return self.open_reminders + self.paused_reminders

    @property
    def paused_reminders(self) -> tuple[Reminder, ...]:
        """The person's paused reminders, by number."""
        paused = (reminder for reminder in self.person_context.reminders if reminder.state is ReminderState.PAUSED)
        return tuple(sorted(paused, key=lambda reminder: reminder.number))
