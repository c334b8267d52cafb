"""Finding the times of a text: their spans, what is joined, and which typos are corrected."""

import pytest

from bot.understanding.languages.base import load_language
from bot.understanding.times.finder import find_times, read_phrase
from bot.understanding.times.merge import merge
from bot.understanding.times.resolve import resolve
from bot.understanding.tokens import tokenize
from tests.understanding.reading_times import context, phrase


def found_in(text, where=None):
    return find_times(tokenize(text, load_language("en")), where or context())


def sure(text):
    return [text[each.start : each.end] for each in found_in(text) if not each.is_latent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call mom tomorrow at 5", ["tomorrow at 5"]),
        ("at 5 tomorrow call mom", ["at 5 tomorrow"]),
        ("tomorrow call mom at 5", ["tomorrow", "at 5"]),
        ("pick up bread on friday morning at 9, please", ["on friday morning at 9"]),
        ("dentist 7:30 pm on thu, sep 24!", ["7:30 pm on thu, sep 24"]),
        ("water plants every other friday at 6pm until june", ["every other friday at 6pm until june"]),
        ("buy 2 eggs tomorrow", ["tomorrow"]),
        ("tomorrow 2 eggs", ["tomorrow"]),
        ("see you @ 5pm", ["@ 5pm"]),
        ("leave in 20 minutes or so", ["in 20 minutes or so"]),
        ("pay tomorrow's bill", ["tomorrow's"]),
        ("at 8am tomorrow. Then rest", ["at 8am tomorrow"]),
        ("call on the 5th about the 3 chairs", ["on the 5th"]),
        ("5pmtomorrow call", ["5pmtomorrow"]),
        ("in2hours check", ["in2hours"]),
        ("9amtomorrow", ["9amtomorrow"]),
        ("meet at  7:30  p.m. today", ["at  7:30  p.m. today"]),
        ("ring \u2014 tomorrow at 5\u202fpm", ["tomorrow at 5\u202fpm"]),
        ("at \uff15\uff50\uff4d", ["at \uff15\uff50\uff4d"]),
        ("\U0001f382 cake on friday \U0001f389", ["on friday"]),
        ("it\u2019s on mother\u2019s day", ["on mother\u2019s day"]),
        ("\u0130stanbul call tomorrow", ["tomorrow"]),
    ],
)
def test_finds_the_spans_of_times(text, expected):
    assert sure(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("tomorow", "tomorrow"),
        ("tommorrow", "tomorrow"),
        ("tomrrow", "tomorrow"),
        ("tmrw", "tomorrow"),
        ("thrusday", "thursday"),
        ("wensday", "wednesday"),
        ("wednesady", "wednesday"),
        ("saterday", "saturday"),
        ("firday", "friday"),
        ("janurary 5", "january 5"),
        ("febuary 5", "february 5"),
        ("tonigth", "tonight"),
        ("this evning", "this evening"),
        ("tomorrow mornign", "tomorrow morning"),
        ("in 5 mintues", "in 5 minutes"),
        ("next weeknd", "next weekend"),
        ("midnigth", "midnight"),
        ("nxt fri", "next friday"),
        ("evry day", "every day"),
        ("b4 noon", "before noon"),
    ],
)
def test_typos_are_corrected(typo, word):
    where = context()
    assert resolve(phrase(typo, where), where) == resolve(phrase(word, where), where)


@pytest.mark.parametrize(
    "word", ["money", "house", "match", "mourning", "sundae", "warning", "month", "yours", "knight"]
)
def test_real_words_are_not_corrected(word):
    assert sure(f"the {word} thing") == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("tomorrow", "at 5", "2026-03-12 17:00"),
        ("at 5", "on friday", "2026-03-13 17:00"),
        ("march 20", "at 8am", "2026-03-20 08:00"),
        ("friday", "in the evening", "2026-03-13 19:00"),
        ("next week", "wednesday", "2026-03-18 09:00"),
        ("monday", "april 20", "2026-04-20 09:00"),
        ("9am", "today", None),
        ("at 5", "at 6", None),
        ("tomorrow", "friday", None),
        ("in 2 hours", "in 3 hours", None),
        ("morning", "tonight", None),
    ],
)
def test_merges_phrases_that_are_apart(first, second, expected):
    where = context()
    whole = merge(phrase(first, where), phrase(second, where))
    moment = resolve(whole, where).moment if whole else None
    assert (moment and moment.at.strftime("%Y-%m-%d %H:%M")) == expected


def test_merging_keeps_both_spans():
    text = "tomorrow call mom at 5"
    day, clock = found_in(text)
    whole = merge(day, clock)
    assert whole is not None
    assert [text[start:end] for start, end in whole.spans] == ["tomorrow", "at 5"]
    assert (whole.start, whole.end) == (0, len(text))


def test_a_repeat_takes_its_clock_time_from_another_phrase():
    whole = merge(phrase("every monday"), phrase("at 7:15pm"))
    assert whole is not None
    repeat = resolve(whole, context()).repeat
    assert repeat is not None
    assert (repeat.rrule, repeat.first.strftime("%a %H:%M"), repeat.has_clock) == (
        "FREQ=WEEKLY;BYDAY=MO",
        "Mon 19:15",
        True,
    )


@pytest.mark.parametrize("words", ["tomorrow at five at", "call mom tomorrow", "buy 5", "at", "", "hello", "5 eggs"])
def test_a_whole_phrase_covers_every_word(words):
    assert read_phrase(words, context()) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("tomorrow", "03-12 00:00", "03-13 00:00"),
        ("tomorrow morning", "03-12 04:00", "03-12 12:00"),
        ("next week", "03-16 00:00", "03-23 00:00"),
        ("this weekend", "03-14 00:00", "03-16 00:00"),
        ("april", "04-01 00:00", "05-01 00:00"),
        ("at 7pm", "03-11 19:00", "03-11 19:01"),
        ("yesterday", "03-10 00:00", "03-11 00:00"),
        ("tonight", "03-11 18:00", "03-12 04:00"),
    ],
)
def test_the_period_that_words_cover(words, start, end):
    period = resolve(phrase(words), context()).period
    assert period is not None
    assert (period.start.strftime("%m-%d %H:%M"), period.end.strftime("%m-%d %H:%M")) == (start, end)


def test_known_and_implied_fields():
    day = resolve(phrase("tomorrow"), context())
    assert (day.known, day.implied) == (("date",), ("clock",))
    full = resolve(phrase("tomorrow at 5pm PST"), context())
    assert (full.known, full.implied) == (("date", "clock", "zone"), ())
    delay = resolve(phrase("in 5 minutes"), context())
    assert (delay.known, delay.implied) == (("delay",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day before my recital on saturday", "2026-03-13 09:00"),
        ("the night before our flight on june 3rd", "2026-06-02 20:00"),
        ("a week before the exam on may 20th at noon", "2026-05-13 12:00"),
    ],
)
def test_days_before_an_event_count_from_its_day(text, expected):
    merged = merge(*found_in(text))
    assert merged is not None
    moment = resolve(merged, context()).moment
    assert moment is not None
    assert moment.at.strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize("text", ["the night before my recital", "two days before our trip"])
def test_days_before_an_unknown_event_are_unclear(text):
    (found,) = found_in(text)
    assert resolve(found, context()).problem == "unclear"
