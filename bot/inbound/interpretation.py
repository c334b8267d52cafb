"""What a text asks for, given who carried it: who answers STOP, is it meant for the bot, how old is it. Pure."""

from collections.abc import Set as AbstractSet

from bot.conversation.context import ReplyContext
from bot.conversation.dialogue import anchors_of
from bot.conversation.interpret import interpret, known_messages
from bot.conversation.recently_sent import last_sent
from bot.conversation.texts import refusals
from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.changes import Decision
from bot.domain.model import InboundText, OptOut, Person
from bot.domain.phone_numbers import number_problem
from bot.domain.records import replace
from bot.inbound.admission import is_opting_out
from bot.understanding.command import Command, Help, ListReminders, Reading, Start, Stop

# Which commands a stranger may send to somebody's phone without naming a reminder.
_BARE_COMMANDS = (Help, ListReminders, Start, Stop)


def read_command(
    inbound: InboundText, context: ReplyContext, *, carrier_answers: bool, countries: AbstractSet[str]
) -> Reading:
    """Read a text as of when it was sent. ``carrier_answers``: the carrier itself answers STOP, START and HELP."""
    if is_opting_out(inbound):
        return _opt_out(inbound, carrier_answers=carrier_answers, countries=countries)
    person = context.person
    reading = interpret(
        inbound.body,
        person,
        min(inbound.sent_at or context.now, context.now),
        known_messages(context.person_context),
        is_reply=last_sent(context) is not None,
        anchors=anchors_of(context),
    )
    return reading if carrier_answers else replace(reading, command=_answered_by_bot(reading.command, person))


def _answered_by_bot(command: Command, person: Person) -> Command:
    """``command``, to be answered even if it is a word that carriers answer."""
    if isinstance(command, Start) and person.introduced and person.opted_out_at is None:
        return Help(is_greeting=True)  # they are opted in already: a carrier would say so, the bot says hello
    return replace(command, is_carrier_word=False) if isinstance(command, Start | Help) else command


def _opt_out(inbound: InboundText, *, carrier_answers: bool, countries: AbstractSet[str]) -> Reading:
    """An opt-out is carried out alone, whatever else a reader might find in its text: it has met no limit.

    A carrier that answers keywords has confirmed its own words. A sender whose other texts are refused gets no
    confirmation: it would cost as much as any text to a premium number.
    """
    is_silent = carrier_answers and OptOut.STOP in (inbound.opt_out, carrier_keyword(inbound.body))
    is_silent = is_silent or number_problem(inbound.from_number, countries) is not None
    return Reading(Stop(is_carrier_word=is_silent), "It asks me to stop texting.")


def is_for_bot(inbound: InboundText, command: Command, person: Person) -> bool:
    """Whether a text to somebody's phone is meant for the bot: friends, shops and banks text that number too.

    Someone whom the bot knows always is. A stranger must text a command, or ask to be reminded in so many words: "see
    you tomorrow at 9" and "your parcel arrives friday" would otherwise become reminders.
    """
    if person.introduced or person.opted_out_at is not None:
        return True
    text = inbound.body.strip().casefold()
    if text == "yes" or (isinstance(command, Help) and command.is_greeting):
        return False
    return isinstance(command, _BARE_COMMANDS) or "remind" in text


def is_stale_button(inbound: InboundText, context: ReplyContext) -> bool:
    """Whether the button that was tapped is not the one of the reminder that "done" and "snooze" are about."""
    if not inbound.button_of:
        return False
    sent = last_sent(context)
    return sent is None or sent.message.provider_message_id != inbound.button_of


def after_delay(decision: Decision, inbound: InboundText, context: ReplyContext) -> Decision:
    """``decision``, unless the text was under way for so long that the time it names has passed.

    A phone without a network delivers texts up to two days late, and "in 10 minutes" counts from when it was sent.
    """
    if inbound.sent_at is None:
        return decision
    passed = [one for one in (*decision.made, *decision.changed) if not one.rrule and one.due_at <= context.now]
    if not passed:
        return decision
    return Decision(reply=refusals.text_came_late(context.moment_words(inbound.sent_at)), person=context.person)
