"""Attack: a program that sends without an end. Its token and the bot have budgets, by the day of sending."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.app.server import running
from tests.fakes.program import OLD_TOKEN, Program, settings_for_programs


@pytest.fixture
async def start(tmp_path):
    async with aiohttp.ClientSession() as session:

        def start(**environ):
            return running(settings_for_programs(tmp_path, **environ)), session

        yield start


def in_days(days):
    return {"send_at": (datetime.now(UTC) + timedelta(days=days)).isoformat()}


async def statuses(program, count, **fields):
    return [(await program.create(**fields)).status for _ in range(count)]


async def test_a_token_over_its_budget_gets_429_until_the_next_day(start):
    bot, session = start(BOT_SEGMENTS_PER_TOKEN_DAY="5")
    async with bot as running_bot:
        program = Program(session, running_bot.base_url)
        assert await statuses(program, 5, **in_days(3)) == [201] * 5
        refused = await program.create(**in_days(3))
        assert (refused.status, refused.body["type"]) == (429, "/docs#budget-spent")
        now = datetime.now(UTC)
        assert abs(int(refused.headers["Retry-After"]) - (86_400 - (now.hour * 60 + now.minute) * 60 - now.second)) < 5
        assert "5 SMS segments" in refused.body["detail"]
        assert (await program.create(**in_days(5))).status == 201, "the budget is of the day of sending"


async def test_long_messages_and_pictures_count_as_what_they_cost(start):
    bot, session = start(BOT_SEGMENTS_PER_TOKEN_DAY="7")
    async with bot as running_bot:
        program = Program(session, running_bot.base_url)
        assert (await program.create(message="x" * 400, **in_days(3))).status == 201  # three segments
        assert (await program.create(media_urls=["https://example.com/a.png"], **in_days(3))).status == 201
        assert await statuses(program, 2, **in_days(3)) == [201, 429]


async def test_a_cancelled_message_is_given_back_and_a_repeated_request_costs_nothing(start):
    bot, session = start(BOT_SEGMENTS_PER_TOKEN_DAY="2")
    async with bot as running_bot:
        program = Program(session, running_bot.base_url)
        when = in_days(3)
        made = [await program.create(key=key, **when) for key in ("a", "b", "a", "b", "a")]
        assert [one.status for one in made] == [201] * 5
        assert (await program.create(**when)).status == 429
        assert (await program.delete(f"/v1/messages/{made[0].body['id']}")).status in (200, 202)
        assert (await program.create(**when)).status == 201
        assert (await program.create(key="a", **when)).status == 201, "it was answered before"


async def test_the_budget_of_the_bot_holds_for_all_tokens_together(start):
    bot, session = start(BOT_SEGMENTS_PER_DAY="4", BOT_SEGMENTS_PER_TOKEN_DAY="3")
    async with bot as running_bot:
        first = Program(session, running_bot.base_url)
        second = Program(session, running_bot.base_url, OLD_TOKEN)
        sent = await statuses(first, 3, **in_days(3)) + await statuses(second, 3, **in_days(3))
        assert sent.count(201) <= 4
        assert sent[-1] == 429


@pytest.mark.parametrize(
    ("to", "detail"),
    [
        ("+19002345678", "premium"),
        ("+881612345678", "premium"),
        ("+88212345678", "premium"),
        ("+979123456789", "premium"),
        ("+447012345678", "premium"),
        ("+33899123456", "premium"),
        ("+13129765555", "premium"),
        ("+10000000000", "no number of its country"),
    ],
)
async def test_a_dear_or_invalid_number_is_refused(start, to, detail):
    bot, session = start()
    async with bot as running_bot:
        refused = await Program(session, running_bot.base_url).create(to=to, minutes=5)
        assert (refused.status, refused.invalid_fields) == (422, ["to"])
        assert detail in refused.body["detail"]


async def test_the_metric_shows_what_is_used(start):
    bot, session = start(BOT_SEGMENTS_PER_DAY="10", BOT_SEGMENTS_PER_TOKEN_DAY="5")
    async with bot as running_bot:
        program = Program(session, running_bot.base_url)
        await statuses(program, 4, minutes=0)
        async with session.get(f"{running_bot.base_url}/metrics") as response:
            text = await response.text()
        assert 'bot_budget_used_ratio{budget="token"} 0.8' in text
        assert 'bot_budget_used_ratio{budget="bot"} 0.4' in text
