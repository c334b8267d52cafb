"""Take the screenshots of the phone page for the README: ``.venv/bin/python docs/screenshots.py`` (needs Chromium).

Starts its own bot on a free port, with a temporary database.
"""
# ruff: noqa: INP001 - a script

import asyncio
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from bot.app.server import running
from bot.runtime import logging as logs
from bot.runtime.settings import Server, Settings, Simulator, Storage

IMAGES = Path(__file__).parent / "images"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
FIRST = "remind me in 2 hours to call mom"
SECOND = "every weekday at 9am take the pills"


async def main() -> None:
    logs.configure("console", "error")
    IMAGES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        await picture(browser, "phone-light", "light", (1240, 920))
        await picture(browser, "phone-dark", "dark", (1240, 920))
        await picture(browser, "phone-small", "light", (390, 780))
        await picture(browser, "phone-two", "dark", (1460, 900), two_people)
        await browser.close()


async def picture(
    browser: Browser,
    name: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
    act: Callable[[Page], Awaitable[None]] | None = None,
) -> None:
    """Take a screenshot of a new bot after ``act``, by default after a short conversation."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            server=Server(port=0),
            storage=Storage(url=f"sqlite:///{folder}/reminders.db"),
            simulator=Simulator(ledger=f"{folder}/simulator.db"),
        )
        async with running(settings) as bot:
            page = await browser.new_page(
                viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
            )
            await page.goto(bot.base_url)
            await (act(page) if act is not None else converse(page, is_small=size[0] < 600))
            await page.screenshot(path=IMAGES / f"{name}.png")
            await page.close()


async def converse(page: Page, *, is_small: bool) -> None:
    """Set a reminder, move the clock to it, set another."""
    await text(page, FIRST)
    if is_small:
        await page.get_by_role("button", name="Clock and carrier").click()
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await page.get_by_role("status").get_by_text("A text arrived.").wait_for()
    if is_small:
        await page.get_by_role("button", name="Back to the phone").click()
    await text(page, SECOND)
    await page.wait_for_timeout(500)


async def two_people(page: Page) -> None:
    """Show two people side by side, and a carrier that loses its responses."""
    await text(page, FIRST)
    await page.get_by_role("button", name="Add a second phone").click()
    await page.get_by_role("switch", name="Its answers get lost").check()
    await text(page, "remind me tomorrow at noon to water the plants", place=1)
    await page.locator("#fault-note", has_text="carried out").wait_for()
    await text(page, "list", place=1)
    await text(page, "list")
    await page.wait_for_timeout(500)


async def text(page: Page, body: str, *, place: int = 0) -> None:
    """Send ``body`` from the first or second phone, and wait for the reply."""
    phone = page.locator(".phone").nth(place)
    field = phone.get_by_role("textbox")
    bubbles = phone.locator(".bot .bubble")
    count = await bubbles.count()
    await field.fill(body)
    await field.press("Enter")
    await bubbles.nth(count).wait_for()


if __name__ == "__main__":
    asyncio.run(main())
