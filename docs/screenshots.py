"""Take the screenshots for the README and the docs: ``python docs/screenshots.py`` (needs Chromium).

Starts a bot on a free port with a temporary database.
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
THIRD = "remind me on friday at 6pm to bring the birthday cake to the office kitchen"


async def main() -> None:
    logs.configure("console", "error")
    IMAGES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        await picture(browser, "phone-light", "light", (1240, 920))
        await picture(browser, "phone-dark", "dark", (1240, 920))
        await picture(browser, "phone-small", "light", (390, 780))
        await picture(browser, "phone-tablet", "light", (820, 1000))
        await picture(browser, "phone-two", "dark", (1460, 900), two_people)
        await browser.close()


async def picture(
    browser: Browser,
    name: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
    act: Callable[[Page], Awaitable[None]] | None = None,
) -> None:
    """Take one screenshot of a new bot after ``act``, by default a short conversation."""
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
            await (act(page) if act is not None else converse(page, is_small=size[0] < 768))
            await page.screenshot(path=IMAGES / f"{name}.png")
            await page.close()


async def converse(page: Page, *, is_small: bool) -> None:
    """Set a reminder, jump to it, set another, list them."""
    await text(page, FIRST)
    if is_small:
        await page.get_by_role("button", name="Clock and carrier").click()
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await page.get_by_role("status").get_by_text("A text arrived.").wait_for()
    if is_small:
        await page.get_by_role("button", name="Back to the phone").click()
    await text(page, SECOND)
    await text(page, THIRD)
    await text(page, "list")
    await page.wait_for_timeout(500)


async def two_people(page: Page) -> None:
    """Two people in two countries, and a carrier whose responses get lost."""
    await name_owner(page, place=0, name="Ana")
    await text(page, FIRST)
    await page.get_by_role("button", name="Add a second phone").click()
    await name_owner(page, place=1, name="Ben", country="GB")
    await page.get_by_role("switch", name="Responses get lost").check()
    await text(page, "remind me tomorrow at noon to water the plants", place=1)
    await page.locator("#fault-note", has_text="carried out").wait_for()
    await text(page, "list", place=1)
    await text(page, "list")
    await page.wait_for_timeout(500)


async def name_owner(page: Page, *, place: int, name: str, country: str = "US") -> None:
    """Give the first or second phone a name and a country."""
    phone = page.locator(".phone").nth(place)
    await phone.get_by_role("button", name="You:").click()
    await phone.get_by_role("textbox", name="Name").fill(name)
    await phone.get_by_role("combobox", name="Country").select_option(country)
    await phone.get_by_role("button", name="Done").click()


async def text(page: Page, body: str, *, place: int = 0) -> None:
    """Send ``body`` from the first or second phone and wait for the reply."""
    phone = page.locator(".phone").nth(place)
    field = phone.get_by_role("textbox", name="Text message from")
    bubbles = phone.locator(".bot .bubble")
    count = await bubbles.count()
    await field.fill(body)
    await field.press("Enter")
    await bubbles.nth(count).wait_for()


if __name__ == "__main__":
    asyncio.run(main())
