"""Times counted from a reminder spoken of before: "that day", "an hour before"."""

from dataclasses import replace

import pytest

from bot.domain.heads_ups import parse_heads_ups
from bot.understanding.anchors import Anchor, read_anchored
from bot.understanding.command import Create, Edit, Target
from bot.understanding.context import Context
from tests.understanding.reading_texts import NOW, ZONE, at, reading

GAME = Anchor(message="the game", at=at("2026-11-27 18:00"))
YOGA = Anchor(message="yoga", at=at("2026-11-24 18:00"), rrule="FREQ=WEEKLY;BYDAY=TU,TH")


def tasks(text: str, *anchors: Anchor) -> list[tuple[str, str]]:
    found = read_anchored(text, anchors or (GAME,), Context(NOW, ZONE), reading)
    assert found is not None
    assert isinstance(found.command, Create)
    times = [one.repeat.first if one.repeat else one.moment.at if one.moment else NOW for one in found.command.tasks]
    return [(one.message, f"{time:%m-%d %H:%M}") for one, time in zip(found.command.tasks, times, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and one the day before to buy snacks", [("buy snacks", "11-26 09:00")]),
        ("the morning of", [("the game", "11-27 09:00")]),
        ("and one at 1pm that day so we leave on time", [("leave on time", "11-27 13:00")]),
        ("remind me that day at noon to pack cleats", [("pack cleats", "11-27 12:00")]),
        ("wash the jersey that morning", [("wash the jersey", "11-27 09:00")]),
        ("remind me then to bring cash", [("bring cash", "11-27 18:00")]),
    ],
)
def test_times_count_from_what_was_spoken_of(text, expected):
    assert tasks(text) == expected


def test_a_series_keeps_its_days():
    assert tasks("and wake me up at 4 on those days", YOGA) == [("wake me up", "11-24 16:00")]


def test_those_days_are_the_days_of_several():
    other = replace(GAME, at=at("2026-11-25 18:00"))
    assert tasks("pack a lunch on those days at 7am", other, GAME) == [
        ("pack a lunch", "11-25 07:00"),
        ("pack a lunch", "11-27 07:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "call mom tomorrow at 5",
        "remind me on Tuesday at 10 AM that the oil man is coming that afternoon",
        "remind me an hour before my flight tomorrow at 9",
        "make it an hour earlier",
        "move 2 to before noon",
        "cancel that",
    ],
)
def test_other_texts_count_from_nothing(text):
    assert read_anchored(text, (GAME,), Context(NOW, ZONE), reading) is None


def test_nothing_counts_without_a_reminder_spoken_of():
    assert read_anchored("also an hour before", (), Context(NOW, ZONE), reading) is None


@pytest.mark.parametrize(
    ("text", "heads_ups"),
    [
        ("also an hour before", "PT1H"),
        ("remind me 45 minutes before that", "PT45M"),
        ("30 min b4 the game", "PT30M"),
        ("an hour before and 10 minutes before", "PT1H PT10M"),
        ("and the night before", "P1D@20:00"),
        ("the night before at 8", "P1D@20:00"),
        ("the day before too", "P1D"),
        ("give me a heads up 2 hours in advance", "PT2H"),
    ],
)
@pytest.mark.parametrize("anchor", [GAME, YOGA])
def test_what_comes_before_is_a_heads_up_of_the_same_reminder(text, heads_ups, anchor):
    found = read_anchored(text.replace("the game", anchor.message), (anchor,), Context(NOW, ZONE), reading)
    assert found is not None
    assert found.command == Edit(target=Target(), leads=parse_heads_ups(heads_ups))
