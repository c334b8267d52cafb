"""Spanish as text: what differs from how English is written. Plain requests are put in the terms of the grammar."""

import re

from bot.understanding.languages.en.wording import *  # noqa: F403 - a language differs in a few of them
from bot.understanding.languages.en.wording import ALL as _ALL
from bot.understanding.languages.en.wording import NOT as _NOT

ALL = _ALL | frozenset({"todo", "todos", "todas", "todos ellos", "todas ellas"})
JOINT = re.compile(r"\s*(?:,|&|\b(?:y|e|o|and|or|n|plus)\b)\s*", re.IGNORECASE)
NOT = _NOT | frozenset({"ni", "nunca"})
