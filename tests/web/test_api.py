"""``/v1/messages`` over HTTP, with a complete bot on SQLite and the simulated carrier."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.app.server import running
from bot.providers.simulator.carrier import SimulatedCarrier
from tests.fakes.phones import SENDER
from tests.fakes.program import OLD_TOKEN, TOKEN, Program, settings_for_programs

OTHER = "+13125550199"


@pytest.fixture
async def program(tmp_path):
    async with running(settings_for_programs(tmp_path)) as bot, aiohttp.ClientSession() as session:
        yield Program(session, bot.base_url)


async def held(program):
    """The carrier's messages: body and state."""
    state = (await program.get("/simulator/state", number=SENDER)).body
    return [(message["body"], message["state"]) for message in state["held"]]


async def until_held(program, expected):
    async with asyncio.timeout(10):
        while await held(program) != expected:  # noqa: ASYNC110 - HTTP offers no event to wait for
            await asyncio.sleep(0)


async def status_of(program, message):
    return (await program.get(f"/v1/messages/{message['id']}")).body["status"]


async def until_status(program, message, status):
    async with asyncio.timeout(10):
        while await status_of(program, message) != status:  # noqa: ASYNC110
            await asyncio.sleep(0)


async def test_a_message_is_created_read_and_listed(program):
    before = datetime.now(UTC)
    created = await program.create(minutes=90, message="Your table is ready.")
    assert created.status == 201
    message = created.body
    assert created.headers["Location"] == f"/v1/messages/{message['id']}"
    assert created.headers["Cache-Control"] == "no-store"
    assert message | {"id": "", "send_at": "", "created_at": ""} == {
        "id": "",
        "to": SENDER,
        "from": "+13125550100",
        "provider": "simulator",
        "message": "Your table is ready.",
        "media_urls": [],
        "send_at": "",
        "status": "waiting",
        "cancelling": False,
        "created_at": "",
        "failure": None,
        "error_code": None,
        "heads_ups": [],
    }
    assert abs(datetime.fromisoformat(message["send_at"]) - before - timedelta(minutes=90)) < timedelta(seconds=10)
    assert message["send_at"].endswith("Z")
    await until_status(program, message, "scheduled")
    read = (await program.get(f"/v1/messages/{message['id']}")).body
    assert (read["message"], read["status"]) == ("Your table is ready.", "scheduled")
    assert (await program.get("/v1/messages")).body == {"messages": [read], "next_cursor": None}


async def test_a_scheduled_message_appears_only_when_it_is_sent(program):
    message = (await program.create(minutes=90, message="Your table is ready.")).body
    await until_held(program, [("Your table is ready.", "scheduled")])
    assert (
        (await program.post("/simulator/texts", {"number": SENDER, "body": "list"}))
        .body["reply"]
        .startswith("You have no reminders")
    )
    await program.post("/simulator/clock", {"seconds": 91 * 60})
    assert await status_of(program, message) == "delivered"
    bubbles = (await program.get("/simulator/state", number=SENDER)).body["bubbles"]
    assert [bubble["body"] for bubble in bubbles if bubble["voice"] == "bot"][-1] == "Your table is ready."


async def test_a_message_in_zero_minutes_is_sent_now(program):
    message = (await program.create(minutes=0, message="now", media_urls=["https://example.com/a.png"])).body
    await until_status(program, message, "delivered")
    assert await held(program) == [("now\nhttps://example.com/a.png", "delivered")]


async def test_the_bot_keeps_messages_outside_the_window(program):
    for message in ((await program.create(minutes="0.5")).body, (await program.create(minutes=300 * 1440)).body):
        assert await status_of(program, message) == "waiting"
    await program.post("/simulator/clock", {"seconds": 60})
    assert [state for _, state in await held(program)] == ["delivered"]


TIMES = [
    {"minutes": 16},
    {"minutes": "16"},
    {"minutes": 15.5},
    {"minutes": " 16 "},
    {"send_at": "2099-01-01T00:00:00Z"},
    {"send_at": "2099-01-01T00:00:00+02:00"},
    {"send_at": "2099-01-01 00:00", "timezone": "America/Denver"},
    {"when": "tomorrow at 9am"},
    {"when": "in 2 hours", "timezone": "Asia/Tokyo"},
    {"minutes": 5, "send_at": None, "when": None, "timezone": None, "provider": None, "media_urls": None},
]


