"""Attack: a text that a careless pattern takes hours to read. One text would stop the bot for everybody."""

import faulthandler
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.automatic import is_automatic
from bot.understanding.opt_out import is_opt_out
from bot.understanding.reactions import is_reaction, may_be_reaction
from bot.understanding.reading import read

NOW, ZONE = datetime(2026, 3, 11, 14, 20, tzinfo=UTC), ZoneInfo("America/Chicago")
LONGEST = 1600
BEGINNINGS = [
    "",
    "every day at 9 feed the cat except mon",
    "remind me ",
    "every ",
    "“reminder: ”",
    "\u200b👍\u200b to “reminder: ",
    "move 1 ",
    "hi, its me, J.",
    "stop ",
]
PIECES = [
    "a",
    "1",
    " ",
    "a ",
    "1 ",
    "a,",
    "“",
    "”",
    "'",
    "\n",
    "一",
    "\u200b",
    "👍",
    "at 5 ",
    "and ",
    "1:",
    "-",
    " , ",
    " and",
    "J.",
    "&tues",
    "tues ",
    "stop",
    "!1",
    "a day before and an hour before ",
    "un día antes y una hora antes de ",
    "nag me at 9, ",
    "send me my list at 8 and ",
]
ENDS = ["", "1", "\x01", "”", " at 5"]


@pytest.fixture(autouse=True)
def _end_a_run_that_hangs():
    """A pattern that fails this test does not return: Python cannot interrupt it in any gentler way."""
    faulthandler.dump_traceback_later(120, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_one_piece_repeated_is_read(beginning, piece):
    for end in ENDS:
        text = (beginning + piece * LONGEST)[: LONGEST - len(end)] + end
        assert not is_opt_out(text) or "stop" in text
        for recognises in (is_automatic, is_reaction, may_be_reaction):
            assert isinstance(recognises(text), bool)
        assert read(text, now=NOW, zone=ZONE).why
