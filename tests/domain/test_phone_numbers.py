"""Only E.164 is accepted; for other spellings it is suggested."""

import pytest

from bot.domain.errors import ImpossibleRequestError
from bot.domain.phone_numbers import checked_number, region_of, with_plus

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
