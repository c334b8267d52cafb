"""The interface behind the phone page: what it answers, and what it refuses."""

import asyncio
import io
import json

import pytest
from aiohttp import ClientSession, ClientTimeout

from tests.builders import SENDER

OTHER = "+13125550124"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def browser(phone_server):
    async with ClientSession(phone_server.make_url("/"), timeout=ClientTimeout(total=10)) as session:
        yield session


async def state(browser, number=SENDER, **query):
    async with browser.get("/simulator/state", params={"number": number} | query) as response:
        assert response.status == 200, await response.text()
        return await response.json()


async def text(browser, body, number=SENDER):
    async with browser.post("/simulator/texts", json={"number": number, "body": body}) as response:
        assert response.status == 200, await response.text()
        return (await response.json())["reply"]


async def wind(browser, seconds):
    async with browser.post("/simulator/clock", json={"seconds": seconds}) as response:
        assert response.status == 200, await response.text()
        return await response.json()


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html"),
        ("/simulator/phone.css", "text/css"),
        ("/simulator/phone.js", "text/javascript"),
        ("/simulator/conversation.js", "text/javascript"),
        ("/simulator/people.js", "text/javascript"),
        ("/simulator/server.js", "text/javascript"),
        ("/simulator/icon.svg", "image/svg+xml"),
    ],
)
async def test_the_page_is_served_under_a_strict_policy(browser, path, content_type):
    async with browser.get(path) as response:
        page = await response.text()
    assert (response.status, response.content_type) == (200, content_type)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    # All that the page needs comes from here.
    assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")


async def test_a_text_is_answered_shown_and_scheduled(browser):
    assert await text(browser, "in 7200 call mom") == "Set: call mom"
    seen = await state(browser)
    told = [(bubble["voice"], bubble["body"]) for bubble in seen["bubbles"]]
    assert told == [("person", "in 7200 call mom"), ("bot", "Set: call mom")]
    assert [(held["state"], held["send_at"]) for held in seen["held"]] == [("scheduled", "2026-03-11T16:20:00+00:00")]
    assert seen["next_at"] == "2026-03-11T16:20:00+00:00"
    assert seen["timezone"] is None
    assert await state(browser, after=seen["bubbles"][-1]["id"]) | {"bubbles": []} == seen | {"bubbles": []}
    assert (await state(browser, after=seen["bubbles"][-1]["id"]))["bubbles"] == []


async def test_winding_brings_the_reminder(browser):
    await text(browser, "in 7200 call mom")
    assert await wind(browser, 3600) == {"now": "2026-03-11T15:20:00+00:00", "arrived": 0, "numbers": {}}
    arrived = {"now": "2026-03-11T16:20:00+00:00", "arrived": 1, "numbers": {SENDER: 1}}
    assert await wind(browser, "next") == arrived
    seen = await state(browser)
    assert seen["bubbles"][-1]["body"] == "call mom"
    assert seen["held"][0]["state"] == "delivered"
    assert await wind(browser, "next") == arrived | {"arrived": 0, "numbers": {}}


async def test_two_people_do_not_mix(browser):
    await text(browser, "in 7200 mine")
    await text(browser, "in 7200 theirs", OTHER)
    assert (await wind(browser, 7200))["numbers"] == {SENDER: 1, OTHER: 1}
    for number, words in ((SENDER, "mine"), (OTHER, "theirs")):
        bodies = [bubble["body"] for bubble in (await state(browser, number))["bubbles"]]
        assert bodies == [f"in 7200 {words}", f"Set: {words}", words]


async def test_a_text_that_was_not_delivered_has_arrived_nowhere(browser, world):
    await text(browser, "in 7200 call mom")
    await text(browser, "STOP")
    assert (await wind(browser, 7200)) | {"now": ""} == {"now": "", "arrived": 1, "numbers": {}}


async def test_the_state_names_the_open_reminders(browser, world):
    assert (await state(browser))["reminders"] == []
    world.reminders[SENDER] = (1, 4)
    assert (await state(browser))["reminders"] == [1, 4]


