"""Attack: make the bot spend. Whatever a sender arranges, a day's segments stay within the budget."""

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.sms_segments import segments
from bot.domain.spending import Budgets
from bot.storage.sqlite.store import SqliteStore
from tests.fakes.conversation import start_conversation

MORNING = datetime(2026, 3, 11, 14, 20, tzinfo=UTC)  # 9:20 in Chicago; the day of the budgets ends at 7 PM there
SPENT = "That's all I can text today, so I didn't do that. Please send it again after 7:00 PM."
LONG = "x" * 1400  # ten segments with "Reminder: "


@pytest.fixture
def start(tmp_path):
    def start(per_person=100, in_all=50_000, **values):
        budgets = Budgets(per_person=per_person, in_all=in_all)
        return start_conversation(tmp_path / "x.db", now=MORNING, timezone="America/Chicago", budgets=budgets, **values)

    return start


async def total(conversation, texts, until):
    """Text all of ``texts``, then wait; the segments that the phone got each day (UTC)."""
    days: Counter[date] = Counter()
    for text in texts:
        for shown in await conversation.text(text):
            days[conversation.clock.now().date()] += segments(shown)
    while conversation.clock.now() < until:
        at = min(until, conversation.clock.now() + timedelta(minutes=30))
        for shown in await conversation.wind(at):
            days[at.date()] += segments(shown)
    return days


ATTACKS = {
    "many short series": [f"every 5 minutes do thing {number}" for number in range(60)],
    "long messages": [f"every 10 minutes {number} {LONG}" for number in range(10)],
    "series with an end far away": [f"every 15 minutes until friday {number} call" for number in range(20)],
    "many single reminders": [f"remind me in {3 + number % 5} hours to do {number}" for number in range(110)],
    "hourly series": [f"every hour do thing {number}" for number in range(30)],
    "paused and resumed": ["every 10 minutes until friday a", "pause 1", "every 10 minutes until friday b", "resume 1"],
    "edited": ["every day at 5pm a", "make 1 every 5 minutes until friday", "change 1 to " + LONG],
    "chat": ["list"] * 3 + [f"settings {number}" for number in range(120)] + ["?", "why", "export"] * 40,
}


@pytest.mark.parametrize("texts", ATTACKS.values(), ids=ATTACKS)
async def test_a_day_never_costs_more_than_the_budget(start, texts):
    async with start() as conversation:
        days = await total(conversation, texts, MORNING + timedelta(hours=40))
        assert days
        assert max(days.values()) <= 100, days


async def test_at_the_end_of_the_budget_there_is_one_text_and_then_silence_until_the_next_day(start):
    async with start(per_person=4) as conversation:
        said = [await conversation.text(text) for text in ("list", "settings", "?", "list", "what time is it", "list")]
        assert sum(segments(text) for shown in said for text in shown) == 4
        assert said[3:] == [[SPENT], [], []] or said[2:] == [[SPENT], [], [], []]
        await conversation.wind(MORNING + timedelta(hours=10))
        (reply,) = await conversation.text("list")
        assert reply.startswith("You have no reminders.")


async def test_what_is_refused_is_not_done(start):
    async with start(per_person=3) as conversation:
        assert await conversation.text("list")
        assert await conversation.text("settings")
        assert await conversation.text("remind me in 2 days to call mom") == [SPENT]
        assert await conversation.text("remind me in 2 days to call dad") == []
        assert conversation.scheduled() == []


async def test_confirmed_reminders_come_before_replies(start):
    async with start(per_person=12) as conversation:
        for number in range(4):
            assert "set for" in (await conversation.text(f"remind me in {number + 2} hours to do {number}"))[0]
        shown = [text for _ in range(20) for text in await conversation.text("list")]
        assert shown[-1] == SPENT
        arrived = await conversation.wind(MORNING + timedelta(hours=8))
        assert arrived == [f"Reminder: do {number}" for number in range(4)]


async def test_a_series_that_would_exceed_a_day_by_itself_is_refused_with_its_number(start):
    async with start() as conversation:
        (reply,) = await conversation.text("every 5 minutes until friday drink")
        assert reply.startswith("That makes 288 texts in one day, and I can send you 90.")
        assert "no reminders" in (await conversation.text("list"))[0]


async def test_a_single_reminder_on_a_full_day_is_refused_in_words_for_one(start):
    async with start(per_person=40) as conversation:
        for number in range(18):
            await conversation.text(f"remind me in 3 hours to do {number}")
        (reply,) = await conversation.text("remind me in 3 hours to call mom")
        assert reply.startswith("That day is full: I can send you 36 texts in one day.")
        (reply,) = await conversation.text("remind me tomorrow at 9pm to call mom")
        assert "set for" in reply


