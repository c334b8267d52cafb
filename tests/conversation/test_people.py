"""The defaults for a newcomer, by the country of their number."""

import pytest

from bot.conversation.formatting import TimeFormat
from bot.conversation.locale import TWELVE_HOUR_COUNTRIES, locale_of, time_format_of
from bot.conversation.newcomers import newcomer
from bot.domain.model import ZoneSource
from bot.domain.phone_numbers import country_of, guess_timezone
from bot.domain.preferences import Preferences
from tests.builders import make_inbound, make_person

NUMBERS = [
    # number, its country, the zone guessed if the default is UTC
    ("+13125550123", "US", "America/Chicago"),
    ("+14165550123", "CA", "America/Toronto"),
    ("whatsapp:+13125550123", "US", "America/Chicago"),
    ("+18005550123", "US", "America/New_York"),  # toll-free: the whole country
    ("+447700900123", "GB", "Europe/London"),  # unassigned range: only the calling code is known
    ("+61491570156", "AU", "Australia/Sydney"),
    ("+15555550100", "US", None),
    ("+80012345678", "US", None),  # international freephone
    ("12345", "US", None),
    ("SHOP", "US", None),
]


@pytest.mark.parametrize(("number", "country", "zone"), NUMBERS)
def test_country_and_zone_follow_from_the_number(number, country, zone):
    assert (country_of(number), guess_timezone(number, "UTC")) == (country, zone)


def test_default_zone_is_preferred_if_the_number_allows_it():
    assert guess_timezone("+18005550123", "America/Denver") == "America/Denver"
    assert guess_timezone("+13125550123", "America/Denver") == "America/Chicago"


def test_newcomer_gets_the_zone_of_the_number_or_the_default():
    person_context = newcomer(make_inbound("hi", from_number="+14165550123"), "UTC")
    assert (person_context.timezone, person_context.zone_source) == ("America/Toronto", ZoneSource.NUMBER)
    unknown = newcomer(make_inbound("hi", from_number="12345"), "Europe/Paris")
    assert (unknown.timezone, unknown.zone_source) == ("Europe/Paris", ZoneSource.DEFAULT)


CUSTOMS = [
    ("+13125550123", Preferences(), TimeFormat(clock_hours=12, day_first=False)),
    ("+14165550123", Preferences(), TimeFormat(clock_hours=12, day_first=True)),
    ("+447700900123", Preferences(), TimeFormat(clock_hours=24, day_first=True)),
    ("+61491570156", Preferences(), TimeFormat(clock_hours=12, day_first=True)),
    ("+13125550123", Preferences(clock_hours=24, day_first=True), TimeFormat(clock_hours=24, day_first=True)),
    ("+447700900123", Preferences(clock_hours=12, day_first=False), TimeFormat(clock_hours=12, day_first=False)),
]


@pytest.mark.parametrize(("number", "preferences", "time_format"), CUSTOMS)
def test_time_format_follows_the_settings_or_the_country(number, preferences, time_format):
    assert time_format_of(make_person(number=number, preferences=preferences)) == time_format


def test_texts_are_read_with_the_hours_that_the_person_set():
    locale = locale_of(make_person(preferences=Preferences(morning=(7, 30), day_first=True)))
    assert (locale.hours.morning, locale.hours.evening) == ((7, 30), (19, 0))
    assert (locale.country, locale.day_first) == ("US", True)


def test_countries_are_written_as_codes():
    assert all(len(code) == 2 and code.isupper() for code in TWELVE_HOUR_COUNTRIES)
    assert {"US", "CA", "AU", "IN"} <= TWELVE_HOUR_COUNTRIES
    assert not {"GB", "DE", "FR", "BR"} & TWELVE_HOUR_COUNTRIES
