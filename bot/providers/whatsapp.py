"""The rules of WhatsApp: free text only answers a person, everything else is a template that Meta has approved.

Outside 24 hours after a person's last message, WhatsApp refuses free text (63016), and a provider checks that only when
it sends a scheduled message. A template is accepted at any time, so whatever is no reply uses one.
https://www.twilio.com/docs/whatsapp/key-concepts
"""

from datetime import timedelta
from enum import StrEnum

from bot.domain.model import OutboundKind, OutboundMessage

PREFIX = "whatsapp:"
WINDOW = timedelta(hours=24)  # after a person's last message
VARIABLE_CHARACTERS = 900  # a template's body has 1,024 at most


class TemplateKind(StrEnum):
    REMINDER = "reminder"
    LATE = "late"  # sent after its time, and says so
    MISSED = "missed"  # about reminders that were not sent, or could not be cancelled


# WhatsApp wants a variable neither first nor last, and enough fixed words around it.
BODIES = {
    TemplateKind.REMINDER: "Here you go. {{1}} - Reply done, or a new time to move it.",
    TemplateKind.LATE: "Sorry, this comes late. {{1}} - Reply done, or a new time to move it.",
    TemplateKind.MISSED: "A note from your reminder bot: {{1}} - Reply list to see what is next.",
}


def is_whatsapp(number: str) -> bool:
    return number.startswith(PREFIX)


def needs_template(message: OutboundMessage) -> bool:
    """Whether ``message`` must be a template. A reply is inside the 24 hours by definition."""
    return is_whatsapp(message.to_number) and message.kind is not OutboundKind.REPLY


def template_kind(message: OutboundMessage) -> TemplateKind:
    if message.reminder_id is None and message.kind is OutboundKind.REMINDER:
        return TemplateKind.MISSED
    return TemplateKind.LATE if message.says_due else TemplateKind.REMINDER


def flattened(body: str) -> str:
    """``body`` as the value of a template's variable, which may have no line breaks, tabs or runs of blanks."""
    words = " ".join(body.split())
    return words if len(words) <= VARIABLE_CHARACTERS else f"{words[: VARIABLE_CHARACTERS - 3]}..."


def rendered(message: OutboundMessage) -> str:
    """``message`` as its template reads on the phone."""
    return BODIES[template_kind(message)].replace("{{1}}", flattened(message.body))
