"""Texts that machines write are told from those of people."""

import pytest

from bot.understanding.automatic import is_automatic

MACHINES = [
    "Thank you for your message. Our office hours are Mon-Fri 9am to 5pm",
    "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
    "I am currently out of the office until Monday, Dec 7 with limited access to email.",
    "Your verification code is 482913. Do not share this code.",
    "482913 is your Amazon OTP",
    "G-482913 is your Google verification code.",
    "This number is not monitored. Please call 555-0100",
    "Your bill of $45.10 is due on Friday",
    "Auto-Reply: I'm on vacation",
    "This is an automated message. Please do not reply.",
    "Your package will arrive tomorrow by 8pm",
    "Reminder: your appointment with Dr. Lee is scheduled for Tue Dec 1 at 3:00 PM. Reply C to confirm.",
    "Sorry, I can\u2019t talk right now.",
    "We are currently closed. We open tomorrow at 9am.",
    "Thanks for texting! We'll respond within 24 hours",
    "Msg & data rates may apply. Text STOP to end",
]
PEOPLE = [
    "remind me to pay my bill friday",
    "call mom at 5",
    "thank you",
    "thanks for the reminder",
    "my order arrives tomorrow at 5",
    "pick up package tomorrow at noon",
    "doctor appointment friday at 3",
    "I'm driving home at 5 remind me to stop at the store",
    "set out of office friday 5pm",
    "out of office email friday at 4",
    "reply to jen at 3",
    "reply yes to confirm dentist tomorrow at 9",
    "email bob that we are closed monday at 9",
    "tell jen i'll respond by 5",
    "check if your order has shipped friday at 9",
    "call the office to say i'm driving at 3",
    "i am driving to denver tomorrow at 6am",
    "leave for airport, your flight is at 5",
    "pay your bill is due friday",
    "check account alert at 5",
    "alert: take pills at 8",
    "turn on auto reply friday at 5",
    "send thank you for your order emails at 4",
    "thanks for texting me",
    "out of office from 5pm friday",
]


@pytest.mark.parametrize("text", MACHINES)
def test_a_machine_is_recognised(text):
    assert is_automatic(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_a_person_is_none(text):
    assert not is_automatic(text)
