"""Who is let in."""

from datetime import timedelta

import pytest

from bot.domain.model import OptOut
from bot.domain.rate_limit import Rate
from bot.inbound.admission import Admission, AdmissionLimits, RefusalReason, is_opting_out
from tests.builders import NOW, make_inbound

OTHER = "+13125550199"
LONDON = "+442079460123"
LIMITS = AdmissionLimits(per_sender=Rate(count=3), in_all=Rate(count=6), same_texts=2, text_characters=160)
COUNTRIES = AdmissionLimits(countries=frozenset({"US", "CA"}))


class Gate:
    """Sends texts to an ``Admission``, each with its own message id, ``after`` seconds after the last one."""

    def __init__(self, limits=LIMITS, bots=1):
        self.bots = bots
        self.admission = Admission(limits, bots=lambda: self.bots)
        self.now = NOW
        self.count = 0

    def text(self, body=None, after=0.0, message_id=None, **changes):
        self.count += 1
        self.now += timedelta(seconds=after)
        inbound = make_inbound(body or f"text {self.count}", message_id or f"SM{self.count}", **changes)
        decision = self.admission.admit(inbound, self.now)
        return decision.reason, decision.notify

    def reasons(self, *bodies, **changes):
        return [self.text(body, **changes)[0] for body in bodies]


IN, TOLD, SILENT = (None, False), (RefusalReason.SENDER, True), (RefusalReason.SENDER, False)


def test_a_sender_over_the_limit_is_notified_once():
    gate = Gate()
    assert [gate.text() for _ in range(6)] == [IN, IN, IN, TOLD, SILENT, SILENT]
    assert gate.text(after=20) == IN
    assert gate.text() == SILENT
    assert [gate.text(after=60), gate.text(), gate.text(), gate.text()] == [IN, IN, IN, TOLD]


@pytest.mark.parametrize(("bots", "admitted"), [(1, 6), (2, 3), (3, 2), (6, 1), (12, 1)])
def test_a_bot_admits_its_share_of_all_texts(bots, admitted):
    gate = Gate(bots=bots)
    reasons = [gate.text(from_number=f"+1312555010{digit}")[0] for digit in range(1, 9)]
    assert reasons == [None] * admitted + [RefusalReason.TOTAL] * (8 - admitted)


def test_a_bot_that_is_left_alone_admits_all_texts():
    gate = Gate(bots=6)
    assert gate.text(from_number="+13125550101") == IN
    gate.bots = 1
    reasons = [gate.text(after=10, from_number=f"+1312555010{digit}")[0] for digit in range(2, 9)]
    assert reasons == [None] * 7


def test_senders_do_not_share_a_limit():
    gate = Gate()
    for _ in range(10):
        gate.text()
    assert gate.text(from_number=OTHER) == IN


def test_all_senders_share_a_total_limit_and_each_is_notified_once():
    gate = Gate()
    senders = [f"+1312555010{digit}" for digit in range(1, 10)]
    decisions = [gate.text(from_number=sender) for sender in senders]
    assert decisions == [IN] * 6 + [(RefusalReason.TOTAL, True)] * 3
    assert gate.text(from_number=senders[-1]) == (RefusalReason.TOTAL, False)


def test_notices_to_many_senders_are_limited_too():
    gate = Gate()
    decisions = [gate.text(from_number=f"+1312555{number:04d}") for number in range(100, 120)]
    assert [tell for _, tell in decisions].count(True) == 6


def test_a_refused_text_does_not_count():
    gate = Gate()
    for _ in range(30):
        gate.text()
    assert gate.text(from_number=OTHER) == IN
    assert gate.text(after=20) == IN


def test_a_redelivered_text_is_not_counted_and_gets_the_same_decision():
    gate = Gate()
    assert [gate.text("list", message_id="SMsame") for _ in range(20)] == [IN] * 20
    assert [gate.text(message_id=f"SMmore{count}") for count in range(4)] == [IN, IN, TOLD, SILENT]
    assert gate.text("list", message_id="SMsame") == IN
    assert gate.text(message_id="SMmore2", after=300) == TOLD
    assert gate.text(message_id="SMmore3", after=300) == SILENT


@pytest.mark.parametrize("body", ["STOP", "stop.", "Stop all", "UNSUBSCRIBE", "cancel", "please stop texting me"])
def test_an_opt_out_passes_every_limit_however_many_came_before(body):
    gate = Gate()
    for _ in range(5):
        gate.text()
    assert gate.reasons(*[body] * 50) == [None] * 50
    assert gate.text() == SILENT, "an opt-out opens the gate for itself alone"


def test_opt_outs_cost_nothing_once_one_is_carried_out_and_the_limit_is_reached():
    gate = Gate()
    stops = [make_inbound("STOP", f"SMstop{count}") for count in range(8)]
    repeated = []
    for stop in stops:
        repeated.append(gate.admission.admit(stop, NOW).is_repeated_opt_out)
        gate.admission.remember_opt_out(stop)
    assert repeated == [False] * 3 + [True] * 5


def test_an_opt_out_after_a_newer_text_is_never_taken_for_a_repetition():
    """START was admitted before the first STOP was committed: the second STOP has work to do."""
    gate = Gate(AdmissionLimits(per_sender=Rate(count=2)))
    first, start, second = make_inbound("STOP", "SM1"), make_inbound("START", "SM2"), make_inbound("STOP", "SM3")
    gate.admission.admit(first, NOW)
    gate.admission.admit(start, NOW)
    gate.admission.remember_opt_out(first)
    assert not gate.admission.admit(second, NOW).is_repeated_opt_out


