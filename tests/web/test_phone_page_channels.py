"""The phone page in a real browser, on WhatsApp and RCS: quick replies as buttons, the 24-hour window, the fallback."""

import pytest

from tests.builders import SENDER
from tests.web.test_phone_page import CONTRASTS, bubbles, page, phone, playwright_api, text

expect = playwright_api.expect
__all__ = ["page"]  # the fixture

pytestmark = pytest.mark.browser

WHATSAPP = f"whatsapp:{SENDER}"
TITLES = ["Done", "1 hour", "Tomorrow"]


async def switch(page, channel, number=SENDER):
    """Change the channel of the phone that is on ``number``."""
    if not await phone(page, number).locator(".identity").is_visible():
        await phone(page, number).locator(".owner").click()
    await phone(page, number).locator("select.channel").select_option(label=channel)


async def remind(page, number=SENDER):
    await text(page, "in 7200 call mom", number)
    await expect(bubbles(page, number)).to_have_count(2)
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(page.get_by_role("status")).to_contain_text("A text arrived.")


def replies(page, number=SENDER):
    return phone(page, number).get_by_role("group", name="Quick replies").get_by_role("button")


async def test_whatsapp_is_a_conversation_of_its_own_with_buttons(page, world):
    await text(page, "hello")
    await expect(bubbles(page)).to_have_count(2)
    await switch(page, "WhatsApp")
    await expect(phone(page, WHATSAPP)).to_contain_text("You: (312) 555-0123 on WhatsApp")
    await expect(bubbles(page, WHATSAPP)).to_have_count(0)
    await remind(page, WHATSAPP)
    await expect(bubbles(page, WHATSAPP).last).to_have_text(
        "Here you go. call mom - Reply done, or a new time to move it."
    )
    await expect(page.locator("#ledger li")).to_contain_text("as a template")
    await expect(replies(page, WHATSAPP)).to_have_text(TITLES)
    await replies(page, WHATSAPP).nth(1).click()
    await expect(bubbles(page, WHATSAPP).last).to_have_text("You said: snooze 1 hour")
    await expect(bubbles(page, WHATSAPP).nth(3)).to_have_text("1 hour")
    (held,) = await world.carrier.held()
    assert world.bot.received[-1].button_of == held.provider_message_id
    assert await page.evaluate(CONTRASTS) == []


async def test_the_page_says_how_long_whatsapp_takes_free_text(page):
    await switch(page, "WhatsApp")
    note = phone(page, WHATSAPP).locator(".window-note")
    await expect(note).to_have_text("No text from you for 24 hours: WhatsApp only lets templates through.")
    await text(page, "hello", WHATSAPP)
    await expect(note).to_have_text("Free text until Thu, Mar 12, 9:20 AM; then only templates.")
    await page.get_by_role("button", name="+1 day").click()
    await expect(note).to_have_text("No text from you for 24 hours: WhatsApp only lets templates through.")
    await switch(page, "SMS", WHATSAPP)
    await expect(phone(page).locator(".window-note")).to_be_hidden()


async def test_rcs_has_chips_while_its_reminder_is_the_last_text_and_falls_back_to_sms(page, world):
    await switch(page, "RCS")
    await expect(phone(page)).to_contain_text("You: (312) 555-0123 with RCS")
    await remind(page)
    await expect(bubbles(page).last).to_have_text("call mom")
    await expect(replies(page)).to_have_text(TITLES)
    await replies(page).first.click()
    await expect(bubbles(page).last).to_have_text("You said: done")
    await expect(replies(page).first).to_be_hidden()
    assert world.bot.received[-1].from_number == SENDER

    await switch(page, "SMS")
    await expect(phone(page)).not_to_contain_text("with RCS")
    await text(page, "in 7200 call dad")
    await page.get_by_role("button", name="Jump to the next reminder").click()
    await expect(bubbles(page).last).to_have_text("call dad")
    await expect(phone(page).locator(".bubbles > li").last.locator(".replies")).to_have_count(0)


async def test_the_channel_is_kept_over_a_reload(page, world):
    await switch(page, "RCS")
    await expect(phone(page)).to_contain_text("with RCS")
    await page.reload()
    await expect(phone(page)).to_contain_text("with RCS")
    await remind(page)
    await expect(replies(page)).to_have_text(TITLES)
