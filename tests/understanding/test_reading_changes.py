"""Changes to a reminder and answers in a talk, in many words; said on Friday 20 November 2026 at 10:45 in New York."""

import pytest

from bot.understanding.command import Command, Done, Edit, Help, Period, Snooze, Target
from tests.understanding.reading_texts import at, command, moment, repeat

CHANGES: list[tuple[str, Command]] = [
    (
        "move my 2 o'clock to 4",
        Edit(
            target=Target(
                period=Period(start=at("2026-11-20 14:00"), end=at("2026-11-20 14:01"), words="2 o'clock"),
            ),
            moment=moment("2026-11-20 16:00"),
        ),
    ),
    (
        "set my 4 pm alarm to 5 pm",
        Edit(
            target=Target(period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="4 pm")),
            moment=moment("2026-11-20 17:00"),
        ),
    ),
    ("can we make it 7", Edit(target=Target(), moment=moment("2026-11-20 19:00"))),
    ("change the vet reminder to say call dr wu", Edit(target=Target(words="vet"), message="call dr wu")),
    (
        "make the gym reminder every day at 6pm",
        Edit(target=Target(words="gym"), repeat=repeat("2026-11-20 18:00", "FREQ=DAILY")),
    ),
    ("reschedule the vet for monday at 2", Edit(target=Target(words="vet"), moment=moment("2026-11-23 14:00"))),
    ("pause 2 for a week", Edit(target=Target(numbers=(2,)), pause=True)),
    ("pause until monday", Edit(target=Target(), pause=True)),
    ("move 2 up 30 min", Edit(target=Target(numbers=(2,)), shift_seconds=-1800)),
    ("make that pm", Edit(target=Target(), meridiem="pm")),
    ("give me 5 more minutes", Snooze(target=Target(is_last=True), delay_seconds=300)),
    ("2 is done", Done(target=Target(numbers=(2,)))),
    ("set my alarm back by 15 minutes", Edit(target=Target(), shift_seconds=900)),
    ("my alarm should be at 7 pm", Edit(target=Target(), moment=moment("2026-11-20 19:00"))),
    ("who is this", Help()),
    ("is this a bot", Help()),
    ("i need to change my alarm", Edit(target=Target())),
    ("could you move the meeting up an hour", Edit(target=Target(words="meeting"), shift_seconds=-3600)),
    ("make that 8 instead of 7", Edit(target=Target(), moment=moment("2026-11-20 20:00"))),
    ("postpone the checkup", Edit(target=Target(words="checkup"))),
    ("I took my pills", Done(target=Target(words="pills"))),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes(text: str, expected: Command):
    assert command(text) == expected
