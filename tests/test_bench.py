"""The measurement of accuracy judges rightly, and its examples and page are in order."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bench import one_sender
from bench.report import Score, as_table, drawn
from bench.scoring import Example, Found, is_message_right, is_time_right, load, message_without

ROOT = Path(__file__).parent.parent
EXAMPLES = load(ROOT / "bench" / "understanding_examples.jsonl")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 5, 13, 10, 20, tzinfo=NEW_YORK)  # a Wednesday


def example(*at: str, rrule: str | None = None, messages: tuple[str, ...] = ()) -> Example:
    return Example(kind="day", text="-", now=NOW, zone=NEW_YORK, at=at, rrule=rrule, messages=messages)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=NEW_YORK)


def test_there_are_enough_examples_of_every_kind():
    kinds = [one.kind for one in EXAMPLES]
    assert len(kinds) >= 250
    assert all(kinds.count(kind) >= 10 for kind in set(kinds))


def test_no_example_comes_twice():
    asked = [(one.text, one.now) for one in EXAMPLES]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.text)
def test_an_example_is_well_formed(one):
    assert one.text.strip()
    assert one.now.utcoffset() == one.now.astimezone(one.zone).utcoffset()
    assert one.at or (one.kind == "none" and one.rrule is None)
    for at in one.at:
        edges = [datetime.fromisoformat(edge) for edge in at.split("/")]
        assert all(("T" in at) == (edge.tzinfo is not None) for edge in edges)
        assert edges == sorted(edges)
        end = edges[-1].replace(tzinfo=None)
        assert end.date() >= one.now.date(), "a reminder is for the future"
        assert "T" not in at or end > one.now.replace(tzinfo=None)


@pytest.mark.parametrize("one", [one for one in EXAMPLES if one.rrule], ids=lambda one: one.text)
def test_an_expected_repeat_is_right_when_it_is_given(one):
    first = datetime.fromisoformat(one.at[0].split("/")[0])
    first = first.astimezone(one.zone) if first.tzinfo else first.replace(hour=9, tzinfo=one.zone)
    assert is_time_right(one, Found(moments=(first,), rrule=one.rrule))


@pytest.mark.parametrize(
    ("at", "found", "is_right"),
    [
        (["2026-05-14T09:00-04:00"], [moment(14, 9)], True),
        (["2026-05-14T09:00-04:00"], [moment(14, 9).astimezone(ZoneInfo("Asia/Tokyo"))], True),
        (["2026-05-14T09:00-04:00"], [moment(14, 9, 1)], False),
        (["2026-05-14T09:00-04:00"], [moment(13, 9), moment(14, 9)], True),
        (["2026-05-14T09:00-04:00"], [], False),
        (["2026-05-15", "2026-05-22"], [moment(22, 0)], True),
        (["2026-05-15", "2026-05-22"], [moment(16, 0)], False),
        (["2026-05-14"], [datetime(2026, 5, 15, 8, tzinfo=ZoneInfo("Asia/Tokyo"))], True),
        (["2026-05-13T17:00-04:00/2026-05-14T00:00-04:00"], [moment(13, 17)], True),
        (["2026-05-13T17:00-04:00/2026-05-14T00:00-04:00"], [moment(14, 0)], False),
        ([], [], True),
        ([], [moment(14, 9)], False),
    ],
)
def test_a_moment_is_judged_by_the_grain_of_the_words(at, found, is_right):
    assert is_time_right(example(*at), Found(moments=tuple(found))) is is_right


@pytest.mark.parametrize(
    ("at", "rrule", "first", "found", "is_right"),
    [
        ("2026-05-18T09:00-04:00", "FREQ=WEEKLY;BYDAY=MO", moment(18, 9), "FREQ=WEEKLY", True),
        ("2026-05-18T09:00-04:00", "FREQ=WEEKLY;BYDAY=MO", moment(18, 9), "FREQ=WEEKLY;INTERVAL=2", False),
        ("2026-05-18T09:00-04:00", "FREQ=WEEKLY;BYDAY=MO", moment(18, 10), "FREQ=WEEKLY", False),
        ("2026-05-18", "FREQ=WEEKLY;BYDAY=MO", moment(18, 10), "FREQ=WEEKLY;BYDAY=MO", True),
        ("2026-05-18T09:00-04:00", "FREQ=WEEKLY;BYDAY=MO", moment(18, 9), None, False),
        ("2026-05-14T09:00-04:00", "FREQ=DAILY;UNTIL=20260520T035959Z", moment(14, 9), "FREQ=DAILY;COUNT=6", True),
        ("2026-05-14T09:00-04:00", "FREQ=DAILY;UNTIL=20260520T035959Z", moment(14, 9), "FREQ=DAILY", False),
    ],
)
def test_a_repeat_is_judged_by_what_it_comes_to(at, rrule, first, found, is_right):
    assert is_time_right(example(at, rrule=rrule), Found(moments=(first,), rrule=found)) is is_right


def test_a_repeat_is_no_answer_to_a_single_time():
    assert not is_time_right(example("2026-05-14"), Found(moments=(moment(14, 9),), rrule="FREQ=DAILY"))


@pytest.mark.parametrize(
    ("expected", "message", "is_right"),
    [
        (("call mom",), "call mom", True),
        (("call mom",), " Call  mom.", True),
        (("call mom",), "call mom at", False),
        (("call mom",), None, False),
        (("", "alarm"), "", True),
        ((), None, True),
    ],
)
def test_a_message_is_judged_but_for_case_and_edges(expected, message, is_right):
    assert is_message_right(example(messages=expected), Found(message=message)) is is_right


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("remind me at 3pm to send the invoice", "3pm", "send the invoice"),
        ("call mom tomorrow at 9am", "tomorrow at 9am", "call mom"),
        ("please remind me on friday that it rains", "friday", "it rains"),
        ("at noon remind me about lunch", "noon", "lunch"),
        ("remind me to call mom", "", "call mom"),
    ],
)
def test_others_are_given_the_message_generously(text, words, message):
    start = text.find(words)
    spans = [(start, start + len(words))] if words else []
    assert message_without(text, spans) == message


def test_the_table_and_the_chart_show_who_is_not_there():
    score = Score(
        name="a <library>",
        release="1.0",
        has_repeats=False,
        has_message=True,
        kinds=("day", "day", "repeat"),
        repeats=(False, False, True),
        times=(True, True, False),
        messages=(True, False, False),
        microseconds=(1.0, 2.0, 30.0),
        slowest="x",
    )
    table = as_table([score, "another"])
    assert "| a <library> | 1.0 | 3 | 100% | 50% | - | 2 | 11 | 30 |" in table
    assert "| another | not installed |" in table
    assert "a &lt;library&gt;" in drawn([score])


def test_the_page_is_linked_and_speaks_of_these_examples():
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert f"{len(EXAMPLES)} texts" in page
    linking = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert any("accuracy.md)" in path.read_text(encoding="utf-8") for path in linking)


async def test_one_senders_series_are_measured(capsys):
    await one_sender.measure(2, 1)
    printed = capsys.readouterr().out.splitlines()
    figures = [line for line in printed if line.startswith("  ")]
    assert printed[0] == "2 series every five minutes, 1 days: 600 messages, 24 of them planned"
    assert [line.strip().partition(":")[0].split(" (")[0] for line in figures] == [
        "a text",
        "a text",
        "a top-up of every series",
        "a start",
    ]
