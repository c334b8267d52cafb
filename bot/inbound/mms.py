"""What is done with a group MMS and with pictures: neither is kept, and the sender is told. Pure."""

from bot.conversation.texts import multimedia
from bot.domain.changes import Decision
from bot.domain.model import InboundText, Person
from bot.domain.records import replace
from bot.domain.sms_segments import fits
from bot.inbound.admission import is_opting_out
from bot.understanding.command import AskTime, Reading, Unknown

MAX_GROUPS = 10  # that are remembered of one person


def is_group(inbound: InboundText) -> bool:
    """Whether the text went to others, too. An opt-out counts wherever it is written."""
    return bool(inbound.group) and not is_opting_out(inbound)


def answer_to_group(inbound: InboundText, person: Person) -> tuple[str | None, Person]:
    """The reply to the sender alone, once for each group, and the person after it. A group text sets nothing."""
    if person.opted_out_at is not None or inbound.group in person.memory.groups:
        return None, person
    groups = (*person.memory.groups, inbound.group)[-MAX_GROUPS:]
    return multimedia.ONE_PERSON_AT_A_TIME, replace(person, memory=replace(person.memory, groups=groups))


def with_picture_alone(reading: Reading, inbound: InboundText) -> Reading:
    """A picture without words asks for something, but says neither what nor when."""
    if not inbound.media_count or inbound.body.strip() or not isinstance(reading.command, Unknown):
        return reading
    return Reading(AskTime(message=""), "It is a picture without words.")


def with_picture_note(decision: Decision, inbound: InboundText) -> Decision:
    """``decision``, with a note that the picture is not kept if the reply takes the text for a reminder's."""
    is_about_reminder = decision.made or decision.changed or not inbound.body.strip()
    if not inbound.media_count or decision.reply is None or not is_about_reminder:
        return decision
    noted = replace(decision, reply=_with_note(decision.reply))
    word_reply = decision.reply_for_outcomes
    if word_reply is None:
        return noted
    return replace(noted, reply_for_outcomes=lambda outcomes: _with_note(word_reply(outcomes) or ""))


def _with_note(reply: str) -> str:
    longer = f"{reply}\n{multimedia.PICTURE_NOT_KEPT}"
    return longer if fits(longer) else f"{reply}\n{multimedia.NO_PICTURE}"
