"""The rules of commands: each row's examples are read by it, and no word of them is swallowed."""

import pytest

from bench.swallowed import swallowed
from bot.understanding.command import INTENTS, Cancel, CancelAll, Command, Create, Unknown
from bot.understanding.context import Context
from bot.understanding.mentions import find_mentions
from bot.understanding.preprocessing import make_sentence
from bot.understanding.reading import read_candidates, read_plainly
from bot.understanding.rules import Rule, compiled
from bot.understanding.scoring import Candidate, candidates, rules_of
from tests.understanding.reading_texts import NOW, ZONE, command

RULES = rules_of("en")
EXAMPLES = [(rule, text) for rule in RULES for text in rule.examples]


def readings(text: str) -> list[Candidate]:
    return candidates(find_mentions(make_sentence(text, Context(NOW, ZONE))), read_plainly)


def family(value: Command) -> type:
    return Cancel if isinstance(value, CancelAll) else type(value)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_each_row_reads_its_examples(rule: Rule, text: str):
    by_rule = [one for one in readings(text) if one.rule == rule.pattern]
    assert by_rule
    assert family(command(text)) is family(by_rule[0].reading.command)


@pytest.mark.parametrize("text", [text for _, text in EXAMPLES])
def test_no_word_of_an_example_is_swallowed(text: str):
    assert swallowed(text, NOW, ZONE) == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.pattern for rule in RULES])
def test_each_row_has_examples_and_a_trigger(rule: Rule):
    assert rule.examples
    assert rule.triggers


def test_notation():
    assert compiled("a [b] (c|d)") is compiled("a [b] (c|d)")
    rule = Rule(pattern="CANCEL [the] REF", build=lambda _: None, examples=())
    assert rule.triggers == {"CANCEL"}
    assert rule.required == {"CANCEL"}


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("I don't want to forget to feed the fish", "cancel"),
        ("set an alarm for 7 every day until cancelled", "cancel"),
        ("set two alarms for 2 am", "edit"),
        ("don't set the alarm today", "create"),
        ("remove 10 minutes from the timer", "cancel"),
        ("move the car to the garage at 5", "edit"),
        ("cancel the gym membership tomorrow at 10", "cancel"),
        ("turn off the lights at 10 pm", "cancel"),
    ],
)
def test_does_not_act_on_a_misreading(text: str, forbidden: str):
    assert INTENTS[type(command(text))] != forbidden


@pytest.mark.parametrize(
    "text",
    [
        "will I need an umbrella tomorrow?",
        "how long will it take me to get to the airport",
        "are there any accidents on the freeway",
        "can you tell me today's date",
        "what's the price of gas today",
        "skip to the next track",
        "let me know if it will be warm this week",
    ],
)
def test_questions_for_the_world_do_nothing(text: str):
    assert isinstance(command(text), Unknown)


def test_candidates_show_what_was_weighed():
    first, second, *_ = read_candidates("fix the meeting room door at 5", now=NOW, zone=ZONE)
    assert isinstance(first.reading.command, Create)
    assert first.score > second.score
    assert second.features["reference"] < 0


def test_the_first_candidate_is_the_reading():
    for text in ("STOP", "hi", "remind me to call mom", "delete 2", "", "will it rain?"):
        first = read_candidates(text, now=NOW, zone=ZONE)[0]
        assert first.reading.command == command(text)
