"""Reminders that are repeated until they are done: the stored text, and when their texts come."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from bot.domain.heads_ups import last_text_at, occurrence_for, occurrences_ahead, send_times_of, texts_for
from bot.domain.until_done import UntilDone, parse_until_done
from tests.builders import NOW, make_reminder

PILLS = make_reminder(due_at=NOW, until_done="PT10M*4")
DAILY = replace(PILLS, rrule="FREQ=DAILY", wall_start=NOW.replace(tzinfo=None), timezone="UTC")


def after(minutes: int):
    return NOW + timedelta(minutes=minutes)


def test_the_stored_text_is_read_back():
    assert parse_until_done("PT10M*12") == UntilDone(minutes=10, times=12)
    assert str(UntilDone(minutes=90, times=3)) == "PT90M*3"
    assert parse_until_done(None) is None
    assert UntilDone(minutes=10, times=12).span == timedelta(minutes=110)


@pytest.mark.parametrize("stored", ["", "PT10M", "PT0M*3", "PT10M*0", "PT10M*61", "10*12", "PT1H*2"])
def test_anything_else_is_an_error(stored):
    with pytest.raises(ValueError, match="interval"):
        parse_until_done(stored)


def test_the_texts_of_a_single_reminder_come_until_the_limit():
    texts = [after(0), after(10), after(20), after(30)]
    assert texts_for(PILLS, NOW) == texts
    assert list(send_times_of(PILLS, after=after(-1))) == texts
    assert list(send_times_of(PILLS, after=after(15))) == texts[2:]
    assert last_text_at(PILLS) == after(30)
    assert list(occurrences_ahead(PILLS, after=after(29))) == [NOW]
    assert list(occurrences_ahead(PILLS, after=after(30))) == []
    assert {occurrence_for(PILLS, text) for text in texts} == {NOW}


def test_each_occurrence_of_a_series_has_its_texts():
    texts = list(islice(send_times_of(DAILY, after=after(15)), 3))
    assert texts == [after(20), after(30), after(24 * 60)]
    assert occurrence_for(DAILY, after(24 * 60 + 20)) == after(24 * 60)
    assert next(occurrences_ahead(DAILY, after=after(5))) == NOW
    done = replace(DAILY, skipped_until=NOW)
    assert next(send_times_of(done, after=after(5))) == after(24 * 60)


def test_heads_ups_come_before_it_too():
    both = replace(PILLS, heads_ups="PT1H")
    assert texts_for(both, NOW) == [after(-60), after(0), after(10), after(20), after(30)]
