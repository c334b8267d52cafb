"""The border between a time and the message; now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import Create, Task
from tests.understanding.reading_texts import command, moment, repeat

ONCE = [
    ("sign up for after school club tomorrow", "sign up for after school club", "2026-11-21 (09:00)"),
    ("call mom before school starts on monday", "call mom before school starts", "2026-11-23 (09:00)"),
    ("swim saturday, 5 to 7pm", "swim", "2026-11-21 17:00"),
    ("swim saturday ten to three pm", "swim", "2026-11-21 14:50"),
    ("blood sample 0830", "blood sample", "(2026-11-21) 08:30"),
    ("finish chapter 3 day after tomorrow at 6pm", "finish chapter 3", "2026-11-22 18:00"),
    ("finish chapter 3 second sunday of december", "finish chapter 3", "2026-12-13 (09:00)"),
    ("the 28th, in the afternoon water the plants", "water the plants", "2026-11-28 (15:00)"),
    ("remind me to send the Q3 report for 3 hours and 40 minutes", "send the Q3 report", "(2026-11-20) 14:25"),
    ("pick up Tom night of may 27th, 2027", "pick up Tom", "2027-05-27 (20:00)"),
    ("pick up Tom Thu, Jan 21 at 5 minutes after 11pm", "pick up Tom", "2027-01-21 23:05"),
    ("pick up Tom evening of tmr", "pick up Tom", "2026-11-21 (19:00)"),
    ("finish chapter 3 jan's fourth wednesday", "finish chapter 3", "2027-01-27 (09:00)"),
    ("finish chapter 3 May 1st, 2027 at 3:03 am", "finish chapter 3", "2027-05-01 03:03"),
    ("finish chapter 3 after 8 months", "finish chapter 3", "2027-07-20 10:45"),
    ("buy m/f cables tomorrow", "buy m/f cables", "2026-11-21 (09:00)"),
    ("bake a cake for cinco de mayo 2027", "bake a cake", "2027-05-05 (09:00)"),
    ("party on mardi gras 2027", "party", "2027-02-09 (09:00)"),
    ("ring ann friday, not saturday", "ring ann", "2026-11-27 (09:00)"),
    ("meet bob at 6pm in the hotel", "meet bob in the hotel", "(2026-11-20) 18:00"),
    ("meet bob at 6pm in boston", "meet bob in boston", "(2026-11-20) 18:00"),
    ("ring ann at 9am in berlin station", "ring ann in berlin station", "(2026-11-21) 09:00"),
    ("read pages 5-6 tomorrow", "read pages 5-6", "2026-11-21 (09:00)"),
    ("swim 9-11 saturday", "swim", "2026-11-21 09:00"),
]


@pytest.mark.parametrize(("text", "message", "expected"), ONCE)
def test_message_and_moment(text, message, expected):
    assert command(text) == Create(tasks=(Task(message=message, moment=moment(expected)),))


SEVERAL_REPEATS = [
    ("stretch mon, wed and fri at 9pm every week", [("2026-11-20 21:00", "FREQ=WEEKLY;BYDAY=MO,WE,FR")]),
    (
        "stretch at 6, 6:30 and 7 every weekday",
        [
            ("2026-11-20 18:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("2026-11-20 18:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("2026-11-20 19:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ],
    ),
    (
        "stretch daily at 9 and 5:30",
        [("2026-11-21 09:00", "FREQ=DAILY"), ("2026-11-20 17:30", "FREQ=DAILY")],
    ),
    (
        "stretch at eight on weekdays and ten on weekends",
        [("2026-11-23 08:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), ("2026-11-21 10:00", "FREQ=WEEKLY;BYDAY=SA,SU")],
    ),
    (
        "stretch every tuesday at noon, every thursday at 6pm and every sunday at 8am",
        [
            ("2026-11-24 12:00", "FREQ=WEEKLY;BYDAY=TU"),
            ("2026-11-26 18:00", "FREQ=WEEKLY;BYDAY=TH"),
            ("2026-11-22 08:00", "FREQ=WEEKLY;BYDAY=SU"),
        ],
    ),
    ("stretch daily at 8, 12 and 4", [("2026-11-20 12:00", "FREQ=DAILY;BYHOUR=8,12,16")]),
    ("stretch daily at 6 and 8", [("2026-11-20 18:00", "FREQ=DAILY;BYHOUR=18,20")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_REPEATS)
def test_one_rule_for_each_minute_and_each_set_of_days(text, expected):
    tasks = tuple(Task(message="stretch", repeat=repeat(first, rule)) for first, rule in expected)
    assert command(text) == Create(tasks=tasks)


def test_work_after_a_weekday_belongs_to_the_message():
    task = Task(message="work on the report", repeat=repeat("2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO"))
    assert command("every monday work on the report at 9") == Create(tasks=(task,))
