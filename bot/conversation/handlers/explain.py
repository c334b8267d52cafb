"""Says who the bot is, what it can do, and how it understood the last text."""

from bot.conversation.context import ReplyContext
from bot.conversation.texts import guidance
from bot.domain.changes import Decision
from bot.domain.model import Person
from bot.domain.records import replace
from bot.understanding.command import Help, Reading, Why
from bot.understanding.detecting import ENGLISH, language_of


def show_help(command: Help, context: ReplyContext) -> Decision:
    """Say what the bot can do. No reply to the bare HELP, which providers answer themselves."""
    if command.is_carrier_word:
        return Decision(reply=None, person=context.person)
    greeting = guidance.GREETING if context.person.introduced else guidance.FIRST_GREETING
    reply = greeting if command.is_greeting else guidance.HELP
    return Decision(reply=reply, person=replace(context.person, introduced=True))


def explain(_: Why, context: ReplyContext) -> Decision:
    """Say how the previous text was understood."""
    why = context.person.memory.why
    return Decision(reply=guidance.why(why) if why else guidance.NO_WHY, person=context.person)


def with_explanation(person: Person, reading: Reading, text: str = "") -> Person:
    """The person with the explanation of this text stored, in case they ask why, and the language they write."""
    if isinstance(reading.command, Why) or person.forgotten_at is not None:
        return person
    memory = person.memory
    known = memory.language or ENGLISH
    told = language_of(text, known)
    return replace(person, memory=replace(memory, why=reading.why, language=memory.language if told == known else told))
