"""One reply to a text with several requests: the confirmations joined, without their hints, in as few segments."""

import re
from collections.abc import Sequence

from bot.conversation.formatting import shortened
from bot.conversation.texts.guidance import INTRODUCTION
from bot.conversation.texts.parts import UNDO_HINT
from bot.domain.sms_segments import fits

# Hints on how to go on, which only the whole reply needs.
_HINTS = re.compile(
    r" ?(?:Not right\? Text delete \d+\.|Text UNDO to [a-z ]+\.|Text (?:resume|delete) (?:\d+|all) to [a-z ]+\."
    r"|Text list to see (?:them|yours)\.)"
)
_LIST_LINE = re.compile(r"\d+\. ")
_LENGTHS = (60, 40, 30, 24, 18, 12)  # of each message, in characters
_MOST_SEGMENTS = 3


def combined(parts: Sequence[str], messages: Sequence[str], *, can_undo: bool) -> str:
    """``parts`` as one text. The person's words, ``messages``, are shortened to make it fit, and hints left out."""
    is_first = any(INTRODUCTION in part for part in parts)
    brief = [_HINTS.sub("", part.replace(INTRODUCTION, "")).strip() for part in parts]
    ending = [INTRODUCTION] if is_first else []
    separator = "\n" if any("\n" in part or _LIST_LINE.match(part) for part in brief) else " "
    for segments in range(1, _MOST_SEGMENTS + 1):
        for length in (None, *_LENGTHS):
            text = separator.join([*(_with_short(part, messages, length) for part in brief), *ending])
            if fits(text, segments):
                return _with_hint(text, separator, segments) if can_undo else text
    return text


def _with_short(part: str, messages: Sequence[str], length: int | None) -> str:
    if length is None:
        return part
    for message in sorted(set(messages), key=len, reverse=True):
        if len(message) > length:
            part = part.replace(message, shortened(message, length))
    return part.replace("....", "...")


def _with_hint(text: str, separator: str, segments: int) -> str:
    hint = UNDO_HINT.replace("change it", "take it all")
    longer = f"{text}{separator}{hint}"
    return longer if fits(longer, segments) else text
