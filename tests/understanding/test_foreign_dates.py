"""Dates in other languages, which dateparser reads."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import AskTime, Create
from bot.understanding.reading import read

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 11, 10, 20, tzinfo=ZONE)

FOREIGN = [
    ("remind me to pay the rent 12 giugno alle 18:00", "pay the rent", "2026-06-12T18:00"),
    ("remind me 12 giugno alle 18:00 to pay the rent", "pay the rent", "2026-06-12T18:00"),
    ("remind me to water the plants el 3 de junio", "water the plants", "2026-06-03T09:00"),
    ("remind me to water the plants demain \u00e0 17h", "water the plants", "2026-03-12T17:00"),
    ("remind me to renew the pass 3 f\u00e9vrier 2027", "renew the pass", "2027-02-03T09:00"),
]


@pytest.mark.parametrize(("text", "message", "at"), FOREIGN)
def test_dates_of_other_languages_are_understood(text, message, at):
    command = read(text, now=NOW, zone=ZONE).command
    assert isinstance(command, Create)
    (task,) = command.tasks
    assert task.message == message
    assert task.moment is not None
    assert task.moment.at.strftime("%Y-%m-%dT%H:%M") == at


LEFT = [
    "remind me to buy 2 tickets for mayo",
    "remind me to call dr morgen about room 12",
    "remind me to read chapter 5",
    "remind me to book table 15. Mai um 14 Uhr",
]


@pytest.mark.parametrize("text", LEFT)
def test_an_uncertain_date_is_asked_for(text):
    assert isinstance(read(text, now=NOW, zone=ZONE).command, AskTime)
