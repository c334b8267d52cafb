"""The phone page in a real browser: what a newcomer does in the first minute."""

import asyncio
import os
import shutil

import pytest

from tests.builders import SENDER

playwright_api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")
expect = playwright_api.expect

pytestmark = pytest.mark.browser

OTHER = "+13125550124"
TABLET = 768  # the narrowest screen with the controls beside the phone
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
    field = phone(page, number).get_by_role("textbox", name="Text message from")
    await field.fill(body)
    await field.press("Enter")


async def test_a_reminder_is_set_seen_in_the_ledger_and_arrives(page):
    await text(page, "in 7200 call mom")
    await expect(bubbles(page)).to_have_text(["in 7200 call mom", "Set: call mom"])
    row = page.locator("#ledger li")
    await expect(row).to_contain_text("scheduled")
    await expect(row).to_contain_text("Sends 11:20 AM")
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
    await expect(page.get_by_role("status")).to_contain_text("No reminder is scheduled")
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
    await expect(phone(page)).to_contain_text("You: (312) 555-0123, opted out")


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
    await page.get_by_role("button", name="?", exact=True).click()
    await expect(bubbles(page)).to_have_text(["?", "You said: ?"])
    await page.reload()
    await expect(bubbles(page)).to_have_text(["?", "You said: ?"])


async def test_a_text_that_did_not_get_through_is_not_lost(page):
    await page.route(
        "**/simulator/texts",
        lambda route: route.fulfill(status=200, content_type="application/json", body="this is no answer"),
    )
    await text(page, "call mom")
    await expect(phone(page).get_by_role("alert")).to_have_text("Not delivered: the bot is not responding")
    await expect(phone(page).get_by_role("textbox", name="Text message from")).to_have_value("call mom")
    await expect(bubbles(page)).to_have_count(0)


async def test_on_a_small_screen_the_page_is_the_phone(page):
    await page.set_viewport_size({"width": 390, "height": 844})
    box = await phone(page).bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    await page.get_by_role("button", name="Clock and carrier").click()
    await expect(page.locator("#clock-time")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#clock-time")).to_be_hidden()


async def test_on_a_small_screen_another_person_takes_the_phone(page):
    await page.set_viewport_size({"width": 360, "height": 740})
    await text(page, "mine")
    await page.get_by_role("button", name="Clock and carrier").click()
    await expect(page.get_by_role("dialog", name="Simulator")).to_be_visible()
    await page.get_by_role("button", name="Add a phone").click()
    other = page.get_by_role("button", name="(312) 555-0124", exact=True)
    await expect(other).to_have_attribute("aria-pressed", "true")
    await expect(other).to_be_focused()
    await page.get_by_role("button", name="Back to the phone").click()
    await expect(phone(page)).to_be_hidden()
    await text(page, "theirs", OTHER)
    await expect(bubbles(page, OTHER)).to_have_text(["theirs", "You said: theirs"])
    assert (await phone(page, OTHER).bounding_box())["width"] == 360
    await page.set_viewport_size({"width": 1240, "height": 900})
    await expect(phone(page)).to_be_visible()
    await expect(phone(page, OTHER)).to_be_visible()


async def test_what_lies_under_the_open_sheet_cannot_be_reached(page):
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.get_by_role("button", name="Clock and carrier").click()
    assert await page.evaluate("document.getElementById('phones').inert")
    reached = [await tab(page) for _ in range(20)]
    assert "Text message from (312) 555-0123" not in reached
    await page.keyboard.press("Escape")
    assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "Clock and carrier"
    assert not await page.evaluate("document.getElementById('phones').inert")


async def test_a_broken_carrier_is_seen_to_lose_nothing(page, world):
    note = page.locator("#fault-note")
    await expect(note).to_have_text("Switch a fault on and set a reminder: no confirmed reminder gets lost.")
    await page.get_by_role("switch", name="Responses get lost").check()
    await expect(note).to_have_text("Now set a reminder.")
    world.carrier.faults.calls_hit = 1
    world.carrier.changes.note()
    await expect(note).to_have_text(
        "One call carried out, but the response was lost. The bot asks again, and nothing is sent twice."
    )
    await page.get_by_role("switch", name="Carrier is down").check()
    await expect(note).to_have_text("Now set or delete a reminder.")


async def test_a_switch_is_not_turned_back_by_what_was_read_before(page, world):
    """Regression: the switch sprang back for a moment, and a click just then turned it the wrong way."""
    switch, note = page.get_by_role("switch", name="Carrier is down"), page.locator("#fault-note")
    await expect(note).to_have_text("Switch a fault on and set a reminder: no confirmed reminder gets lost.")
    read, released = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def hold(route):
        response = await route.fetch()
        read.release()
        await released.acquire()
        await route.fulfill(response=response)

    await page.route("**/simulator/state*", hold)
    world.carrier.changes.note()
    await read.acquire()
    await switch.check()
    released.release()
    await read.acquire()  # so the page has seen what was read before
    assert await switch.is_checked()
    for _ in range(9):
        released.release()
    await expect(note).to_have_text("Now set or delete a reminder.")
    await expect(switch).to_be_checked()
    await page.unroute_all(behavior="wait")


async def tab(page):
    """Press Tab; the name of what has the focus then."""
    await page.keyboard.press("Tab")
    return await page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.labels?.[0]?.textContent ||"
        " document.activeElement.textContent).trim()"
    )