@pytest.mark.parametrize("time", TIMES, ids=str)
async def test_every_way_to_give_the_time_is_accepted(tmp_path, time):
    async with (
        running(settings_for_programs(tmp_path, BOT_API_FARTHEST_DAYS="3660")) as bot,
        aiohttp.ClientSession() as session,
    ):
        program = Program(session, bot.base_url)
        content = {"to": SENDER, "message": "hi"} | time
        if time.get("send_at"):
            content["send_at"] = time["send_at"].replace("2099", str(datetime.now(UTC).year + 2))
        created = await program.post("/v1/messages", content)
        assert created.status == 201, created.body


async def test_a_message_is_cancelled_at_the_carrier(program):
    message = (await program.create(minutes=90)).body
    await until_held(program, [("hello", "scheduled")])
    cancelled = await program.delete(f"/v1/messages/{message['id']}")
    assert (cancelled.status, cancelled.body["status"], cancelled.body["cancelling"]) == (200, "cancelled", False)
    assert await held(program) == [("hello", "cancelled")]
    again = await program.delete(f"/v1/messages/{message['id']}")
    assert (again.status, again.body["status"]) == (200, "cancelled")


async def test_a_waiting_message_is_cancelled_at_once(program):
    message = (await program.create(minutes=300 * 1440)).body
    assert (await program.delete(f"/v1/messages/{message['id']}")).body["status"] == "cancelled"
    assert await held(program) == []


async def test_a_cancel_while_the_carrier_is_down_is_pending(program):
    message = (await program.create(minutes=90)).body
    await until_held(program, [("hello", "scheduled")])
    await program.post("/simulator/faults", {"down": True})
    cancelled = await program.delete(f"/v1/messages/{message['id']}")
    assert (cancelled.status, cancelled.body["status"], cancelled.body["cancelling"]) == (202, "scheduled", True)
    await program.post("/simulator/faults", {"down": False})
    await program.post("/simulator/clock", {"seconds": 30})
    assert await status_of(program, message) == "cancelled"


async def test_a_sent_message_cannot_be_cancelled(program):
    message = (await program.create(minutes=0)).body
    await until_status(program, message, "delivered")
    refused = await program.delete(f"/v1/messages/{message['id']}")
    assert (refused.status, refused.body["type"]) == (409, "/docs#too-late")


async def test_a_message_that_replaces_another_is_the_only_one_sent(program):
    old = (await program.create(minutes=90)).body
    await until_status(program, old, "scheduled")
    new = await program.create(minutes=120, message="later", replaces=old["id"], key="moved")
    assert (new.status, new.body["message"]) == (201, "later")
    assert await status_of(program, old) == "cancelled"
    await until_status(program, new.body, "scheduled")
    assert await held(program) == [("later", "scheduled"), ("hello", "cancelled")]
    again = await program.create(minutes=120, message="later", replaces=old["id"], key="moved")
    assert (again.status, again.body["id"]) == (201, new.body["id"])


async def test_heads_ups_are_messages_of_their_own_and_cancelled_with_the_message(program):
    message = (await program.create(minutes=180, heads_ups=["PT2H", 60])).body
    first, second = [(await program.get(f"/v1/messages/{id_}")).body for id_ in message["heads_ups"]]
    at = datetime.fromisoformat(message["send_at"])
    assert [datetime.fromisoformat(one["send_at"]) for one in (first, second)] == [
        at - timedelta(hours=2),
        at - timedelta(hours=1),
    ]
    assert {one["message"] for one in (message, first, second)} == {"hello"}
    for one in (first, second, message):
        await until_status(program, one, "scheduled")
    assert (await program.delete(f"/v1/messages/{second['id']}")).body["status"] == "cancelled"
    assert await status_of(program, message) == "scheduled"
    assert (await program.delete(f"/v1/messages/{message['id']}")).body["status"] == "cancelled"
    await until_status(program, first, "cancelled")
    await until_held(program, [("hello", "cancelled")] * 3)


async def test_what_replaces_a_message_replaces_its_heads_ups(program):
    old = (await program.create(minutes=180, heads_ups=["PT1H"])).body
    new = (await program.create(minutes=240, replaces=old["id"], heads_ups=["PT2H"], key="moved")).body
    await until_status(program, {"id": old["heads_ups"][0]}, "cancelled")
    again = (await program.create(minutes=240, replaces=old["id"], heads_ups=["PT2H"], key="moved")).body
    assert (again["id"], again["heads_ups"]) == (new["id"], new["heads_ups"])
    listed = (await program.get("/v1/messages")).body["messages"]
    assert [one["status"] for one in listed].count("cancelled") == 2


