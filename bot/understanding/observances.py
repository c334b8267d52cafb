"""When holidays fall: fixed days, counted weekdays, days around Easter, and days of other calendars.

The keys are those of the languages' tables of names. Sources: the ``holidays`` library for the lunar calendars,
``dateutil.easter`` for Easter; the rest are the rules by which the days are set.
"""

from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from .lunar_holidays import LUNAR, lunar_date

FIXED = {
    "new_year": (1, 1), "new_year_eve": (12, 31), "epiphany": (1, 6), "orthodox_christmas": (1, 7),
    "orthodox_new_year": (1, 14), "groundhog_day": (2, 2), "candlemas": (2, 2), "valentine": (2, 14),
    "lincoln_birthday": (2, 12), "pi_day": (3, 14), "international_pi_day": (3, 14), "st_patrick": (3, 17),
    "st_david": (3, 1), "st_george": (4, 23), "st_andrew": (11, 30), "st_stephen": (12, 26), "st_nicholas": (12, 6),
    "st_lucia": (12, 13), "st_john": (6, 24), "st_joseph": (3, 19), "st_martin": (11, 11), "st_francis": (10, 4),
    "april_fools": (4, 1), "earth_day": (4, 22), "anzac_day": (4, 25), "siblings_day": (4, 10), "may_day": (5, 1),
    "loyalty_day": (5, 1), "star_wars_day": (5, 4), "cinco_de_mayo": (5, 5), "ve_day": (5, 8), "juneteenth": (6, 19),
    "flag_day": (6, 14), "canada_day": (7, 1), "bastille_day": (7, 14), "patriot_day": (9, 11),
    "constitution_day": (9, 17), "halloween": (10, 31), "all_saints": (11, 1), "all_souls": (11, 2),
    "guy_fawkes": (11, 5), "veterans_day": (11, 11), "pearl_harbor_day": (12, 7), "christmas_eve": (12, 24),
    "christmas": (12, 25), "boxing_day": (12, 26), "kwanzaa": (12, 26), "holy_innocents": (12, 28),
    "festivus": (12, 23), "annunciation": (3, 25), "assumption": (8, 15), "immaculate_conception": (12, 8),
    "nowruz": (3, 20), "gandhi_jayanti": (10, 2), "africa_day": (5, 25), "australia_day": (1, 26),
    "waitangi_day": (2, 6), "human_rights_day": (12, 10), "mandela_day": (7, 18), "heritage_day": (9, 24),
    "queens_day": (4, 30), "liberation_day": (5, 5), "sinterklaas": (12, 5), "syttende_mai": (5, 17),
    "ides_of_march": (3, 15), "ides_of_may": (5, 15), "ides_of_july": (7, 15), "ides_of_october": (10, 15),
    "midsummer": (6, 24), "burns_night": (1, 25), "orangemens_day": (7, 12), "german_unity": (10, 3),
    "golden_week": (4, 29), "singles_day": (11, 11), "world_vegan_day": (11, 1), "world_aids_day": (12, 1),
    "world_cancer_day": (2, 4), "world_environment_day": (6, 5), "world_food_day": (10, 16),
    "world_health_day": (4, 7), "world_water_day": (3, 22), "world_teachers_day": (10, 5), "nurses_day": (5, 12),
    "doctors_day": (3, 30), "world_book_day": (4, 23), "world_wildlife_day": (3, 3), "world_oceans_day": (6, 8),
    "world_refugee_day": (6, 20), "world_blood_donor_day": (6, 14), "world_population_day": (7, 11),
    "world_heart_day": (9, 29), "world_tourism_day": (9, 27), "world_mental_health_day": (10, 10),
    "world_diabetes_day": (11, 14), "world_kindness_day": (11, 13), "world_television_day": (11, 21),
    "world_toilet_day": (11, 19), "world_poetry_day": (3, 21), "world_radio_day": (2, 13),
    "world_tuberculosis_day": (3, 24), "world_malaria_day": (4, 25), "world_no_tobacco_day": (5, 31),
    "world_press_freedom_day": (5, 3), "world_rabies_day": (9, 28), "world_stroke_day": (10, 29),
    "world_youth_skills_day": (7, 15), "world_hepatitis_day": (7, 28), "world_humanitarian_day": (8, 19),
    "world_autism_day": (4, 2), "world_down_syndrome_day": (3, 21), "world_soil_day": (12, 5),
    "world_bee_day": (5, 20), "world_milk_day": (6, 1), "world_music_day": (6, 21), "world_chocolate_day": (7, 7),
    "world_emoji_day": (7, 17), "world_animal_day": (10, 4), "world_photography_day": (8, 19),
    "world_braille_day": (1, 4), "world_thinking_day": (2, 22), "international_womens_day": (3, 8),
    "international_mens_day": (11, 19), "international_childrens_day": (6, 1), "universal_childrens_day": (11, 20),
    "international_peace_day": (9, 21), "international_yoga_day": (6, 21), "international_friendship_day": (7, 30),
    "international_youth_day": (8, 12), "international_literacy_day": (9, 8),
    "international_mother_language_day": (2, 21), "international_happiness_day": (3, 20),
    "international_families_day": (5, 15), "international_museum_day": (5, 18), "international_cat_day": (8, 8),
    "international_dog_day": (8, 26), "international_holocaust_day": (1, 27), "international_justice_day": (7, 17),
    "international_tiger_day": (7, 29), "international_volunteer_day": (12, 5),
    "international_migrants_day": (12, 18), "international_coffee_day": (10, 1),
    "international_translation_day": (9, 30), "international_firefighters_day": (5, 4),
    "international_jazz_day": (4, 30), "global_parents_day": (6, 1), "african_child_day": (6, 16),
    "missing_children_day": (5, 25), "public_service_day": (6, 23), "united_nations_day": (10, 24),
    "human_solidarity_day": (12, 20), "mountain_day": (12, 11), "older_persons_day": (10, 1),
    "non_violence_day": (10, 2), "towel_day": (5, 25), "talk_like_a_pirate_day": (9, 19), "bloomsday": (6, 16),
    "winter_solstice": (12, 21), "summer_solstice": (6, 21), "spring_equinox": (3, 20), "autumn_equinox": (9, 22),
    "boghi": (1, 14), "white_day": (3, 14), "mattu_pongal": (1, 16), "kaanum_pongal": (1, 17),
}  # fmt: skip

