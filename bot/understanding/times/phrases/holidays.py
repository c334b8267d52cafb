"""Holidays by name, with what is said of the year: thanksgiving, christmas eve, easter 2027, next halloween."""

from bot.understanding.times.days_from_days import Holiday, Later, WeekendNear, WeekOf
from bot.understanding.times.delay import Delay
from bot.understanding.times.phrase import Clock, Parts, Strength
from bot.understanding.times.phrases.numbers import read_year
from bot.understanding.times.phrases.parse_state import Match, Scene

_LONGEST_NAME = 12  # tokens, with the signs between
_SIGNS = frozenset(".'-")
_STRETCHES: dict[str | None, type[WeekendNear | WeekOf]] = {"weekend": WeekendNear, "week": WeekOf}
# The few that are an hour rather than a day.
_CLOCKS = {"earth_hour": (Clock(hour=20, minute=30, is_exact=True),)}


def read_holiday(scene: Scene, at: int, lead: str) -> Match | None:
    start, found = at, _named(scene, at)
    if found is None and (start := scene.skip(at, "next", "coming", "last")) > at:
        found = _named(scene, start)
    if found is None:
        return None
    name, end = found
    if scene.is_a(end - 1, "daytime") and _counts_from_today(scene, end):
        return None
    clocks = _CLOCKS.get(name, ())
    year_at = scene.skip(scene.skip(end + 1 if scene.tokens[end].text == "," else end, "of"), "in", "for")
    if start > at and scene.is_a(at, "last"):
        return Match(end, Parts(day=Holiday(name, after=Delay(months=-12)), clocks=clocks), "holiday")
    year = read_year(scene, year_at)
    if year is not None:
        return Match(year[1], Parts(day=Holiday(name, year[0]), clocks=clocks), "holiday")
    if (near := _near(scene, name, end)) is not None:
        return near
    behind = scene.tokens[end]
    describes = not lead and start == at and behind.text.isalpha() and not behind.word.classes  # "easter eggs"
    strength = Strength.WEAK if describes else Strength.STRONG
    return Match(end, Parts(day=Holiday(name), clocks=clocks), "holiday", strength)


def _near(scene: Scene, name: str, at: int) -> Match | None:
    """ "labor day eve", "thanksgiving weekend 2027", "christmas week"."""
    word = scene.tokens[at].word
    is_stretch = word.unit in _STRETCHES and word.classes.isdisjoint(("plural", "letter"))
    if not is_stretch and not scene.is_a(at, "eve"):
        return None
    year = read_year(scene, scene.skip(at + 1, "of"))
    holiday = Holiday(name, year[0] if year is not None else None)
    day = _STRETCHES[word.unit](holiday) if is_stretch else Later(holiday, Delay(days=-1))
    return Match(year[1] if year is not None else at + 1, Parts(day=day), "holiday")


def _counts_from_today(scene: Scene, at: int) -> bool:
    """ "call mom day after tomorrow" names no holiday."""
    return (scene.is_a(at, "after") or scene.is_a(at, "before")) and scene.tokens[at + 1].word.offset is not None


def _named(scene: Scene, at: int) -> tuple[str, int] | None:
    """The longest name of a holiday that starts at ``at``."""
    node = scene.language.holidays
    best: tuple[str, int] | None = None
    for end in range(at, at + _LONGEST_NAME):
        token = scene.tokens[end]
        if token.text in _SIGNS and end > at:
            continue
        following = node.next.get(_plain(token.text))
        if following is None:
            break
        node = following
        if node.key is not None:
            best = node.key, end + 1
    if best is None and scene.is_a(at, "national"):  # many days are called so: "national boss day"
        return _named(scene, at + 1)
    return best


def _plain(text: str) -> str:
    """The word without the apostrophe that people put anywhere or leave out: boss's is boss, mother's mothers."""
    if "'" not in text:
        return text
    stem = text.removesuffix("'s")
    if stem != text:
        return stem if stem.endswith("s") else stem + "s"
    return text.replace("'", "")
