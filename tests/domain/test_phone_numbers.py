"""Only E.164 is accepted; for other spellings it is suggested."""

import pytest

from bot.domain.errors import ImpossibleRequestError
from bot.domain.phone_numbers import NumberProblem, checked_number, number_problem, region_of, with_plus

TAKEN = [
    ("+13125550123", "+13125550123"),
    (" +13125550123\n", "+13125550123"),
    ("+15550001111", "+15550001111"),  # possible, though its area has no phones
    ("+442079460123", "+442079460123"),
    ("+972501234567", "+972501234567"),
]

SUGGESTED = [
    ("(312) 555-0123", "US", "+13125550123"),
    ("312-555-0123", "US", "+13125550123"),
    ("1 312 555 0123", "US", "+13125550123"),
    ("+1 312 555 0123", "US", "+13125550123"),
    ("+1-312-555-0123", "GB", "+13125550123"),
    ("020 7946 0123", "GB", "+442079460123"),
    ("13125550123", "US", "+13125550123"),
]

REFUSED = ["", " ", "+", "call me", "12345", "+12345", "+0123456789", "+1312555012345678", "911", "mom", "+1" * 40]
REFUSED += [
    "\uff0b\uff11312555",
    "+1312555012\u0663",
    "whatsapp:+13125550123",
    "sip:a@example.com",
    "+13125550123;ext=1",
]


@pytest.mark.parametrize(("written", "number"), TAKEN)
def test_an_e164_number_is_accepted(written, number):
    assert checked_number(written, region="US") == number


@pytest.mark.parametrize(("written", "region", "meant"), SUGGESTED)
def test_another_spelling_is_refused_with_the_e164_form(written, region, meant):
    with pytest.raises(ImpossibleRequestError) as caught:
        checked_number(written, region=region)
    assert meant in caught.value.detail
    assert caught.value.field == "to"


@pytest.mark.parametrize("written", REFUSED)
def test_anything_else_is_refused(written):
    with pytest.raises(ImpossibleRequestError):
        checked_number(written, region="US")


@pytest.mark.parametrize(
    ("written", "number"),
    [(" 13125550123", "+13125550123"), ("+13125550123", "+13125550123"), (" +1312 ", "+1312"), (" a1", "a1"), ("", "")],
)
def test_the_plus_lost_in_a_form_is_restored(written, number):
    assert with_plus(written) == number


@pytest.mark.parametrize(
    ("number", "region"), [("+13125550123", "US"), ("+442079460123", "GB"), ("", None), ("x", None)]
)
def test_the_region_of_a_number(number, region):
    assert region_of(number) == region


P = NumberProblem


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("+13125550123", None),
        ("whatsapp:+13125550123", None),
        ("+18005550123", None),  # toll-free numbers text
        ("+15551234567", None),  # reserved for fiction
        ("+447700900123", P.COUNTRY),
        ("+442079460123", P.COUNTRY),
        ("+14165550123", P.COUNTRY),
        ("+18765550123", P.COUNTRY),
        ("+19002345678", P.PREMIUM),
        ("+19001234567", P.PREMIUM),  # not a valid number, but a premium one
        ("+19005550123", P.PREMIUM),
        ("+12129765555", P.PREMIUM),
        ("+15005550006", P.PREMIUM),
        ("+447012345678", P.PREMIUM),
        ("+33899123456", P.PREMIUM),
        ("+881612345678", P.PREMIUM),
        ("+88212345678", P.PREMIUM),
        ("+8835100012345", P.PREMIUM),
        ("+870773111632", P.PREMIUM),
        ("+979123456789", P.PREMIUM),
        ("+80012345678", P.PREMIUM),
        ("+10000000000", P.INVALID),
        ("+11234567890", P.INVALID),
        ("+99912345678", P.INVALID),
        ("+1312", P.NOT_A_NUMBER),
        ("72345", P.NOT_A_NUMBER),
        ("SHOP", P.NOT_A_NUMBER),
        ("", P.NOT_A_NUMBER),
    ],
)
def test_which_numbers_are_texted(number, problem):
    assert number_problem(number, frozenset({"US"})) is problem
    if problem is P.COUNTRY:
        assert number_problem(number, frozenset()) is None
