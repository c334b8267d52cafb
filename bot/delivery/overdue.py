"""What fell due while the bot was down, or could not be sent in time: told late, or told to be missed. Pure.

All of a person's late texts are decided at once. Of a repeat only the newest is told. A text says when it was due;
one that is older than the limit is not sent any more, but named in one text for all of them.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.conversation.formatting import moment_words
from bot.conversation.locale import time_format_of
from bot.conversation.texts import delivery as delivery_texts
from bot.conversation.trips import zone_at
from bot.delivery.planning import text_for
from bot.domain.message_state import is_late, missed, withdraw
from bot.domain.model import Changes, OutboundKind, OutboundMessage, Person, PersonContext


def catch_up(person_context: PersonContext, now: datetime, late_limit: timedelta) -> Changes:
    """What becomes of the person's late texts; beyond ``late_limit`` one is only reported."""
    late = sorted((text for text in person_context.outbound if is_late(text, now)), key=lambda text: text.due_at)
    newest = {text.reminder_id or text.id: text for text in late}
    kept = [text for text in newest.values() if now - text.due_at <= late_limit]
    given_up = [text for text in newest.values() if now - text.due_at > late_limit]
    outbound = [withdraw(text, now) for text in late if text not in newest.values()]
    outbound += [_told_late(text, person_context.person, now) for text in kept]
    outbound += [missed(text) for text in given_up]
    if given_up:
        outbound.append(_report(given_up, person_context.person, now))
    return Changes(person=person_context.person, reply=None, intent="", outbound=tuple(outbound))


def _told_late(text: OutboundMessage, person: Person, now: datetime) -> OutboundMessage:
    body = delivery_texts.late(text.body, _moment(text, person, now))
    return replace(text, body=body, says_due=True, next_attempt_at=now)


def _report(given_up: list[OutboundMessage], person: Person, now: datetime) -> OutboundMessage:
    """One text that names what was missed. It is a reminder itself: should it fail, the person hears of that."""
    named = [(text.body, _moment(text, person, now)) for text in given_up]
    report = text_for(None, person, now, body=delivery_texts.missed(named), now=now, id_=report_id(given_up[0].id))
    return replace(report, kind=OutboundKind.REMINDER, says_due=True)


def report_id(outbound_id: UUID) -> UUID:
    """The id of the report whose first text is this one: the same each time, so that it is told once."""
    return uuid5(outbound_id, "missed")


def _moment(text: OutboundMessage, person: Person, now: datetime) -> str:
    zone = ZoneInfo(zone_at(person, text.due_at))
    return moment_words(text.due_at.astimezone(zone), now.astimezone(zone), time_format_of(person))
