"""RCS through Twilio: a reminder with its quick replies as chips.

A messaging service with an RCS sender tries RCS first, and falls back to SMS. Only a Content has chips: one with a card
for RCS and the bare words for SMS. https://www.twilio.com/docs/content/twiliocard
"""

from typing import Any

from bot.domain.model import OutboundMessage
from bot.providers.quick_replies import QUICK_REPLIES, has_quick_replies
from bot.providers.whatsapp import is_whatsapp

SETTING = "TWILIO_CONTENT_SID_RCS"
MOST_CHARACTERS = 1024  # of a card's body
VARIABLE = "{{1}}"
CONTENT: dict[str, Any] = {
    "friendly_name": "reminder_bot_rcs_v1",
    "language": "en",
    "variables": {"1": "Reminder: call mom"},
    "types": {
        "twilio/card": {
            "body": VARIABLE,
            "actions": [{"type": "QUICK_REPLY", "title": title, "id": command} for title, command in QUICK_REPLIES],
        },
        "twilio/text": {"body": VARIABLE},
    },
}


def can_have_chips(message: OutboundMessage) -> bool:
    """Whether ``message`` can be the variable of a Content: Twilio refuses line breaks and runs of blanks (21656).

    Other reminders are sent as they are, without chips.
    """
    body = message.body
    is_variable = 0 < len(body) <= MOST_CHARACTERS and " ".join(body.split()) == body
    return is_variable and has_quick_replies(message) and not message.media_urls and not is_whatsapp(message.to_number)
