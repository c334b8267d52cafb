"""Reads the fields of a signed JSON event. What is missing or of another type is a 400, never an error of the bot."""

from bot.domain.errors import WebhookRefusedError
from bot.providers.webhook_requests import json_fields


def event_object(body: bytes) -> dict[str, object]:
    """The JSON object in ``body``. Raises ``WebhookRefusedError`` (400)."""
    try:
        event = json_fields(body.decode())
    except UnicodeDecodeError as error:
        raise WebhookRefusedError(400, "not UTF-8") from error
    return require_object(event, "event")


def require_object(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WebhookRefusedError(400, f"{name} missing")
    return value


def require_text(value: object, name: str) -> str:
    """``value`` stripped. Raises 400 unless it is a non-blank string that UTF-8 can encode."""
    if isinstance(value, str) and value.strip() and value.encode(errors="replace").decode() == value:
        return value.strip()
    raise WebhookRefusedError(400, f"{name} missing")


def message_text(value: object) -> str:
    """What a person wrote; "" if it is no string. A lone surrogate, which UTF-8 cannot encode, becomes "?"."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""
