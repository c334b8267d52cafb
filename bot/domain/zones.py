"""The tz database: the zones of each country, and the rules of each zone."""

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

RULES_FOR_YEARS = 20
STEP = timedelta(days=7)  # no zone changes its offset and back within a week


def zones_of(country: str) -> tuple[str, ...]:
    """The IANA zones of an ISO 3166 country; empty if the country is unknown.

    For most countries the first zone is the most populous one, but not for all: see ``number_zones.py``.
    """
    return _zones_by_country().get(country, ())


@cache
def _zones_by_country() -> dict[str, tuple[str, ...]]:
    """The zones by ISO 3166 country, read from ``zone.tab`` in the tzdata package.

    The newer ``zone1970.tab`` merges zones across borders (Amsterdam into Brussels), so it cannot name a zone of the
    person's own country.
    """
    zones: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name, *_comments = line.split("\t")
            zones.setdefault(country, []).append(name)
    return {country: tuple(names) for country, names in zones.items()}


def zone_rules(timezone: str, now: datetime) -> str:
    """The UTC offsets of an IANA zone in this decade and the next, as text. It differs if and only if they do."""
    zone = ZoneInfo(timezone)
    decade = now.year // 10 * 10
    moment, end = datetime(decade, 1, 1, tzinfo=UTC), datetime(decade + RULES_FOR_YEARS, 1, 1, tzinfo=UTC)
    rules = [_offset(zone, moment)]
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + STEP):
            changed_at = _change_between(zone, moment, moment + STEP)
            rules.append(f"{changed_at:%Y-%m-%dT%H:%M:%SZ} {_offset(zone, changed_at)}")
        moment += STEP
    return ", ".join(rules)


def _offset(zone: ZoneInfo, moment: datetime) -> str:
    return moment.astimezone(zone).strftime("%z")


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second with the new offset, found by bisection."""
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if _offset(zone, middle) == _offset(zone, before) else (before, middle)
    return after