async def test_the_keyboard_goes_through_everything_in_the_order_of_the_page(page):
    await page.evaluate("() => { const top = document.querySelector('h1'); top.tabIndex = -1; top.focus(); }")
    expected = [
        "Add a second phone",
        "You: (312) 555-0123",
        "Texts on (312) 555-0123",
        "remind me in 2 hours to call mom",
        "every weekday at 9am take the pills",
        "?",
        "Text message from (312) 555-0123",
        "Send",
        "Jump to the next reminder",
        "+1 min",
        "+10 min",
        "+1 h",
        "+1 day",
        "Carrier is down",
        "Responses get lost",
    ]
    assert [await tab(page) for _ in expected] == expected


@pytest.mark.parametrize("width", [320, 360, 600, 768, 820, 1024, 1100, 1240, 1600])
async def test_nothing_is_wider_than_the_screen(page, width):
    await page.set_viewport_size({"width": width, "height": 800})
    if width >= TABLET:
        await page.get_by_role("button", name="Add a second phone").click()
    number = OTHER if TABLET <= width < 1100 else SENDER  # a tablet shows one phone at a time
    await text(page, "a" * 300, number)
    await expect(bubbles(page, number)).to_have_count(2)
    if width < TABLET:
        await page.get_by_role("button", name="Clock and carrier").click()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_everything_that_can_be_used_has_a_name_and_a_size_for_a_finger(page):
    await page.get_by_role("button", name="Add a second phone").click()
    unfit = await page.evaluate("""() => [...document.querySelectorAll('button, textarea, input, select, [tabindex]')]
        .filter((one) => one.checkVisibility())
        .filter((one) => {
            const name = one.textContent.trim() || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')
                || one.labels?.length;
            const box = one.getBoundingClientRect();
            return !name || box.width < 24 || box.height < 24;
        }).map((one) => one.outerHTML)""")
    assert unfit == []


async def test_the_page_has_one_heading_of_each_part_and_says_what_happens(page):
    assert await page.locator("h1").count() == 1
    assert await page.evaluate("document.documentElement.lang") == "en"
    for region in ("Phone (312) 555-0123", "Clock", "Break the carrier", "Messages at the carrier"):
        await expect(page.get_by_role("region", name=region)).to_be_visible()
    log = page.get_by_role("log", name="Texts on (312) 555-0123")
    await expect(log).to_have_attribute("aria-live", "polite")
    await text(page, "hello")
    await expect(log).to_contain_text("You: hello")
    await expect(log).to_contain_text("Bot: You said: hello")


# WCAG 2.2, 1.4.3: 4.5 to 1 for words, and the whole way up to the first ground that is not see-through
CONTRASTS = """() => {
    const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
    const light = (part) => { part /= 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; };
    const luminance = ([r, g, b]) => .2126 * light(r) + .7152 * light(g) + .0722 * light(b);
    const ground = (one) => {
        for (; one; one = one.parentElement) {
            const back = rgb(getComputedStyle(one).backgroundColor);
            if (back.length === 3 || back[3] === 1) return back;
        }
        return [255, 255, 255];
    };
    const words = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.disabled
        && !one.closest('.unseen') && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
    return words.map((one) => {
        const [a, b] = [rgb(getComputedStyle(one).color), ground(one)].map(luminance);
        return [one.className || one.tagName, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
    }).filter(([, ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(page, world, scheme):
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await text(page, "in 7200 call mom")
    await expect(bubbles(page)).to_have_count(2)
    await text(page, "in 9000 walk the dog")
    await expect(bubbles(page)).to_have_count(4)  # an answer that comes after STOP is not let through
    await text(page, "STOP")
    await expect(page.locator("#ledger li")).to_have_count(2)
    await expect(bubbles(page)).to_have_count(6)
    held = await world.carrier.held()
    await world.carrier.cancel(held[0].provider_message_id)
    await expect(page.locator("#ledger .is-cancelled")).to_have_count(1)
    assert await page.evaluate(CONTRASTS) == []
