"""Where the next page of messages begins, as an opaque word."""

import base64
import binascii
from datetime import datetime
from uuid import UUID

from bot.domain.errors import ImpossibleRequestError
from bot.domain.model import OutboundMessage


def cursor_after(text: OutboundMessage) -> str:
    """The word for "what is older than ``text``"."""
    return base64.urlsafe_b64encode(f"{text.created_at.isoformat()} {text.id}".encode()).decode().rstrip("=")


def read_cursor(word: str) -> tuple[datetime, UUID]:
    """The moment and id of the message that the page before ended with. Raises ``ImpossibleRequestError``."""
    try:
        padded = word.encode("ascii") + b"=" * (-len(word) % 4)
        moment, _, id_ = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").partition(" ")
        created_at, message_id = datetime.fromisoformat(moment), UUID(id_)
    except (ValueError, binascii.Error) as error:
        raise _unknown() from error
    if created_at.tzinfo is None:
        raise _unknown()
    return created_at, message_id


def _unknown() -> ImpossibleRequestError:
    return ImpossibleRequestError("not a cursor of this bot; take next_cursor of the page before", field="cursor")
