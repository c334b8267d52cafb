"""Texts with several things, and what a message may not hold: nothing is pasted into it, nothing is swallowed.

All texts are sent from Chicago on Tuesday 10 March 2026, 9:20.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.acts.clauses import clauses_of
from bot.understanding.acts.unused import unused_in
from bot.understanding.command import AskTime, Create, Reading, Task, Unknown
from bot.understanding.context import Context
from bot.understanding.preprocessing import make_sentence
from bot.understanding.reading import read

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 10, 9, 20, tzinfo=ZONE)
CONTEXT = Context(NOW, ZONE)


def reading(text: str) -> Reading:
    return read(text, now=NOW, zone=ZONE)


def said(task: Task) -> str:
    """A task as "3/10 17:15 message", a repeat with its rule in front."""
    first = task.repeat.first if task.repeat is not None else task.moment.at if task.moment is not None else NOW
    rule = f"{task.repeat.rrule} " if task.repeat is not None else ""
    ahead = "".join(f"-{lead} " for lead in task.leads)
    return f"{rule}{first.month}/{first.day} {first:%H:%M} {ahead}{task.message}"


def tasks(text: str) -> list[str]:
    command = reading(text).command
    return [said(task) for task in command.tasks] if isinstance(command, Create) else []


def quoted(text: str) -> list[str]:
    return [act.command.part for act in reading(text).acts if isinstance(act.command, Unknown)]


THINGS = [
    (
        "call inspector at 8, supplier at 8:30 and the office at 9 tomorrow",
        ["3/11 08:00 call inspector", "3/11 08:30 supplier", "3/11 09:00 the office"],
    ),
    (
        "Reminders for tomorrow: standup 9:15, budget call 11, 1:1 with Sam 2:30",
        ["3/11 09:15 standup", "3/11 11:00 budget call", "3/11 14:30 1:1 with Sam"],
    ),
    (
        "remind me to call my wife at eight tonight and at eight tomorrow night",
        ["3/10 20:00 call my wife", "3/11 20:00 call my wife"],
    ),
    (
        "interview Thursday 3-4pm, send me a reminder 15 minutes before and again at 4 to fill the scorecard",
        ["3/12 15:00 -PT15M interview", "3/12 16:00 fill the scorecard"],
    ),
    (
        (
            "Need to set up meds for my mom: metformin 500 at 8am and 6pm with food, lisinopril 10mg at 8am, "
            "atorvastatin at bedtime 9:30pm. all daily"
        ),
        [
            "FREQ=DAILY;BYHOUR=8,18 3/10 18:00 metformin 500 with food",
            "FREQ=DAILY 3/11 08:00 lisinopril 10mg",
            "FREQ=DAILY 3/10 21:30 atorvastatin",
        ],
    ),
    (
        (
            "hey can you remind me to grab Leo from soccer at 5:15 today and also theres the permission slip due "
            "friday, ping me thurs night"
        ),
        ["3/10 17:15 grab Leo from soccer", "3/12 20:00 the permission slip due friday"],
    ),
    (
        "metoprolol twice a day, 8 and 8, and the blood thinner only at 5pm. every day",
        ["FREQ=DAILY;BYHOUR=8,20 3/10 20:00 metoprolol", "FREQ=DAILY 3/10 17:00 the blood thinner"],
    ),
    (
        "meds at 9 daily and laundry on sundays at 4",
        ["FREQ=DAILY 3/11 09:00 meds", "FREQ=WEEKLY;BYDAY=SU 3/15 16:00 laundry"],
    ),
    (
        "Dad: lisinopril 8am, metoprolol 9am, gabapentin at 10pm, every day",
        ["FREQ=DAILY 3/11 08:00 lisinopril", "FREQ=DAILY 3/11 09:00 metoprolol", "FREQ=DAILY 3/10 22:00 gabapentin"],
    ),
    (
        "ava has piano at 4 tues and ben has karate at 5 wed, remind me 20 min before each",
        ["3/10 16:00 -PT20M ava has piano", "3/11 17:00 -PT20M ben has karate"],
    ),
    (
        "open coop at 6:45am, close at 7:30pm every day",
        ["FREQ=DAILY 3/11 06:45 open coop", "FREQ=DAILY 3/10 19:30 close"],
    ),
    (
        "call the bank at 3 and take my pill at 9 every day",
        ["3/10 15:00 call the bank", "FREQ=DAILY 3/11 09:00 take my pill"],
    ),
    (
        "take one white pill at breakfast at 7 and two pink ones at supper at 5:30 every day",
        ["FREQ=DAILY 3/11 07:00 take one white pill", "FREQ=DAILY 3/10 17:30 two pink ones"],
    ),
    (
        "insulin 10 units before breakfast 7:30 and 12 units before dinner 5:30",
        ["3/11 07:30 insulin 10 units", "3/10 17:30 12 units"],
    ),
    (
        "I take my blood pressure tablet at eight each morning and my statin at ten each night.",
        ["FREQ=DAILY 3/11 08:00 take my blood pressure tablet", "FREQ=DAILY 3/10 22:00 take my statin"],
    ),
    (
        "dont forget picture day next friday, remind me thurs night to iron shirts",
        ["3/20 09:00 picture day", "3/12 20:00 iron shirts"],
    ),
    (
        "gym every day at 6am piano lesson every tue at 4",
        ["FREQ=DAILY 3/11 06:00 gym", "FREQ=WEEKLY;BYDAY=TU 3/10 16:00 piano lesson"],
    ),
    (
        "lift mon wed fri at 6am practice every day at 3:30",
        ["3/16 06:00 lift", "3/11 06:00 lift", "3/13 06:00 lift", "FREQ=DAILY 3/10 15:30 practice"],
    ),
    (
        "remind me to take meds at 8am walk the dog at 9am and call the vet at 10am",
        ["3/11 08:00 take meds", "3/11 09:00 walk the dog", "3/10 10:00 call the vet"],
    ),
    (
        "early pickup tomorrow 1:15 and also remind me to grab the syrup at 1",
        ["3/11 13:15 early pickup", "3/11 13:00 grab the syrup"],
    ),
    (
        "team lunch friday at noon, remind me to bring the cake at 11",
        ["3/13 12:00 team lunch", "3/13 11:00 bring the cake"],
    ),
    ("party tonight at 10 and call sam at 11", ["3/10 22:00 party", "3/10 23:00 call sam"]),
    (
        "early pickup tomorrow 1:15 and also remind me to grab the syrup on the way",
        ["3/11 13:15 early pickup", "3/11 13:15 grab the syrup on the way"],
    ),
    (
        "early pickup tomorrow 1:15 and also remind me to grab the syrup on the way, 1",
        ["3/11 13:15 early pickup", "3/11 13:00 grab the syrup on the way"],
    ),
    (
        "vet friday 3pm, plus remind me to bring the records",
        ["3/13 15:00 vet", "3/13 15:00 bring the records"],
    ),
    ("team lunch friday at noon, remind me to bring the cake", ["3/13 12:00 bring the cake"]),
    ("dentist tue 3pm haircut thu 5pm", ["3/10 15:00 dentist", "3/12 17:00 haircut"]),
    ("call mom tomorrow at 9am pay rent friday at 5pm", ["3/11 09:00 call mom", "3/13 17:00 pay rent"]),
    ("remind me at 5pm call bob at 6pm", ["3/10 17:00 call bob at 6pm"]),
    ("confirm tue 3pm meeting thu 5pm", ["3/12 17:00 confirm tue 3pm meeting"]),
]


@pytest.mark.parametrize(("text", "expected"), THINGS)
def test_each_thing_has_its_own_time(text: str, expected: list[str]):
    assert tasks(text) == expected
    assert quoted(text) == []


QUOTED = [
    ("remind me to drink water 3 times tomorrow", "drink water", "3 times"),
    (
        "lunch with Priya thursday noon at Sol, remind me 30 min before and tell me to bring the contract",
        "lunch with Priya at Sol",
        "and tell me to bring the contract",
    ),
    ("prednisone 20mg at 8am starting tomorrow for 5 miles then stop", "prednisone 20mg for 5 miles", "then stop"),
    ("clock in at 6:45pm every shift day", "clock in", "every shift day"),
    ("lab report every other tuesday 5pm until finals", "lab report", "until finals"),
]


@pytest.mark.parametrize(("text", "message", "rest"), QUOTED)
def test_what_is_not_read_is_quoted(text: str, message: str, rest: str):
    command = reading(text).command
    assert isinstance(command, Create)
    assert {task.message for task in command.tasks} == {message}
    assert quoted(text) == [rest]


@pytest.mark.parametrize(
    ("text", "part", "message"),
    [
        ("remind me twice today to drink water", "twice", "drink water"),
        ("remind me 3 times tomorrow to stretch", "3 times", "stretch"),
    ],
)
def test_how_often_without_when_is_asked_about(text: str, part: str, message: str):
    assert reading(text).command == AskTime(message=message, problem="unclear", part=part)


ONE = [
    ("buy milk and bread at 5", "buy milk and bread"),
    ("call dr. smith at 5 p.m. and ask about st. mary", "call dr. smith and ask about st. mary"),
    ("remind me at 4 to book the flight and hotel for friday", "book the flight and hotel"),
    ("remind me to wipe every surface at 5", "wipe every surface"),
    ("remind me at 5 to ask Tom to remind me about the keys", "ask Tom to remind me about the keys"),
    ("remind me at 9 to watch the 3pm game", "watch the 3pm game"),
    ("remind me tomorrow to call bob. he is at home until noon", "call bob. he is at home until noon"),
    ("remind me every day at 7 to water all plants except the cactus", "water all plants except the cactus"),
    (
        "remind me to read her blog at 4pm because she posted at noon",
        "read her blog because she posted at noon",
    ),
    ("study group sat at 2, bring the notes. remind me sat at noon", "study group sat at 2, bring the notes"),
    ("remind me at 5 to say the show is at 6 and the party at 8", "say the show is at 6 and the party at 8"),
    (
        "set a reminder for tuesday the seventeenth at 2:15 for my haircut and remind me one hour before that",
        "my haircut",
    ),
    (
        "INR clinic appt thurs 3/12 at 1:20pm, bring the med list. remind me at noon",
        "INR clinic appt at 1:20pm, bring the med list",
    ),
]


@pytest.mark.parametrize(("text", "message"), ONE)
def test_other_words_stay_in_the_message(text: str, message: str):
    command = reading(text).command
    assert isinstance(command, Create)
    assert [task.message for task in command.tasks] == [message]
    assert quoted(text) == []


UNUSED = [
    ("take the pills", ""),
    ("take 2 pills with food", ""),
    ("pack lunch, ping me thurs night", ", ping me thurs night"),
    ("wipe every surface", ""),
    ("feed the cat every school night", "every school night"),
    ("drink water twice a day", "twice a day"),
    ("drink water 3 times today", "3 times today"),
    ("call mom and dentist at 4", "and dentist at 4"),
    ("call mom if she is up at 4", ""),
    ("pay rent starting friday", "starting friday"),
    ("walk the dog until", "until"),
    ("ask Ann to call me", ""),
    ('read "ping me at 5" aloud', ""),
]


@pytest.mark.parametrize(("message", "expected"), UNUSED)
def test_words_that_are_no_part_of_a_message(message: str, expected: str):
    assert unused_in(message, Task(message), CONTEXT).strip() == expected


CLAUSES = [
    ("buy milk at 5, call mom at 6", ["buy milk at 5", "call mom at 6"]),
    ("my birthday is april 9 remind me to bake", ["my birthday is april 9", "remind me to bake"]),
    ("at 8 and 9, then sleep", ["at 8", "9", "sleep"]),
    ("release 4.1 at 5. test it at 6", ["release 4.1 at 5", "test it at 6"]),
    ('say "a, b and c" at 5', ['say "a, b and c" at 5']),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses(text: str, expected: list[str]):
    sentence = make_sentence(text, CONTEXT)
    assert [sentence.slice(one.first, one.last) for one in clauses_of(sentence)] == expected


HEADS_UPS = [
    (
        "The trash goes out every other Thursday starting this week, please tell me the night before about six.",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 3/12 09:00 -P1D@18:00 The trash goes out",
    ),
    (
        "he has PT mondays and thursdays at 2, tell me an hour before",
        "FREQ=WEEKLY;BYDAY=MO,TH 3/12 14:00 -PT1H he has PT",
    ),
    ("I have interview the friday 13 at 14:30, please advise me two hours before", "3/13 14:30 -PT2H I have interview"),
    (
        "Doctor Patel on the 30th at quarter to 3. I need reminding the evening before and again at one on the day.",
        "3/30 14:45 -P1D@19:00 -PT0S@13:00 Doctor Patel",
    ),
    (
        "yo remind me abt my chem lab report its due sunday 11:59pm, like a few hours before",
        "3/15 23:59 -PT3H my chem lab report",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADS_UPS)
def test_an_event_that_is_only_told_of_may_have_heads_ups(text: str, expected: str):
    assert tasks(text) == [expected]


WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

LATER = [
    (
        "check on the deploy in 45 minutes; if it's not done check again in 2 hours",
        ["3/10 10:05 check on the deploy", "3/10 11:20 check on the deploy"],
    ),
    ("wake me in 8 hours and again 15 min later", ["3/10 17:20 ", "3/10 17:35 "]),
    (
        "start tomato seeds in 3 weeks, then transplant 6 weeks after that",
        ["3/31 09:20 start tomato seeds", "5/12 09:20 transplant"],
    ),
    (
        "refill prescription in 25 days and every 30 days after that",
        ["FREQ=DAILY;INTERVAL=30 4/4 09:20 refill prescription"],
    ),
    (
        "remind me to call mom tomorrow and every sunday at 8",
        ["3/11 08:00 call mom", "FREQ=WEEKLY;BYDAY=SU 3/15 08:00 call mom"],
    ),
    (
        "remind me today at 5pm and every friday to send the report",
        ["3/10 17:00 send the report", "FREQ=WEEKLY;BYDAY=FR 3/13 17:00 send the report"],
    ),
    (
        "remind me to call mom tomorrow and every sunday after that at 8pm",
        ["3/11 20:00 call mom", "FREQ=WEEKLY;BYDAY=SU 3/15 20:00 call mom"],
    ),
    (
        "remind me today and every sunday at 8 to call mom",
        ["3/10 20:00 call mom", "FREQ=WEEKLY;BYDAY=SU 3/15 20:00 call mom"],
    ),
    ("water plants today at 6pm and every 3 days after", ["FREQ=DAILY;INTERVAL=3 3/10 18:00 water plants"]),
    ("remind me tomorrow and every day at 8am to take the pill", ["FREQ=DAILY 3/11 08:00 take the pill"]),
    (
        "remind me on friday at 3pm and every tuesday at 4pm to feed the fish",
        ["3/13 15:00 feed the fish", "FREQ=WEEKLY;BYDAY=TU 3/10 16:00 feed the fish"],
    ),
    (
        "remind me to email bob at three and if i forget remind me again at three thirty",
        ["3/10 15:00 email bob", "3/10 15:30 email bob"],
    ),
    ("check the oven in 20, then 25, then 30 minutes", [f"3/10 09:{at} check the oven" for at in (40, 45, 50)]),
]


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_later_times_of_one_thing(text: str, expected: list[str]):
    assert tasks(text) == expected


EVENTS = [
    ("I start work at 6 from monday to friday wake me at 4:45", [f"{WEEKDAYS} 3/11 04:45 I start work at 6:00 AM"]),
    ("I gotta be in dallas by four on friday so remind me to leave at eleven", ["3/13 11:00 leave"]),
    (
        "flight to nashville friday 2:45pm, leave for the airport by 12:15 so remind me then",
        ["3/13 12:15 flight to nashville 2:45pm"],
    ),
    (
        (
            "I have my eye doctor appointment next Tuesday at half past ten. My neighbor drives me, so I must be "
            "ready by 9:45. Please remind me then."
        ),
        ["3/17 09:45 I have my eye doctor appointment at half past ten"],
    ),
    (
        "neuro appointment april 2nd at 11:15 downtown, we have to leave by 10:30, remind me then and the night before",
        ["4/2 10:30 neuro appointment at 11:15 downtown", "4/2 11:15 -P1D@20:00 neuro appointment downtown"],
    ),
    (
        "field trip money due thursday remind me the night before and thursday morning at 7",
        ["3/11 20:00 field trip money due", "3/12 07:00 field trip money due thursday"],
    ),
    (
        "discussion post every tues and thurs by 11pm, remind me at 9",
        ["FREQ=WEEKLY;BYDAY=TU,TH 3/10 21:00 discussion post at 11:00 PM"],
    ),
    (
        "Every first Monday of the month I have the garden club at 10 o'clock; a reminder at 9 would be lovely.",
        ["FREQ=MONTHLY;BYDAY=1MO 4/6 09:00 I have the garden club at 10:00 AM"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_times_of_a_request_count_from_its_event(text: str, expected: list[str]):
    assert tasks(text) == expected


TIMES = [
    (
        "prednisone 20mg at 8am starting tomorrow for 5 days only then stop",
        "FREQ=DAILY;COUNT=5 3/11 08:00 prednisone 20mg",
    ),
    (
        "the nurse comes monday wednesday and friday at ten for two more weeks",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=6 3/11 10:00 the nurse comes",
    ),
    ("take the medicine each 8 hours since 8 in the morning", "FREQ=HOURLY;INTERVAL=8 3/10 16:00 take the medicine"),
    ("water it every evening at 6 starting may 1", "FREQ=DAILY 5/1 18:00 water it"),
    ("wake me up at 6:30 but only mondays", "FREQ=WEEKLY;BYDAY=MO 3/16 06:30 wake up"),
    ("thirty minute break in 4 hours", "3/10 13:20 thirty minute break"),
    ("CEU course is online sunday 1-3 pm, buzz me 15 min before it starts", "3/15 13:00 -PT15M CEU course is online"),
    ("eliquis twice a day 9 and 9", "FREQ=DAILY;BYHOUR=9,21 3/10 21:00 eliquis"),
    ("check his bp every morning and evening at 7", "FREQ=DAILY;BYHOUR=7,19 3/10 19:00 check his bp"),
    ("check his bp every morning and every night at 7 and 9", "FREQ=DAILY;BYHOUR=7,21 3/10 21:00 check his bp"),
    ("every school morning at 7:10 pack the bag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 3/11 07:10 pack the bag"),
    ("remind me every day at 9pm do 13", "FREQ=DAILY 3/10 21:00 do 13"),
    ("every week on monday run 20", "FREQ=WEEKLY;BYDAY=MO 3/16 09:00 run 20"),
    ("remind me on 10 and 25 of each month to pay", "FREQ=MONTHLY;BYMONTHDAY=10,25 3/25 09:00 pay"),
    ("remind me to pay rent 13 every month", "FREQ=MONTHLY;BYMONTHDAY=13 3/13 09:00 pay rent"),
    (
        "remind me every day until july 5 at 8 to take the pill",
        "FREQ=DAILY;UNTIL=20260706T045959Z 3/11 08:00 take the pill",
    ),
    ("take pill every day at 7am until mar 20 at 9pm", "FREQ=DAILY;UNTIL=20260321T045959Z 3/11 07:00 take pill"),
    ("remind me to stretch at 5 and half in the afternoon", "3/10 17:30 stretch"),
    ("remind me at three and a half pm to stretch", "3/10 15:30 stretch"),
    ("remind me at 5 and half of them to eat", "3/10 17:00 half of them to eat"),
    ("please say me to call mom at 5", "3/10 17:00 call mom"),
    ("say me tomorrow at 8 to take pills", "3/11 08:00 take pills"),
    ("make lunches every school night at 8:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU 3/10 20:30 make lunches"),
    ("call my mother all the sundays at 19h", "FREQ=WEEKLY;BYDAY=SU 3/15 19:00 call my mother"),
    ("pay the electricity the day 18", "3/18 09:00 pay the electricity"),
    ("doctor at 15:20 the day 25 of this month", "3/25 15:20 doctor"),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_of_other_voices(text: str, expected: str):
    assert tasks(text) == [expected]