@pytest.mark.parametrize(
    "heads_ups", [["P1D"], ["PT0S"], ["1 day"], ["P1D@20:00"], [0], [-5], "P1D", ["PT1M"] * 6, [None]]
)
async def test_a_heads_up_that_cannot_come_is_refused(program, heads_ups):
    refused = await program.create(minutes=180, heads_ups=heads_ups)
    assert refused.status in (400, 422)
    assert "heads_ups" in refused.invalid_fields[0]
    assert (await program.get("/v1/messages")).body["messages"] == []


WRONG = [
    # fields, the field at fault, what to do about it
    ({"heads_ups": "PT1H"}, "heads_ups", 'must be a list, like ["P1D", "PT1H"]'),
    ({"heads_ups": ["1h"]}, "heads_ups.0", "or a whole number of minutes, like 30"),
    ({"heads_ups": [30.5]}, "heads_ups.0", "or a whole number of minutes, like 30"),
    ({"heads_ups": ["P3D"]}, "heads_ups", "has passed; leave it out, or choose a shorter one"),
    ({"heads_ups": ["P2Y"]}, "heads_ups.0", "must be a year at most"),
    ({"heads_ups": ["PT1M"] * 6}, "heads_ups", "must have at most 5 entries"),
    ({"headsups": ["PT1H"]}, "headsups", "did you mean heads_ups?"),
    ({"colour": "red"}, "colour", "is not a field of this request"),
    ({"media_urls": "https://example.com/a.png"}, "media_urls", 'must be a list, like ["https://..."]'),
    ({"to": 5}, "to", "must be a string"),
    ({"provider": "pigeon"}, "provider", "must be one of"),
    ({"replaces": "x"}, "replaces", "must be an id"),
]


@pytest.mark.parametrize(("fields", "field", "words"), WRONG)
async def test_an_error_says_what_is_wrong_and_how_to_mend_it(program, fields, field, words):
    refused = await program.create(**{"minutes": 180, **fields})
    assert refused.status in (400, 422)
    (error,) = refused.body["errors"]
    assert error["field"] == field
    assert words in error["detail"]
    assert not {"Input", "tuple", "Tuple", "Extra"} & set(error["detail"].split())


async def test_minutes_ahead_may_be_written_as_text(program):
    message = (await program.create(minutes=180, heads_ups=["30"])).body
    (heads_up,) = message["heads_ups"]
    assert (await program.get(f"/v1/messages/{heads_up}")).body["send_at"] < message["send_at"]


async def test_a_sent_message_is_not_replaced(program):
    old = (await program.create(minutes=0)).body
    await until_status(program, old, "delivered")
    refused = await program.create(minutes=120, message="later", replaces=old["id"])
    assert (refused.status, refused.body["type"]) == (409, "/docs#too-late")
    assert [message["message"] for message in (await program.get("/v1/messages")).body["messages"]] == ["hello"]


async def test_a_message_of_another_number_is_not_replaced(program):
    old = (await program.create(minutes=90)).body
    refused = await program.create(to=OTHER, minutes=120, replaces=old["id"])
    assert (refused.status, refused.invalid_fields) == (422, ["replaces"])
    assert await status_of(program, old) != "cancelled"


async def test_a_message_that_leaves_while_it_is_replaced_stays_the_only_one(program, monkeypatch):
    old = (await program.create(minutes=90)).body
    await until_status(program, old, "scheduled")

    cancel = SimulatedCarrier.cancel

    async def no_receipt(_):
        pass

    async def cancel_too_late(carrier, provider_message_id):
        await carrier.deliver_due(datetime.now(UTC) + timedelta(minutes=91), no_receipt)
        await cancel(carrier, provider_message_id)

    monkeypatch.setattr(SimulatedCarrier, "cancel", cancel_too_late)
    refused = await program.create(minutes=120, message="later", replaces=old["id"])
    assert (refused.status, refused.body["type"]) == (409, "/docs#too-late")
    later, hello = (await program.get("/v1/messages")).body["messages"]
    assert (hello["status"], later["status"]) == ("delivered", "cancelled")


async def test_an_opt_out_cancels_scheduled_messages_and_refuses_new_ones(program):
    message = (await program.create(minutes=90)).body
    await until_held(program, [("hello", "scheduled")])
    await program.post("/simulator/texts", {"number": SENDER, "body": "STOP"})
    await until_status(program, message, "cancelled")
    refused = await program.create(minutes=5)
    assert (refused.status, refused.body["type"], refused.invalid_fields) == (409, "/docs#opted-out", ["to"])
    assert "opted out" in refused.body["detail"]
    await program.post("/simulator/texts", {"number": SENDER, "body": "START"})
    assert (await program.create(minutes=5)).status == 201


