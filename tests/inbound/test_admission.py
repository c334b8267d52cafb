"""Who is let in: texts as they come, and what becomes of each."""

from datetime import timedelta

import pytest

from bot.domain.model import OptOut
from bot.domain.rate_limit import Rate
from bot.inbound.admission import Admission, AdmissionLimits, Reason, is_opting_out
from tests.builders import BOT_NUMBER, NOW, make_inbound

OTHER = "+13125550199"
LIMITS = AdmissionLimits(per_sender=Rate(count=3), in_all=Rate(count=6), same_texts=2, text_characters=160)
COUNTRIES = AdmissionLimits(countries=frozenset({"US", "CA"}))


class ServerLimits:
    """Texts at an ``Admission``: each has a message id of its own, and comes ``after`` seconds since the last."""

    def __init__(self, limits=LIMITS):
        self.admission = Admission(limits)
        self.now = NOW
        self.count = 0

    def text(self, body=None, after=0.0, message_id=None, **changes):
        self.count += 1
        self.now += timedelta(seconds=after)
        inbound = make_inbound(body or f"text {self.count}", message_id or f"SM{self.count}", **changes)
        entry = self.admission.admit(inbound, self.now)
        return entry.reason, entry.tell

    def reasons(self, *bodies, **changes):
        return [self.text(body, **changes)[0] for body in bodies]


IN, TOLD, SILENT = (None, False), (Reason.SENDER, True), (Reason.SENDER, False)


def test_who_texts_too_much_is_told_once_and_then_met_with_silence():
    door = ServerLimits()
    assert [door.text() for _ in range(6)] == [IN, IN, IN, TOLD, SILENT, SILENT]
    assert door.text(after=20) == IN
    assert door.text() == SILENT
    assert [door.text(after=60), door.text(), door.text(), door.text()] == [IN, IN, IN, TOLD]


def test_one_sender_uses_up_nothing_of_another():
    door = ServerLimits()
    for _ in range(10):
        door.text()
    assert door.text(from_number=OTHER) == IN


def test_all_together_have_a_limit_and_each_is_told_once():
    door = ServerLimits()
    senders = [f"+1312555010{digit}" for digit in range(1, 10)]
    entries = [door.text(from_number=sender) for sender in senders]
    assert entries == [IN] * 6 + [(Reason.TOTAL, True)] * 3
    assert door.text(from_number=senders[-1]) == (Reason.TOTAL, False)


def test_the_notices_of_a_flood_from_many_numbers_have_a_limit_too():
    door = ServerLimits()
    entries = [door.text(from_number=f"+1312555{number:04d}") for number in range(100, 120)]
    assert [tell for _, tell in entries].count(True) == 6


def test_what_was_refused_counts_for_nothing():
    door = ServerLimits()
    for _ in range(30):
        door.text()
    assert door.text(from_number=OTHER) == IN
    assert door.text(after=20) == IN


def test_a_redelivered_text_is_neither_counted_nor_judged_anew():
    door = ServerLimits()
    assert [door.text("list", message_id="SMsame") for _ in range(20)] == [IN] * 20
    assert [door.text(message_id=f"SMmore{count}") for count in range(4)] == [IN, IN, TOLD, SILENT]
    assert door.text("list", message_id="SMsame") == IN
    assert door.text(message_id="SMmore2", after=300) == TOLD
    assert door.text(message_id="SMmore3", after=300) == SILENT


@pytest.mark.parametrize("body", ["STOP", "stop.", "Stop all", "UNSUBSCRIBE", "cancel", "please stop texting me"])
def test_a_wish_to_hear_no_more_passes_every_limit_once(body):
    door = ServerLimits()
    for _ in range(5):
        door.text()
    assert door.text(body) == IN
    assert door.text(body) == SILENT
    assert door.text(body, after=3600) == IN


def test_opting_out_passes_for_a_country_that_is_not_answered():
    door = ServerLimits(COUNTRIES)
    assert door.reasons("list", "STOP", from_number="+447700900123") == [Reason.COUNTRY, None]
    assert door.text("HELP", opt_out=OptOut.HELP, from_number="+447700900124") == IN


@pytest.mark.parametrize(
    ("body", "is_wish"),
    [
        ("STOP", True),
        ("End", True),
        ("Opt out", True),
        ("cancel 2", False),
        ("remind me at the end of may to pay rent", False),
        ("remind me to stop " + "by the shop " * 10, False),
    ],
)
def test_what_counts_as_a_wish_to_hear_no_more(body, is_wish):
    assert is_opting_out(make_inbound(body)) is is_wish


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+13125550123", None),
        ("+14165550123", None),
        ("whatsapp:+13125550123", None),
        ("+447700900123", Reason.COUNTRY),
        ("+99912345678", Reason.COUNTRY),
        ("72345", Reason.NOT_A_NUMBER),
        ("SHOP", Reason.NOT_A_NUMBER),
        ("+", Reason.NOT_A_NUMBER),
        (BOT_NUMBER, Reason.OWN_NUMBER),
    ],
)
def test_only_phones_of_the_countries_named_are_answered(number, reason):
    assert ServerLimits(COUNTRIES).text("list", from_number=number) == (reason, False)


def test_every_number_that_was_texted_is_one_of_ours():
    door = ServerLimits()
    door.text(to_number="+13125550111")
    assert door.text(from_number="+13125550111")[0] is Reason.OWN_NUMBER
    assert Admission(LIMITS, [OTHER]).admit(make_inbound("hi", from_number=OTHER), NOW).reason is Reason.OWN_NUMBER


def test_the_same_text_again_and_again_is_a_robots():
    door = ServerLimits(AdmissionLimits(same_texts=2))
    assert door.reasons("Hi", "hi ", "HI", "hi") == [None, None, Reason.LOOP, Reason.LOOP]
    assert door.reasons("list", "hi", "hi", "hi") == [None, None, None, Reason.LOOP]
    assert door.text("hi", after=61) == IN


def test_who_says_our_own_words_is_a_robot():
    door = ServerLimits()
    door.text("list")
    door.admission.said(make_inbound("list"), "You have no reminders.")
    assert door.text("you have no  reminders.") == (Reason.ECHO, False)
    assert door.text("You have no reminders.", from_number=OTHER) == IN
    assert door.text("list") == IN


def test_two_robots_that_text_each_other_fall_silent():
    """The other one answers whatever it hears; it hears a canned answer, or its own words, or ours."""
    for answer in (lambda _: "I am out of the office.", lambda heard: heard, lambda heard: f"You said {heard[:20]}"):
        door = ServerLimits(AdmissionLimits())
        heard, turns = "Sorry, I didn't get that.", 0
        while turns < 1000:
            said = answer(heard)
            if door.text(said, after=0.5)[0] is not None:
                break
            heard = "Sorry, I didn't get that."
            door.admission.said(make_inbound(said), heard)
            turns += 1
        assert turns <= 20


def test_a_text_too_long_is_told_and_counts():
    door = ServerLimits()
    assert [door.text("x" * 161 + str(count)) for count in range(4)] == [(Reason.LENGTH, True)] * 3 + [TOLD]
    assert door.text("x" * 160, from_number=OTHER) == IN


def test_memory_is_bounded():
    admission = Admission(LIMITS, most_senders=3)
    for count in range(50):
        admission.admit(make_inbound("hi", f"SM{count}", from_number=f"+1312555{count:04d}"), NOW)
    assert len(admission._talks) == 3
