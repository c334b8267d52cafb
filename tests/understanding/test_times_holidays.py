"""Holidays by name, as observed in the United States."""

from datetime import date

import pytest

from bot.understanding.languages.en.names import HOLIDAYS as HOLIDAYS_BY_NAME
from bot.understanding.times.holidays.observances import date_of_holiday, known_holidays
from tests.understanding.reading_times import context, wall

HOLIDAYS = [
    ("third sunday of advent", "2026-12-13 09:00 -0500"),
    ("spy wednesday", "2026-04-01 09:00"),
    ("shushan purim 2027", "2027-03-24 09:00"),
    ("hogmanay", "2026-12-31 09:00 -0500"),
    ("coming of age day 2027", "2027-01-11 09:00 -0500"),
    ("national donut day", "2026-06-05 09:00"),
    ("spring bank holiday", "2026-05-25 09:00"),
    ("next halloween", "2026-10-31 09:00"),
    ("labor day weekend 2027", "2027-09-04 09:00"),
    ("christmas week 2027", "2027-12-20 09:00 -0500"),
    ("halloween eve 2027", "2027-10-30 09:00"),
    ("leap day", "2028-02-29 09:00 -0500"),
    ("inauguration day", "2029-01-20 09:00 -0500"),
    ("the wednesday before thanksgiving at 5pm", "2026-11-25 17:00 -0500"),
    ("the last friday before april 20", "2026-04-17 09:00"),
    ("halloween night at 8", "2026-10-31 20:00"),
    ("the week of thanksgiving", "2026-11-23 09:00 -0500"),
    ("easter week", "2026-04-06 09:00"),
    ("halloween week", "2026-10-26 09:00"),
    ("national boss day", "2026-10-16 09:00"),
    ("the weekend before halloween", "2026-10-24 09:00"),
    ("the weekend after labor day", "2026-09-12 09:00"),
    ("midnight on new year's eve", "2027-01-01 00:00 -0500"),
    ("christmas eve at midnight", "2026-12-25 00:00 -0500"),
    ("christmas at midnight", "2026-12-25 00:00 -0500"),
    ("the first day of fall", "2026-09-22 09:00"),
    ("the night before christmas", "2026-12-24 20:00 -0500"),
    ("the morning after halloween", "2026-11-01 09:00 -0500"),
    ("labor day eve", "2026-09-06 09:00"),
    ("christmas", "2026-12-25 09:00 -0500"),
    ("xmas eve", "2026-12-24 09:00 -0500"),
    ("christmas eve at 6pm", "2026-12-24 18:00 -0500"),
    ("new year's eve", "2026-12-31 09:00 -0500"),
    ("nye", "2026-12-31 09:00 -0500"),
    ("thanksgiving", "2026-11-26 09:00 -0500"),
    ("cyber monday", "2026-11-30 09:00 -0500"),
    ("easter", "2026-04-05 09:00"),
    ("good friday", "2026-04-03 09:00"),
    ("easter monday", "2026-04-06 09:00"),
    ("ash wednesday", "2027-02-10 09:00 -0500"),
    ("pentecost", "2026-05-24 09:00"),
    ("fathers day", "2026-06-21 09:00"),
    ("mlk day", "2027-01-18 09:00 -0500"),
    ("presidents day", "2027-02-15 09:00 -0500"),
    ("st patrick's day", "2026-03-17 09:00"),
    ("st. paddys day", "2026-03-17 09:00"),
    ("halloween", "2026-10-31 09:00"),
    ("valentines", "2027-02-14 09:00 -0500"),
    ("4th of july", "2026-07-04 09:00"),
    ("independence day", "2026-07-04 09:00"),
    ("juneteenth", "2026-06-19 09:00"),
    ("earth day", "2026-04-22 09:00"),
    ("tax day", "2026-04-15 09:00"),
    ("boss's day", "2026-10-16 09:00"),
    ("hanukkah", "2026-12-05 09:00 -0500"),
    ("the third day of hanukkah", "2026-12-07 09:00 -0500"),
    ("the ides of july", "2026-07-15 09:00"),
    ("passover", "2026-04-02 09:00"),
    ("rosh hashanah", "2026-09-12 09:00"),
    ("ramadan", "2027-02-08 09:00 -0500"),
    ("eid al-fitr", "2026-03-20 09:00"),
    ("diwali", "2026-11-08 09:00 -0500"),
    ("holi", "2027-03-22 09:00"),
    ("lunar new year 2028", "2028-01-26 09:00 -0500"),
    ("easter 2028", "2028-04-16 09:00"),
    ("thanksgiving 2030", "2030-11-28 09:00 -0500"),
    ("christmas next year", "2027-12-25 09:00 -0500"),
    ("thanksgiving in 2 years", "2028-11-23 09:00 -0500"),
    ("two days before christmas", "2026-12-23 09:00 -0500"),
    ("morning of christmas", "2026-12-25 09:00 -0500"),
]


@pytest.mark.parametrize(("words", "expected"), HOLIDAYS)
def test_phrase_names_the_moment(words, expected):
    assert wall(words) == (expected if expected[-5] in "+-" else f"{expected} -0400")


@pytest.mark.parametrize(
    ("words", "country", "expected"),
    [
        ("thanksgiving", "CA", "2026-10-12"),
        ("mother's day", "GB", "2026-03-15"),
        ("fathers day", "AU", "2026-09-06"),
        ("labour day", "DE", "2026-05-01"),
        ("daylight saving end", "GB", "2026-10-25"),
    ],
)
def test_the_persons_country_decides(words, country, expected):
    assert wall(words, context(country=country)).startswith(expected)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        # dates published by the observing communities
        ("chinese_new_year", 2026, date(2026, 2, 17)),
        ("yom_kippur", 2026, date(2026, 9, 21)),
        ("passover", 2027, date(2027, 4, 22)),
        ("hanukkah", 2027, date(2027, 12, 25)),
        ("ramadan", 2024, date(2024, 3, 11)),
        ("eid_al_adha", 2025, date(2025, 6, 6)),
        ("diwali", 2025, date(2025, 10, 20)),
        ("vesak", 2025, date(2025, 5, 12)),
        ("easter", 2027, date(2027, 3, 28)),
        ("orthodox_easter", 2027, date(2027, 5, 2)),
        ("tax_day", 2023, date(2023, 4, 18)),
        ("election_day", 2028, date(2028, 11, 7)),
        ("admin_day", 2027, date(2027, 4, 21)),
        ("advent", 2026, date(2026, 11, 29)),
        ("kings_day", 2025, date(2025, 4, 26)),
        ("tu_bishvat", 2024, date(2024, 1, 25)),
        ("tu_bishvat", 2025, date(2025, 2, 13)),
        ("super_bowl", 2020, date(2020, 2, 2)),
        ("super_bowl", 2025, date(2025, 2, 9)),
        ("patriots_day", 2026, date(2026, 4, 20)),
        ("canadian_thanksgiving", 2026, date(2026, 10, 12)),
        ("victoria_day", 2026, date(2026, 5, 18)),
    ],
)
def test_days_that_move(name, year, expected):
    assert date_of_holiday(name, year, "US") == expected


def test_every_name_has_a_rule_and_every_rule_a_name():
    assert set(HOLIDAYS_BY_NAME) == known_holidays()


@pytest.mark.parametrize("name", sorted(known_holidays()))
def test_every_holiday_falls_in_the_year_asked_for(name):
    year = {"leap_day": 2028, "inauguration_day": 2029}.get(name, 2027)  # every four years
    found = date_of_holiday(name, year, "US")
    assert found is not None
    assert found.year == year
