"""The time zone of a number: of its own country always, and of most people of its area."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from phonenumbers import geocoder

from bot.domain.phone_numbers import country_of, guess_timezone
from bot.domain.zones import zones_of

NUMBERS = [
    ("+353851234567", "Europe/Dublin"),
    ("+447700900123", "Europe/London"),
    ("+390612345678", "Europe/Rome"),
    ("+4721234567", "Europe/Oslo"),
    ("+358401234567", "Europe/Helsinki"),
    ("+34612345678", "Europe/Madrid"),
    ("+351912345678", "Europe/Lisbon"),
    ("+61892211111", "Australia/Perth"),
    ("+61861111111", "Australia/Perth"),
    ("+61882211111", "Australia/Adelaide"),
    ("+61889411111", "Australia/Darwin"),
    ("+61412345678", "Australia/Sydney"),
    ("+79261234567", "Europe/Moscow"),
    ("+5215512345678", "America/Mexico_City"),
    ("+525512345678", "America/Mexico_City"),
    ("+17097221234", "America/St_Johns"),
    ("+19075551234", "America/Anchorage"),
    ("+12195551234", "America/Chicago"),
    ("+16055551234", "America/Chicago"),
    ("+17015551234", "America/Chicago"),
    ("+12085550123", "America/Boise"),
    ("+18505551234", "America/Chicago"),
    ("+13125550123", "America/Chicago"),
    ("+380501234567", "Europe/Kyiv"),
    ("+998901234567", "Asia/Tashkent"),
    ("+970591234567", "Asia/Hebron"),
]
JANUARY = datetime(2026, 1, 15, 12, tzinfo=UTC)
COUNTRIES = sorted(phonenumbers.SUPPORTED_REGIONS)
# Where the geocoder names a US state, the clock that most of its people go by (offset from UTC in January, hours).
EASTERN = "Connecticut Delaware Georgia Maine Maryland Massachusetts Jersey York Ohio Pennsylvania Vermont Virginia"
CENTRAL = "Alabama Arkansas Illinois Iowa Louisiana Minnesota Mississippi Missouri Oklahoma Wisconsin"
STATE_HOURS = {
    **dict.fromkeys(EASTERN.split(), -5),
    **dict.fromkeys(CENTRAL.split(), -6),
    **dict.fromkeys(("Colorado", "Montana", "New Mexico", "Utah", "Wyoming", "Arizona"), -7),
    **dict.fromkeys(("California", "Washington State"), -8),
    "Hawaii": -10,
    "Alaska": -9,
}


@pytest.mark.parametrize(("number", "zone"), NUMBERS)
def test_the_zone_of_a_number(number, zone):
    assert guess_timezone(number, "UTC") == zone


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_gets_a_zone_of_its_own(country):
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    if example is None:
        example = phonenumbers.example_number(country)
    assert example is not None
    number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    zone = guess_timezone(number, "UTC")
    assert zone is not None
    own = zones_of(country_of(number))
    assert zone in own or not own
    ZoneInfo(zone)


def area_codes():
    """Every area code of North America that the numbering plan knows, with a number in it and its place."""
    for code in range(201, 990):
        number = phonenumbers.parse(f"+1{code}5550123")
        place = geocoder.description_for_number(number, "en")
        if place and phonenumbers.is_valid_number(number):
            yield f"+1{code}5550123", place


def test_area_codes_keep_the_clock_of_their_state():
    wrong, checked = {}, 0
    for number, place in area_codes():
        hours = next((hours for state, hours in STATE_HOURS.items() if place.endswith(state)), None)
        if hours is None:
            continue
        checked += 1
        written = JANUARY.astimezone(ZoneInfo(guess_timezone(number, "UTC") or "UTC")).strftime("%z")
        if written != f"-{-hours:02d}00":
            wrong[number] = (place, written)
    assert wrong == {}
    assert checked > 150


def test_the_operators_zone_wins_where_a_number_fits_it():
    assert guess_timezone("+61412345678", "Australia/Perth") == "Australia/Perth"
    assert guess_timezone("+353851234567", "Europe/London") == "Europe/Dublin"
