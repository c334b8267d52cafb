"""Look up zones by the names people use: "EST", "Denver", "UTC+2", "Europe/Berlin"."""

import re
from functools import cache
from zoneinfo import available_timezones

from bot.understanding.languages.base import Language, names_of
from bot.understanding.languages.loading import tables_of

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?")
_LARGEST_OFFSET_HOURS = 14


def find_zone(words: str, language: Language) -> str | None:
    """The zone that ``words`` name: an IANA name, "UTC", or an offset such as "+02:00"; None if they name none."""
    plain = " ".join(re.sub(r"[^\w\s+:/-]", "", words.lower()).split())
    if plain in {"utc", "gmt", "z", "zulu"}:
        return "UTC"
    if (offset := _OFFSET.fullmatch(plain)) is not None:
        return _offset(*offset.groups())
    if (name := _iana_names().get(plain.replace(" ", "_"))) is not None:
        return name
    return place_zone(tuple(plain.replace("/", " ").replace("-", " ").split()), language.code)


def place_zone(words: tuple[str, ...], language_code: str) -> str | None:
    """The zone of a zone or place, given as lower-case words: ("new", "york")."""
    if words and words[-1] in {"time", "timezone", "zone"}:
        found = place_zone(words[:-1], language_code)
        return found or _places(language_code).get(words)
    return _places(language_code).get(words) or _city_names().get(" ".join(words))


def _offset(sign: str, hours: str, minutes: str | None) -> str | None:
    if int(hours) > _LARGEST_OFFSET_HOURS:
        return None
    return f"{sign}{int(hours):02}:{minutes or '00'}"


@cache
def _places(language_code: str) -> dict[tuple[str, ...], str]:
    places = tables_of(language_code, "places")
    return {**names_of(places.PLACES), **names_of(places.ZONES)}


@cache
def _iana_names() -> dict[str, str]:
    """IANA names by their lower-case form. Names without a region ("EST", "Zulu") are left to the tables."""
    return {name.lower(): name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}


@cache
def _city_names() -> dict[str, str]:
    """IANA names by their city."""
    return {name.rsplit("/", 1)[1].lower().replace("_", " "): name for name in sorted(_iana_names().values())}