# Month, weekday (0 is Monday), which one (negative from the end), days added.
COUNTED = {
    "martin_luther_king": (1, 0, 3, 0), "world_religion_day": (1, 6, 3, 0), "presidents_day": (2, 0, 3, 0),
    "commonwealth_day": (3, 0, 2, 0), "world_sleep_day": (3, 4, 3, 0), "arbor_day": (4, 4, -1, 0),
    "take_child_to_work": (4, 3, 4, 0), "national_day_of_prayer": (5, 3, 1, 0), "mothers_day": (5, 6, 2, 0),
    "military_spouse_day": (5, 6, 2, -2), "armed_forces_day": (5, 5, 3, 0), "teachers_day": (5, 0, 1, 1),
    "memorial_day": (5, 0, -1, 0), "fathers_day": (6, 6, 3, 0), "parents_day": (7, 6, 4, 0),
    "friendship_day": (8, 6, 1, 0), "international_beer_day": (8, 4, 1, 0), "labor_day": (9, 0, 1, 0),
    "grandparents_day": (9, 0, 1, 6), "columbus_day": (10, 0, 2, 0), "world_sight_day": (10, 3, 2, 0),
    "sweetest_day": (10, 5, 3, 0), "election_day": (11, 0, 1, 1), "thanksgiving": (11, 3, 4, 0),
    "black_friday": (11, 3, 4, 1), "small_business_saturday": (11, 3, 4, 2), "cyber_monday": (11, 3, 4, 4),
    "giving_tuesday": (11, 3, 4, 5), "remembrance_sunday": (11, 6, 2, 0),
    "patriots_day": (4, 0, 3, 0), "canadian_thanksgiving": (10, 0, 2, 0),
}  # fmt: skip

_EASTER_DAYS = {
    "rose_monday": -48, "shrove_tuesday": -47, "ash_wednesday": -46, "mothering_sunday": -21, "palm_sunday": -7,
    "maundy_thursday": -3, "good_friday": -2, "holy_saturday": -1, "easter": 0, "easter_monday": 1, "ascension": 39,
    "pentecost": 49, "whit_monday": 50, "trinity_sunday": 56, "corpus_christi": 60, "sacred_heart": 68,
}  # fmt: skip
_ORTHODOX_DAYS = {
    "clean_monday": -48, "lazarus_saturday": -8, "orthodox_palm_sunday": -7, "orthodox_good_friday": -2,
    "orthodox_holy_saturday": -1, "orthodox_easter": 0, "orthodox_easter_monday": 1,
}  # fmt: skip

