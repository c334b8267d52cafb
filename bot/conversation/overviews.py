"""The text of an overview: what is on today, or in the next seven days."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from bot.conversation.context import PersonLimits, ReplyContext
from bot.conversation.handlers.list_reminders import MAX_SEGMENTS, MAX_SEGMENTS_UCS2, due_in_period, line
from bot.conversation.texts import lists
from bot.conversation.trips import returned_home, zone_at
from bot.domain.changes import PersonContext
from bot.domain.model import Person, Reminder
from bot.domain.overviews import Scope, covered_until
from bot.domain.sms_segments import fits, is_gsm7
from bot.understanding.command import Period

_MOST_LINES = 30  # more never fit


def overview_text(scope: Scope, reminders: Sequence[Reminder], person: Person, now: datetime) -> str:
    """The overview at ``now``, as many reminders as fit; "" where nothing is on."""
    zone = zone_at(person, now)
    person = person if zone == person.timezone else returned_home(person)
    context = ReplyContext(
        person_context=PersonContext(person=person, reminders=tuple(reminders)),
        now=now,
        limits=PersonLimits(),
        new_id=uuid4,
    )
    period = Period(start=now, end=covered_until(scope, now, zone), words="")
    others = tuple(reminder for reminder in context.open_reminders if reminder.overview is None)
    chosen = due_in_period(others, period)
    written = [line(reminder, context) for reminder in chosen[:_MOST_LINES]]
    text = ""
    for shown in range(len(written), 0, -1):
        text = lists.overview(written[:shown], len(chosen) - shown, is_of_day=scope is Scope.DAY)
        if fits(text, MAX_SEGMENTS if is_gsm7(text) else MAX_SEGMENTS_UCS2):
            break
    return text
