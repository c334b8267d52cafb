"""The keyed hash under which an opt-out outlives its person."""

import hashlib
import hmac


def number_hash(key: str, number: str) -> str:
    """The hash of a phone number. ``key`` is the database's own, in hexadecimal."""
    return hmac.new(bytes.fromhex(key), number.encode(), hashlib.sha256).hexdigest()