# Where a country keeps a day otherwise than the United States.
_ELSEWHERE: dict[str, dict[str, tuple[int, int, int, int]]] = {
    "CA": {"thanksgiving": (10, 0, 2, 0)},
    "GB": {"may_day": (5, 0, 1, 0)},
    "AU": {"fathers_day": (9, 6, 1, 0)},
    "NZ": {"fathers_day": (9, 6, 1, 0), "labor_day": (10, 0, 4, 0)},
}
_LABOR_IN_SEPTEMBER = frozenset({"US", "CA", "PR", "GU"})
_MOTHERS_BY_EASTER = frozenset({"GB", "IE"})
_EUROPEAN_CLOCKS = frozenset({
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "UA",
})  # fmt: skip
# Independence and republic days of countries whose people are likely to write English.
_INDEPENDENCE = {
    "IN": (8, 15),
    "PK": (8, 14),
    "PH": (6, 12),
    "NG": (10, 1),
    "GH": (3, 6),
    "KE": (12, 12),
    "MX": (9, 16),
}
_REPUBLIC = {"IN": (1, 26), "IT": (6, 2), "TR": (10, 29), "PK": (3, 23), "NP": (5, 28)}


def date_of_holiday(name: str, year: int, country: str) -> date | None:
    """The day of ``name`` in ``year`` as ``country`` keeps it, or None where it is not known for that year."""
    if name in LUNAR:
        return lunar_date(name, year)
    counted = _ELSEWHERE.get(country, {}).get(name)
    if counted is not None:
        return _counted(year, *counted)
    if (special := _SPECIAL.get(name)) is not None:
        return special(year, country)
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in COUNTED:
        return _counted(year, *COUNTED[name])
    return _around_easter(name, year)


def yearly_rule(name: str, country: str) -> tuple[int, tuple[int, ...], tuple[tuple[int, int], ...]] | None:
    """How a holiday comes back each year: its month, the days of the month, and the weekdays as in an RRULE's BYDAY.

    None for a day that the calendar's months and weeks do not give.
    """
    if name in FIXED:
        month, day = FIXED[name]
        return month, (day,), ()
    if name == "independence_day":
        month, day = _INDEPENDENCE.get(country, (7, 4))
        return month, (day,), ()
    counted = _ELSEWHERE.get(country, {}).get(name) or COUNTED.get(name)
    if counted is None:
        return None
    month, weekday, which, ahead = counted
    if not ahead:
        return month, (), ((which, weekday),)
    # so many days after the nth weekday: a weekday within seven days of the month
    first = 7 * (which - 1) + 1 + ahead
    if which < 0 or first < 1 or first + 6 > 28 + (month != 2) * 2:
        return None
    return month, tuple(range(first, first + 7)), ((0, (weekday + ahead) % 7),)


def known_holidays() -> frozenset[str]:
    """The keys of all holidays with a rule."""
    return frozenset({*FIXED, *COUNTED, *_EASTER_DAYS, *_ORTHODOX_DAYS, *_SPECIAL, *LUNAR})


def _counted(year: int, month: int, weekday: int, which: int, ahead: int) -> date:
    if which > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.weekday() - weekday) % 7)
    return found + timedelta(days=ahead)


def _around_easter(name: str, year: int) -> date | None:
    if name in _ORTHODOX_DAYS:
        return _easter(year, EASTER_ORTHODOX) + timedelta(days=_ORTHODOX_DAYS[name])
    if name in _EASTER_DAYS:
        return _easter(year, EASTER_WESTERN) + timedelta(days=_EASTER_DAYS[name])
    return None


@cache
def _easter(year: int, method: Literal[2, 3]) -> date:
    return easter(year, method)


def _boss_day(year: int, _: str) -> date:
    """16 October, or the working day nearest to it."""
    day = date(year, 10, 16)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _admin_day(year: int, _: str) -> date:
    """The Wednesday of the last full week (Sunday to Saturday) of April."""
    last_saturday = _counted(year, 4, 5, -1, 0)
    return last_saturday - timedelta(days=3)


