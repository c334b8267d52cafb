"""Splitting texts into tokens."""

import pytest

from bot.understanding.languages.base import load_language
from bot.understanding.tokens import tokenize

ENGLISH = load_language("en")


def texts(text):
    return [token.text for token in tokenize(text, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5pm", ["5", "pm"]),
        ("in2hours", ["in", "2", "hours"]),
        ("9amtomorrow", ["9", "am", "tomorrow"]),
        ("17h30", ["17", "h", "30"]),
        ("3rd", ["3rd"]),
        ("22nd,", ["22nd", ","]),
        ("2nite b4", ["2nite", "b4"]),
        ("o'clock", ["o'clock"]),
        ("o clock", ["oclock"]),
        ("mid-night", ["midnight"]),
        ("week end", ["weekend"]),
        ("Mother\u2019s", ["mother's"]),
        ("\uff11\uff12", ["12"]),
        ("a\u00a0b", ["a", "b"]),
        ("thrusday", ["thursday"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_numbers_and_signs(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize("text", ["Tomorow @ 5\u202fpm", "\u0130\u0130 5pm", "a\uff15 b", "9amtomorrow!", "x" * 50])
def test_offsets_index_the_text_as_written(text):
    tokens = tokenize(text, ENGLISH)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert "".join(text[token.start : token.end] for token in tokens) == "".join(text.split())


def test_a_long_number_is_not_a_number():
    assert tokenize("123456789", ENGLISH)[0].word.number is None
