"""Parsing that the webhooks of all providers share: headers, forms, the id in our callback URL, opt-out keywords."""

from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import UUID

from bot.domain.errors import WebhookRefusedError
from bot.domain.model import OptOut
from bot.domain.unique_names import parse_json

MAX_FIELDS = 200  # in a query or a form; providers send about thirty


def header(headers: Mapping[str, str], name: str) -> str | None:
    """The first header with this name, in any case, stripped; None if there is none."""
    value = headers.get(name)  # aiohttp's headers ignore the case
    if value is None:
        value = next((value for key, value in headers.items() if key.lower() == name.lower()), None)
    return value.strip() if value is not None else None


def media_type(headers: Mapping[str, str]) -> str:
    """The media type in ``Content-Type``, in lower case and without parameters; "" if there is none."""
    return (header(headers, "Content-Type") or "").partition(";")[0].strip().lower()


def form_fields(text: str) -> list[tuple[str, str]]:
    """The fields of a URL-encoded form, including empty ones: they count in a signature. Raises ``ValueError``."""
    return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)


def json_fields(text: str) -> dict[str, object] | None:
    """Parse ``text`` as a JSON object; None if it is anything else. Raises ``RepeatedNameError``."""
    try:
        value = parse_json(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def query_values(path_qs: str, name: str) -> list[str]:
    """The non-empty values of a query parameter. Raises ``ValueError`` for a malformed request target."""
    return parse_qs(urlsplit(path_qs).query, max_num_fields=MAX_FIELDS).get(name, [])


def outbound_id(path_qs: str) -> UUID | None:
    """Our id of a message, from ``?message=`` in the callback URL; None if it is missing or malformed."""
    try:
        values = query_values(path_qs, "message")
        return UUID(values[0]) if values else None
    except ValueError:
        return None


def ascii_number(number: str) -> str:
    """``number`` as it is. Raises ``WebhookRefusedError`` for digits of other scripts: no provider sends them.

    A fullwidth digit would make another person of a number, past the limits and the opt-out of the real one.
    """
    if not number.isascii():
        raise WebhookRefusedError(400, "not a number")
    return number


def reply_to(path_qs: str) -> str | None:
    """The id of the text that a reply answers, from ``?reply_to=`` in the callback URL; None if it is missing."""
    try:
        return next(iter(query_values(path_qs, "reply_to")), None)
    except ValueError:
        return None


def opt_out(keyword: object) -> OptOut | None:
    """The opt-out keyword (STOP, START, HELP) that the provider already acted on; None for anything else."""
    return OptOut.__members__.get(keyword.strip().upper()) if isinstance(keyword, str) else None
