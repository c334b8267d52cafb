"""The rules of ``bot/conversation/texts``: short, GSM-7 except for the person's own words, no carrier keywords."""

import inspect
from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.formatting import (
    TimeFormat,
    clock_words,
    date_words,
    day_words,
    listed,
    moment_words,
    zone_words,
)
from bot.conversation.repeat_words import repeat_words
from bot.conversation.texts import (
    account,
    confirmations,
    delivery,
    guidance,
    lists,
    others,
    questions,
    refusals,
    undone,
)
from bot.domain.sms_segments import GSM7_BASIC, is_gsm7, segments

MODULES = (account, confirmations, delivery, guidance, lists, others, questions, refusals, undone)
# These carry the person's words in full, or one line of a list.
IN_FULL = {
    "reminder", "heads_up", "from_asker", "until_done", "late", "list_line", "restored", "change_reverted",
    "with_unchanged", "after_quiet_hours",
}  # fmt: skip
LISTS = {"overview", "several_confirmed", "several_changed", "which_one", "missed"}
PARTS = {"trip", "end_of", "introduced"}  # of other texts
CARRIER_KEYWORDS = {"CANCEL", "END", "QUIT", "YES", "UNSUBSCRIBE", "HELP", "INFO"}

TEXTS: dict[str, Callable[..., str]] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": function
    for module in MODULES
    for name, function in vars(module).items()
    if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
}
FIXED = {name: value for module in MODULES for name, value in vars(module).items() if name.isupper()}

time_format = st.builds(TimeFormat, clock_hours=st.sampled_from([12, 24]), day_first=st.booleans())
times = st.datetimes()
moment = st.builds(moment_words, times, times, time_format)
clock = st.builds(clock_words, times, time_format)
day = st.builds(day_words, times, times, time_format)
zone = st.sampled_from(sorted(available_timezones())).map(zone_words)
# A word of theirs may be a keyword; only the words of the bot must not be.
short_words = (
    st.text(sorted(GSM7_BASIC - set("\r\n")), max_size=12)
    .map(str.strip)
    .filter(lambda words: not carrier_keywords(words))
)
any_words = st.text(max_size=400)
number = st.integers(1, 200)
numbers = st.sampled_from(["2", "1 and 3", "8, 9 and 10"])
repeat = st.sampled_from(["FREQ=DAILY", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"]).map(repeat_words)
note = st.sampled_from(
    [confirmations.SPRING_GAP, confirmations.AUTUMN_FIRST, confirmations.SHORT_MONTH, confirmations.default_hour(9)]
)
part_of_day = st.sampled_from(["morning", "noon", "afternoon", "evening", "night"])

# Values by parameter name. Other parameters are the person's own words, or numbers.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "moment": moment,
    "when": moment,
    "sent": moment,
    "following": moment,
    "moments": st.one_of(st.lists(moment, min_size=2, max_size=2).map(listed), number.map("{} times".format)),
    "until": moment,
    "clock": clock,
    "end_clock": clock,
    "day": day,
    "zone": zone,
    "home": zone,
    "repeat": repeat,
    "repeats": st.sampled_from(["", "every week", "every 3 months"]),
    "notes": st.lists(note, max_size=2, unique=True).map(tuple),
    "hours": st.sampled_from([12, 24]),
    "example": st.builds(date_words, st.integers(1, 12), st.integers(1, 31), time_format),
    "trip": st.one_of(st.just(""), st.builds(account.trip, st.builds(account.end_of, day), zone)),
    "parts": st.lists(st.tuples(part_of_day, clock), max_size=4),
    "quiet_hours": st.sampled_from(["", "10:00 PM to 7:00 AM", "22:00 to 07:00"]),
    "verb": st.sampled_from(["delete", "move", "change", "pause", "snooze", "done"]),
    "problem": st.sampled_from(["past", "too_far", "unclear"]),
    "line": st.builds(lists.list_line, number, moment, st.just("call mom"), st.just("")),
    "lines": st.lists(st.builds(lists.list_line, number, moment, st.just("call mom"), st.just("")), max_size=4),
    "named": st.lists(st.tuples(short_words.map(delivery.reminder), moment), min_size=1, max_size=9),
    "sentence_why": short_words,
    # What a recipient is told of an asker has passed recipients.own_name and the carrier.
    "asker_name": st.sampled_from(["Dana", "Al", "Bartholomew-Johnsons"]),
    "asker_number": st.sampled_from(["+13125550123", "+447700900123"]),
    "names": st.sampled_from(["Dana or Sam", "Bartholomew-Johnsons or Maximiliana-Victoria"]),
    "limit": number,
    "count": number,
    "back": st.integers(0, 200),
    "missed": st.integers(1, 200),
}
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {"bool": st.booleans(), "int": number, "int | None": number}


def texts_of(function: Callable[..., str], words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts that ``function`` makes from random values, with ``words`` as the person's own words."""
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind = getattr(parameter.annotation, "__name__", str(parameter.annotation))
        by_type = {**BY_TYPE, "str": words}
        if name == "numbers":
            values[name] = numbers if kind == "str" else st.lists(number.map(str), min_size=1, max_size=4)
        else:
            values[name] = VALUES[name] if name in VALUES else by_type[kind]
    return st.builds(function, **values)


def carrier_keywords(text: str) -> set[str]:
    """The words in ``text`` that carriers act on when someone texts them alone."""
    return CARRIER_KEYWORDS & set(text.replace(".", " ").replace(",", " ").split())


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=15)
@given(data=st.data())
def test_text_fits_one_segment_without_carrier_keywords(name: str, data: st.DataObject):
    text = data.draw(texts_of(TEXTS[name], short_words))
    plain = name.rpartition(".")[2]
    assert is_gsm7(text), text
    assert plain in PARTS or segments(text) <= (2 if plain in LISTS else 1), text
    assert not carrier_keywords(text), text


@pytest.mark.parametrize("name", [name for name in TEXTS if name.rpartition(".")[2] not in IN_FULL | PARTS | LISTS])
@settings(max_examples=15)
@given(data=st.data())
def test_long_words_are_shortened_in_replies(name: str, data: st.DataObject):
    text = data.draw(texts_of(TEXTS[name], any_words))
    assert segments(text) <= (1 if is_gsm7(text) else 2), text


@pytest.mark.parametrize("name", [name for name, value in FIXED.items() if isinstance(value, str)])
def test_constant_is_one_segment_of_ascii(name: str):
    assert FIXED[name].isascii()
    assert segments(FIXED[name]) == 1
    assert not carrier_keywords(FIXED[name])


def test_a_long_name_makes_room_for_the_rest():
    text = questions.ask_time("\U00010000" * 8, introduce=True, whom="\U00010000" * 40)
    assert "remind them?" in text
    assert segments(text) <= 2
