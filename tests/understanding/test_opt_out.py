"""A wish for no more texts is obeyed in any spelling, decoration, script or wording; an errand never counts."""

import unicodedata

import pytest

from bot.understanding.command import Stop
from bot.understanding.opt_out import is_opt_out
from tests.understanding.reading_texts import command

WISHES = [
    *(
        "STOP",
        "Stop.",
        "stop!",
        "STOP STOP STOP",
        "S T O P",
        "STOP please",
        "ok stop",
        "STOP, thanks",
        "\uff33\uff34\uff2f\uff30",
    ),
    *(
        "OPT-OUT",
        "opt out",
        "optout",
        "unsubscribe me from this",
        "I'd like to unsubscribe please",
        "how do i unsubscribe",
    ),
    *("STOP" + "\u200b" * 300, "STOP " * 300, "\U0001f6d1" * 250 + "STOP", "STOP\n\n" + "-" * 300),
    *("\U0001f6d1 STOP \U0001f6d1", "stop \u270b", "\ufffcSTOP", "ST\u00adOP", "Stop\ufe0f"),
    *("ARRET", "Arr\u00eat", "ALTO", "PARAR", "BASTA", "\u0441\u0442\u043e\u043f", "\u505c\u6b62", "numero equivocado"),
    *("please stop sending text reminders", "please stop texting me", "quit texting me", "stop sending me stuff"),
    *("Stop texting me!!! wrong number", "stop messaging this phone", "stop the texts", "no more texts please"),
    *("I don't want these texts anymore", "I no longer wish to receive these messages"),
    *("please dont send me any more messages", "i dont want to receive text messages from you"),
    *("do not ever contact me again", "never text me again", "Don't text this number", "leave me alone"),
    *(
        "STOP. I said stop",
        "cancel please",
        "cancel this service",
        "i don't need this service",
        "how can i stop these texts",
    ),
    *("don't send anything", "stop sending reminders", "go away", "not my number", "take me off"),
    *("you have the wrong number", "wrong number", "Wrong number sorry", "I did not sign up for this"),
    *("Please take me off your list", "remove my number", "delete my number from your system", "I revoke my consent"),
]
ERRANDS = [
    *("stop by the store at 5", "every 5 minutes stop the kettle", "remind me to stop at the bank", "text mom to stop"),
    *("stop reminding me about the gym", "stop the 9am one", "stop the timer", "stop it at 5", "stop reminders"),
    *("cancel 2", "cancel the dentist", "cancel all", "cancel my alarm", "cancel that", "remove the gym"),
    *("unsubscribe from netflix friday", "remind me to unsubscribe from netflix", "remind me to opt out of the plan"),
    *("don't text mom", "don't remind me", "don't forget", "never mind", "no reminders tomorrow"),
    *("stop that", "stop this", "end this", "end it", "quit it", "i quit", "cancel now", "just cancel", "end today"),
    *("I don't want this reminder anymore", "stop sending me this reminder", "i don't need this alert", "no more"),
    *(
        "I don't want any more reminders",
        "no more reminders",
        "cancel my subscription",
        "no alerts",
        "no notifications",
    ),
    *("end of day", "end call at 5", "quit smoking reminder at 9", "for good", "thanks", "please", ""),
]
INVISIBLE = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_recognised(text):
    assert is_opt_out(text)


@pytest.mark.parametrize("text", ERRANDS)
def test_an_errand_is_none(text):
    assert not is_opt_out(text)


def test_no_invisible_character_hides_the_word():
    assert [mark for mark in INVISIBLE if not (is_opt_out(f"STOP{mark}") and is_opt_out(f"{mark}STOP"))] == []


@pytest.mark.parametrize("text", [text for text in WISHES if text not in ("STOP", "optout")])
def test_it_is_read_as_an_opt_out(text):
    assert isinstance(command(text), Stop)


def test_only_the_bare_word_is_one_that_carriers_act_on():
    assert command("STOP") == Stop(is_carrier_word=True)
    assert command("STOP\u200b") == Stop(is_carrier_word=False)
    assert command("stop.") == Stop(is_carrier_word=False)
