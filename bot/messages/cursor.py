"""Where the next page of a list of messages starts, as an opaque string."""

import base64
from datetime import UTC, datetime
from uuid import UUID

from bot.domain.errors import ImpossibleRequestError
from bot.domain.model import OutboundMessage


def cursor_after(message: OutboundMessage) -> str:
    """The cursor of the page that starts with the next older message."""
    return base64.urlsafe_b64encode(f"{message.created_at.isoformat()} {message.id}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, UUID]:
    """The creation time and id of the message that ended the last page. Raises ``ImpossibleRequestError``."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        moment, _, id_ = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").partition(" ")
        created_at, message_id = datetime.fromisoformat(moment), UUID(id_)
        if created_at.tzinfo is None:
            raise _invalid()
        return created_at.astimezone(UTC), message_id
    except (ValueError, OverflowError) as error:  # OverflowError: the year 1 or 9999 with an offset
        raise _invalid() from error


def _invalid() -> ImpossibleRequestError:
    return ImpossibleRequestError("not a cursor of this bot; use next_cursor of the previous page", field="cursor")
