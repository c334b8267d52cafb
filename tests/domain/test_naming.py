"""Which of several messages some words name."""

import pytest

from bot.domain.naming import named_by

MESSAGES = (
    "pick up Ellie",  # 0
    "get the boys",  # 1
    "Noah has dentist",  # 2
    "order the tile at home depot",  # 3
    "get money from dad",  # 4
    "the game",  # 5
    "game - leave",  # 6
    "Sprint planning",  # 7
    "take blood pressure pill",  # 8
    "mom's birthday cake",  # 9
    "gym",  # 10
    "buy a gym bag",  # 11
    "walk the dog",  # 12
)

NAMED = [
    ("Ellie", [0]),
    ("ellie's", [0]),
    ("the boys one", [1]),
    ("boy", [1]),
    ("dentist appointment", [2]),
    ("noahs dentist", [2]),
    ("the tile order", [3]),
    ("tile", [3]),
    ("money", [4]),
    ("$", [4]),
    ("cash", [4]),
    ("the game", [5]),
    ("game thing", [5]),
    ("game leave", [6]),
    ("leave", [6]),
    ("sprint plan", [7]),
    ("sprint planing", [7]),
    ("bp pill", [8]),
    ("the meds", [8]),
    ("moms bday", [9]),
    ("gym", [10]),
    ("gym bag", [11]),
    ("dog walking", [12]),
    ("dgo", []),  # too short for a typo
    ("denttist", [2]),
    ("get", [1, 4]),
    ("the", []),
    ("", []),
    ("budget", []),
    ("school", []),
]


@pytest.mark.parametrize(("words", "places"), NAMED)
def test_the_best_kind_of_match_counts(words, places):
    assert named_by(words, MESSAGES) == places


def test_what_is_named_equally_well_is_not_chosen_from():
    assert named_by("call", ["call mom", "call dad", "recall notice"]) == [0, 1]
