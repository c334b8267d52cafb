"""The books of the crash test and the soak notice what is lost, doubled, or was never promised."""

import itertools
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes.books import MOST_PROMISES, Promise, Texter, differences, people

AT = datetime(2026, 3, 13, 22, 0, tzinfo=UTC)
NUMBER = "+13125550110"


@dataclass(frozen=True)
class Message:
    body: str = "Reminder: see thing0001"
    send_at: datetime | None = AT
    to: str = NUMBER
    status: str = "scheduled"


def texter(*promises, gone=()):
    days = (date(2026, 3, 12), date(2026, 3, 13))
    chance = random.Random(1)  # noqa: S311
    person = Texter(NUMBER, "twilio", is_hasty=False, chance=chance, days_ahead=days, tokens=itertools.count(1))
    person.promises = {promise.token: promise for promise in promises}
    person.gone = set(gone)
    return person


ONCE = Promise("thing0001", 1, frozenset({AT}))
SOON = Promise("thing0001", 1, None)
DAILY = Promise("thing0001", 1, frozenset({AT, AT + timedelta(days=1)}), is_repeat=True)
RIGHT = Message()

WRONG = [
    (ONCE, [], "is lost"),
    (ONCE, [RIGHT, RIGHT], "is there 2 times"),
    (ONCE, [replace(RIGHT, status="canceled")], "is lost"),
    (ONCE, [replace(RIGHT, send_at=AT + timedelta(hours=1))], "is lost"),
    (ONCE, [RIGHT, replace(RIGHT, send_at=AT + timedelta(hours=1))], "was not promised"),
    (ONCE, [RIGHT, replace(RIGHT, body="Reminder: see thing0002")], "thing0002 was never asked for"),
    (ONCE, [replace(RIGHT, to="+13125550111")], "is lost"),
    (SOON, [], "is there 0 times"),
    (SOON, [RIGHT, RIGHT], "is there 2 times"),
    (DAILY, [RIGHT], "is lost"),
]


@pytest.mark.parametrize(("promise", "messages", "said"), WRONG)
def test_a_wrong_ledger_is_noticed(promise, messages, said):
    assert any(said in line for line in differences(texter(promise), messages))


RIGHTS = [
    (ONCE, [RIGHT]),
    (ONCE, [RIGHT, replace(RIGHT, status="cancelled"), replace(RIGHT, body="Set: see thing0001", send_at=None)]),
    (SOON, [replace(RIGHT, send_at=None)]),
    (DAILY, [RIGHT, replace(RIGHT, send_at=AT + timedelta(days=1))]),
]


@pytest.mark.parametrize(("promise", "messages"), RIGHTS)
def test_a_right_ledger_is_right(promise, messages):
    assert differences(texter(promise), messages) == []


def test_what_was_deleted_must_not_be_there():
    assert "was deleted, but is there" in differences(texter(gone=["thing0001"]), [RIGHT])[0]
    assert differences(texter(gone=["thing0001"]), []) == []


def test_people_text_the_same_from_the_same_seed_and_send_again_what_is_not_acknowledged():
    def told(seed):
        texts = []
        for person in people(seed, 4):
            for _ in range(MOST_PROMISES):
                wanted = person.next_text()
                assert person.next_text() == wanted
                texts.append(wanted.body)
                person.acknowledge(wanted, "OK")
        return texts

    assert told(1) == told(1)
    assert told(1) != told(2)
    assert {"remind", "delete", "move"} <= {text.split()[0] for text in told(1)}
