"""Clean text from outside."""

import unicodedata


def printable(text: str) -> str:
    """``text`` without control characters, except newlines and tabs, and with "?" for lone surrogates.

    PostgreSQL cannot store a NUL, no database stores a lone surrogate, and XML (TwiML) allows neither.
    """
    kept = "".join(character for character in text if unicodedata.category(character) != "Cc" or character in "\n\t")
    return kept.encode("utf-8", "replace").decode("utf-8")
