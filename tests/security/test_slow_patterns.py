"""Attack: a text that matches a pattern of the reading almost, in more ways than there is time to try.

Each pattern is tried on texts made from it: one that it matches, with a piece of it repeated and its end spoilt. This
finds ways that multiply with each piece. ``test_slow_texts.py`` tries long texts on the reading as a whole.
"""

import faulthandler
import importlib
import pkgutil
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import understanding

LONGEST_PIECE = 3
MOST_STARTS = 30
FEW = 40  # enough for the ways to multiply beyond any time
ENDS = ("\x01", "~~", "q0")
HANGS_AFTER_SECONDS = 120


def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of all modules of the reading, by name."""
    found = {}
    for module in pkgutil.walk_packages(understanding.__path__, f"{understanding.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name.removeprefix(understanding.__name__ + '.')}.{name}"] = value
    return found


PATTERNS = patterns()


@pytest.fixture(autouse=True)
def _end_a_run_that_hangs():
    """A search that tries too many ways does not return, and Python cannot interrupt it in any gentler way."""
    faulthandler.dump_traceback_later(HANGS_AFTER_SECONDS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=8, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_text_that_almost_matches_is_read(name, data):
    matching = data.draw(st.from_regex(PATTERNS[name]), label="matching")
    pattern = PATTERNS[name]
    for start in range(min(len(matching), MOST_STARTS)):
        for length in range(1, LONGEST_PIECE + 1):
            piece = matching[start : start + length]
            text = matching[: start + length] + piece * FEW
            for end in ENDS:
                found = pattern.search(text + end)
                assert found is None or found.end() <= len(text + end)
