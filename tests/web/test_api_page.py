"""The page at /docs in a real browser: it shows /openapi.json, tries calls, and keeps to its policy."""

import json
import os

import pytest

from bot.app.server import running
from bot.web.api.openapi import description
from tests.fakes.program import TOKEN, settings_for_programs
from tests.web.test_phone_page import ARGUMENTS, CONTRASTS, chromium

playwright_api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
expect = playwright_api.expect

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(tmp_path):
    path = chromium()
    if path is None:
        if os.environ.get("TESTS_NEED_BROWSER"):
            pytest.fail("this run must drive the page in a browser, and there is no Chromium")
        pytest.skip("there is no Chromium on this machine; CHROMIUM may name one")
    async with running(settings_for_programs(tmp_path)) as bot, playwright_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = await browser.new_page()
        page.set_default_timeout(10_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if is_trouble(message) else None)
        await page.goto(f"{bot.base_url}/docs#opted-out")
        yield page
        await browser.close()
        assert troubles == []


def is_trouble(message):
    """An error on the console; but a refused call is no fault of the page, though the browser logs it as one."""
    return message.type == "error" and "the server responded with a status of" not in message.text


def form(page, operation):
    return page.locator(f"#{operation} .try")


async def open_form(page, operation):
    await page.locator(f"#{operation}").get_by_text("Try it").click()
    return form(page, operation)


async def send(page, operation):
    await form(page, operation).get_by_role("button", name="Send").click()
    return form(page, operation).get_by_role("status")


async def test_every_operation_model_and_problem_is_shown(page):
    document = description()
    for operations in document["paths"].values():
        for operation in operations.values():
            await expect(page.locator(f"#{operation['operationId']} h3")).to_have_text(operation["summary"])
    for name in document["components"]["schemas"]:
        await expect(page.locator(f"#{name} h3")).to_have_text(name)
    for anchor in document["x-problems"]:
        await expect(page.locator(f"[id='{anchor}']")).to_have_text(f"/docs#{anchor}")
    await expect(page.locator("#opted-out")).to_be_in_viewport()


async def test_models_are_collapsed_until_they_are_wanted(page):
    model = page.locator("#NewMessage")
    field = model.get_by_text("media_urls")
    await expect(field).to_be_hidden()
    await page.locator("#make_message").get_by_role("link", name="NewMessage").click()
    await expect(field).to_be_in_viewport()
    await model.locator("summary").click()
    await expect(field).to_be_hidden()
    await page.locator("#make_message").get_by_role("link", name="NewMessage").click()  # the same link once more
    await expect(field).to_be_in_viewport()


async def test_all_models_open_and_close_together(page):
    models = page.locator("details.model")
    opened = page.locator("details.model[open]")
    count = len(description()["components"]["schemas"])
    await expect(models).to_have_count(count)  # the page draws them after it has loaded
    await expect(opened).to_have_count(0)
    await page.get_by_role("button", name="Expand all").click()
    await expect(opened).to_have_count(count)
    await page.get_by_role("button", name="Collapse all").click()
    await expect(opened).to_have_count(0)


async def test_every_response_has_an_example(page):
    for operations in description()["paths"].values():
        for operation in operations.values():
            responses = page.locator(f"#{operation['operationId']} details.response")
            await expect(responses).to_have_count(len(operation["responses"]))
            for status, response in operation["responses"].items():
                [content] = response["content"].values()
                values = [one["value"] for one in content.get("examples", {}).values()] or [content["example"]]
                details = responses.filter(has=page.get_by_text(status, exact=True))
                shown = await details.locator("pre").all_text_contents()
                assert [json.loads(text) for text in shown] == values


async def test_a_call_is_tried_and_its_answer_shown(page):
    await page.get_by_label("Bearer token").fill(TOKEN)
    await open_form(page, "make_message")
    output = await send(page, "make_message")
    await expect(output).to_contain_text("201 Created in")
    await expect(output).to_contain_text("Location: /v1/messages/")
    await expect(output).to_contain_text('"message": "Your table is ready."')

    # The id is offered to the calls that need one.
    await open_form(page, "cancel_message")
    await expect(form(page, "cancel_message").get_by_label("id")).to_have_value(
        json.loads((await output.locator("code").text_content()).partition("\n\n")[2])["id"]
    )
    await expect(await send(page, "cancel_message")).to_contain_text('"status": "cancelled"')

    listing = await open_form(page, "list_messages")
    await listing.get_by_label("status").select_option("cancelled")
    await listing.get_by_label("limit").fill("1")
    await expect(listing.locator(".curl")).to_contain_text("/v1/messages?status=cancelled&limit=1'")
    await expect(await send(page, "list_messages")).to_contain_text('"next_cursor": null')


async def test_a_refusal_is_shown_as_what_it_is(page):
    await open_form(page, "list_messages")
    output = await send(page, "list_messages")
    await expect(output).to_contain_text("401 Unauthorized in")
    await expect(output).to_contain_text('"type": "/docs#unauthorised"')
    await page.get_by_label("Bearer token").fill(TOKEN)
    creating = await open_form(page, "make_message")
    await creating.get_by_label("Body (JSON)").fill("{")
    await expect(await send(page, "make_message")).to_contain_text('"type": "/docs#malformed"')


async def test_a_bot_that_does_not_answer_is_reported(page):
    await page.route("**/v1/messages", lambda route: route.fulfill(status=200, body="not JSON"))
    await open_form(page, "list_messages")
    await expect(await send(page, "list_messages")).to_contain_text("not JSON")
    await page.unroute("**/v1/messages")
    await page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); }")
    await expect(await send(page, "list_messages")).to_contain_text("the bot is not responding")


async def test_the_curl_command_follows_the_form(page):
    creating = await open_form(page, "make_message")
    curl = creating.locator(".curl")
    await expect(curl).to_contain_text("curl -X POST 'http://127.0.0.1:")
    await expect(curl).to_contain_text('-H "Authorization: Bearer $BOT_API_TOKEN"')
    await creating.get_by_label("Idempotency-Key").fill("order-1742")
    await expect(curl).to_contain_text("-H 'Idempotency-Key: order-1742'")
    await creating.get_by_label("Example").select_option("In words")
    await expect(curl).to_contain_text('"when": "tomorrow at 9am"')
    await creating.get_by_label("Body (JSON)").fill('{"message": "It\'s time"}')
    await expect(curl).to_contain_text("""-d '{"message": "It'\\''s time"}'""")


async def test_the_token_is_kept_in_memory_alone(page):
    await page.get_by_label("Bearer token").fill(TOKEN)
    await open_form(page, "list_messages")
    await expect(await send(page, "list_messages")).to_contain_text("200 OK")
    kept = await page.evaluate(
        "[localStorage.length, sessionStorage.length, document.cookie, location.href, document.body.innerText].join()"
    )
    assert kept.startswith("0,0,,")
    assert TOKEN not in kept
    await page.reload()
    await expect(page.get_by_label("Bearer token")).to_have_value("")


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
async def test_it_fits_the_screen(page, width):
    await page.set_viewport_size({"width": width, "height": 800})
    await page.get_by_role("button", name="Expand all").click()
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    await expect(form(page, "make_message").get_by_role("button", name="Send")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(page, scheme):
    await page.emulate_media(color_scheme=scheme)
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert await page.evaluate(CONTRASTS) == []
