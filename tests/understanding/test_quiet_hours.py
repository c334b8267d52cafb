"""Texts about quiet hours. Now is Friday 20 November 2026, 10:45 in New York."""

import pytest

from bot.understanding.command import ChangeSettings, Stop
from tests.understanding.reading_texts import command

HOURS = [
    ("quiet hours 10pm to 7am", "22:00-07:00"),
    ("Quiet hours: 10-7", "22:00-07:00"),
    ("set my quiet hours to 11pm - 6:30am", "23:00-06:30"),
    ("quiet hours 22:00-07:00 every night", "22:00-07:00"),
    ("quiet hours from 10 at night until 7 in the morning", "22:00-07:00"),
    ("quiet hours midnight to 6", "00:00-06:00"),
    ("quiet hours 9 to 5", "21:00-05:00"),
    ("quiet hours 1 to 3pm", "13:00-15:00"),
    ("quiet hours after 9pm", "21:00-07:00"),
    ("quiet hours 22 to 7", "22:00-07:00"),
    ("don't text me late at night", "22:00-07:00"),
    ("don't text me so late", "22:00-07:00"),
    ("no texting me at night", "22:00-07:00"),
    ("mute me at night", "22:00-07:00"),
    ("quiet hours at night please", "22:00-07:00"),
    ("do not disturb from 10pm to 7am", "22:00-07:00"),
    ("don't disturb me between 10 and 7", "22:00-07:00"),
    ("don't text me at night", "22:00-07:00"),
    ("dont text me after 10", "22:00-07:00"),
    ("please don't text me after 10pm or before 8am", "22:00-08:00"),
    ("don't text me before 8 or after 9:30pm", "21:30-08:00"),
    ("don't text me before 8", "22:00-08:00"),
    ("Don't text me between 10 pm and 7 am every night please", "22:00-07:00"),
    ("no texts at night", "22:00-07:00"),
    ("no reminders after 9:30pm", "21:30-07:00"),
    ("stop texting me at night", "22:00-07:00"),
    ("never wake me overnight", "22:00-07:00"),
    ("don't remind me at night", "22:00-07:00"),
    ("don't text me while I sleep", "22:00-07:00"),
    ("only text me between 8am and 9pm", "21:00-08:00"),
    ("text me only from 8 to 9pm", "21:00-08:00"),
    ("I sleep from 11pm to 6am", "23:00-06:00"),
    ("no quiet hours", "none"),
    ("turn off quiet hours", "none"),
    ("stop quiet hours", "none"),
    ("end my quiet hours", "none"),
    ("quiet hours off", "none"),
    ("you can text me at night again", "none"),
    ("text me anytime", "none"),
    ("quiet hours", ""),
    ("what are my quiet hours?", ""),
    ("quiet hours 10pm to 10pm", "unclear"),
    ("quiet hours 10pm to 7am on weekends", "unclear"),
    ("quiet hours soon", "unclear"),
]


@pytest.mark.parametrize(("text", "value"), HOURS)
def test_the_hours_are_read(text, value):
    assert command(text) == ChangeSettings(name="quiet_hours", value=value)


OTHERS = [
    "don't text me tonight",
    "don't text me until 8",
    "don't text me after 10 on weekdays",
    "don't remind me about water at night",
    "don't remind me at 9",
    "don't remind me to sleep at night",
    "remind me at 9 about quiet hours",
    "remind me tomorrow at 9 to set quiet hours",
    "quiet time at 3pm with the kids",
    "no reminders tomorrow",
    "sleep time is 10pm",
    "I sleep badly, remind me at 9 to call the doctor",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_set_no_quiet_hours(text):
    assert not isinstance(command(text), ChangeSettings)


@pytest.mark.parametrize("text", ["do not disturb", "don't text me", "stop texting me", "no more texts"])
def test_an_opt_out_is_no_quiet_hours(text):
    assert isinstance(command(text), Stop)
