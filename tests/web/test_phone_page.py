"""The phone page in a real browser: what a newcomer does in the first minute."""

import os
import shutil

import pytest

from tests.builders import SENDER

playwright_api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
expect = playwright_api.expect

pytestmark = pytest.mark.browser

OTHER = "+13125550124"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The machine's own Chromium; None where there is none. CHROMIUM names another."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture
async def page(phone_server):
    """The page, open; a test fails when the page's script does or when the browser refuses something."""
    path = chromium()
    if path is None:
        if os.environ.get("TESTS_NEED_BROWSER"):
            pytest.fail("this run must drive the page in a browser, and there is no Chromium")
        pytest.skip("there is no Chromium on this machine; CHROMIUM may name one")
    async with playwright_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = await browser.new_page(timezone_id="America/Chicago", locale="en-US")
        page.set_default_timeout(10_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        await page.goto(str(phone_server.make_url("/")))
        yield page
        await browser.close()
        assert troubles == []


def phone(page, number=SENDER):
    return page.locator(f'.phone[data-number="{number}"]')


def bubbles(page, number=SENDER):
    return phone(page, number).locator(".bubble")


async def text(page, body, number=SENDER):
    field = phone(page, number).get_by_role("textbox")
    await field.fill(body)
    await field.press("Enter")


async def test_a_reminder_is_set_seen_in_the_ledger_and_arrives(page):
    await text(page, "in 7200 call mom")
    await expect(bubbles(page)).to_have_text(["in 7200 call mom", "Set: call mom"])
    row = page.locator("#ledger li")
    await expect(row).to_contain_text("scheduled")
    await expect(row).to_contain_text("to be sent at 11:20 AM")
    await expect(page.locator("#clock-time")).to_have_text("9:20 AM")

    await page.get_by_role("button", name="+1 h").click()
    await expect(page.locator("#clock-time")).to_have_text("10:20 AM")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(page.get_by_role("status")).to_have_text("A text arrived.")
    await expect(bubbles(page)).to_have_text(["in 7200 call mom", "Set: call mom", "call mom"])
    await expect(row).to_contain_text("delivered")
    await expect(page.locator("#clock-time")).to_have_text("11:20 AM")


async def test_what_happens_at_the_carrier_shows_by_itself(page, world):
    await text(page, "in 7200 call mom")
    row = page.locator("#ledger li")
    await expect(row).to_contain_text("scheduled")
    (held,) = await world.carrier.held()
    await world.carrier.cancel(held.provider_message_id)
    await expect(row).to_contain_text("cancelled")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(page.get_by_role("status")).to_contain_text("No reminder is waiting")
    await expect(bubbles(page)).to_have_count(2)


async def test_two_people_do_not_mix(page):
    await page.get_by_role("button", name="Add a second phone").click()
    await text(page, "mine")
    await text(page, "theirs", OTHER)
    await expect(bubbles(page)).to_have_text(["mine", "You said: mine"])
    await expect(bubbles(page, OTHER)).to_have_text(["theirs", "You said: theirs"])


async def test_who_opts_out_sees_it(page):
    await text(page, "STOP")
    await expect(bubbles(page).last).to_contain_text("You have been unsubscribed")
    await expect(phone(page)).to_contain_text("You are (312) 555-0123, opted out")


async def test_times_follow_the_person_to_another_zone(page, world):
    await text(page, "hello")
    await expect(phone(page).locator(".at")).to_have_text(["9:20 AM", "9:20 AM"])
    world.zones[SENDER] = "Europe/Madrid"
    await text(page, "again")
    await expect(phone(page).locator(".at")).to_have_text(["3:20 PM"] * 4)
    await expect(page.locator("#clock-date")).to_have_text("Wednesday, March 11, Madrid time")


async def test_markup_is_shown_as_it_was_typed(page):
    markup = "<img src=x onerror=\"document.title='pwned'\"><script>1</script> & مرحبا"
    await text(page, markup)
    await expect(bubbles(page).first).to_have_text(markup)
    await expect(bubbles(page).last).to_have_text(f"You said: {markup}")
    assert await page.locator(".log img[src=x], .log script").count() == 0
    assert "pwned" not in await page.title()


async def test_a_suggestion_is_one_click_and_the_conversation_survives_a_reload(page):
    await page.get_by_role("button", name="list", exact=True).click()
    await expect(bubbles(page)).to_have_text(["list", "You said: list"])
    await page.reload()
    await expect(bubbles(page)).to_have_text(["list", "You said: list"])


async def test_a_text_that_did_not_get_through_is_not_lost(page):
    await page.route(
        "**/simulator/texts",
        lambda route: route.fulfill(status=200, content_type="application/json", body="this is no answer"),
    )
    await text(page, "call mom")
    await expect(phone(page).get_by_role("alert")).to_have_text("Not delivered: the bot does not answer")
    await expect(phone(page).get_by_role("textbox")).to_have_value("call mom")
    await expect(bubbles(page)).to_have_count(0)


async def test_on_a_small_screen_the_page_is_the_phone(page):
    await page.set_viewport_size({"width": 390, "height": 844})
    box = await phone(page).bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    await page.get_by_role("button", name="Clock and carrier").click()
    await expect(page.locator("#clock-time")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#clock-time")).to_be_hidden()


async def test_everything_that_can_be_pressed_has_a_name(page):
    nameless = await page.evaluate("""() => [...document.querySelectorAll('button, textarea, input')].filter((one) =>
        !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length)).length""")
    assert nameless == 0
