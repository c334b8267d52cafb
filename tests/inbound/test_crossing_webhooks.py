"""Concurrent webhooks over HTTP: delivered twice at the same time, out of order, and in a flood."""

import asyncio
import random
import re

import pytest

from tests.builders import BOT_NUMBER
from tests.fakes.phones import until
from tests.fakes.whole_bot import whole_bot
from tests.test_whole_bot import OTHER, scheduled

pytestmark = pytest.mark.timeout(120)  # loading an SDK is slow on a busy machine


# few texts a minute from a person, many calls a second to the providers, which are here
PACE = {
    "BOT_TEXTS_PER_MINUTE": "60",
    "BOT_SEGMENTS_PER_PERSON_DAY": "5000",
    "TWILIO_CALLS_PER_SECOND": "500",
    "TELNYX_CALLS_PER_SECOND": "500",
}


@pytest.fixture
async def phones(tmp_path):
    async with whole_bot(tmp_path, **PACE) as phones:
        yield phones


TEXTS = {f"in-{hours}": f"remind me in {hours} hours to do thing {hours}" for hours in range(2, 8)}
DONE = [f"Reminder: do thing {hours}" for hours in range(2, 8)]


def deliveries(seed):
    """Each text three times, in any order."""
    crossing = [*TEXTS.items()] * 3
    random.Random(seed).shuffle(crossing)  # noqa: S311 - the same in every run
    return crossing


async def figure(phones, name):
    """The value of a metric; 0 if it is not there."""
    async with phones.session.get(f"{phones.base_url}/metrics") as answer:
        found = re.search(rf"^{re.escape(name)} (\S+)$", await answer.text(), re.MULTILINE)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize("seed", range(3))
async def test_twilio_texts_delivered_three_times_in_any_order_make_each_reminder_once(phones, seed):
    crossing = deliveries(seed)
    answers = await asyncio.gather(*(phones.by_twilio(body, message_id=message_id) for message_id, body in crossing))
    said = {(message_id, answer) for (message_id, _), answer in zip(crossing, answers, strict=True)}
    assert len(said) == len(TEXTS)
    await until(lambda: len(scheduled(phones.twilio)) >= len(TEXTS))
    assert sorted(body for body, _ in scheduled(phones.twilio)) == DONE
    listed = await phones.by_twilio("list")
    assert re.findall(r"do thing (\d)", listed) == [str(hours) for hours in range(2, 8)]
    assert sorted(re.findall(r"^(\d+)\.", listed, re.MULTILINE)) == [str(number) for number in range(1, 7)]


@pytest.mark.parametrize("seed", range(3))
async def test_telnyx_texts_delivered_three_times_in_any_order_are_answered_once(phones, seed):
    events = (phones.telnyx_event(body, message_id=message_id) for message_id, body in deliveries(seed))
    await asyncio.gather(*events)
    await until(lambda: len(scheduled(phones.telnyx)) >= len(TEXTS) and len(phones.telnyx_replies()) >= len(TEXTS))
    assert "do thing" in await phones.by_telnyx("list")  # everything else has been sent by now
    assert sorted(body for body, _ in scheduled(phones.telnyx)) == DONE
    assert len(phones.telnyx_replies()) == len(TEXTS) + 1


async def test_a_delete_concurrent_with_its_redelivery_is_done_once(phones):
    for hours in (2, 3):
        await phones.by_twilio(f"remind me in {hours} hours to do thing {hours}")
    said = await asyncio.gather(*(phones.by_twilio("delete 1", message_id="SMdelete") for _ in range(5)))
    assert set(said) == {"Deleted 1: do thing 2."}
    assert "do thing 3" in await phones.by_twilio("list")


async def test_a_flood_from_one_sender_does_not_affect_another(tmp_path):
    async with whole_bot(tmp_path, **PACE | {"BOT_TEXTS_PER_MINUTE": "6"}) as phones:
        flood = [phones.by_twilio(f"{number} " + "remind me at 5 " * 100) for number in range(100)]
        *answers, other = await asyncio.gather(
            *flood, phones.by_twilio("remind me in 2 hours to call mom", sender=OTHER)
        )
        assert "call mom" in (other or "")
        assert answers.count("That's a lot at once. Try again in a minute.") == 1
        assert 6 <= sum(answer is not None for answer in answers) < 50  # one more comes back every ten seconds
        refused = await figure(phones, 'bot_refused_total{reason="sender_limit",route="texts"}')
        assert refused == 1 + answers.count(None)
        assert "no reminders" in (await phones.by_twilio("list", sender="+13125550177") or "")


async def test_a_sender_over_the_limit_is_notified_once_over_telnyx_too(phones):
    told = "That's a lot at once. Try again in a minute."
    bodies = [f"remind me in {number} days to call mom" for number in range(1, 81)]
    await asyncio.gather(*map(phones.telnyx_event, bodies))
    await until(lambda: told in phones.telnyx_replies())
    assert phones.telnyx_replies().count(told) == 1


async def test_the_limits_come_from_the_settings(tmp_path):
    limits = {
        "BOT_TEXTS_PER_MINUTE": "3",
        "BOT_TEXTS_PER_MINUTE_IN_ALL": "5",
        "BOT_TEXT_CHARACTERS": "160",
        "BOT_SAME_TEXTS_IN_A_ROW": "1",
        "BOT_COUNTRIES": "US",
    }
    async with whole_bot(tmp_path, **limits) as phones:
        assert await phones.by_twilio("list", sender="+447700900123") is None
        assert await phones.by_twilio("list", sender=BOT_NUMBER) is None
        assert "160 characters at most" in (await phones.by_twilio("x" * 161) or "")
        assert await phones.by_twilio("list")
        assert await phones.by_twilio("list") is None
        assert await phones.by_twilio("?")
        assert await phones.by_twilio("my reminders") == "That's a lot at once. Try again in a minute."
        for number in range(3):
            assert await phones.by_twilio("list", sender=f"+1312555017{number}")
        assert "very busy" in (await phones.by_twilio("list", sender=OTHER) or "")
        async with phones.session.get(f"{phones.base_url}/metrics") as answer:
            counted = re.findall(r'bot_refused_total\{reason="([^"]+)",route="texts"\} (\d)', await answer.text())
    assert dict(counted) == {
        "country": "1", "length": "1", "loop": "1", "own_number": "1", "sender_limit": "1", "total_limit": "1",
    }  # fmt: skip


async def test_an_echo_of_the_bot_gets_no_reply(phones):
    said = await phones.by_twilio("remind me in 2 hours to call mom")
    assert await phones.by_twilio(said) is None
    assert await phones.by_twilio(said) is None
    assert "call mom" in await phones.by_twilio("list")
