"""When a message is sent."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import ImpossibleRequestError
from bot.messages.requests import MessageRequest
from bot.messages.send_times import sending_time
from tests.builders import NOW, SENDER

FARTHEST = timedelta(days=400)


def time_of(*, now=NOW, timezone="America/New_York", **asked):
    if "zone" in asked:
        asked["timezone"] = asked.pop("zone")
    return sending_time(
        MessageRequest(to=SENDER, body="hello", token_name="shop", **asked),
        timezone=timezone,
        country="US",
        farthest=FARTHEST,
        now=now,
    )


def at(text):
    return datetime.fromisoformat(text)


TIMES = [
    ({"minutes": 16}, "2026-03-11T14:36:00Z"),
    ({"minutes": 0}, "2026-03-11T14:20:00Z"),
    ({"minutes": 0.5}, "2026-03-11T14:20:30Z"),
    ({"minutes": 400 * 1440}, "2027-04-15T14:20:00Z"),
    ({"send_at": at("2026-03-12T09:00:00-05:00")}, "2026-03-12T14:00:00Z"),
    ({"send_at": at("2026-03-12T09:00:00.987654Z")}, "2026-03-12T09:00:00Z"),
    ({"send_at": at("2026-03-11T14:19:45Z")}, "2026-03-11T14:19:45Z"),  # within the tolerance: now
    ({"send_at": at("2026-03-12T09:00:00"), "zone": "America/Denver"}, "2026-03-12T15:00:00Z"),
    ({"send_at": at("2026-11-01T01:30:00"), "zone": "America/Denver"}, "2026-11-01T07:30:00Z"),  # ambiguous
    ({"send_at": at("2027-03-14T02:30:00"), "zone": "America/Denver"}, "2027-03-14T09:30:00Z"),  # in the gap
    ({"when": "tomorrow at 9am"}, "2026-03-12T13:00:00Z"),
    ({"when": "tomorrow at 9am please"}, "2026-03-12T13:00:00Z"),
    ({"when": "tomorrow at 9am", "zone": "Asia/Tokyo"}, "2026-03-12T00:00:00Z"),
    ({"when": "tomorrow at 9am Tokyo time"}, "2026-03-12T00:00:00Z"),
    ({"when": "in 2 hours"}, "2026-03-11T16:20:00Z"),
    ({"when": "friday"}, "2026-03-13T13:00:00Z"),
    ({"when": "2026-03-20T10:00Z"}, "2026-03-20T10:00:00Z"),
]


@pytest.mark.parametrize(("asked", "expected"), TIMES, ids=[str(asked) for asked, _ in TIMES])
def test_a_time_is_accepted(asked, expected):
    moment = time_of(**asked)
    assert moment == at(expected)
    assert moment.tzinfo is UTC


REFUSED = [
    ({}, "send_at", "one of"),
    ({"minutes": 1, "when": "tomorrow"}, "send_at", "one of"),
    ({"minutes": 400 * 1440 + 1}, "minutes", "400 days"),
    ({"minutes": 1e300}, "minutes", "400 days"),
    ({"send_at": at("2026-03-11T13:20:00Z")}, "send_at", "past"),
    ({"send_at": at("0001-01-01T00:00:00+14:00")}, "send_at", "no"),
    ({"send_at": at("9999-12-31T23:59:59-14:00")}, "send_at", "no"),
    ({"send_at": at("2028-01-01T00:00:00Z")}, "send_at", "400 days"),
    ({"send_at": at("2026-03-12T09:00:00")}, "send_at", "timezone"),
    ({"when": "yesterday"}, "when", '"yesterday" is in the past'),
    ({"when": "every day at 9"}, "when", "repeats"),
    ({"when": "tomorrow or so blah"}, "when", "blah"),
    ({"when": "call mom tomorrow"}, "when", '"call mom"'),
    ({"when": "in 3 years"}, "when", "400 days"),
    ({"when": "in 99999999 years"}, "when", "too far"),
    ({"when": "soonish-ly \U0001f600"}, "when", "soonish"),
    ({"when": ""}, "when", "not a time"),
    ({"when": "\x00"}, "when", "not a time"),
]


@pytest.mark.parametrize(("asked", "field", "said"), REFUSED, ids=[str(asked) for asked, *_ in REFUSED])
def test_an_impossible_time_is_refused_with_its_field(asked, field, said):
    with pytest.raises(ImpossibleRequestError) as caught:
        time_of(**asked)
    assert caught.value.field == field
    assert said in caught.value.detail


def test_words_keep_their_wall_time_across_both_clock_changes():
    before_spring = datetime(2026, 3, 7, 15, 0, tzinfo=UTC)
    assert time_of(now=before_spring, when="tomorrow at 9am") == at("2026-03-08T13:00:00Z")
    before_autumn = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
    assert time_of(now=before_autumn, when="tomorrow at 9am") == at("2026-11-01T14:00:00Z")