def _emancipation_day(year: int, _: str) -> date:
    """16 April as observed in the District of Columbia: the working day nearest to it."""
    day = date(year, 4, 16)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _tax_day(year: int, country: str) -> date:
    """15 April, or the next day that is neither of the weekend nor Emancipation Day (26 USC 7503)."""
    day = date(year, 4, 15)
    while day.weekday() > 4 or day == _emancipation_day(year, country):
        day += timedelta(days=1)
    return day


def _earth_hour(year: int, _: str) -> date:
    """The last Saturday of March, a week earlier where that is Holy Saturday."""
    day = _counted(year, 3, 5, -1, 0)
    return day - timedelta(days=7) if day == _easter(year, EASTER_WESTERN) - timedelta(days=1) else day


def _super_bowl(year: int, _: str) -> date:
    """The second Sunday of February since the season has 17 games (2022), before that the first."""
    return _counted(year, 2, 6, 2 if year >= 2022 else 1, 0)


def _leap_day(year: int, _: str) -> date | None:
    return date(year, 2, 29) if isleap(year) else None


def _inauguration_day(year: int, _: str) -> date | None:
    """20 January after a presidential election, the 21st where that is a Sunday."""
    day = date(year, 1, 20)
    return day + timedelta(days=day.weekday() == 6) if year % 4 == 1 else None


def _tu_bishvat(year: int, _: str) -> date | None:
    """15 Shevat: 29 days before Purim, and a month more in a leap year, which has another Adar before that."""
    purim = lunar_date("purim", year)
    if purim is None:
        return None
    day = purim - timedelta(days=29)
    return day if day <= date(year, 2, 13) else day - timedelta(days=30)


def _kings_day(year: int, _: str) -> date:
    """27 April, or the day before where that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _victoria_day(year: int, _: str) -> date:
    """The Monday before 25 May."""
    day = date(year, 5, 24)
    return day - timedelta(days=day.weekday())


def _advent(year: int, _: str) -> date:
    """The fourth Sunday before Christmas."""
    christmas_eve = date(year, 12, 24)
    return christmas_eve - timedelta(days=(christmas_eve.weekday() + 1) % 7 + 21)


def _volkstrauertag(year: int, country: str) -> date:
    """Two Sundays before the first of Advent."""
    return _advent(year, country) - timedelta(days=14)


def _mothers_day(year: int, country: str) -> date:
    if country in _MOTHERS_BY_EASTER:
        return _easter(year, EASTER_WESTERN) - timedelta(days=21)
    return _counted(year, *COUNTED["mothers_day"])


def _labor_day(year: int, country: str) -> date:
    return _counted(year, *COUNTED["labor_day"]) if country in _LABOR_IN_SEPTEMBER else date(year, 5, 1)


def _independence_day(year: int, country: str) -> date:
    return date(year, *_INDEPENDENCE.get(country, (7, 4)))


def _republic_day(year: int, country: str) -> date:
    return date(year, *_REPUBLIC.get(country, (1, 26)))


def _clocks_forward(year: int, country: str) -> date:
    return _counted(year, 3, 6, -1, 0) if country in _EUROPEAN_CLOCKS else _counted(year, 3, 6, 2, 0)


def _clocks_back(year: int, country: str) -> date:
    return _counted(year, 10, 6, -1, 0) if country in _EUROPEAN_CLOCKS else _counted(year, 11, 6, 1, 0)


_SPECIAL: dict[str, Callable[[int, str], date | None]] = {
    "boss_day": _boss_day,
    "admin_day": _admin_day,
    "emancipation_day": _emancipation_day,
    "tax_day": _tax_day,
    "earth_hour": _earth_hour,
    "tu_bishvat": _tu_bishvat,
    "leap_day": _leap_day,
    "inauguration_day": _inauguration_day,
    "super_bowl": _super_bowl,
    "kings_day": _kings_day,
    "victoria_day": _victoria_day,
    "advent": _advent,
    "volkstrauertag": _volkstrauertag,
    "mothers_day": _mothers_day,
    "labor_day": _labor_day,
    "independence_day": _independence_day,
    "republic_day": _republic_day,
    "dst_start": _clocks_forward,
    "dst_end": _clocks_back,
}
