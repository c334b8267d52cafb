"""Answers that only name a reminder, and what a text that is not understood most likely wants."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.answers import read_named
from bot.understanding.command import Cancel, Command, Done, Edit, Target
from bot.understanding.context import Context
from bot.understanding.gist import asks_how, is_surely_changed, read_gist, says_from_now, speaks_of_series

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 10, 9, 20, tzinfo=ZONE)
CONTEXT = Context(NOW, ZONE, known=("gym", "vet for Rex", "call mom"))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("2", Target(numbers=(2,))),
        ("#2 please", Target(numbers=(2,))),
        ("1 and 3", Target(numbers=(1, 3))),
        ("the first", Target(place=1)),
        ("the second one i think", Target(place=2)),
        ("last", Target(place=-1)),
        ("yeah that one", Target(is_last=True)),
        ("no, the other", Target(is_other=True)),
        ("both", Target(count=2)),
        ("i meant the gym one", Target(words="gym")),
    ],
)
def test_names_a_reminder(text: str, target: Target):
    assert read_named(text, CONTEXT) == target


@pytest.mark.parametrize("text", ["call ann at 5", "the dentist", "what", "", "delete everything that i have set"])
def test_names_nothing(text: str):
    assert read_named(text, CONTEXT) is None


def test_names_a_day():
    target = read_named("yeah the friday one", CONTEXT)
    assert target is not None
    assert target.period is not None
    assert (target.period.start.day, target.period.end.day, target.words) == (13, 14, "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my vet called off so no need", Cancel),
        ("the vet can wait til monday", Edit),
        ("fish guy moved to 6am", Edit),
        ("mom called", Done),
        ("what time is the vet", None),
        ("remind me to ask the vet at 5", None),
        ("hello", None),
    ],
)
def test_gist(text: str, kind: type[Command] | None):
    gist = read_gist(text, CONTEXT)
    assert type(gist) is (kind or type(None))


def test_gist_keeps_the_time_that_is_not_denied():
    gist = read_gist("vet saturday not sunday", CONTEXT)
    assert isinstance(gist, Edit)
    assert gist.moment is not None
    assert gist.moment.at.day == 14


def test_signs():
    assert is_surely_changed("vet is at 5 now", CONTEXT)
    assert not is_surely_changed("vet 5", CONTEXT)
    assert asks_how("How I can delete the vet?")
    assert not asks_how("delete the vet")
    assert speaks_of_series("the heart pill")
    assert not speaks_of_series("heart pill")
    assert says_from_now("in 1 hour")
    assert not says_from_now("just 1 hour")
