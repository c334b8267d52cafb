"""Properties of every text: it is read, its message is the person's own words, and its moment is in the future."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.sms_segments import is_gsm7
from bot.understanding.command import AskTime, Create, Reading
from bot.understanding.context import Context, Locale
from bot.understanding.explain import as_json, as_lines
from bot.understanding.languages.en.command_words import CLASSES
from bot.understanding.languages.en.lexicon import WORDS
from bot.understanding.languages.terms import load_terms
from bot.understanding.preprocessing import make_sentence
from bot.understanding.reading import read

SPANISH_TERMS = load_terms("es")
assert SPANISH_TERMS is not None
ZONES = st.sampled_from(["America/New_York", "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]).map(
    ZoneInfo
)
MOMENTS = st.integers(1_704_067_200, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PIECES = st.sampled_from(
    [
        "remind me to",
        "call mom",
        "at 5",
        "tomorrow",
        "in 2 hours",
        "cancel",
        "delete 2",
        "every friday",
        "and",
        "set an alarm",
        "for",
        "the 7pm show",
        "next week",
        "please",
        "?",
        ",",
        ".",
        "(",
        ")",
        "“",
        "”",
        "'",
        "on",
        "snooze",
        "move 2 to",
        "friday's",
        "on the 31st",
        "my",
        "alarm",
        "what's",
        "do not",
        "wake me up",
        "30 minutes before",
        "\n",
        "🎂",
        "-1",
        "99999999 years",
        "25:61",
        "feb 30",
        "noon",
        "that",
        "Tom",
        "it's",
        "here",
        "I'm in Denver",
        "until",
        "①",
        "2️⃣",
        "may",
        "second",
        "half",
    ]
)
SENTENCES = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
# Every word that the tables know, in any order.
VOCABULARY = sorted(
    {word for listed in (*CLASSES.values(), *WORDS.values()) for word in re.split(r"[\s_]+", listed.strip())}
)
WORD_SALADS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
SPANISH = sorted(word for word in SPANISH_TERMS.words if len(word) < 9)
SPANISH_FREQUENT = re.split(
    r"\s+",
    "a las la el los de del para en y que mi cada hoy lunes 5 12 30 : , ? 2 menos cuarto media ma\u00f1ana horas "
    "alarma recu\u00e9rdame despi\u00e9rtame cancela mueve al 15 julio",
)
SPANISH_SALADS = st.lists(
    st.one_of(st.sampled_from(SPANISH_FREQUENT), st.sampled_from(SPANISH)), min_size=1, max_size=10
).map(" ".join)
TEXTS = st.one_of(
    SENTENCES,
    WORD_SALADS,
    SPANISH_SALADS,
    st.text(max_size=60),
    st.text(alphabet="remind mtoay 0123456789:.,-'\"apm", max_size=60),
)


def words(text: str) -> list[str]:
    """The words and numbers of a text, separated if written as one ("3pm")."""
    return re.findall(r"[^\W\d_]+|\d+", text)


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


def messages(reading: Reading) -> list[str]:
    command = reading.command
    if isinstance(command, Create):
        return [task.message for task in command.tasks]
    return [command.message] if isinstance(command, AskTime) else []


@given(TEXTS, MOMENTS, ZONES)
@settings(max_examples=400)
@example("thanks now", datetime(2026, 11, 20, tzinfo=UTC), ZoneInfo("UTC"))
def test_every_text_is_read_and_explained(text: str, now: datetime, zone: ZoneInfo):
    reading = read(text, now=now, zone=zone)
    assert is_gsm7(reading.why)
    assert as_lines(reading)
    assert as_json(reading)["intent"] == reading.intent.value


@given(TEXTS)
@settings(max_examples=400)
@example("pack lunch dinner bag")
@example("dinner supper drinks at 5")
def test_every_time_has_words_of_its_own(text: str):
    """Regression: what looked for the words beside a time without any never ended."""
    sentence = make_sentence(text, Context(datetime(2026, 11, 20, tzinfo=UTC), ZoneInfo("UTC"), Locale()))
    assert all(one.first < one.last for one in sentence.timed)


@given(TEXTS, MOMENTS)
@settings(max_examples=400)
def test_a_message_is_in_the_persons_words(text: str, now: datetime):
    for message in messages(read(text, now=now, zone=ZoneInfo("UTC"))):
        assert is_subsequence(words(message), words(text))


@given(SENTENCES, MOMENTS, ZONES)
@settings(max_examples=400)
def test_every_moment_is_in_the_future(text: str, now: datetime, zone: ZoneInfo):
    command = read(text, now=now, zone=zone).command
    if isinstance(command, Create):
        for task in command.tasks:
            assert (task.moment is None) != (task.repeat is None)
            at = task.moment.at if task.moment else task.repeat.first if task.repeat else now
            assert at > now


@given(SENTENCES, MOMENTS, ZONES)
@settings(max_examples=60)
def test_the_servers_zone_does_not_matter(text: str, now: datetime, zone: ZoneInfo):
    with server_zone("Pacific/Kiritimati"):
        here = read(text, now=now, zone=zone)
    with server_zone("America/Anchorage"):
        there = read(text, now=now, zone=zone)
    assert here == there


@contextmanager
def server_zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
        time.tzset()


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "at 5 ",
        "remind me ",
        "5 ",
        "'",
        '"a',
        "set a ",
        "and call mom at 5 ",
        "🎂",
        "cancel 1-",
        "\n5 at call mom",
        "to ",
        "every monday at 5 and ",
        "please ",
        "the ",
        "in 5 minutes remind me ",
        "call mom tomorrow and ",
        "(",
        "(tomorrow ",
    ],
)
def test_long_texts_of_one_kind_are_read(part: str):
    """Regressions: each once took quadratic time or exceeded the recursion limit."""
    text = (part * 1600)[:1600]
    read(text, now=datetime(2026, 11, 20, 15, 45, tzinfo=UTC), zone=ZoneInfo("UTC"))
    read(f"remind me tomorrow at 5 to {text}", now=datetime(2026, 11, 20, 15, 45, tzinfo=UTC), zone=ZoneInfo("UTC"))


@pytest.mark.parametrize("language", ["xx", "..", "", "english", "é"])
def test_a_language_without_words_is_read_as_english(language: str):
    locale = Locale(language=language)
    reading = read("delete 2", now=datetime(2026, 11, 20, tzinfo=UTC), zone=ZoneInfo("UTC"), locale=locale)
    assert reading.intent.value == "cancel"
