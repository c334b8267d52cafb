"""The simulated carrier's channels: SMS, RCS with SMS as its fallback, and WhatsApp. Pure.

A phone has RCS or it does not; WhatsApp is an address of its own, with the prefix that Twilio gives it. The rules are
those of ``bot/providers/whatsapp.py`` and ``bot/providers/quick_replies.py``.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.model import OutboundMessage
from bot.providers.quick_replies import QUICK_REPLIES, has_quick_replies
from bot.providers.whatsapp import WINDOW, is_whatsapp, needs_template, rendered

OPTED_OUT = "21610: opted out"
WINDOW_CLOSED = "63016: outside WhatsApp's 24-hour window, and not a template"


class Channel(StrEnum):
    SMS = "sms"
    RCS = "rcs"
    WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handset:
    """What the carrier knows of a phone. ``texted_at`` is when it last texted the bot."""

    has_rcs: bool = False
    texted_at: datetime | None = None
    is_opted_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a message is sent: ``body`` is what the phone shows."""

    body: str
    is_template: bool
    has_buttons: bool


def shape_of(message: OutboundMessage) -> Shape:
    """The simulated account has all templates, approved."""
    is_template = needs_template(message)
    body = rendered(message) if is_template else message.body
    return Shape(
        body="\n".join((body, *message.media_urls)),  # the simulated phones show a picture as its URL
        is_template=is_template,
        has_buttons=has_quick_replies(message),
    )


def channel_of(number: str, handset: Handset) -> Channel:
    """The channel that a message to ``number`` takes. RCS is tried first, SMS is the fallback."""
    if is_whatsapp(number):
        return Channel.WHATSAPP
    return Channel.RCS if handset.has_rcs else Channel.SMS


def window_until(number: str, handset: Handset) -> datetime | None:
    """When WhatsApp stops taking free text to ``number``; None if it is not on WhatsApp, or has never texted."""
    if not is_whatsapp(number) or handset.texted_at is None:
        return None
    return handset.texted_at + WINDOW


def failure_of(number: str, handset: Handset, now: datetime, *, is_template: bool) -> str | None:
    """Why a message does not arrive; None if it does."""
    if handset.is_opted_out:
        return OPTED_OUT
    if not is_whatsapp(number) or is_template:
        return None
    until = window_until(number, handset)
    return None if until is not None and now < until else WINDOW_CLOSED


def buttons_on(channel: Channel, *, has_buttons: bool) -> tuple[str, ...]:
    """The titles of the quick replies that a phone shows under a message. SMS has none."""
    return tuple(title for title, _ in QUICK_REPLIES) if has_buttons and channel is not Channel.SMS else ()


def command_of(title: str) -> str | None:
    """What a tap on the quick reply with this title says; None if there is no such reply."""
    return dict(QUICK_REPLIES).get(title)
