"""Spanish as text: what differs from how English is written. Plain requests are put in the terms of the grammar."""

import re

from bot.understanding.languages.en.wording import *  # noqa: F403 - a language differs in a few of them
from bot.understanding.languages.en.wording import ALL as _ALL

ALL = _ALL | frozenset({"todo", "todos", "todas", "todos ellos", "todas ellas"})
JOINT = re.compile(r"\s*(?:,|&|\b(?:y|e|o|and|or|n|plus)\b)\s*", re.IGNORECASE)
DEFINITE = "el "
EVERY = "cada {}"
# "los jueves", "cada jueves"; the names of most days end with "s" already
REPEATS = re.compile(
    r"^(?:every|each|cada|todos los|todas las|los|las) |(?:mon|tues|wednes|thurs|fri|satur|sun)days$", re.IGNORECASE
)
DAY_LEAD = re.compile(r"^(?:on )?(?:el |los |la |las )?(?:every |cada |todos los )?", re.IGNORECASE)
PLURAL = ""
