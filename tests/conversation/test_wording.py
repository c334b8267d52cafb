"""Times, zones and repeats in words, and fitting texts into segments."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.formatting import clock_words, fitted, joined, listed, moment_words, shortened, zone_words
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import confirmations, guidance
from bot.domain.sms_segments import is_gsm7, segments

MOMENTS = [
    # now, at, words
    ("2026-03-11T10:20", "2026-03-11T17:00", "5:00 PM"),
    ("2026-03-11T10:20", "2026-03-11T10:21", "10:21 AM"),
    ("2026-03-11T10:20", "2026-03-12T09:00", "tomorrow 9:00 AM"),
    ("2026-03-11T23:20", "2026-03-12T00:05", "12:05 AM"),
    ("2026-03-11T10:20", "2026-03-12T00:05", "tomorrow 12:05 AM"),
    ("2026-03-11T10:20", "2026-03-13T12:00", "Fri 12:00 PM"),
    ("2026-03-11T10:20", "2026-03-17T09:00", "Tue 9:00 AM"),
    ("2026-03-11T10:20", "2026-03-18T09:00", "Wed Mar 18 9:00 AM"),
    ("2026-12-30T10:20", "2027-01-03T09:00", "Sun 9:00 AM"),
    ("2026-03-11T10:20", "2027-03-18T09:00", "Thu Mar 18 2027 9:00 AM"),
]


@pytest.mark.parametrize(("now", "at", "words"), MOMENTS)
def test_moment_is_as_short_as_is_unambiguous(now, at, words):
    assert moment_words(datetime.fromisoformat(at), datetime.fromisoformat(now)) == words


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "12:00 AM"), (1, "1:00 AM"), (12, "12:00 PM"), (13, "1:00 PM"), (23, "11:00 PM")]
)
def test_twelve_hour_clock(hour, words):
    assert clock_words(datetime(2026, 3, 11, hour)) == words  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Chicago", "Chicago time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_zone_is_named_after_its_city(zone, words):
    assert zone_words(zone) == words


REPEATS = [
    ("FREQ=DAILY", "every day"),
    ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
    ("FREQ=WEEKLY;BYDAY=MO,TH", "every Mon and Thu"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Mon, Wed and Fri"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every 2 weeks on Fri"),
    ("FREQ=WEEKLY", "every week"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
    ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "every month on the 31st"),
    ("FREQ=MONTHLY;BYDAY=2SA", "every month on the 2nd Sat"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Fri"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "every month on the 1st weekday"),
    ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", "every year on May 4"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=3TH", "every year on the 3rd Thu of Nov"),
    ("FREQ=DAILY;BYMONTH=12", "every day in Dec"),
    ("FREQ=HOURLY;BYHOUR=9,10,11", "every hour"),
    ("FREQ=DAILY;BYHOUR=7,18", "twice a day"),
    ("FREQ=DAILY;BYHOUR=7,12,18;COUNT=30", "3 times a day, 30 times"),
    ("FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=7,18", "every Mon and Thu, twice a day"),
    ("FREQ=DAILY;COUNT=5", "every day, 5 times"),
    ("FREQ=MINUTELY;INTERVAL=30", "every 30 minutes"),
]


@pytest.mark.parametrize(("rrule", "words"), REPEATS)
def test_recurrence_rule_in_words(rrule, words):
    assert repeat_words(rrule) == words


SEGMENTS = [
    ("", 1),
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("\u20ac" * 80, 1),
    ("\u20ac" * 81, 2),
    ("\u00e9" * 160, 1),
    ("\u00ea" * 70, 1),
    ("\u00ea" * 71, 2),
    ("\U0001f600" * 35, 1),
    ("\U0001f600" * 36, 2),
    ("\u2019", 1),
]


@pytest.mark.parametrize(("text", "count"), SEGMENTS)
def test_segments_are_counted_as_carriers_do(text, count):
    assert segments(text) == count


@pytest.mark.parametrize(
    ("words", "length", "short"),
    [
        ("call mom", 8, "call mom"),
        ("call  mom\nnow", 40, "call mom now"),
        ("call mom about the party", 15, "call mom..."),
        ("a" * 30, 10, "aaaaaaa..."),
    ],
)
def test_words_are_shortened_between_words(words, length, short):
    assert shortened(words, length) == short


@given(st.text(max_size=1600))
def test_confirmation_fits_its_segments(message):
    text = confirmations.confirmation(12, message, "Wed Mar 18 2027 9:00 AM Chicago time", (), introduce=True)
    assert segments(text) <= (1 if is_gsm7(text) else 2)
    assert "12" in text
    assert guidance.INTRODUCTION in text


def test_optional_sentences_need_room():
    assert joined("a", "b") == "a b"
    assert joined("a" * 158, "b", "") == "a" * 158 + " b"
    assert joined("a" * 159, "b") == "a" * 159
    assert fitted(lambda words: words, "x") == "x"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["1"], "1"), (["1", "2"], "1 and 2"), (["1", "2", "3"], "1, 2 and 3")]
)
def test_list_in_words(words, text):
    assert listed(words) == text
