"""The wall around dateparser: which answers are accepted, and where the grammar and dateparser differ."""

from datetime import datetime, timedelta

import pytest

from bot.understanding.times.dateparser_wall import read_with_dateparser
from tests.understanding.reading_times import moment_of

NOW = datetime(2026, 3, 11, 10, 20)  # noqa: DTZ001 - naive local time is what the wall takes


def asked(words, *languages):
    return read_with_dateparser(words, NOW, languages=languages or ("en",), day_first=False)


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("3 mars 2027", "fr", "2027-03-03 00:00"),
        ("14 avril à 15h30", "fr", "2026-04-14 15:30"),
        ("15 de abril de 2027", "es", "2027-04-15 00:00"),
        ("12 mai 2027 18:00", "de", "2027-05-12 18:00"),
    ],
)
def test_other_languages_are_accepted(words, language, expected):
    assert asked(words, language).strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "0830",
        "5",
        "",
        "...",
        "tomorrow at 9",  # dateparser drops the 9
        "call mom tomorrow",
        "hello",
        "\x00",
        "1 " * 40,
        "tomorrow " * 9,
        "99999999 years",
        "february 30",
        "2027-04-20",  # numbers alone are left to the grammar
    ],
)
def test_phrases_with_unused_words_are_rejected(words):
    assert asked(words) is None


# Phrases that both read: by how many days dateparser differs, and why.
SAME = [
    "in 20 minutes",
    "in 2 hours",
    "in 3 days",
    "tomorrow at 3pm",
    "april 20 2027 3:30 pm",
    "20 april 2027 15:30",
]
DIFFERENT = [
    ("april 20 2027", timedelta(0), "midnight where we take the morning hour"),
    ("april 20", timedelta(0), "midnight where we take the morning hour"),
    ("friday", timedelta(0), "midnight where we take the morning hour"),
    ("tomorrow", timedelta(0), "the hour of now where we take the morning hour"),
    ("may 2027", timedelta(days=10), "the day of now where we take the first"),
]


def ours(words):
    return moment_of(words).at.replace(tzinfo=None)


@pytest.mark.parametrize("words", SAME)
def test_both_read_the_same(words):
    assert asked(words) == ours(words)


@pytest.mark.parametrize(("words", "days", "reason"), DIFFERENT)
def test_both_differ_for_a_reason(words, days, reason):
    theirs = asked(words)
    assert theirs != ours(words), reason
    assert abs(theirs.date() - ours(words).date()) == days, reason
