"""What the webhooks of all phone gateways share: who sent a text, how long it was under way, and its identity."""

import hashlib
from datetime import datetime, timedelta

from bot.domain.phone_numbers import full_number

NOTICEABLE_DELAY = timedelta(minutes=1)


def sender_number(written: object, region: str | None) -> str | None:
    """The sender in E.164; ``region`` is the phone's own, because networks leave its country code out.

    None for names and short codes: only machines text from those, and they get no reply.
    """
    return full_number(written, region) if isinstance(written, str) else None


def identity(*parts: object) -> str:
    """An id of a text made of what stays the same when the phone reports it again under another id."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode(errors="replace")).hexdigest()[:40]


def sent_at(received_by_phone: object, reported_at: datetime, now: datetime) -> datetime | None:
    """When a text that the phone could report only later was sent; None if it was just now, or if nothing says when.

    Both times are the phone's or its server's, so that only their difference counts, whatever its clock says.
    """
    moment = _moment(received_by_phone)
    delay = reported_at - moment if moment is not None else timedelta()
    return now - delay if delay >= NOTICEABLE_DELAY else None


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
