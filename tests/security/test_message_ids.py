"""Attack: give a text the message id of another person's, to get the reply to it or to pass it for a redelivery."""

import itertools

import pytest
import pytest_asyncio

from tests.fakes.studio import studio_flow

pytestmark = pytest.mark.asyncio(loop_scope="module")
numbers = itertools.count(201)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio(tmp_path_factory):
    async with studio_flow(tmp_path_factory.mktemp("bot")) as studio:
        yield studio


def somebody():
    return f"+1312557{next(numbers):04d}"


def message_id():
    return f"SM{next(numbers):032d}"


async def test_nobody_gets_the_reply_to_somebody_elses_text(studio):
    victim, mallory, sid = somebody(), somebody(), message_id()
    secret = await studio.reply_to("remind me in 5 hours to meet the source", **{"from": victim, "message_sid": sid})
    assert "the source" in secret
    assert "You have no reminders" in await studio.reply_to("list", **{"from": mallory, "message_sid": sid})
    assert "You have no reminders" in (await studio.phones.by_twilio("list", sender=mallory, message_id=sid) or "")
    again = await studio.reply_to("remind me in 5 hours to meet the source", **{"from": victim, "message_sid": sid})
    assert again == secret


async def test_a_flow_cannot_get_the_reply_to_a_text_of_the_webhook(studio):
    victim, sid = somebody(), message_id()
    await studio.phones.by_twilio("remind me in 5 hours to meet the source", sender=victim, message_id=sid)
    assert "You have no reminders" in await studio.reply_to("list", **{"from": somebody(), "message_sid": sid})


@pytest.mark.parametrize("stop", ["please stop texting me", "STOP"])
async def test_an_opt_out_is_not_taken_for_a_redelivery_of_somebody_elses_text(studio, stop):
    victim, sid = somebody(), message_id()
    await studio.reply_to("hi", **{"from": somebody(), "message_sid": sid})
    await studio.reply_to(stop, **{"from": victim, "message_sid": sid})
    assert (await studio.program.create(to=victim, minutes=5)).status == 409
    other, sid = somebody(), message_id()
    await studio.reply_to("hi", **{"from": somebody(), "message_sid": sid})
    await studio.phones.by_twilio(stop, sender=other, message_id=sid)
    assert (await studio.program.create(to=other, minutes=5)).status == 409
