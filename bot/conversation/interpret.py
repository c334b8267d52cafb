"""Reads a person's text with their time zone and locale, including the change of zone at the end of a trip."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.conversation.locale import locale_of
from bot.conversation.trips import zone_at
from bot.domain.changes import PersonContext
from bot.domain.model import Person
from bot.domain.records import replace
from bot.understanding.anchors import Anchor, read_anchored
from bot.understanding.command import Command, Create, Edit, Reading, Snooze, Unknown
from bot.understanding.context import Context
from bot.understanding.detecting import in_own_language
from bot.understanding.reading import read
from bot.understanding.replies import read_reply


def interpret(
    text: str,
    person: Person,
    now: datetime,
    known: tuple[str, ...] = (),
    *,
    is_reply: bool = False,
    anchors: tuple[Anchor, ...] = (),
) -> Reading:
    """Read ``text``, sent by ``person`` at ``now`` (aware). ``known`` are the messages of their reminders.

    ``is_reply``: a reminder came lately, which the text may answer. ``anchors`` are those that were spoken of last.

    Times after the end of the person's trip are in their home zone: "next tuesday at 9" is 9 at home if they are
    back by Tuesday.
    """
    zone = zone_at(person, now)
    context = Context(now, ZoneInfo(zone), in_own_language(text, locale_of(person)), known)

    def read_here(words: str) -> Reading:
        return read(words, now=now, zone=context.zone, locale=context.locale, known=known)

    reading = read_anchored(text, anchors, context, read_here) or read_here(text)
    if is_reply:
        reading = _as_reply(text, context, reading)
    home, until = person.memory.home_timezone, person.memory.away_until
    if home is None or until is None or zone == home or not _all_after(reading, until):
        return reading
    reading_at_home = read(text, now=now, zone=ZoneInfo(home), locale=context.locale, known=known)
    return reading_at_home if _all_after(reading_at_home, until) else reading


def _as_reply(text: str, context: Context, reading: Reading) -> Reading:
    """``reading``, of which the first request may answer a reminder: "got her. move 2 to 5"."""
    if not reading.acts:
        return read_reply(text, context, reading)
    first, *others = reading.acts
    answered = replace(read_reply(first.words, context, first), words=first.words)
    if answered.command == first.command:
        return reading
    return replace(reading, command=answered.command, acts=(answered, *others))


def known_messages(person_context: PersonContext) -> tuple[str, ...]:
    """The messages that words of a text may name: of the person's reminders, and of those sent lately."""
    reminders = (*person_context.reminders, *(sent.reminder for sent in person_context.recently_sent))
    return tuple(dict.fromkeys(reminder.message for reminder in reminders))


def _all_after(reading: Reading, moment: datetime) -> bool:
    """Whether the text has times and all of them are at or after ``moment``."""
    times = [time for act in reading.acts or (reading,) for time in _times(act.command)]
    return bool(times) and all(time >= moment for time in times)


def _times(command: Command) -> list[datetime]:
    if isinstance(command, Create):
        items = [item for task in command.tasks for item in (task.moment, task.repeat) if item is not None]
    elif isinstance(command, Edit):
        items = [item for item in (command.moment, command.repeat) if item is not None]
    elif isinstance(command, Snooze | Unknown):
        items = [command.moment] if command.moment is not None else []
    else:
        items = []
    return [item.at if hasattr(item, "at") else item.first for item in items]
