"""Holidays of the Chinese, Hebrew, Hindu, Islamic and Buddhist calendars, from the tables of ``holidays``.

The library's public API only lists all public holidays of a country. To get one of these days by name, its calendar
classes are used directly; a test checks them against independently known dates. Jewish and Islamic days begin at sunset
on the evening before the date given here.
"""

from datetime import date, timedelta
from functools import cache
from importlib import import_module

# Calendar, its method, days to add.
LUNAR = {
    "chinese_new_year": ("Chinese", "lunar_new_year_date", 0),
    "chinese_new_year_eve": ("Chinese", "lunar_new_year_date", -1),
    "lantern_festival": ("Chinese", "lunar_new_year_date", 14),
    "dragon_boat": ("Chinese", "dragon_boat_date", 0),
    "mid_autumn": ("Chinese", "mid_autumn_date", 0),
    "double_ninth": ("Chinese", "double_ninth_date", 0),
    "qingming": ("Chinese", "qingming_date", 0),
    "vesak": ("Buddhist", "vesak_date", 0),
    "hanukkah": ("Hebrew", "hanukkah_date", 0),
    "passover": ("Hebrew", "passover_date", 0),
    "purim": ("Hebrew", "purim_date", 0),
    "rosh_hashanah": ("Hebrew", "rosh_hashanah_date", 0),
    "yom_kippur": ("Hebrew", "yom_kippur_date", 0),
    "sukkot": ("Hebrew", "sukkot_date", 0),
    "shemini_atzeret": ("Hebrew", "sukkot_date", 7),
    "simchat_torah": ("Hebrew", "sukkot_date", 8),
    "shavuot": ("Hebrew", "shavuot_date", 0),
    "lag_baomer": ("Hebrew", "lag_baomer_date", 0),
    "tisha_bav": ("Hebrew", "tisha_bav_date", 0),
    "yom_haatzmaut": ("Hebrew", "israel_independence_date", 0),
    "yom_hashoah": ("Hebrew", "passover_date", 12),
    "ramadan": ("Islamic", "ramadan_beginning_dates", 0),
    "eid_al_fitr": ("Islamic", "eid_al_fitr_dates", 0),
    "eid_al_adha": ("Islamic", "eid_al_adha_dates", 0),
    "islamic_new_year": ("Islamic", "hijri_new_year_dates", 0),
    "ashura": ("Islamic", "ashura_dates", 0),
    "mawlid": ("Islamic", "mawlid_dates", 0),
    "isra_miraj": ("Islamic", "isra_and_miraj_dates", 0),
    "laylat_al_qadr": ("Islamic", "laylat_al_qadr_dates", 0),
    "jumuatul_wida": ("Islamic", "jumuatul_wida_dates", 0),
    "diwali": ("Hindu", "diwali_india_date", 0),
    "dhanteras": ("Hindu", "diwali_india_date", -2),
    "chhoti_diwali": ("Hindu", "diwali_india_date", -1),
    "govardhan_puja": ("Hindu", "govardhan_puja_date", 0),
    "bhai_dooj": ("Hindu", "diwali_india_date", 2),
    "chhath_puja": ("Hindu", "chhath_puja_date", 0),
    "dussehra": ("Hindu", "dussehra_date", 0),
    "navratri": ("Hindu", "sharad_navratri_date", 0),
    "maha_saptami": ("Hindu", "maha_ashtami_date", -1),
    "maha_ashtami": ("Hindu", "maha_ashtami_date", 0),
    "maha_navami": ("Hindu", "maha_navami_date", 0),
    "ganesh_chaturthi": ("Hindu", "ganesh_chaturthi_date", 0),
    "holi": ("Hindu", "holi_date", 0),
    "holika_dahan": ("Hindu", "holi_date", -1),
    "hola_mohalla": ("Hindu", "holi_date", 0),
    "janmashtami": ("Hindu", "janmashtami_date", 0),
    "raksha_bandhan": ("Hindu", "raksha_bandhan_date", 0),
    "karva_chauth": ("Hindu", "karwa_chauth_date", 0),
    "maha_shivaratri": ("Hindu", "maha_shivaratri_date", 0),
    "makar_sankranti": ("Hindu", "makar_sankranti_date", 0),
    "pongal": ("Hindu", "pongal_date", 0),
    "onam": ("Hindu", "onam_date", 0),
    "ugadi": ("Hindu", "gudi_padwa_date", 0),
    "vaisakhi": ("Hindu", "vaisakhi_date", 0),
    "vasant_panchami": ("Hindu", "basant_panchami_date", 0),
    "vishu": ("Hindu", "vishu_date", 0),
    "puthandu": ("Hindu", "puthandu_date", 0),
    "pohela_boishakh": ("Hindu", "pohela_boishakh_date", 0),
    "rama_navami": ("Hindu", "ram_navami_date", 0),
    "hanuman_jayanti": ("Hindu", "hanuman_jayanti_date", 0),
    "mahavir_jayanti": ("Hindu", "mahavir_jayanti_date", 0),
    "guru_nanak": ("Hindu", "guru_nanak_jayanti_date", 0),
    "guru_gobind": ("Hindu", "guru_gobind_singh_jayanti_date", 0),
    "guru_ravidas": ("Hindu", "guru_ravidas_jayanti_date", 0),
    "valmiki_jayanti": ("Hindu", "maharshi_valmiki_jayanti_date", 0),
    "thaipusam": ("Hindu", "thaipusam_date", 0),
    "rath_yatra": ("Hindu", "rath_yatra_date", 0),
    "guru_purnima": ("Hindu", "guru_purnima_date", 0),
}
_CLASSES = {
    "Buddhist": "_BuddhistLunisolar",
    "Chinese": "_ChineseLunisolar",
    "Hebrew": "_HebrewLunisolar",
    "Hindu": "_HinduLunisolar",
    "Islamic": "_IslamicLunar",
}


def lunar_date(name: str, year: int) -> date | None:
    """The date of a lunar holiday in ``year``, the first if it occurs twice; None outside the library's tables."""
    calendar, method, ahead = LUNAR[name]
    found = _dates(getattr(_calendar(calendar), method)(year))
    days = sorted(day for day in found if day.year == year)
    return days[0] + timedelta(days=ahead) if days else None


@cache
def _calendar(name: str) -> object:
    made: object = getattr(import_module("holidays.calendars"), _CLASSES[name])()
    return made


def _dates(answer: object) -> list[date]:
    """The dates in a result, which is a date, a pair of a date and a flag, several of either, or None."""
    if isinstance(answer, date):
        return [answer]
    if isinstance(answer, tuple | list | set | frozenset) or hasattr(answer, "__next__"):
        return [day for each in answer for day in _dates(each)]  # type: ignore[attr-defined]
    return []
