"""Weeks of a phone on WhatsApp, drawn from a seed: nothing that the bot sends fails for the 24-hour window."""

import random

import pytest

from tests.builders import SENDER
from tests.web.test_phone_with_bot import phone

__all__ = ["phone"]  # the fixture

WHATSAPP = f"whatsapp:{SENDER}"
HOUR = 3600
TEXTS = (
    "remind me in 20 seconds to call mom",
    "remind me in 5 hours to stretch",
    "remind me in 3 days to water the plants",
    "remind me in 30 days to pay the rent",
    "every day at 9am take the pills",
    "remind me tomorrow at noon to call\nmom\tand   dad",
    "nag me in 2 hours to lock up",
    "list",
    "done",
    "snooze an hour",
    "delete 1",
    "undo",
    "STOP",
    "START",
    "why",
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_weeks_on_whatsapp(phone, seed):
    chance = random.Random(seed)  # noqa: S311 - a walk that can be repeated
    answers: list[str] = []
    for _ in range(30):
        await phone.wind(chance.choice((30, HOUR, 7 * HOUR, 23 * HOUR, 25 * HOUR, 4 * 24 * HOUR)))
        tappable = [one for one in (await phone.state(WHATSAPP))["bubbles"] if one["buttons"]]
        if tappable and chance.random() < 0.3:
            told = chance.choice(tappable[-3:])
            answers.append(await phone.tap(told, chance.choice(told["buttons"]), WHATSAPP))
        else:
            answers.append(await phone.text(chance.choice(TEXTS), WHATSAPP))
    state = await phone.state(WHATSAPP)
    assert {one["failure"] for one in state["held"]} == {None}
    said = [one["body"] for one in state["bubbles"] if one["voice"] == "bot"]
    by_itself = [body for body in said if body not in answers]
    assert by_itself, "nothing arrived"
    for body in by_itself:
        assert body.startswith(("Here you go. ", "Sorry, this comes late. ", "A note from your reminder bot: ")), body
        assert body == " ".join(body.split())
