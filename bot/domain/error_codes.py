"""The provider's error code in a failure that is stored as text."""

import re

_ERROR_CODE = re.compile(r"([1-9]\d{4})(?::|$)")  # Twilio and Telnyx document codes of five digits


def error_code_of(failure: str | None) -> str | None:
    """The provider's error code that ``failure`` starts with; None if it has none, as in "too late to send"."""
    found = _ERROR_CODE.match(failure or "")
    return found[1] if found else None
