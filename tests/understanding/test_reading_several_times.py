"""Bounds of series, several times in one text, notices before an event, numbers that are no times.

Now is Friday 20 November 2026, 10:45 in New York.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.command import AskTime, Create
from bot.understanding.explain import texts_of
from bot.understanding.reading import read
from tests.understanding.reading_texts import command


def tasks(text: str) -> list[tuple[str, str, str]]:
    """The reminders of ``text``: message, first moment, and rule."""
    found = command(text)
    assert isinstance(found, Create), found
    return [
        (
            one.message,
            f"{at:%m-%d %H:%M}",
            one.repeat.rrule if one.repeat else "",
        )
        for one in found.tasks
        for at in texts_of(one)
    ]


@pytest.mark.parametrize(
    ("text", "first", "rrule"),
    [
        ("eye drops for the next 5 days at 9pm", "11-20 21:00", "FREQ=DAILY;COUNT=5"),
        ("remind me at 9 pm to take the drops for the next 7 days", "11-20 21:00", "FREQ=DAILY;COUNT=7"),
        ("jog every day from 2026-12-01 to 2026-12-15", "12-01 09:00", "FREQ=DAILY;UNTIL=20261216T045959Z"),
        ("stretch every hour until the end of the day", "11-20 11:45", "FREQ=HOURLY;UNTIL=20261121T020000Z"),
        ("pay my card every month starting three days from now", "11-23 09:00", "FREQ=MONTHLY"),
        ("check the queue every hour on mondays", "11-23 00:45", "FREQ=HOURLY;BYDAY=MO"),
        ("set a daily alarm for 7:30 pm until cancelled", "11-20 19:30", "FREQ=DAILY"),
        ("paper bin on the 1st and 3rd thursday monthly", "12-03 09:00", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("board night the 2nd wednesday of every 3 months", "12-09 20:00", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE"),
        (
            "every month on the last business day close the books",
            "11-30 09:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("set three alarms every half hour starting at 7am", "11-21 07:00", "FREQ=MINUTELY;INTERVAL=30;COUNT=3"),
    ],
)
def test_bounds_of_a_series(text: str, first: str, rrule: str):
    assert [(at, rule) for _, at, rule in tasks(text)] == [(first, rrule)]


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("make alarms for 9 am and 9 pm tomorrow", ["11-21 09:00", "11-21 21:00"]),
        ("set an alarm for 1 pm 4 pm and 7 pm", ["11-20 13:00", "11-20 16:00", "11-20 19:00"]),
        ("set timers for 10, 18 and 23 minutes", ["11-20 10:55", "11-20 11:03", "11-20 11:08"]),
        ("set two alarms, 20 minutes apart, for tomorrow morning", ["11-21 09:00", "11-21 09:20"]),
        ("an alarm for 7 am on the 12th, 13th and 14th december", ["12-12 07:00", "12-13 07:00", "12-14 07:00"]),
        ("feed the cat on monday, wednesday and friday next week", ["11-23 09:00", "11-25 09:00", "11-27 09:00"]),
        (
            "three alarms today, one for 3 pm, one for 5 pm and one for 7 pm",
            ["11-20 15:00", "11-20 17:00", "11-20 19:00"],
        ),
        ("remind me a day before and an hour before my exam on dec 15 at 2pm", ["12-14 14:00", "12-15 13:00"]),
        ("vet on tuesday at 4pm, remind me a day before and an hour before", ["11-23 16:00", "11-24 15:00"]),
        ("take meds tomorrow at 8am and at 5pm", ["11-21 08:00", "11-21 17:00"]),
        ("call the bank on tuesday at 9 and at 4", ["11-24 09:00", "11-24 16:00"]),
        ("set the timer for 20 minutes in 3 hours", ["11-20 14:05"]),
        ("remind me 10 min before bedtime", ["11-20 21:20"]),
        ("take iron at 2030", ["11-20 20:30"]),
        ("12-22 14:30 pick up the suit", ["12-22 14:30"]),
        ("wake me at six 45 a.m.", ["11-21 06:45"]),
        ("set alarm for 5;20 am", ["11-21 05:20"]),
        ("turn the roast in 2 and a 1/2 hours", ["11-20 13:15"]),
        ("set the alarm for 5:30 am tonight", ["11-21 05:30"]),
        ("1st sunday next month clean the filter", ["12-06 09:00"]),
    ],
)
def test_moments(text: str, moments: list[str]):
    assert [at for _, at, _ in tasks(text)] == moments


@pytest.mark.parametrize(
    ("text", "message", "first"),
    [
        ("pay Nils $30 friday", "pay Nils $30", "11-27 09:00"),
        ("ring the garage 555-0142 tomorrow", "ring the garage 555-0142", "11-21 09:00"),
        ("install release 4.1 by friday", "install release 4.1", "11-27 09:00"),
        ("collect the badge at suite 400 tomorrow 2pm", "collect the badge at suite 400", "11-21 14:00"),
        ("massage tomorrow 2pm 90 min", "massage 90 min", "11-21 14:00"),
        ("call the plumber at 4pm (1/3)", "call the plumber (1/3)", "11-20 16:00"),
        ("remind me tomorrow which podcast to listen to", "which podcast to listen to", "11-21 09:00"),
        ("bring the drill Ann asked for saturday", "bring the drill Ann asked for", "11-21 09:00"),
        ("remind me I have to work late tomorrow", "I have to work late", "11-21 09:00"),
        ("remind me to wake up my girlfriend tomorrow at 10", "wake up my girlfriend", "11-21 10:00"),
        ("set a reminder to start making dinner at 5pm", "start making dinner", "11-20 17:00"),
        ("set a go to bed alarm for 9:30 pm", "go to bed", "11-20 21:30"),
        ("remind me every tuesday at 6:30 pm about taco tuesday with Pam", "taco tuesday with Pam", "11-24 18:30"),
    ],
)
def test_the_message_keeps_what_is_no_time(text: str, message: str, first: str):
    assert [(said.lower(), at) for said, at, _ in tasks(text)] == [(message.lower(), first)]


@pytest.mark.parametrize(
    "text",
    [
        "start the timer now",
        "remind me to set my 7 am alarm",
        "remind me to make cupcakes for tomorrow's meeting",
        "remind me fifteen minutes before the meeting this afternoon",
        "set a reminder one week in advance of my anniversary",
        "remind me later to update my voicemail",
    ],
)
def test_asks_for_the_time(text: str):
    assert isinstance(command(text), AskTime)


@pytest.mark.parametrize(
    ("zone", "text", "at"),
    [
        ("Asia/Shanghai", "standup tomorrow 6pm CST", "2026-06-11T18:00:00+08:00"),
        ("Asia/Kolkata", "standup tomorrow 6pm IST", "2026-06-11T18:00:00+05:30"),
        ("Australia/Sydney", "standup tomorrow 6pm EST", "2026-06-11T18:00:00+10:00"),
        ("America/New_York", "standup tomorrow 6pm CST", "2026-06-11T18:00:00-06:00"),
    ],
)
def test_an_abbreviation_means_ones_own_zone_first(zone: str, text: str, at: str):
    here = ZoneInfo(zone)
    found = read(text, now=datetime(2026, 6, 10, 10, tzinfo=here), zone=here).command
    assert isinstance(found, Create)
    moment = found.tasks[0].moment
    assert moment is not None
    assert moment.at == datetime.fromisoformat(at)
