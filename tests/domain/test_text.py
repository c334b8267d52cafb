"""Text from outside: what nobody sees goes, what makes emoji and words of other scripts stays."""

import pytest

from bot.domain.sms_segments import segments
from bot.domain.text import without_invisible

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("11\u200epm", "11pm"),
        ("STOP\u200b", "STOP"),
        ("\ufffcSTOP", "STOP"),
        ("a\u200db", "ab"),
        ("man\u0303ana a mama\u0301", "ma\u00f1ana a mam\u00e1"),
        (f"{FAMILY} dinner", f"{FAMILY} dinner"),
        (f"{ENGLAND} game", f"{ENGLAND} game"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ],
)
def test_invisible_characters_are_dropped(text, clean):
    assert without_invisible(text) == clean


@pytest.mark.parametrize(("count", "parts"), [(80, 1), (81, 2), (152, 2), (153, 3)])
def test_an_escape_pair_is_never_split_over_two_segments(count, parts):
    assert segments("]" * count) == parts