async def test_faults_are_switched_on_and_off(browser, world):
    for down in (True, False):
        async with browser.post("/simulator/faults", json={"down": down}) as response:
            assert response.status == 200
        assert (await state(browser))["faults"] == {"down": down, "lost_answers": False, "calls_hit": 0}
        assert world.carrier.faults.down is down


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "🎉 مرحبا", "a\nb\tc", "\x00\x1b", " ", '"\\'])
async def test_any_words_come_back_as_they_were(browser, body):
    assert await text(browser, body) == f"You said: {body}"
    assert (await state(browser))["bubbles"][0]["body"] == body


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/simulator/texts", b"", 400),
        ("/simulator/texts", b"\xff\xfe", 400),
        ("/simulator/texts", b"{", 400),
        ("/simulator/texts", b"[" * 10_000, 400),
        ("/simulator/texts", b'{"number": "+13125550123", "body": "\\ud800"}', 400),
        ("/simulator/texts", b"[]", 422),
        ("/simulator/texts", b"null", 422),
        ("/simulator/texts", b'{"number": "+13125550123"}', 422),
        ("/simulator/texts", b'{"number": "+13125550123", "body": ""}', 422),
        ("/simulator/texts", b'{"number": "+13125550123", "body": 5}', 422),
        ("/simulator/texts", b'{"number": "5550123", "body": "list"}', 422),
        ("/simulator/texts", b'{"number": "+13125550123\\n", "body": "list"}', 422),
        ("/simulator/texts", b'{"number": "+13125550123", "body": "list", "more": 1}', 422),
        ("/simulator/texts", json.dumps({"number": SENDER, "body": "x" * 1601}).encode(), 422),
        ("/simulator/texts", b'{"number": "+13125550123", "body": "x", "body": "list"}', 400),
        ("/simulator/texts", b" " * 20_000, 413),
        ("/simulator/texts", b" " * 2_000_000, 413),
        ("/simulator/clock", b'{"seconds": 0}', 422),
        ("/simulator/clock", b'{"seconds": -60}', 422),
        ("/simulator/clock", b'{"seconds": NaN}', 400),
        ("/simulator/clock", b'{"seconds": 1e999}', 422),
        ("/simulator/clock", b'{"seconds": 1' + b"0" * 5000 + b"}", 400),
        ("/simulator/clock", b'{"seconds": "soon"}', 422),
        ("/simulator/clock", b'{"seconds": true}', 422),
        ("/simulator/faults", b'{"down": "perhaps"}', 422),
    ],
)
async def test_bad_bodies_are_refused_as_problem_details(browser, world, path, body, status):
    async with browser.post(path, data=io.BytesIO(body), headers=JSON) as response:
        problem = await response.json()
    assert response.status == status == problem["status"]
    assert response.content_type == "application/problem+json"
    assert world.bot.received == []


@pytest.mark.parametrize("query", ["", "number=5", "number=%00", "number=%2B13125550123&after=x", "after=1"])
async def test_bad_queries_are_refused(browser, query):
    async with browser.get(f"/simulator/state?{query}") as response:
        assert response.status == 422


async def test_a_query_cannot_give_a_parameter_twice(browser):
    async with browser.get("/simulator/state?number=%2B13125550123&number=%2B13125550166") as response:
        assert (response.status, (await response.json())["detail"]) == (400, "number: is given twice")


async def test_a_bad_number_is_explained_in_words(browser):
    async with browser.get("/simulator/state?number=5550123") as response:
        detail = (await response.json())["detail"]
    assert detail == "number: must be a phone number in E.164, like +13125550123"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://{host}"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "[::1]:8080"}, 200),
        ({"Host": "[::1"}, 403),
        ({"Host": "localhost:8080"}, 200),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
async def test_other_sites_cannot_text(browser, phone_server, world, headers, status):
    host = f"{phone_server.host}:{phone_server.port}"
    headers = JSON | {name: value.format(host=host) for name, value in headers.items()}
    body = json.dumps({"number": SENDER, "body": "list"}).encode()
    async with browser.post("/simulator/texts", data=body, headers=headers) as response:
        assert response.status == status
    assert len(world.bot.received) == (status == 200)


async def test_the_clock_cannot_leave_the_calendar(browser):
    year = 366 * 86_400
    for _ in range(20):
        await wind(browser, year)
    async with browser.post("/simulator/clock", json={"seconds": year}) as response:
        assert response.status == 422


async def next_event(response):
    async for line in response.content:
        if line.startswith(b"id:"):
            return int(line.removeprefix(b"id:"))
    return None


async def test_events_tell_of_every_change(browser):
    async with browser.get("/simulator/events") as response:
        assert response.content_type == "text/event-stream"
        first = await next_event(response)
        await text(browser, "hello")
        assert await next_event(response) > first


async def test_an_open_stream_does_not_hold_up_the_stop(browser, phone_server):
    async with browser.get("/simulator/events") as response:
        await next_event(response)
        async with asyncio.timeout(5):
            await phone_server.close()
            assert await next_event(response) is None


async def test_a_phone_on_whatsapp_has_an_address_of_its_own(browser):
    address = f"whatsapp:{SENDER}"
    assert await text(browser, "hello", address) == "You said: hello"
    seen = await state(browser, address)
    assert (seen["channel"], seen["window_until"]) == ("whatsapp", "2026-03-12T14:20:00+00:00")
    assert (await state(browser))["bubbles"] == []


async def test_rcs_is_switched_on_and_off(browser):
    for on, channel in ((True, "rcs"), (False, "sms")):
        async with browser.post("/simulator/rcs", json={"number": SENDER, "on": on}) as response:
            assert response.status == 200
        assert (await state(browser))["channel"] == channel


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/simulator/texts", {"number": f"rcs:{SENDER}", "body": "list"}),
        ("/simulator/texts", {"number": "whatsapp:", "body": "list"}),
        ("/simulator/texts", {"number": f"whatsapp:whatsapp:{SENDER}", "body": "list"}),
        ("/simulator/rcs", {"number": f"whatsapp:{SENDER}", "on": True}),
        ("/simulator/rcs", {"number": SENDER, "on": 1}),
        ("/simulator/taps", {"number": SENDER, "button_of": "SM1", "title": "Done"}),
        ("/simulator/taps", {"number": SENDER, "button_of": "", "title": "Done"}),
        ("/simulator/taps", {"number": SENDER, "title": "Done"}),
    ],
)
async def test_what_no_phone_can_do_is_refused(browser, path, body):
    async with browser.post(path, json=body) as response:
        assert (response.status, response.content_type) == (422, "application/problem+json")
