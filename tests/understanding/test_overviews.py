"""Texts that ask for a list regularly. Now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.domain.overviews import Scope
from bot.understanding.command import CancelAll, Create, ListReminders, SendOverview, Stop
from tests.understanding.reading_texts import command

ASKED = [
    ("send me my list every morning at 8", Scope.DAY, "FREQ=DAILY", "11-21 08:00"),
    ("every morning at 7:30 text me my schedule", Scope.DAY, "FREQ=DAILY", "11-21 07:30"),
    ("text me my reminders daily at 7am", Scope.DAY, "FREQ=DAILY", "11-21 07:00"),
    ("Send me my list every morning please", Scope.DAY, "FREQ=DAILY", "11-21 09:00"),
    ("can you send me a list of my reminders every day at 9am", Scope.DAY, "FREQ=DAILY", "11-21 09:00"),
    ("send me a daily list at 6pm", Scope.DAY, "FREQ=DAILY", "11-20 18:00"),
    ("daily summary at 7:30am", Scope.DAY, "FREQ=DAILY", "11-21 07:30"),
    ("send me what's on every weekday at 8am", Scope.DAY, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "11-23 08:00"),
    ("give me a rundown every morning at 6:45", Scope.DAY, "FREQ=DAILY", "11-21 06:45"),
    ("text me my week every sunday at 6pm", Scope.WEEK, "FREQ=WEEKLY;BYDAY=SU", "11-22 18:00"),
    ("weekly overview on sundays at 6pm", Scope.WEEK, "FREQ=WEEKLY;BYDAY=SU", "11-22 18:00"),
    ("Every Sunday evening send me a summary of my week", Scope.WEEK, "FREQ=WEEKLY;BYDAY=SU", "11-22 19:00"),
]


@pytest.mark.parametrize(("text", "scope", "rrule", "first"), ASKED)
def test_a_regular_list_is_read(text, scope, rrule, first):
    found = command(text)
    assert isinstance(found, SendOverview)
    assert found.repeat is not None
    assert (found.scope, found.repeat.rrule, f"{found.repeat.first:%m-%d %H:%M}") == (scope, rrule, first)


ENDED = [
    "stop the morning list",
    "stop sending me my list",
    "stop sending me my list every morning",
    "cancel the daily summary",
    "turn off the morning list",
    "no more weekly summaries",
    "don't send me the list in the morning",
    "stop the list",
    "stop sending me the morning list",
]


def test_the_list_may_be_all_that_is_on_it():
    assert command("cancel the list") == SendOverview(ends=True, or_everything=True)


@pytest.mark.parametrize("text", ENDED)
def test_its_end_is_read_and_is_no_opt_out(text):
    assert command(text) == SendOverview(ends=True)


@pytest.mark.parametrize("text", ["stop sending me texts", "stop sending me reminders", "stop texting me", "stop"])
def test_an_opt_out_stays_one(text):
    assert isinstance(command(text), Stop)


PERIODS = [
    ("what's my week", "11-20 00:00", "11-27 00:00"),
    ("how does my week look like?", "11-20 00:00", "11-27 00:00"),
    ("what's my day like", "11-20 00:00", "11-21 00:00"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_the_week_is_asked_about(text, start, end):
    found = command(text)
    assert isinstance(found, ListReminders)
    assert found.period is not None
    assert (f"{found.period.start:%m-%d %H:%M}", f"{found.period.end:%m-%d %H:%M}") == (start, end)


OTHERS = [
    ("send me my list", ListReminders),
    ("send me my list for tomorrow", ListReminders),
    ("text me my reminders at 5pm", ListReminders),
    ("delete my list", CancelAll),
    ("remind me to send the summary every friday at 4pm", Create),
    ("remind me every morning at 8 about my list", Create),
    ("text me every morning at 8 to take pills", Create),
    ("write the daily summary every day at 5pm", Create),
    ("send mom my list every morning at 8", Create),
    ("daily standup at 9am", Create),
]


@pytest.mark.parametrize(("text", "kind"), OTHERS)
def test_other_texts_ask_for_no_regular_list(text, kind):
    assert isinstance(command(text), kind)
