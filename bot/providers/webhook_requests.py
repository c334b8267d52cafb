"""What is read alike in every provider's webhook requests."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

MOST_FIELDS = 200  # in a query or a form; providers send some thirty


def header(headers: Mapping[str, str], name: str) -> str | None:
    """The first header of that name in any case, without blanks around it; None when there is none."""
    return next((value.strip() for key, value in headers.items() if key.lower() == name.lower()), None)


def outbound_id(path_qs: str) -> UUID | None:
    """Our id of a text, from ``?message=`` in the callback's address; None where it is missing or malformed."""
    try:
        values = parse_qs(urlsplit(path_qs).query, max_num_fields=MOST_FIELDS).get("message", [])
        return UUID(values[0]) if values else None
    except ValueError:
        return None
