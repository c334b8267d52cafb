"""When holidays fall."""

from datetime import date


def date_of_holiday(name: str, year: int, country: str) -> date | None:
    """The day of ``name`` (a key of the language's table) in ``year``, or None where the country has none."""
    raise NotImplementedError
