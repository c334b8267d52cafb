"""The phone page on screens of all sizes, with as much on it as a busy week brings."""

import pytest

from bot.domain.phone_numbers import guess_timezone, possible_countries
from tests.builders import SENDER
from tests.web.test_phone_page import OTHER, bubbles, page, phone, playwright_api, text

expect = playwright_api.expect
__all__ = ["page"]  # the fixture

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TABLETS = [{"width": 768, "height": 1024}, {"width": 820, "height": 1180}, {"width": 1099, "height": 800}]
LAPTOP = {"width": 1440, "height": 900}


async def hold(world, count, number=SENDER):
    """Let the carrier hold ``count`` messages."""
    for place in range(count):
        await world.simulation.text(number, f"in {3600 + 60 * place} thing {place}")


async def heights(page):
    """How tall the page is, and how far its controls scroll."""
    return await page.evaluate("[document.documentElement.scrollHeight, document.getElementById('desk').scrollHeight]")


async def open_controls(page):
    await page.get_by_role("button", name="Clock and carrier").click()


async def test_sixty_messages_do_not_stretch_the_page_on_a_phone(page, world):
    await hold(world, 60)
    await page.set_viewport_size(PHONE)
    await open_controls(page)
    rows = page.locator("#ledger li")
    await expect(rows).to_have_count(8)
    await expect(rows.first).to_contain_text("thing 0")
    await expect(page.locator("#ledger-count")).to_have_text("60 waiting")
    assert max(await heights(page)) < 1400
    more = page.get_by_role("button", name="Show 52 more")
    await more.click()
    await expect(rows).to_have_count(60)
    assert max(await heights(page)) < 2200
    await page.get_by_role("button", name="Show fewer").click()
    await expect(rows).to_have_count(8)


@pytest.mark.parametrize("size", [*TABLETS, LAPTOP], ids=lambda size: str(size["width"]))
async def test_sixty_messages_do_not_stretch_the_page_on_larger_screens(page, world, size):
    await hold(world, 60)
    await page.set_viewport_size(size)
    await page.get_by_role("button", name="Show 52 more").click()
    await expect(page.locator("#ledger li")).to_have_count(60)
    assert max(await heights(page)) <= size["height"]


async def test_a_few_messages_need_no_button(page, world):
    await hold(world, 8)
    await expect(page.locator("#ledger li")).to_have_count(8)
    await expect(page.locator("#ledger-more")).to_be_hidden()


@pytest.mark.parametrize("size", TABLETS, ids=lambda size: str(size["width"]))
async def test_a_tablet_has_the_controls_beside_the_phone(page, size):
    await page.set_viewport_size(size)
    left = await phone(page).bounding_box()
    right = await page.locator("#desk").bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]
    assert left["width"] >= 320
    assert right["width"] >= 320


async def test_a_tablet_shows_one_phone_at_a_time(page):
    await page.set_viewport_size(TABLETS[0])
    await page.get_by_role("button", name="Add a second phone").click()
    await expect(phone(page, OTHER)).to_be_visible()
    await expect(phone(page)).to_be_hidden()
    await page.get_by_role("button", name="(312) 555-0123", exact=True).click()
    await expect(phone(page)).to_be_visible()
    await expect(phone(page, OTHER)).to_be_hidden()


async def test_the_second_phone_can_be_removed_on_a_phone(page):
    await page.set_viewport_size({"width": 320, "height": 640})
    await open_controls(page)
    await page.get_by_role("button", name="Add a phone").click()
    await page.get_by_role("button", name="Back to the phone").click()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    await expect(phone(page, OTHER)).to_be_visible()
    await page.get_by_role("button", name="Remove this phone").click()
    await expect(phone(page)).to_be_visible()
    await expect(page.get_by_role("button", name="Clock and carrier")).to_be_focused()
    await expect(page.locator(".phone")).to_have_count(1)


@pytest.mark.parametrize("size", [PHONE, *TABLETS, LAPTOP], ids=lambda size: str(size["width"]))
async def test_the_faults_are_found_above_the_ledger(page, world, size):
    await hold(world, 60)
    await page.set_viewport_size(size)
    if size is PHONE:
        await open_controls(page)
    switch = page.get_by_role("switch", name="Carrier is down")
    await expect(switch).to_be_in_viewport()
    faults, ledger = page.locator(".faults"), page.locator(".ledger")
    assert (await faults.bounding_box())["y"] < (await ledger.bounding_box())["y"]


async def test_a_fault_is_seen_without_opening_the_controls(page):
    strip = phone(page).locator(".fault-strip")
    await expect(strip).to_be_hidden()
    await page.get_by_role("switch", name="Carrier is down").check()
    await expect(strip).to_have_text("The carrier is down")


async def test_the_clock_button_says_what_it_is(page):
    await page.set_viewport_size(PHONE)
    await expect(page.get_by_role("button", name="Clock and carrier")).to_have_text("Clock")


async def test_the_carrier_is_called_simulated(page):
    await expect(page.locator(".masthead")).to_contain_text("Simulated carrier")
    await page.set_viewport_size(PHONE)
    await open_controls(page)
    await expect(page.get_by_role("dialog")).to_contain_text("Simulated carrier")


