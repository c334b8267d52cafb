"""Changes to a reminder and replies, in many wordings; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import AskBot, Command, Create, Done, Edit, Help, Period, Snooze, Target, Topic
from tests.understanding.reading_texts import at, command, moment, repeat

CHANGES: list[tuple[str, Command]] = [
    (
        "move my 2 o'clock to 4",
        Edit(
            target=Target(
                period=Period(start=at("2026-11-20 14:00"), end=at("2026-11-20 14:01"), words="2 o'clock"),
            ),
            moment=moment("(2026-11-20) 16:00"),
        ),
    ),
    (
        "set my 4 pm alarm to 5 pm",
        Edit(
            target=Target(period=Period(start=at("2026-11-20 16:00"), end=at("2026-11-20 16:01"), words="4 pm")),
            moment=moment("(2026-11-20) 17:00"),
        ),
    ),
    ("can we make it 7", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    ("change the vet reminder to say call dr wu", Edit(target=Target(words="vet"), message="call dr wu")),
    (
        "make the gym reminder every day at 6pm",
        Edit(target=Target(words="gym"), repeat=repeat("2026-11-20 18:00", "FREQ=DAILY")),
    ),
    ("reschedule the vet for monday at 2", Edit(target=Target(words="vet"), moment=moment("2026-11-23 14:00"))),
    ("move 2 up 30 min", Edit(target=Target(numbers=(2,)), shift_seconds=-1800)),
    ("make that pm", Edit(target=Target(), meridiem="pm")),
    ("give me 5 more minutes", Snooze(target=Target(is_last=True), delay_seconds=300)),
    ("2 is done", Done(target=Target(numbers=(2,)))),
    ("set my alarm back by 15 minutes", Edit(target=Target(), shift_seconds=900)),
    ("my alarm should be at 7 pm", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    ("who is this", Help()),
    ("is this a bot", AskBot(topic=Topic.PERSON)),
    ("i need to change my alarm", Edit(target=Target())),
    ("could you move the meeting up an hour", Edit(target=Target(words="meeting"), shift_seconds=-3600)),
    ("make that 8 instead of 7", Edit(target=Target(), moment=moment("(2026-11-20) 20:00"))),
    ("postpone the checkup", Edit(target=Target(words="checkup"))),
    ("I took my pills", Done(target=Target(words="pills"))),
    ("my meeting is now at 4 change it", Edit(target=Target(words="meeting"), moment=moment("(2026-11-20) 16:00"))),
    (
        "make my meeting start at 3 instead of 2",
        Edit(target=Target(words="meeting"), moment=moment("(2026-11-20) 15:00")),
    ),
    ("friday not saturday", Edit(target=Target(), moment=moment("2026-11-27 (09:00)"))),
    ("not friday, saturday", Edit(target=Target(), moment=moment("2026-11-21 (09:00)"))),
    ("remind me tomorrow instead", Edit(target=Target(), moment=moment("2026-11-21 (09:00)"))),
    ("the dentist is at 3 now, not 2", Edit(target=Target(words="dentist"), moment=moment("(2026-11-20) 15:00"))),
    (
        "meeting moved to 3:30, please change it",
        Edit(target=Target(words="meeting"), moment=moment("(2026-11-20) 15:30")),
    ),
    ("2 should be at 6", Edit(target=Target(numbers=(2,)), moment=moment("(2026-11-20) 18:00"))),
    ("wrong day, friday", Edit(target=Target(), moment=moment("2026-11-27 (09:00)"))),
    ("1 -> 5pm", Edit(target=Target(numbers=(1,)), moment=moment("(2026-11-20) 17:00"))),
    ("#3 at 7 instead", Edit(target=Target(numbers=(3,)), moment=moment("(2026-11-20) 19:00"))),
    ("change the time on 3 to noon", Edit(target=Target(numbers=(3,)), moment=moment("(2026-11-20) 12:00"))),
    (
        "can my 3pm be at 4 instead",
        Edit(
            target=Target(period=Period(start=at("2026-11-20 15:00"), end=at("2026-11-20 15:01"), words="3pm")),
            moment=moment("(2026-11-20) 16:00"),
        ),
    ),
    (
        "i need the laundry reminder at 7 rather than 6",
        Edit(target=Target(words="laundry"), moment=moment("(2026-11-20) 19:00")),
    ),
    ("can we do 6 instead of 5", Edit(target=Target(), moment=moment("(2026-11-20) 18:00"))),
    ("no, remind me at 5", Edit(target=Target(), moment=moment("(2026-11-20) 17:00"))),
    ("my flight has been delayed until 9pm", Edit(target=Target(words="flight"), moment=moment("(2026-11-20) 21:00"))),
    (
        "the meeting with bob got pushed to friday at 3",
        Edit(target=Target(words="bob"), moment=moment("2026-11-20 15:00")),
    ),
    ("reminder 2 should say buy oat milk", Edit(target=Target(numbers=(2,)), message="buy oat milk")),
    ("delay 1h", Edit(target=Target(), shift_seconds=3600)),
    ("an hour earlier", Edit(target=Target(), shift_seconds=-3600)),
    ("15 minutes later please", Edit(target=Target(), shift_seconds=900)),
    ("push it back by 20 minutes", Edit(target=Target(), shift_seconds=1200)),
    ("change 1 to read the lease", Edit(target=Target(numbers=(1,)), message="read the lease")),
    ('edit 4 to say "pay gas bill"', Edit(target=Target(numbers=(4,)), message="pay gas bill")),
    ("change the message of 2 to call grandpa", Edit(target=Target(numbers=(2,)), message="call grandpa")),
    ("let's move the review to ten thirty", Edit(target=Target(words="review"), moment=moment("(2026-11-21) 10:30"))),
    ("i want to change 2 to friday", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-27 (09:00)"))),
    ("put off the dishes until sunday", Edit(target=Target(words="dishes"), moment=moment("2026-11-22 (09:00)"))),
    ("put the dishes off until sunday", Edit(target=Target(words="dishes"), moment=moment("2026-11-22 (09:00)"))),
    ("put off 2 until friday", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-27 (09:00)"))),
    ("put off the car wash by a day", Edit(target=Target(words="car wash"), shift_seconds=86400)),
    (
        "turn reminder 2 into a daily one",
        Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-21 (09:00)", "FREQ=DAILY")),
    ),
    (
        "have 2 repeat every monday",
        Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO")),
    ),
    ("pause 2 until monday", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-23 (09:00)"), pause=True)),
    (
        "pause the gym reminder for two weeks",
        Edit(target=Target(words="gym"), moment=moment("2026-12-04 10:45"), pause=True),
    ),
    ("put 3 on hold until friday", Edit(target=Target(numbers=(3,)), moment=moment("2026-11-27 (09:00)"), pause=True)),
    ("put the gym reminder on hold", Edit(target=Target(words="gym"), pause=True)),
    ("stop 2 for now", Edit(target=Target(numbers=(2,)), pause=True)),
    ("pause the eye drops", Edit(target=Target(words="eye drops"), pause=True)),
    ("resume walks", Edit(target=Target(words="walks"), pause=False)),
    ("skip coffee", Edit(target=Target(words="coffee"), skip_next=True)),
    (
        "pause the walks till monday, my sister is here",
        Edit(target=Target(words="walks"), moment=moment("2026-11-23 (09:00)"), pause=True),
    ),
    (
        "stop the swim reminders for a week",
        Edit(target=Target(words="swim", is_several=True), moment=moment("2026-11-27 10:45"), pause=True),
    ),
    (
        "turn off my swim reminders until monday",
        Edit(target=Target(words="swim", is_several=True), moment=moment("2026-11-23 (09:00)"), pause=True),
    ),
    (
        "switch off my alarms until monday",
        Edit(target=Target(is_all=True), moment=moment("2026-11-23 (09:00)"), pause=True),
    ),
    ("no gym reminder this week", Edit(target=Target(words="gym"), moment=moment("2026-11-23 (00:00)"), pause=True)),
    (
        "no gym reminder today",
        Edit(
            target=Target(
                words="gym", period=Period(start=at("2026-11-20 00:00"), end=at("2026-11-21 00:00"), words="today")
            ),
            skip_next=True,
        ),
    ),
    ("skip 2 this time", Edit(target=Target(numbers=(2,)), skip_next=True)),
    (
        "skip the standup on friday",
        Edit(
            target=Target(
                words="standup",
                period=Period(start=at("2026-11-27 00:00"), end=at("2026-11-28 00:00"), words="on friday"),
            ),
            skip_next=True,
        ),
    ),
    ("pause all until the 5th", Edit(target=Target(is_all=True), moment=moment("2026-12-05 (09:00)"), pause=True)),
    ("pause my reminders for a week", Edit(target=Target(is_all=True), moment=moment("2026-11-27 10:45"), pause=True)),
    ("unpause the gym", Edit(target=Target(words="gym"), pause=False)),
    ("start 2 again", Edit(target=Target(numbers=(2,)), pause=False)),
    ("turn 2 back on", Edit(target=Target(numbers=(2,)), pause=False)),
    ("mute 2 for a month", Edit(target=Target(numbers=(2,)), moment=moment("2026-12-20 10:45"), pause=True)),
    (
        "skip next week",
        Edit(
            target=Target(period=Period(start=at("2026-11-23 00:00"), end=at("2026-11-30 00:00"), words="next week")),
            skip_next=True,
        ),
    ),
    ("snooze the pills for 2 hours", Snooze(target=Target(words="pills"), delay_seconds=7200)),
    ("bug me again in 15", Snooze(target=Target(is_last=True), delay_seconds=900)),
    ("remind me about this again on monday", Snooze(target=Target(is_last=True), moment=moment("2026-11-23 (09:00)"))),
    (
        "can't right now, remind me after lunch",
        Snooze(target=Target(is_last=True), moment=moment("(2026-11-20 12:00)")),
    ),
    ("busy. 30 mins", Snooze(target=Target(is_last=True), delay_seconds=1800)),
    ("in a meeting, 20 min", Snooze(target=Target(is_last=True), delay_seconds=1200)),
    ("driving until 6", Snooze(target=Target(is_last=True), moment=moment("(2026-11-20) 18:00"))),
    ("tomorrow please snooze", Snooze(target=Target(is_last=True), moment=moment("2026-11-21 (09:00)"))),
    ("i'll do it at 5", Snooze(target=Target(is_last=True), moment=moment("(2026-11-20) 17:00"))),
    ("give me 10 more", Snooze(target=Target(is_last=True), delay_seconds=600)),
    ("hang on 5 min", Snooze(target=Target(is_last=True), delay_seconds=300)),
    ("pause 2 for a week", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-27 10:45"), pause=True)),
    ("pause until monday", Edit(target=Target(), moment=moment("2026-11-23 (09:00)"), pause=True)),
    (
        "my flight got delayed, push the pickup reminder to 9pm",
        Edit(target=Target(words="pickup"), moment=moment("(2026-11-20) 21:00")),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes(text: str, expected: Command):
    assert command(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("i should be at the bank at 5", "be at the bank"),
        ("the meeting should be fun at 5", "the meeting should be fun"),
        ("remind me to buy milk, not cheese, at 5", "buy milk, not cheese"),
        ("i need to move the car to the garage at 5", "move the car to the garage"),
        ("put the trash out at 6", "put the trash out"),
        ("skip breakfast tomorrow", "skip breakfast"),
        ("skip 2 meals tomorrow", "skip 2 meals"),
        ("no meeting tomorrow", "no meeting"),
        ("lunch instead of dinner on friday", "lunch instead of dinner"),
        ("call bob instead of ann tomorrow at 5", "call bob instead of ann"),
        ("no rush but remind me to call bob tomorrow", "call bob"),
        ("take the trash out at 6 and turn it off", "take the trash out and turn it off"),
        ("call the bank at 5, cancel the card", "call the bank cancel the card"),
        ("in a meeting at 5", "in a meeting"),
        ("stop at the store at 5", "stop at the store"),
        ("buy oat milk instead of milk at 5", "buy oat milk instead of milk"),
    ],
)
def test_a_text_that_only_looks_like_a_change_is_a_reminder(text: str, message: str):
    read = command(text)
    assert isinstance(read, Create)
    assert [task.message for task in read.tasks] == [message]
