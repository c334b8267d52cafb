"""The public holidays of a country, from the library ``holidays``."""

from datetime import date
from functools import lru_cache

_YEARS_AHEAD = 2


@lru_cache(maxsize=256)
def public_holidays(country: str, today: date) -> tuple[date, ...]:
    """The days from ``today`` on to the end of the next year, in order; none for a country that is not known."""
    import holidays  # noqa: PLC0415 - slow to import, and few texts are about holidays in general

    if country not in holidays.list_supported_countries():
        return ()
    found = holidays.country_holidays(country, years=range(today.year, today.year + _YEARS_AHEAD))
    return tuple(sorted(day for day in found if day >= today))