async def test_a_text_for_somebody_else_is_not_announced_as_ones_own(page, world):
    status = page.get_by_role("status")
    await world.simulation.text(OTHER, "in 3600 feed the cat")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(status).to_have_text("(312) 555-0124 got a text.")
    await hold(world, 2)
    await hold(world, 1, "+442079460123")
    await page.get_by_role("button", name="+1 day").click()
    await expect(status).to_have_text("2 texts arrived. +442079460123 got a text.")


async def test_a_text_that_could_not_be_delivered_is_not_announced_as_arrived(page):
    await text(page, "in 3600 call mom")
    await expect(page.locator("#ledger li")).to_have_count(1)
    await text(page, "STOP")
    await expect(bubbles(page).last).to_contain_text("unsubscribed")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(page.get_by_role("status")).to_have_text("One text could not be delivered.")


async def test_only_texts_that_work_are_suggested(page, world):
    chips = phone(page).locator(".chips button")
    first = ["remind me in 2 hours to call mom", "every weekday at 9am take the pills", "?"]
    await expect(chips).to_have_text(first)
    world.reminders[SENDER] = (1, 3)
    await text(page, "hello")
    await expect(chips).to_have_text(["list", "delete 3", "every weekday at 9am take the pills", "?"])
    world.reminders[SENDER] = ()
    await text(page, "hello again")
    await expect(chips).to_have_text(first)
    await text(page, "STOP")
    await expect(chips).to_have_text(["START"])


async def test_each_line_of_a_list_has_a_line_of_its_own_and_a_hanging_indent(page, world):
    body = "1. 9:00 AM (every weekday) take the pills before breakfast\n2. Fri 6:00 PM bring the cake\nThat is all."
    await world.carrier.reply(SENDER, body)
    lines = bubbles(page).locator(".line")
    await expect(lines).to_have_text(body.split("\n"))
    assert await bubbles(page).evaluate("(bubble) => bubble.innerText") == body
    tops = [(await one.bounding_box())["y"] for one in await lines.all()]
    assert tops == sorted(set(tops))
    # Where the first item wraps, its second row starts to the right of its number.
    rows = await lines.first.evaluate(
        """(line) => {
            const range = document.createRange();
            range.selectNodeContents(line);
            return [...range.getClientRects()].map((row) => row.left);
        }"""
    )
    assert len(rows) >= 2
    assert rows[1] >= rows[0] + 12
    assert await lines.nth(2).evaluate("(line) => getComputedStyle(line).textIndent") == "0px"


async def name_owner(page, *, name=None, country=None):
    """Fill in the form that the owner's line opens."""
    await phone_shown(page).get_by_role("button", name="You:").click()
    if name is not None:
        await page.get_by_role("textbox", name="Name").fill(name)
    if country is not None:
        await page.get_by_role("combobox", name="Country").select_option(country)
    await page.get_by_role("button", name="Done").click()


def phone_shown(page):
    return page.locator(".phone.is-shown")


async def test_a_name_is_used_wherever_its_phone_is_meant(page):
    await name_owner(page, name="Ana")
    await expect(phone(page).get_by_role("button", name="You: Ana, (312) 555-0123")).to_be_focused()
    await page.get_by_role("button", name="Add a second phone").click()
    await text(page, "in 3600 call mom")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(page.get_by_role("status")).to_have_text("Ana got a text.")
    await expect(page.get_by_role("region", name="Phone Ana, (312) 555-0123")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("region", name="Phone Ana, (312) 555-0123")).to_be_visible()
    await expect(page.locator(".phone")).to_have_count(2)


async def test_a_country_has_a_number_and_a_conversation_of_its_own(page):
    await text(page, "hello from Chicago")
    await expect(bubbles(page)).to_have_count(2)
    await name_owner(page, country="GB")
    british = "+447700900123"
    await expect(phone(page, british)).to_contain_text("You: +44 7700 900123")
    await expect(bubbles(page, british)).to_have_count(0)
    await expect(phone(page, british).locator(".welcome")).to_be_visible()
    await text(page, "hello from London", british)
    await expect(bubbles(page, british)).to_have_text(["hello from London", "You said: hello from London"])
    await name_owner(page, country="US")
    await expect(bubbles(page)).to_have_text(["hello from Chicago", "You said: hello from Chicago"])


async def test_times_are_written_as_in_the_country(page, world):
    world.zones["+33639980123"] = "Europe/Paris"
    await name_owner(page, country="FR")
    await expect(page.locator("#clock-time")).to_have_text("15:20")
    await expect(page.locator("#clock-date")).to_have_text("Wednesday, March 11, Paris time")


async def test_the_bot_answers_every_number_and_knows_its_country_and_zone(page):
    countries = await page.evaluate("import('/simulator/people.js').then((people) => people.COUNTRIES)")
    assert {"US", "CA", "GB", "DE", "FR", "ES", "MX", "IN", "AU"} <= {country["code"] for country in countries}
    seen = set()
    for country in countries:
        assert len(country["numbers"]) == 2
        for number, shown in country["numbers"].items():
            assert country["code"][:2] in (possible_countries(number) or ())
            assert guess_timezone(number, "UTC") is not None
            assert "".join(filter(str.isdigit, shown)) in number
            seen.add(number)
    assert len(seen) == 2 * len(countries)
