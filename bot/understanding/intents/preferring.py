"""Preferences with a value: "morning is 7:30". Those that are one set phrase are in ``whole.py``."""

from bot.understanding.command import ChangeSettings, Reading
from bot.understanding.sentence import Sentence
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import Clock

EXAMPLES = ("morning is 7:30", "evening is 6pm")

_PARTS = ("morning", "afternoon", "evening", "night", "noon")


def read_preference(sentence: Sentence) -> Reading | None:
    """The hour that stands for a part of the day, None where none is set."""
    at = sentence.first
    length = sentence.match("day_part_setting", at)
    if not length:
        return None
    phrase = read_phrase(sentence.slice(at + length, sentence.last), sentence.context)
    if phrase is None or not phrase.is_clock:
        return None
    words = " ".join(sentence.words[at : at + length])
    part = next((part for part in _PARTS if part in words), "morning")
    hour, minute = _on_24_hours(phrase.fields.clocks[0], part)
    value = f"{hour:02}:{minute:02}"
    return Reading(ChangeSettings(name=part, value=value), f"It says that {part} is {value}.")


def _on_24_hours(clock: Clock, part: str) -> tuple[int, int]:
    if clock.is_exact:
        return clock.hour % 24, clock.minute
    is_later = clock.meridiem == "pm" or (clock.meridiem is None and part != "morning" and clock.hour < 12)
    return clock.hour % 12 + (12 if is_later or (clock.meridiem is None and clock.hour == 12) else 0), clock.minute
