"""Whom a text asks to remind, and what recipients answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phone_numbers import numbers_in
from bot.domain.sms_segments import is_gsm7
from bot.understanding.recipients import (
    Answer,
    addressed,
    answer_to_asker,
    ended_recipient,
    leads_away,
    own_name,
    wants_report,
)

REQUESTS = [
    ("remind my husband at 6 to buy milk", "my husband", "remind me at 6 to buy milk"),
    ("Remind mom about the dentist tomorrow at 10", "mom", "remind me about the dentist tomorrow at 10"),
    ("at 6 remind John Smith to call", "John Smith", "at 6 remind me to call"),
    ("hey can you remind my son john at 7pm to walk?", "my son john", "hey can you remind me at 7pm to walk?"),
    ("please remind dad in 10 min to call", "dad", "please remind me in 10 min to call"),
    ("remind mom: call at 5", "mom", "remind me call at 5"),
    ("remind my kids, dinner is at 7", "my kids", "remind me dinner is at 7"),
    ("remind my husband", "my husband", "remind me"),
    ("remind my husband at 6", "my husband", "remind me at 6"),
    ("remind ann don't forget the milk at 6", "ann", "remind me don't forget the milk at 6"),
    ("send a reminder to my sister at 5 to pick me up", "my sister", "remind me at 5 to pick me up"),
    ("remind mom every monday at 9 to rest", "mom", "remind me every monday at 9 to rest"),
]


@pytest.mark.parametrize(("text", "name", "for_me"), REQUESTS)
def test_a_request_for_somebody_else(text, name, for_me):
    request = addressed(text)
    assert request is not None
    assert (request.name, request.text, request.is_unclear) == (name, for_me, False)


@pytest.mark.parametrize(
    "text",
    [
        "remind me at 6 to buy milk",
        "remind me at 5 to remind john to call",
        "remind us at 5 to leave",
        "remind dentist tomorrow at 3",
        "remind dentist",
        "remind mom's birthday on may 4",
        "don't forget to remind john",
        "can you remind other people?",
        "a reminder at 5",
        "remind aunt bee june sue ann to call",
        "",
    ],
)
def test_no_request_for_somebody_else(text):
    assert addressed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "remind her at 5 to call",
        "remind my husband and me at 6 to eat",
        "remind everyone at noon about the party",
        "remind mom at 6 to call and remind me at 7 to cook",
        "remind my husband and my wife at 6 to eat",
    ],
)
def test_a_request_that_names_nobody_or_several(text):
    request = addressed(text)
    assert request is not None
    assert request.is_unclear


@pytest.mark.parametrize(
    ("text", "name", "number", "for_me"),
    [
        ("remind +1 312 555 0199 at 9 to feed the cat", "", "+13125550199", "remind me at 9 to feed the cat"),
        ("remind 312-555-0199 at 9 to feed the cat", "", "+13125550199", "remind me at 9 to feed the cat"),
        ("remind (312) 555-0199 to feed the cat at 9", "", "+13125550199", "remind me to feed the cat at 9"),
        ("remind mom +13125550199 at 9 to call", "mom", "+13125550199", "remind me at 9 to call"),
        ("remind mom (+1 312 555 0199) at 9 to call", "mom", "+13125550199", "remind me at 9 to call"),
    ],
)
def test_a_number_in_the_text(text, name, number, for_me):
    request = addressed(text, numbers_in(text, "US"))
    assert request is not None
    assert (request.name, request.number, request.text) == (name, number, for_me)


@pytest.mark.parametrize(
    "wish",
    [
        " and tell me when he's done",
        ", let me know when she is done",
        " then text me once they did it.",
        " tell me when he has finished",
    ],
)
def test_the_wish_to_hear_of_done_is_no_part_of_the_message(wish):
    request = addressed(f"remind mom at 6 to buy milk{wish}")
    assert request is not None
    assert (request.text, request.reports_done) == ("remind me at 6 to buy milk", True)
    assert wants_report(wish)
    assert not wants_report(f"buy milk{wish}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dana", "Dana"),
        ("dana", "Dana"),
        ("I'm Dana", "Dana"),
        ("my name is Mary-Ann", "Mary-Ann"),
        ("It's O'Neil.", "O'Neil"),
        ("Dana K", "Dana K"),
        ("Jos\u00e9", "Jos\u00e9"),
        ("soy", "Soy"),
        ("Mar\u00eda", "Maria"),
        ("Zo\u00eb", "Zoe"),
        ("\u00f1o\u00f1o", "\u00d1o\u00f1o"),
        ("\u00e8ve", "Eve"),
        *((name, name) for name in ("Payton", "Carda", "Mark", "Grace", "Art", "Dale", "Banks", "Jose-Luis")),
        *(
            (text, "")
            for text in (
                "www.evil.com", "evil.com", "Dana http", "Dana 555", "+13125550199", "PayPal", "Your Bank", "Bank of A",
                "Amazon support", "D", "a very long name that nobody has", "Dana (bank)", "Dana\nreply YES", "", "!!!",
                "D\u0430na", "STOP", "ok", "yes", "s\u00ed", "Venmo", "Zelle", "USPS", "Medicare", "Netflix", "Pay Pal",
                "Wells Fargo", "Banco", "Hacienda", "Seguridad Social", "La Migra", "Visa", "Gobierno", "Banking",
                "Security", "Support", "Tax office", "Polic\u00eda", "Immigration", "City", "Billing", "Chase",
            )
        ),
    ],
)  # fmt: skip
def test_own_name_is_a_first_name_and_nothing_else(text, name):
    assert own_name(text) == name


@given(st.text(max_size=60))
def test_own_name_never_leads_anywhere(text):
    name = own_name(text)
    assert is_gsm7(name)
    assert not leads_away(name)
    assert len(name) <= 20


@pytest.mark.parametrize(
    "message",
    [
        "see evil.com",
        "https://a.b",
        "www.x",
        "call 1-800-555-0100",
        "mail a@b.c",
        "5 5 5 5 5",
        "evil dot com",
        "evil punto com",
        "evil(dot)com",
        "evil [dot] net",
        "evil . com",
        "\uff45\uff56\uff49\uff4c\uff0e\uff43\uff4f\uff4d",
        "evil\u2024com",
        "\u043f\u0440\u0438.\u0440\u0444",
        "evil\u3002com",
        "reply YES",
        "eat. Reply OK to win",
        "OK to accept",
        "STOP to end",
        "text YES now",
    ],
)
def test_what_leads_away(message):
    assert leads_away(message)


@pytest.mark.parametrize(
    "message",
    ["buy milk", "take 2 pills", "flight at 9:30, gate 22", "e.g. this one", "call mom", "say hi", "polka dot bag"],
)
def test_what_leads_nowhere(message):
    assert not leads_away(message)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ok", (Answer.ACCEPT, "")),
        ("OK!", (Answer.ACCEPT, "")),
        ("yes", (Answer.ACCEPT, "")),
        ("accept", (Answer.ACCEPT, "")),
        ("ok dana", (Answer.ACCEPT, "dana")),
        ("Allow Dana", (Answer.ACCEPT, "dana")),
        ("no", (Answer.DECLINE, "")),
        *((text, (Answer.DECLINE, "")) for text in (
            "no thanks", "No, thank you!", "no gracias", "nah im good", "Not interested.", "nope", "I'm good",
            "no quiero",
        )),
        *((text, (Answer.ACCEPT, "")) for text in (
            "okay thanks", "sure", "s\u00ed", "Si", "vale", "claro", "ok please", "Sounds good",
            "s\u00ed, gracias", "allow",
        )),
        *((text, (Answer.ASK_WHO, "")) for text in (
            "no thanks, who are you", "ok but who is this", "who?", "I don\u2019t know you", "who is Dana?", "who dis",
            "\u00bfqui\u00e9n es?", "wrong number",
        )),
        *((text, (Answer.BLOCK, "dana")) for text in (
            "stop Dana", "no more from Dana", "stop reminders from Dana", "block dana please", "no mas de Dana",
            "stop texts from dana", "please stop getting reminders from Dana",
        )),
        *((text, (Answer.BLOCK, "")) for text in ("block her", "Block this person", "no more from him")),
        ("block +33 6 12 34 56 78", (Answer.BLOCK, "+33 6 12 34 56 78")),
        ("ok but not at night", None),
        ("stop it", None),
        ("remind me who is coming at 5 to the very long party that we have", None),
        ("block", (Answer.BLOCK, "")),
        ("block Dana.", (Answer.BLOCK, "dana")),
        ("ok then remind me at 5 to call", None),
        ("", None),
        ("Liked \u201cDana wants me\u201d", None),
        ("I'm driving, ok", None),
    ],
)  # fmt: skip
def test_what_a_recipient_answers(text, answer):
    assert answer_to_asker(text) == answer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("stop reminding my husband", "my husband"),
        ("please stop reminding mom.", "mom"),
        ("no more reminders for my kids", "my kids"),
        ("stop reminding me", ""),
        ("stop reminding me about milk", ""),
        ("stop", ""),
        ("stop reminding mom at 6", ""),
    ],
)
def test_whom_to_remind_no_more(text, name):
    assert ended_recipient(text) == name
