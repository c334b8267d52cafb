"""Random conversations: replies are short, the provider holds what the list says, and UNDO restores the state."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.texts import delivery
from bot.delivery.occurrences import plan
from bot.domain.model import ProviderName, Reminder, ReminderState
from bot.domain.sms_segments import is_gsm7, segments
from tests.fakes.conversation import Conversation, start_conversation

START = datetime(2026, 3, 6, 15, 20, tzinfo=UTC)  # Friday morning in Chicago, two days before the clocks go forward

MESSAGES = ["call mom", "take out the trash", "pay rent", "buy caf\u00e9 cr\u00e8me", "feed \U0001f408", "x" * 200]
WHENS = [
    "at 5", "at 8", "tomorrow at 8", "tomorrow at 2:30am", "sunday at 2:30am", "friday 6pm", "in 2 hours",
    "in 20 minutes", "in 5 minutes", "next week", "on march 28 at noon", "every day at 9am", "every weekday at 7am",
    "every monday at 6pm", "every month on the 31st at 9am", "every 2 weeks",
]  # fmt: skip
NUMBERS = ["1", "2", "3", "1 and 2", "9", "it"]

message = st.sampled_from(MESSAGES)
when = st.sampled_from(WHENS)
number = st.sampled_from(NUMBERS)

creations = st.builds("remind me {} to {}".format, when, message)
changes = st.one_of(
    st.builds("move {} to {}".format, number, when),
    st.builds("push {} by {}".format, number, st.sampled_from(["an hour", "a day", "10 minutes", "a week"])),
    st.builds("change {} to {}".format, number, message),
    st.builds("make {} {}".format, number, when),
    st.builds("{} {}".format, st.sampled_from(["delete", "pause", "resume", "skip", "done", "snooze"]), number),
    st.builds("snooze {} {}".format, number, st.sampled_from(["10 min", "1h", "until tomorrow"])),
    st.sampled_from(
        ["pm", "am", "no, 9", "make it friday", "actually 6pm", "skip next", "delete all", "done", "snooze"]
    ),
    st.sampled_from(["later", "tomorrow", "1h", "I'm in Denver", "I'm in Chicago", "24 hour clock", "delete tomorrow"]),
)
small_talk = st.one_of(
    message,
    when,
    number,
    st.sampled_from(
        [
            "list",
            "more",
            "next",
            "list tomorrow",
            "remind me",
            "remind me to call mom",
            "never mind",
            "no",
            "undo",
            "why",
        ]
    ),
    st.sampled_from(["thanks", "?", "ok", "\U0001f44d", 'Liked "Reminder: call mom"', "banana", "forget it", "oops"]),
)
moves_of_the_clock = st.sampled_from([1, 7, 30, 61, 11 * 60, 25 * 60]).map(lambda minutes: timedelta(minutes=minutes))
conversations = st.lists(
    st.one_of(creations, creations, changes, changes, small_talk, moves_of_the_clock), min_size=1, max_size=14
)
providers = st.sampled_from(list(ProviderName))

quick = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


async def say(conversation: Conversation, step: str | timedelta) -> list[str]:
    """Take the next step, a minute after the last one. Returns what arrives on the phone."""
    if isinstance(step, timedelta):
        return await conversation.wind(conversation.clock.now() + step)
    arrived = await conversation.wind(conversation.clock.now() + timedelta(minutes=1))
    return arrived + await conversation.text(step)


async def living(conversation: Conversation) -> list[Reminder]:
    return [reminder for _, reminder in await conversation.store.people.listed_reminders(conversation.number, 1000)]


def promised(reminders: Sequence[Reminder], now: datetime) -> set[tuple[datetime, str]]:
    """The messages that the open reminders promise, with their times."""
    return {
        (moment, delivery.reminder(reminder.message))
        for reminder in reminders
        if reminder.state is ReminderState.OPEN
        for moment in plan(reminder, (), now)[1]
    }


async def check_provider(conversation: Conversation) -> None:
    """Check that the provider holds every promised message inside its window, and no other."""
    now, window = conversation.clock.now(), conversation.carrier.window
    expected = promised(await living(conversation), now)
    held = set(conversation.scheduled())
    assert held <= expected
    matching = {
        (moment, body)
        for moment, body in expected
        if window.earliest_seconds <= (moment - now).total_seconds() <= window.schedule_ahead_seconds
    }
    assert matching <= held


def check_words(shown: list[str], said: str) -> None:
    for text in shown:
        if not text.startswith("Reminder: "):
            assert segments(text) <= (2 if is_gsm7(text) else 4), text
        assert all(is_gsm7(character) or character in said for character in text), text


@pytest.mark.timeout(180)  # many conversations, each with its own database
@quick
@given(conversations, providers)
async def test_provider_holds_what_the_list_says_in_any_conversation(
    steps: list[str | timedelta], provider: ProviderName
):
    with TemporaryDirectory() as folder:
        async with start_conversation(Path(folder) / "reminders.db", now=START, provider=provider) as conversation:
            said = "".join(step for step in steps if isinstance(step, str))
            for step in steps:
                check_words(await say(conversation, step), said)
                await check_provider(conversation)


async def state_of(conversation: Conversation) -> object:
    """Everything that a change can affect: reminders, the provider's messages, zone and settings."""
    person = await conversation.person()
    # the next occurrence of a paused series is computed when it resumes
    kept = {
        (one.number, one.message, one.rrule, one.wall_start, one.timezone, one.state, one.skipped_until)
        + ((one.due_at,) if one.state is ReminderState.OPEN else ())
        for one in await living(conversation)
    }
    return kept, set(conversation.scheduled()), person.timezone, person.preferences


@pytest.mark.timeout(180)  # many conversations, each with its own database
@quick
@given(st.lists(st.one_of(creations, changes), max_size=6), st.one_of(creations, changes), providers)
async def test_undo_after_anything_restores_the_state_before(before: list[str], change: str, provider: ProviderName):
    with TemporaryDirectory() as folder:
        async with start_conversation(Path(folder) / "reminders.db", now=START, provider=provider) as conversation:
            for text in before:
                await say(conversation, text)
            await conversation.wind(conversation.clock.now() + timedelta(minutes=1))
            state_before = await state_of(conversation)
            await conversation.text(change)
            if await state_of(conversation) != state_before:
                (answer,) = await conversation.text("undo")
                assert answer.startswith("Undone"), answer
                assert await state_of(conversation) == state_before


@pytest.mark.parametrize("provider", list(ProviderName))
async def test_a_list_shows_all_that_lives(provider: ProviderName, tmp_path: Path):
    async with start_conversation(tmp_path / "reminders.db", now=START, provider=provider) as conversation:
        for count in range(1, 13):
            await say(conversation, f"remind me in {count} hours to do the thing with number {count}")
        pages = [(await say(conversation, "list"))[0]]
        while pages[-1].endswith("Text MORE."):
            pages += await say(conversation, "more")
        shown = [line.partition(".")[0] for page in pages for line in page.split("\n") if line[0].isdigit()]
        assert [int(shown_number) for shown_number in shown] == sorted(one.number for one in await living(conversation))
