"""Readers skipped for speed would not have found anything."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from bot.understanding import borders, reading
from bot.understanding.intents import heads
from bot.understanding.intents.order import ORDER
from bot.understanding.times.phrases.parse_state import ParseState
from tests.understanding.reading_texts import ZONE, at

NOW = at("2026-11-20T10:45")
EXAMPLES = Path(__file__).parents[2] / "bench" / "understanding_examples.jsonl"
# Texts whose reader is selected by a word other than the first, or by one in a rare position.
RARE_POSITIONS = [
    "hey there, stop",
    "alright then: list!",
    "five more minutes",
    "my next alarm",
    "alarm off",
    "2 done",
    "the gym one, can you do it at 7",
    "weekdays only",
    "wednesday, sorry",
    "monday works better",
    "pills taken",
    "soccer practice changed to 5:15",
    "an hour later than that",
    "6 I meant",
    "wake me up 30 minutes later tomorrow",
    "call mom at 5; pay rent tomorrow at 9",
    "the first monday of every month pay rent",
    "twenty first of next month at noon pay rent",
    "next month's last friday at 3 pay rent",
    "in 3 working days call the bank",
    "a week from next tuesday at 4 call the bank",
    "1 hour and 30 minutes and 20 seconds before noon stretch",
    "12 august - 22 september pack",
    "5 days a week at 6 run",
    "mondays, wednesdays and the 1st at 7 run",
]


def texts() -> list[str]:
    rows = EXAMPLES.read_text().splitlines()
    return [json.loads(row)["text"] for row in rows] + RARE_POSITIONS


@pytest.mark.parametrize("start", ["", "remind me to call mom "])
def test_trying_every_intent_changes_nothing(monkeypatch, start):
    read = [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()]
    monkeypatch.setattr(reading, "readers_for", lambda _: [entry.read for entry in ORDER])
    assert [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()] == read


@pytest.mark.parametrize("start", ["", "remind me to call mom "])
def test_trying_every_phrase_family_changes_nothing(monkeypatch, start):
    read = [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()]
    everything_ahead = -1
    monkeypatch.setattr(ParseState, "lookahead", lambda *_: everything_ahead)
    assert [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()] == read


class _Everybody(dict[str, object]):
    def get(self, *_):
        return [read for read, _, _ in heads._READERS]


@pytest.mark.parametrize("start", ["", "remind me to call mom "])
def test_trying_every_kind_of_command_changes_nothing(monkeypatch, start):
    read = [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()]
    monkeypatch.setattr(heads, "_readers", defaultdict(_Everybody))
    assert [reading.read(start + text, now=NOW, zone=ZONE) for text in texts()] == read


def test_drawing_borders_around_a_bare_time_changes_nothing(monkeypatch):
    bare_times = [trace.words for text in texts() for trace in reading.read(text, now=NOW, zone=ZONE).traces]
    read = [reading.read(words, now=NOW, zone=ZONE) for words in bare_times]
    assert len(bare_times) > 300
    monkeypatch.setattr(borders, "_is_all_there_is", lambda *_: False)
    assert [reading.read(words, now=NOW, zone=ZONE) for words in bare_times] == read
