"""A record behaves as a frozen dataclass does, as far as tests and the type checker can tell."""

import dataclasses
from datetime import datetime

import pytest

from bot.domain.records import replace
from tests.builders import make_person, make_reminder, make_text


@pytest.mark.parametrize("value", [make_person(), make_reminder(), make_text()])
def test_a_copy_has_the_changes_and_leaves_the_original(value):
    before = dataclasses.asdict(value)
    copy = replace(value, person_id=7) if hasattr(value, "person_id") else replace(value, id=7)
    assert copy == dataclasses.replace(value, **({"person_id": 7} if hasattr(value, "person_id") else {"id": 7}))
    assert dataclasses.asdict(value) == before
    assert copy != value
    assert replace(value) == value
    assert hash(replace(value)) == hash(value)


def test_a_copy_is_checked_as_a_new_value_is():
    with pytest.raises(ValueError, match="due_at must be aware"):
        replace(make_reminder(), due_at=datetime(2026, 3, 1))  # noqa: DTZ001
    with pytest.raises(AttributeError):
        replace(make_reminder(), no_such_field=1)  # type: ignore[call-arg]


def test_other_dataclasses_are_copied_as_usual():
    @dataclasses.dataclass(frozen=True)
    class Pair:
        first: int
        second: int = 2

    assert replace(Pair(1), second=3) == Pair(1, 3)
