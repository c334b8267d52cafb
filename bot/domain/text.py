"""Clean text from outside."""

import unicodedata


def printable(text: str) -> str:
    """``text`` without control characters, except newlines and tabs, and with "?" for lone surrogates.

    PostgreSQL cannot store a NUL, no database stores a lone surrogate, and XML (TwiML) allows neither.
    """
    kept = "".join(character for character in text if unicodedata.category(character) != "Cc" or character in "\n\t")
    return kept.encode("utf-8", "replace").decode("utf-8")


def without_invisible(text: str) -> str:
    """``text`` composed (NFC), without what nobody sees or writes: format and object replacement characters.

    "11<U+200E>pm" is a time and "STOP<U+200B>" an opt-out. Joiners and tags stay between characters outside ASCII,
    where they make emoji, flags and words of other scripts. Composed: no rule has "man<U+0303>ana".
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    kept = [character for place, character in enumerate(text) if not _is_invisible(text, place)]
    return "".join(kept)


def _is_invisible(text: str, place: int) -> bool:
    character = text[place]
    if character == "\ufffc":
        return True
    if character.isascii() or unicodedata.category(character) != "Cf":
        return False
    is_joining = character in "\u200c\u200d" or "\U000e0020" <= character <= "\U000e007f"
    beside = (text[place - 1 : place], text[place + 1 : place + 2] if character in "\u200c\u200d" else "\u0080")
    return not (is_joining and all(neighbour and not neighbour.isascii() for neighbour in beside))
