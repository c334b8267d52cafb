"""The quick replies under a reminder: buttons on WhatsApp, chips on RCS. SMS has none, so each is a text as well."""

from bot.domain.model import OutboundKind, OutboundMessage

# Title, and what a tap says. The id of a button is that text, so that a tap is read like any other answer.
QUICK_REPLIES = (("Done", "done"), ("1 hour", "snooze 1 hour"), ("Tomorrow", "snooze until tomorrow"))


def has_quick_replies(message: OutboundMessage) -> bool:
    """Whether ``message`` is a reminder: replies, notices and other programs' messages have nothing to tap."""
    return message.kind is OutboundKind.REMINDER and message.reminder_id is not None
