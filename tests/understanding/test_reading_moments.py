"""Times that end where the errand begins; said on Friday 20 November 2026 at 10:45 in New York."""

import pytest

from bot.understanding.command import Create
from tests.understanding.reading_texts import at, command

ONCE = [
    ("read pages 5-6 tomorrow", "read pages 5-6", "2026-11-21 09:00"),
    ("swim 9-11 saturday", "swim", "2026-11-21 09:00"),
]


@pytest.mark.parametrize(("text", "message", "expected"), ONCE)
def test_message_and_moment(text, message, expected):
    create = command(text)
    assert isinstance(create, Create)
    assert [(task.message, at(task)) for task in create.tasks] == [(message, expected)]
