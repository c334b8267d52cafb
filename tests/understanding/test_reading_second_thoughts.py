"""Corrections, rewording, postponing and "done"; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import Cancel, Command, Create, Done, Edit, Period, SetTimezone, Snooze, Target, Undo
from tests.understanding.reading_texts import at, command, moment, repeat

LAST = Target(is_last=True)


_TOMORROW = Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow")


def hour(wall: str, words: str) -> Target:
    start = at(f"2026-11-20 {wall}")
    return Target(period=Period(start=start, end=start.replace(minute=start.minute + 1), words=words))


TOMORROWS_CALL = Target(
    words="call", period=Period(start=at("2026-11-21 00:00"), end=at("2026-11-22 00:00"), words="tomorrow's")
)

CHANGES_AND_ANSWERS: list[tuple[str, Command]] = [
    ("wait no undo that", Undo()),
    ("sorry, i meant pm", Edit(target=Target(), meridiem="pm")),
    ("actually make that am", Edit(target=Target(), meridiem="am")),
    ("scratch that, make it 7", Edit(target=Target(), moment=moment("(2026-11-20) 19:00"))),
    ("sorry wrong day, it's thursday", Edit(target=Target(), moment=moment("2026-11-26 (09:00)"))),
    ("weekdays only", Edit(target=Target(), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))),
    ("don't remind me at 5, remind me at 6", Edit(target=hour("17:00", "at 5"), moment=moment("(2026-11-20) 18:00"))),
    (
        "cancel my 3pm and set it for 4 instead",
        Edit(target=hour("15:00", "3pm"), moment=moment("(2026-11-20) 16:00")),
    ),
    ("forget the gym, do it saturday", Edit(target=Target(words="gym"), moment=moment("2026-11-21 (09:00)"))),
    ("the gym one, can you do it at 7am", Edit(target=Target(words="gym"), moment=moment("(2026-11-21) 07:00"))),
    ("reminder 2: make it friday", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-27 (09:00)"))),
    ("make the 5pm one 6", Edit(target=hour("17:00", "the 5pm"), moment=moment("(2026-11-20) 18:00"))),
    ("move the vet to the day after", Edit(target=Target(words="vet"), shift_seconds=86400)),
    ("move 2 to the week before", Edit(target=Target(numbers=(2,)), shift_seconds=-604800)),
    ("move the call to 330", Edit(target=Target(words="call"), moment=moment("(2026-11-20) 15:30"))),
    ("move the vet 2 friday", Edit(target=Target(words="vet"), moment=moment("2026-11-27 (09:00)"))),
    ("remind me about the trash an hour earlier", Edit(target=Target(words="trash"), shift_seconds=-3600)),
    ("do 2 earlier by 15 minutes", Edit(target=Target(numbers=(2,)), shift_seconds=-900)),
    (
        "i need the pill reminder later, like 10pm",
        Edit(target=Target(words="pill"), moment=moment("(2026-11-20) 22:00")),
    ),
    ("gonna need that one pushed to like 6:30", Edit(target=Target(), moment=moment("(2026-11-20) 18:30"))),
    ("skip yoga this once", Edit(target=Target(words="yoga"), skip_next=True)),
    (
        "stop the water one for this week",
        Edit(target=Target(words="water"), moment=moment("2026-11-23 (00:00)"), pause=True),
    ),
    ("turn the meds one back on", Edit(target=Target(words="meds"), pause=False)),
    ("reschedule my 2:30 for tomorrow at 9", Edit(target=hour("14:30", "2:30"), moment=moment("2026-11-21 09:00"))),
    ("move the one i just made to 9", Edit(target=Target(), moment=moment("(2026-11-20) 21:00"))),
    ("push back 1 by 45", Edit(target=Target(numbers=(1,)), shift_seconds=2700)),
    ("it's actually at 2:15", Edit(target=Target(), moment=moment("(2026-11-20) 14:15"))),
    (
        "soccer practice changed to 5:15",
        Edit(target=Target(words="soccer practice"), moment=moment("(2026-11-20) 17:15")),
    ),
    ("could you do that an hour later", Edit(target=Target(), shift_seconds=3600)),
    ("an hour later than that", Edit(target=Target(), shift_seconds=3600)),
    ("remind me 15 min before that instead", Edit(target=Target(), shift_seconds=-900)),
    ("shave 15 minutes off 2", Edit(target=Target(numbers=(2,)), shift_seconds=-900)),
    (
        "change #2 from every day to mon wed fri",
        Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO,WE,FR")),
    ),
    ("make that one weekly", Edit(target=Target(), repeat=repeat("2026-11-27 (09:00)", "FREQ=WEEKLY"))),
    ("can this be every monday", Edit(target=Target(), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO"))),
    (
        "pause my pills until i get back on the 28th",
        Edit(target=Target(words="pills"), moment=moment("2026-11-28 (09:00)"), pause=True),
    ),
    (
        "hold my reminders while i'm away till monday",
        Edit(target=Target(is_all=True), moment=moment("2026-11-23 (09:00)"), pause=True),
    ),
    ("put the walk on pause", Edit(target=Target(words="walk"), pause=True)),
    ('call it "pick up meds" instead', Edit(target=Target(), message="pick up meds")),
    ("number 4 should be call the landlord", Edit(target=Target(numbers=(4,)), message="call the landlord")),
    (
        "change walk the dog to walk the cat",
        Edit(target=Target(words="walk dog"), message="walk the cat"),
    ),
    ("remind me about it when i get home at 5:30", Snooze(target=LAST, moment=moment("(2026-11-20) 17:30"))),
    ("mom's been called", Done(target=Target(words="mom"))),
    ("landed in denver today", SetTimezone(timezone="America/Denver", words="denver")),
    ("use eastern time", SetTimezone(timezone="America/New_York", words="eastern time")),
    ("thats supposed to be tuesday", Edit(target=Target(), moment=moment("2026-11-24 (09:00)"))),
    ("i typed the wrong time, should be 10:15", Edit(target=Target(), moment=moment("(2026-11-21) 10:15"))),
    ("wednesday, sorry", Edit(target=Target(), moment=moment("2026-11-25 (09:00)"))),
    ("i need to move my haircut to friday", Edit(target=Target(words="haircut"), moment=moment("2026-11-27 (09:00)"))),
    ("can my dentist reminder be a day earlier", Edit(target=Target(words="dentist"), shift_seconds=-86400)),
    (
        "change the frequency of 2 to every 3 days",
        Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-23 (09:00)", "FREQ=DAILY;INTERVAL=3")),
    ),
    (
        "i'm on vacation till sunday, no reminders please",
        Edit(target=Target(is_all=True), moment=moment("2026-11-22 (09:00)"), pause=True),
    ),
    ("quiet until monday", Edit(target=Target(is_all=True), moment=moment("2026-11-23 (09:00)"), pause=True)),
    ("i'm back, turn everything back on", Edit(target=Target(is_all=True), pause=False)),
    ('oh and add "bring passport" to that', Edit(target=Target(), added="bring passport")),
    ("reword 2: pick up kids at school", Edit(target=Target(numbers=(2,)), message="pick up kids at school")),
    ("wait 20 min", Snooze(target=LAST, delay_seconds=1200)),
    ("hang on, 10", Snooze(target=LAST, delay_seconds=600)),
    ("half an hour more", Snooze(target=LAST, delay_seconds=1800)),
    ("repeat that in 30 min", Snooze(target=LAST, delay_seconds=1800)),
    ("just took my meds", Done(target=Target(words="meds"))),
    ("took out the trash already", Done(target=Target(words="trash"))),
    ("don't change it", Undo(keeps=True)),
    ("undo the last thing", Undo()),
    ("back on east coast time", SetTimezone(timezone="America/New_York", words="east coast time")),
    ("can you shift tomorrow's call an hour earlier", Edit(target=TOMORROWS_CALL, shift_seconds=-3600)),
    ("let's make it 3 then", Edit(target=Target(), moment=moment("(2026-11-20) 15:00"))),
    ("yeah no make it sunday", Edit(target=Target(), moment=moment("2026-11-22 (09:00)"))),
    ("change of plans, dinner's at 8 now", Edit(target=Target(words="dinner"), moment=moment("(2026-11-20) 20:00"))),
    ("my interview got pushed back an hour", Edit(target=Target(words="interview"), shift_seconds=3600)),
    ("my interview got moved up a day", Edit(target=Target(words="interview"), shift_seconds=-86400)),
    ("flight delayed by 2 hours", Edit(target=Target(words="flight"), shift_seconds=7200)),
    ("i want 1 and 2 at 8pm", Edit(target=Target(numbers=(1, 2)), moment=moment("(2026-11-20) 20:00"))),
    ("put number 2 back an hour", Edit(target=Target(numbers=(2,)), shift_seconds=3600)),
    ("set #1 for 20 minutes later", Edit(target=Target(numbers=(1,)), shift_seconds=1200)),
    ("instead of 5 make it 6", Edit(target=Target(), moment=moment("(2026-11-20) 18:00"))),
    ("i'd rather have it at noon", Edit(target=Target(), moment=moment("(2026-11-20) 12:00"))),
    ("a little later like 430", Edit(target=Target(), moment=moment("(2026-11-20) 16:30"))),
    ("same time but tuesday", Edit(target=Target(), moment=moment("2026-11-24 (09:00)"))),
    ("keep the day, change the time to 9", Edit(target=Target(), moment=moment("(2026-11-20) 21:00"))),
    ("the time is wrong, 2pm", Edit(target=Target(), moment=moment("(2026-11-20) 14:00"))),
    ("remind me the day before instead", Edit(target=Target(), shift_seconds=-86400)),
    (
        "could you make number 2 a daily thing",
        Edit(target=Target(numbers=(2,)), repeat=repeat("2026-11-21 (09:00)", "FREQ=DAILY")),
    ),
    (
        "turn that into every other friday",
        Edit(target=Target(), repeat=repeat("2026-11-27 (09:00)", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")),
    ),
    (
        "pause the standup this week",
        Edit(target=Target(words="standup"), moment=moment("2026-11-23 (00:00)"), pause=True),
    ),
    ("unmute 2", Edit(target=Target(numbers=(2,)), pause=False)),
    ("add a note to 2: use the side door", Edit(target=Target(numbers=(2,)), added="use the side door")),
    ("snooze until i'm home", Snooze(target=LAST)),
    ("can't do it now, try me in an hour", Snooze(target=LAST, delay_seconds=3600)),
    ("i'm driving, give me 15 minutes", Snooze(target=LAST, delay_seconds=900)),
    ("go back to 5", Edit(target=Target(), moment=moment("(2026-11-20) 17:00"))),
    ("in sydney now", SetTimezone(timezone="Australia/Sydney", words="sydney")),
    ("my boss moved the review to 3:45", Edit(target=Target(words="review"), moment=moment("(2026-11-20) 15:45"))),
    ("turns out the game is at 7", Edit(target=Target(words="game"), moment=moment("(2026-11-20) 19:00"))),
    ("fix number 2 it should be 8pm", Edit(target=Target(numbers=(2,)), moment=moment("(2026-11-20) 20:00"))),
    ("fix 3 to be at noon", Edit(target=Target(numbers=(3,)), moment=moment("(2026-11-20) 12:00"))),
    ("kick the taxes one to monday", Edit(target=Target(words="taxes"), moment=moment("2026-11-23 (09:00)"))),
    ("drag 2 out till friday", Edit(target=Target(numbers=(2,)), moment=moment("2026-11-27 (09:00)"))),
    ("number 1 two hours later", Edit(target=Target(numbers=(1,)), shift_seconds=7200)),
    ("give the cookies 5 more minutes", Edit(target=Target(words="cookies"), shift_seconds=300)),
    ("pm i mean", Edit(target=Target(), meridiem="pm")),
    ("actually monday works better", Edit(target=Target(), moment=moment("2026-11-23 (09:00)"))),
    ("have it go every monday", Edit(target=Target(), repeat=repeat("2026-11-23 (09:00)", "FREQ=WEEKLY;BYDAY=MO"))),
    ("skip 4 tomorrow", Edit(target=Target(numbers=(4,)), skipped=(_TOMORROW,))),
    ('change "meet ann" into "meet anna"', Edit(target=Target(words="meet ann"), message="meet anna")),
    ("make 2 say pick up dry cleaning", Edit(target=Target(numbers=(2,)), message="pick up dry cleaning")),
    ("it's supposed to say renew passport", Edit(target=Target(), message="renew passport")),
    ("in the middle of something, ask in 15", Snooze(target=LAST, delay_seconds=900)),
    ("too early, 11", Edit(target=Target(), moment=moment("(2026-11-20) 11:00"))),
    ("done w 2", Done(target=Target(numbers=(2,)))),
    ("no wait keep it", Undo(keeps=True)),
    *((text, Undo(keeps=True)) for text in ("leave it", "keep it", "leave it alone", "don't delete that", "keep both")),
    *(
        (text, Cancel(target=LAST, is_dismissal=True))
        for text in ("never mind that", "nvm that", "never mind about it", "don't bother", "i changed my mind")
    ),
    ("can you do number 6 on saturday instead", Edit(target=Target(numbers=(6,)), moment=moment("2026-11-21 (09:00)"))),
    ("should've been thursday", Edit(target=Target(), moment=moment("2026-11-26 (09:00)"))),
    ("we said 6:15", Edit(target=Target(), moment=moment("(2026-11-20) 18:15"))),
    (
        "the reminder for the bus should be 10 minutes earlier",
        Edit(target=Target(words="bus"), shift_seconds=-600),
    ),
    ("can't make it at 3, do 4", Edit(target=hour("15:00", "at 3"), moment=moment("(2026-11-20) 16:00"))),
    ('change the text to "call the vet"', Edit(target=Target(), message="call the vet")),
    ("rename the gym one pilates", Edit(target=Target(words="gym"), message="pilates")),
    ("pause 7 for a bit", Edit(target=Target(numbers=(7,)), pause=True)),
    ("no reminders today", Edit(target=Target(is_all=True), moment=moment("2026-11-21 (00:00)"), pause=True)),
    ("snooze please 30", Snooze(target=LAST, delay_seconds=1800)),
    ("one more time in an hour", Snooze(target=LAST, delay_seconds=3600)),
    ("that one's done", Done(target=LAST)),
    ("never mind leave it", Undo(keeps=True)),
    ("i'm central time", SetTimezone(timezone="America/Chicago", words="central time")),
    ("no not 3pm 3am", Edit(target=Target(), moment=moment("(2026-11-21) 03:00"))),
    ("should say dr. kim", Edit(target=Target(), message="dr. kim")),
    ('put "ask for receipt" on the return one', Edit(target=Target(words="return"), added="ask for receipt")),
    ("turn off repeat on 4", Edit(target=Target(numbers=(4,)), is_once=True)),
    (
        "take a break from the gym reminder till friday",
        Edit(target=Target(words="gym"), moment=moment("2026-11-27 (09:00)"), pause=True),
    ),
    ("start my reminders again", Edit(target=Target(is_all=True), pause=False)),
    ("will do at 7", Snooze(target=LAST, moment=moment("(2026-11-20) 19:00"))),
    ("snooze by 15", Snooze(target=LAST, delay_seconds=900)),
    ("fed him", Done(target=LAST)),
    ("number 2 complete", Done(target=Target(numbers=(2,)))),
    ("cancel the change", Undo()),
    ("please un-delete it", Undo()),
    ("scratch 2 off", Cancel(target=Target(numbers=(2,)))),
    ("switching to pacific time", SetTimezone(timezone="America/Los_Angeles", words="pacific time")),
    ("swap 1 and 2", Edit(target=Target(numbers=(1, 2)))),
    ("swap 1 with 2", Edit(target=Target(numbers=(1, 2)))),
    ("swap the times of 1 and 2", Edit(target=Target(numbers=(1, 2)))),
    ("move 1 and 2", Edit(target=Target(numbers=(1, 2)))),
    ("move 1 to 2", Edit(target=Target(numbers=(1,)), moment=moment("(2026-11-20) 14:00"))),
    ("change the dates of 1 and 2 to friday", Edit(target=Target(numbers=(1, 2)), moment=moment("2026-11-27 (09:00)"))),
    ("don't repeat it", Edit(target=Target(), is_once=True)),
    ("just once", Edit(target=Target(), is_once=True)),
    ("do it just once", Edit(target=Target(), is_once=True)),
    ("stop repeating 3", Edit(target=Target(numbers=(3,)), is_once=True)),
    ("change 2 to a one off", Edit(target=Target(numbers=(2,)), is_once=True)),
    ("make the gym one a one time thing", Edit(target=Target(words="gym"), is_once=True)),
    ("stop repeating the pills reminder", Edit(target=Target(words="pills"), is_once=True)),
    ("it should say call mum not call mom", Edit(target=Target(), message="call mum")),
    ("fix the spelling on 3, it's Pilates", Edit(target=Target(numbers=(3,)), message="Pilates")),
    ("change the wording of the gym one to pilates", Edit(target=Target(words="gym"), message="pilates")),
    ("add bring id to 3", Edit(target=Target(numbers=(3,)), added="bring id")),
    ("add to 2: bring id", Edit(target=Target(numbers=(2,)), added="bring id")),
    ("add oat milk to the shopping one", Edit(target=Target(words="shopping"), added="oat milk")),
    ("give me 10", Snooze(target=LAST, delay_seconds=600)),
    ("15 more", Snooze(target=LAST, delay_seconds=900)),
    ("i'm busy, try me at 4", Snooze(target=LAST, moment=moment("(2026-11-20) 16:00"))),
    ("snooze the meds 20", Snooze(target=Target(words="meds"), delay_seconds=1200)),
    ("ping me about this tomorrow at 8", Snooze(target=LAST, moment=moment("2026-11-21 08:00"))),
    ("pills taken", Done(target=Target(words="pills"))),
    ("the dishes are done", Done(target=Target(words="dishes"))),
    ("already done with the laundry", Done(target=Target(words="laundry"))),
    ("checked off 3", Done(target=Target(numbers=(3,)))),
    ("go back to how it was", Undo()),
    ("put that back", Undo()),
    ("i'm in chicago now", SetTimezone(timezone="America/Chicago", words="chicago")),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES_AND_ANSWERS)
def test_changes_an_existing_reminder(text: str, expected: Command):
    assert command(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reschedule with dr lee on monday", "reschedule with dr lee"),
        ("add dentist to my calendar tomorrow at 5", "dentist"),
        ("change the filter tomorrow", "change the filter"),
        ("push the release at noon", "push the release"),
        ("get the car washed tomorrow", "get the car washed"),
        ("update the roster by 3", "update the roster"),
        ("change the filter by friday", "change the filter"),
        ("move the boxes by 6", "move the boxes"),
        ("leave out the bins on friday", "leave out the bins"),
        ("i need to move the car to the garage at 5", "move the car to the garage"),
        ("put it in the oven at 5", "put it in the oven"),
        ("wait for the plumber at 10", "wait for the plumber"),
        ("back up the laptop at 6", "back up the laptop"),
        ("fix the meeting room door at 5", "fix the meeting room door"),
        ("kick off the meeting at 5", "kick off the meeting"),
        ("bring the car back by 6", "bring the car back"),
        ("say hi to ann tonight instead", "say hi to ann instead"),
        ("give the dog his pills at 6", "give the dog his pills"),
        ("no, call mom at 6", "call mom"),
        ("actually, set an alarm for 7", "alarm"),
        ("scratch that, remind me at 8 to call mom", "call mom"),
        ("sorry card for mia on tuesday", "sorry card for mia"),
        ("make a single bed tomorrow", "make a single bed"),
        ("make it to the bank by 3", "make it to the bank"),
    ],
)
def test_a_text_that_only_looks_like_a_change_is_a_reminder(text: str, message: str):
    read = command(text)
    assert isinstance(read, Create)
    assert [task.message for task in read.tasks] == [message]
