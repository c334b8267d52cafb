"""Attack: the word "stop". It opens the gate for an opt-out alone, and an opt-out always gets through."""

import itertools
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from tests.builders import BOT_NUMBER
from tests.fakes.phones import SENDER
from tests.fakes.signing import signed_event
from tests.fakes.studio import studio_flow

pytestmark = pytest.mark.asyncio(loop_scope="module")
numbers = itertools.count(201)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory):
    async with studio_flow(tmp_path_factory.mktemp("bot")) as studio:
        yield studio


def somebody():
    return f"+1312556{next(numbers):04d}"


REFUSED_SENDERS = [
    "+88212345678",  # international networks
    "+8835100012345",
    "+881612345678",  # satellite phones
    "+870773111632",
    "+979123456789",  # international premium rate
    "+19002345678",  # premium rate, also malformed and by exchange
    "+19001234567",
    "+13129765555",
    "+15005550006",  # a personal number
    "+442079460123",  # another country than the bot's number
    "+18765550123",  # Jamaica shares +1
    "+10000000000",
    "72345",
    "SHOP",
    "whatsapp:+88212345678",
]
ERRANDS = [
    "every 5 minutes stop the kettle",
    "remind me in 2 hours to stop",
    "stop by the shop at 5",
    "remind me tomorrow at 9 to cancel the gym",
    "list",
    "START",
    "HELP",
]


@pytest.mark.parametrize("sender", REFUSED_SENDERS)
async def test_from_a_refused_sender_only_an_opt_out_does_anything(bot, sender):
    before = len(bot.phones.twilio.messages)
    for errand in ERRANDS:
        assert await bot.phones.by_twilio(errand, sender=sender) is None
        assert await bot.phones.by_twilio(errand, sender=sender, OptOutType="START") is None
    assert await bot.phones.by_twilio("STOP", sender=sender) is None
    assert await bot.phones.by_twilio("please stop texting me", sender=sender) is None, "its confirmation would cost"
    assert len(bot.phones.twilio.messages) == before


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("STOP", {}),
        ("every 5 minutes stop the kettle", {"OptOutType": "STOP"}),
        ("remind me in 2 hours to call mom", {"OptOutType": "STOP"}),
        ("delete all", {"OptOutType": "stop"}),
        ("", {"OptOutType": "STOP"}),
        ("no idea who you are stop texting me", {}),
        ("Please take me off your list!!", {}),
        ("STOP" + "\u200b" * 300, {}),
    ],
)
async def test_an_opt_out_is_carried_out_alone(bot, body, fields):
    sender = somebody()
    assert "set for" in (await bot.phones.by_twilio("remind me in 5 hours to meet", sender=sender) or "")
    reply = await bot.phones.by_twilio(body, sender=sender, **fields)
    assert reply in (None, "OK, no more texts from me. Text START if you want them back.")
    assert await bot.phones.by_twilio("list", sender=sender) is None
    assert "1 reminder is back on" in (await bot.phones.by_twilio("START", sender=sender) or "")


@pytest.mark.parametrize("stop", ["STOP", "stop.", "unsubscribe me please"])
async def test_a_flood_never_hides_an_opt_out(bot, stop):
    sender = somebody()
    for number in range(130):  # beyond the limit of a minute
        await bot.phones.by_twilio(f"?{number}", sender=sender)
    for _ in range(3):
        await bot.phones.by_twilio("START", sender=sender)
        await bot.phones.by_twilio(stop, sender=sender)
        refused = await bot.program.create(to=sender, minutes=5)
        assert refused.status == 409


async def test_the_same_opt_out_again_and_again_is_silent(bot):
    sender = somebody()
    replies = [await bot.phones.by_twilio("please stop texting me", sender=sender) for _ in range(150)]
    assert replies[1:] == [None] * 149
    assert (await bot.program.create(to=sender, minutes=5)).status == 409


async def test_the_third_person_in_a_group_is_nobody_of_ours(bot):
    """Own numbers come from the settings: the first recipient of a group message may be anybody."""
    victim = somebody()
    payload = {
        "id": "group-1",
        "direction": "inbound",
        "type": "MMS",
        "from": {"phone_number": somebody()},
        "to": [{"phone_number": victim}, {"phone_number": BOT_NUMBER}],
        "cc": [{"phone_number": SENDER}],
        "text": "remind me in 2 hours to call mom",
    }
    event = {"data": {"event_type": "message.received", "id": "group-ev", "payload": payload}}
    headers, content = signed_event(event, datetime.now(UTC))
    assert (await bot.phones.post("/webhooks/telnyx", headers, content))[0] == 200
    assert "set for" in (await bot.phones.by_twilio("remind me in 2 hours to eat", sender=victim) or "")
    assert await bot.reply_to("list", **{"from": SENDER, "to": victim})
    assert "1." in (await bot.phones.by_twilio("list", sender=victim) or "")
    assert {message.from_number for message in bot.phones.telnyx.messages} == {BOT_NUMBER}


async def test_a_flow_can_pass_on_that_the_carrier_has_opted_somebody_out(bot):
    sender = somebody()
    await bot.reply_to("remind me in 5 hours to meet", **{"from": sender})
    assert await bot.reply_to("arrêtez tout", opt_out_type="STOP", **{"from": sender}) == ""
    assert (await bot.program.create(to=sender, minutes=5)).status == 409