WORDY = "bring the blue folder, the keys and the umbrella back to school \U0001f392"  # two segments
FEWER_WORDS = "Please use fewer words: a long text counts as several."


async def test_new_words_that_do_not_fit_into_the_day_are_refused_for_their_length(start):
    async with start(per_person=20) as conversation:
        await conversation.text("every 2 hours drink")
        (reply,) = await conversation.text(f"change 1 to {WORDY}")
        assert reply == f"That makes 24 texts in one day, and I can send you 18. {FEWER_WORDS}"
        assert "drink" in (await conversation.text("list"))[0]


@pytest.mark.parametrize("asked", ["every friday at 8pm call mom", "remind me on friday at 8pm to call mom"])
async def test_what_comes_once_on_a_full_day_is_not_told_to_come_less_often(start, asked):
    async with start(per_person=10) as conversation:
        for animal in ("cat", "dog", "mule", "goat", "duck", "hens", "pigs", "bees"):
            (reply,) = await conversation.text(f"every friday at 9pm feed the {animal}")
            assert "set for every Fri" in reply
        (reply,) = await conversation.text(asked)
        assert reply.startswith("That day is full: I can send you 8 texts in one day.")


async def test_one_text_that_is_longer_than_a_day_is_refused_for_its_length(start):
    async with start(per_person=4) as conversation:
        (reply,) = await conversation.text("remind me tomorrow at 9am to " + "bring the blue folder and the keys " * 12)
        assert reply.startswith(f"That makes 3 texts in one day, and I can send you 2. {FEWER_WORDS}")


async def test_an_endless_short_series_ends_that_evening_and_says_so(start):
    async with start() as conversation:
        (reply,) = await conversation.text("remind me every 30 minutes to drink")
        assert "every 30 minutes until 10:00 PM, starting" in reply
        arrived = await conversation.wind(MORNING + timedelta(days=3))
        assert len(arrived) == 25
        (reply,) = await conversation.text("every 5 minutes stretch")
        assert "every 5 minutes until 2:20 PM" in reply, "sooner, so that it fits into the budget"


async def test_a_short_series_by_an_edit_ends_too(start):
    async with start() as conversation:
        await conversation.text("every day at 5pm drink")
        (reply,) = await conversation.text("make 1 every 30 minutes")
        assert "until 10:00 PM" in reply


async def test_the_count_survives_a_restart(start, tmp_path):
    async with start(per_person=3) as conversation:
        for _ in range(3):
            await conversation.text("list")
    async with start(per_person=3, is_newcomer=True) as conversation:
        conversation._texts = itertools.count(100)
        assert await conversation.text("list") == []


async def test_being_forgotten_does_not_renew_the_budget(start):
    async with start(per_person=5) as conversation:
        await conversation.text("forget me")
        assert "erased" in (await conversation.text("forget me"))[0]
        await conversation.store.maintenance.erase_forgotten(conversation.clock.now())
        shown = [text for _ in range(6) for text in await conversation.text("list")]
        assert sum(map(segments, shown)) <= 3


async def test_stop_and_start_are_carried_out_at_the_end_of_the_budget(start):
    async with start(per_person=6) as conversation:
        await conversation.text("remind me in 2 hours to call mom")
        for _ in range(6):
            await conversation.text("settings")
        await conversation.text("STOP")
        assert (await conversation.person()).opted_out_at is not None
        assert conversation.scheduled() == []
        assert await conversation.text("START") == []
        assert await conversation.wind(MORNING + timedelta(hours=3)) == ["Reminder: call mom"]


async def test_the_budget_of_the_bot_holds_for_everybody_together(start):
    async with start(per_person=100, in_all=10) as conversation:
        shown = [text for _ in range(20) for text in await conversation.text("settings")]
        assert sum(map(segments, shown)) <= 10
        assert shown[-1] == SPENT


async def test_an_occurrence_without_room_is_told_as_failed(start, tmp_path):
    """The series was confirmed; later the bot's budget of a day went to others."""
    async with start() as conversation:
        await conversation.text("every day at 5pm stretch")
        await conversation.wind(MORNING + timedelta(days=1))
        crowded = SqliteStore(tmp_path / "x.db", budgets=Budgets(in_all=0))
        await conversation.store.close()
        await crowded.open(conversation.clock.now())
        conversation.worker._store = crowded.delivery
        conversation.worker._executor._store = crowded.delivery
        await conversation.wind(MORNING + timedelta(days=5))
        await crowded.close()
    async with start(is_newcomer=True) as conversation:
        conversation._texts = itertools.count(100)
        conversation.clock.set(MORNING + timedelta(days=5))
        shown = "\n".join(await conversation.text("settings"))
        assert "I couldn't deliver" in shown
