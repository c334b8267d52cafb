"""A page of a list has the lines that fit, and of hundreds of reminders only those are written that may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.handlers.list_reminders import MAX_SEGMENTS, MAX_SEGMENTS_UCS2, MOST_CHARACTERS, _page
from bot.conversation.texts import lists
from bot.domain.sms_segments import fits, is_gsm7

LINES = st.lists(st.text(st.sampled_from("ab1 ^{\u20ac\u00e9\u05e9\U0001f600"), min_size=1, max_size=60), min_size=1)


def longest_page(lines):
    """The page by trying every length, the longest first."""
    for shown in range(len(lines), 0, -1):
        left = len(lines) - shown
        page = "\n".join([*lines[:shown], *([lists.more_to_come(left)] if left else [])])
        if fits(page, MAX_SEGMENTS if is_gsm7(page) else MAX_SEGMENTS_UCS2):
            return page, shown
    return page, 1


@given(LINES)
def test_a_page_is_as_long_as_it_can_be(lines):
    assert _page(lines, len(lines)) == longest_page(lines)


@pytest.mark.parametrize("length", [1, 20, 400])
def test_lines_that_cannot_fit_are_not_written(length):
    written = []

    def lines():
        for number in range(10_000):
            written.append(number)
            yield "x" * length

    page, shown = _page(lines(), 10_000)
    assert shown <= len(written) <= MOST_CHARACTERS // (length + 1) + 2
    assert str(10_000 - shown) in page.replace(",", "")