def test_a_few_starts_pass_the_limits_of_one_sender_and_of_all():
    gate = Gate()
    assert gate.reasons("a", "b", "c", "START", "Unstop", "start", "unstop") == [None] * 6 + [RefusalReason.SENDER]
    assert gate.text("START", after=20) == IN, "the sender's limit has room again"
    assert gate.text("x", opt_out=OptOut.START) == IN
    assert gate.text("x", opt_out=OptOut.START) == SILENT
    assert gate.text("HELP") == SILENT
    crowd = Gate()
    for digit in range(1, 10):
        crowd.text(from_number=f"+1312555010{digit}")
    assert crowd.reasons("hello", "START", "YES") == [RefusalReason.TOTAL, None, None]


def test_a_start_over_the_limit_makes_the_next_stop_count():
    gate = Gate(AdmissionLimits(per_sender=Rate(count=1)))
    stop, start, again = make_inbound("STOP", "SM1"), make_inbound("START", "SM2"), make_inbound("STOP", "SM3")
    gate.admission.admit(stop, NOW)
    gate.admission.remember_opt_out(stop)
    assert gate.admission.admit(start, NOW).reason is None
    assert not gate.admission.admit(again, NOW).is_repeated_opt_out


def test_an_opt_out_from_a_refused_country_passes():
    gate = Gate(COUNTRIES)
    assert gate.reasons("list", "STOP", from_number=LONDON) == [RefusalReason.COUNTRY, None]
    for word in (OptOut.HELP, OptOut.START):
        assert gate.text("x", opt_out=word, from_number=LONDON) == (RefusalReason.COUNTRY, False)
    assert gate.text("fermer", opt_out=OptOut.STOP, from_number=LONDON) == IN


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
def test_which_texts_may_be_an_opt_out(body, is_wish):
    assert is_opting_out(make_inbound(body)) is is_wish


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("+13125550123", None),
        ("+14165550123", None),
        ("whatsapp:+13125550123", None),
        (LONDON, RefusalReason.COUNTRY),
        ("+99912345678", RefusalReason.INVALID),
        ("+13125550", RefusalReason.INVALID),
        ("+19002345678", RefusalReason.PREMIUM),
        ("+881612345678", RefusalReason.PREMIUM),
        ("72345", RefusalReason.NOT_A_NUMBER),
        ("SHOP", RefusalReason.NOT_A_NUMBER),
        ("+", RefusalReason.NOT_A_NUMBER),
    ],
)
def test_only_numbers_of_the_configured_countries_are_admitted(number, reason):
    assert Gate(COUNTRIES).text("list", from_number=number) == (reason, False)


def test_own_numbers_come_from_the_settings_alone():
    gate = Gate()
    gate.text(to_number="+13125550111")  # in a group MMS this is another person's number
    assert gate.text(from_number="+13125550111") == IN
    own = Admission(LIMITS, [OTHER])
    assert own.admit(make_inbound("hi", from_number=OTHER), NOW).reason is RefusalReason.OWN_NUMBER


def test_a_text_that_merely_contains_stop_meets_every_limit():
    gate = Gate(COUNTRIES)
    errand = gate.text("every 5 minutes stop the kettle", from_number=LONDON)
    assert errand == (RefusalReason.COUNTRY, False)
    assert gate.text("please stop texting me", from_number=LONDON) == IN


def test_repeated_equal_texts_are_taken_for_a_loop():
    gate = Gate(AdmissionLimits(same_texts=2))
    assert gate.reasons("Hi", "hi ", "HI", "hi") == [None, None, RefusalReason.LOOP, RefusalReason.LOOP]
    assert gate.reasons("list", "hi", "hi", "hi") == [None, None, None, RefusalReason.LOOP]
    assert gate.text("hi", after=61) == IN


def test_a_sender_that_returns_our_words_is_taken_for_a_robot():
    gate = Gate()
    gate.text("list")
    gate.admission.remember_reply(make_inbound("list"), "You have no reminders.")
    assert gate.text("you have no  reminders.") == (RefusalReason.ECHO, False)
    assert gate.text("You have no reminders.", from_number=OTHER) == IN
    assert gate.text("list") == IN


def test_a_conversation_between_two_robots_ends():
    """The other robot sends a canned reply, our own words, or a quotation of them."""
    for answer in (lambda _: "I am out of the office.", lambda heard: heard, lambda heard: f"You said {heard[:20]}"):
        gate = Gate(AdmissionLimits())
        heard, turns = "Sorry, I didn't get that.", 0
        while turns < 1000:
            said = answer(heard)
            if gate.text(said, after=0.5)[0] is not None:
                break
            heard = "Sorry, I didn't get that."
            gate.admission.remember_reply(make_inbound(said), heard)
            turns += 1
        assert turns <= 20


def test_a_text_that_is_too_long_is_refused_with_a_notice_and_counts():
    gate = Gate()
    assert [gate.text("x" * 161 + str(count)) for count in range(4)] == [(RefusalReason.LENGTH, True)] * 3 + [TOLD]
    assert gate.text("x" * 160, from_number=OTHER) == IN


def test_memory_is_bounded():
    admission = Admission(LIMITS, max_senders=3)
    for count in range(50):
        admission.admit(make_inbound("hi", f"SM{count}", from_number=f"+1312555{count:04d}"), NOW)
    assert len(admission._senders) == 3
