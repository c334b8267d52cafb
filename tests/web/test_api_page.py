"""The page at /docs in a real browser: it shows what /openapi.json says, and breaks no rule of its policy."""

import os

import pytest

from bot.app.server import running
from bot.web.api.openapi import description
from tests.fakes.program import settings_for_programs
from tests.web.test_phone_page import ARGUMENTS, chromium

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
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        await page.goto(f"{bot.base_url}/docs#opted-out")
        yield page
        await browser.close()
        assert troubles == []


async def test_every_operation_model_and_problem_is_shown(page):
    document = description()
    for operations in document["paths"].values():
        for operation in operations.values():
            await expect(page.locator(f"#{operation['operationId']}")).to_contain_text(operation["summary"])
    for name in document["components"]["schemas"]:
        await expect(page.locator(f"#{name} h3")).to_have_text(name)
    for anchor in document["x-problems"]:
        await expect(page.locator(f"[id='{anchor}']")).to_have_text(f"/docs#{anchor}")
    await expect(page.locator("#opted-out")).to_be_in_viewport()


async def test_it_fits_a_small_screen(page):
    await page.set_viewport_size({"width": 360, "height": 700})
    await expect(page.locator("#make_message pre")).to_be_visible()
    overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
