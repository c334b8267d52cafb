"""Mends what dictation and letter-writing add to a text: "at ate" for "at 8", "uh", a signature at the end."""

from functools import cache
from types import ModuleType

from bot.understanding.languages.loading import tables_of


def as_meant(text: str, code: str) -> str:
    """``text`` with dictated hours in figures, and without hesitation, introduction and signature."""
    tables = _tables(code)
    text = tables.INTRODUCTION.sub("", tables.HESITATION.sub("", text))
    text = tables.TOO.sub(r"\g<lead>to", text)
    text = tables.SOUNDS_LIKE_CLOCK.sub(lambda found: f"{found['lead']}{tables.HOURS[found['hour'].lower()]}", text)
    if tables.SOUNDS_LIKE_HOUR.search(text):
        text = tables.HALF_HOUR.sub(lambda found: f"{found['lead']}{tables.HOURS[found['hour'].lower()]}:30", text)
        text = tables.HOUR.sub(lambda found: f"{found['lead']}{tables.HOURS[found['hour'].lower()]}", text)
    signed = tables.SIGNATURE.search(text)
    return text[: signed.start("signature")] if signed is not None else text


@cache
def _tables(code: str) -> ModuleType:
    return tables_of(code, "letters")