async def test_reminders_of_people_are_not_listed(program):
    await program.post("/simulator/texts", {"number": SENDER, "body": "remind me in 2 hours to call mom"})
    await until_held(program, [("Reminder: call mom", "scheduled")])
    assert (await program.get("/v1/messages")).body["messages"] == []


async def test_the_cursor_leads_through_all_pages(program):
    ids = [(await program.create(minutes=60 + n)).body["id"] for n in range(7)]
    ids.append((await program.create(minutes=5, to=OTHER)).body["id"])
    found, query = [], {"limit": 3}
    while True:
        page = (await program.get("/v1/messages", **query)).body
        found += [message["id"] for message in page["messages"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert found == ids[::-1]


async def test_messages_are_filtered_by_number_and_status(program):
    mine = (await program.create(minutes=90)).body
    theirs = (await program.create(minutes=400 * 1440, to=OTHER)).body
    await until_status(program, mine, "scheduled")

    async def listed(**query):
        return [message["id"] for message in (await program.get("/v1/messages", **query)).body["messages"]]

    assert await listed(to=SENDER) == [mine["id"]]
    assert await listed(status="waiting") == [theirs["id"]]
    assert await listed(status="scheduled") == [mine["id"]]
    assert await listed(status="scheduled", to=OTHER) == []
    assert await listed(status="failed") == []
    # an unescaped plus in a query arrives as a space
    unescaped = await program.request("GET", f"/v1/messages?to={SENDER}")
    assert [message["id"] for message in unescaped.body["messages"]] == [mine["id"]]


async def test_a_repeated_request_with_the_same_key_gets_the_same_response(program):
    first = await program.create(minutes=90, key="order-17")
    await until_held(program, [("hello", "scheduled")])
    again = await program.create(minutes=90, key="order-17")
    assert (again.status, again.body) == (201, first.body)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert len((await program.get("/v1/messages")).body["messages"]) == 1


async def test_concurrent_requests_with_the_same_key_create_one_message(program):
    answers = await asyncio.gather(*(program.create(minutes=90, key="order-17") for _ in range(10)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert len((await program.get("/v1/messages")).body["messages"]) == 1


async def test_a_key_used_for_another_request_is_refused(program):
    await program.create(minutes=90, key="order-17")
    refused = await program.create(minutes=91, key="order-17")
    assert (refused.status, refused.body["type"]) == (422, "/docs#key-reused")
    assert len((await program.get("/v1/messages")).body["messages"]) == 1


async def test_the_spelling_of_a_request_does_not_matter_to_its_key(program):
    first = await program.create(minutes=90, key="order-17")
    body = b'{"minutes":"90",   "message":"\\u0068ello", "to":"+13125550123"}'
    headers = {"Content-Type": "application/json", "Idempotency-Key": "order-17"}
    assert (await program.request("POST", "/v1/messages", headers, data=body)).body == first.body


async def test_after_a_crash_between_commit_and_response_a_retry_gets_the_response(tmp_path):
    """The second bot has nothing but what the first one committed."""
    settings = settings_for_programs(tmp_path)
    async with aiohttp.ClientSession() as session:
        async with running(settings) as bot:
            first = await Program(session, bot.base_url).create(minutes=90, key="order-17")
        async with running(settings) as bot:
            program = Program(session, bot.base_url)
            again = await program.create(minutes=90, key="order-17")
            assert (again.status, again.body) == (201, first.body)
            await until_held(program, [("hello", "scheduled")])


@pytest.mark.parametrize("token", [TOKEN, OLD_TOKEN])
async def test_each_of_several_tokens_is_valid(program, token):
    assert (await Program(program.session, program.base_url, token=token).create(minutes=5)).status == 201


async def test_without_a_token_in_the_settings_the_api_is_closed(tmp_path):
    async with running(settings_for_programs(tmp_path, BOT_API_TOKEN=" , ")) as bot, aiohttp.ClientSession() as session:
        for token in (None, "", TOKEN, ","):
            refused = await Program(session, bot.base_url, token=token).create(minutes=5)
            assert refused.status == 503
            assert "BOT_API_TOKEN" in refused.body["detail"]


async def test_the_rate_limit_gives_429_with_retry_after(tmp_path):
    settings = settings_for_programs(tmp_path, BOT_API_REQUESTS_PER_MINUTE="3")
    async with running(settings) as bot, aiohttp.ClientSession() as session:
        answers = [await Program(session, bot.base_url).get("/v1/messages") for _ in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 20
        # each token has its own rate limit
        assert (await Program(session, bot.base_url, token=OLD_TOKEN).get("/v1/messages")).status == 200
