"""Read one whole phrase: its parts one after the other, as long as they go together."""

from dataclasses import replace

from .families.clocks import read_hour
from .families.order import readers_for
from .families.repeat_bounds import read_repeat_bound
from .families.scene import Match, Scene
from .families.zones import read_place_time
from .merge import combined
from .phrase import Strength

_MOST_PARTS = 8
_MOST_INNER_PARTS = 3
_MOST_CLOCKS = 6
# What may stand behind a list of times that is one: a repeat, or one more time.
_BEFORE_REPEAT = frozenset({"every", "cycle", "and", "workdays", "plural"})
_MOST_LEADS = 3
_LEADS = ("at", "on", "in", "by", "for", "this", "after", "before", "from", "until", "filler", "the")
_LEAD_CLASSES = frozenset(_LEADS)
_GLUE = frozenset({",", "-", ";", "(", ")"})


def read_part(scene: Scene, at: int) -> tuple[Match | None, str]:
    """The longest part that starts at ``at``, its preposition included, and that preposition's class."""
    place = (at, scene.depth)
    found = scene.memory.parts.get(place)
    if found is None:
        found = scene.memory.parts[place] = _read_part(scene, at)
    return found


def _read_part(scene: Scene, at: int) -> tuple[Match | None, str]:
    lead = ""
    best: Match | None = None
    best_lead = ""
    for _ in range(_MOST_LEADS + 1):
        classes = scene.tokens[at].word.classes
        if not classes:
            break
        for reader in readers_for(classes):
            found = reader(scene, at, lead)
            if found is not None and (best is None or found.end > best.end):
                best, best_lead = found, lead
        if classes.isdisjoint(_LEAD_CLASSES):
            break
        kind = next(kind for kind in _LEADS if kind in classes)
        if kind not in {"the", "filler"} or not lead:
            lead = kind if kind != "the" else lead
        at += 1
    return best, best_lead


def read_joined(scene: Scene, at: int) -> Match | None:
    """The phrase that starts at ``at``: a part, and behind it all parts that go with it."""
    whole, _ = read_part(scene, at)
    if whole is None:
        return None
    for _ in range(_MOST_PARTS if scene.depth == 0 else _MOST_INNER_PARTS):
        joined = _join_next(scene, whole)
        if joined is None:
            break
        whole = joined
    end = whole.end
    while "sharp" in scene.tokens[end].word.classes and not scene.tokens[end].word.unit:
        end += 1
    return whole._replace(end=end)


def _join_next(scene: Scene, whole: Match) -> Match | None:
    at = whole.end
    if whole.parts.cycle is not None and scene.depth == 0 and (bounded := _bounded(scene, whole)):
        return bounded
    for _ in range(2):
        token = scene.tokens[at]
        if token.text in _GLUE or (token.text == "." and token.is_glued and scene.tokens[at + 1].is_glued):
            at += 1
    if (more := _clock_list(scene, whole)) is not None:
        return more
    if whole.parts.clocks and (place := read_place_time(scene, scene.skip(at, "in"))):
        parts = combined(whole.parts, place.parts)
        return Match(place.end, parts, whole.rule) if parts else None
    at = scene.skip(at, "of")
    found, lead = read_part(scene, at)
    if found is None or (whole.parts.clocks and found.parts.clocks and not whole.parts.cycle and not found.parts.cycle):
        return None
    if found.strength is Strength.WEAK and not lead and not scene.is_end(found.end):
        behind = scene.tokens[found.end].word.classes
        if not behind and found.rule in {"clock", "day of month", "delay"}:
            return None  # "tomorrow 2 eggs": something is counted
    parts = combined(whole.parts, found.parts)
    if parts is None:
        return None
    strength = max(whole.strength, found.strength)
    if whole.parts.day is not None and found.parts.day is not None:
        strength = Strength.STRONG  # "sat" alone is a word of its own, "sat 14th" is a day
    if found.rule == "zone":
        if not whole.parts.clocks and whole.rule != "zone":
            return None
        strength = Strength.STRONG
    return Match(found.end, parts, whole.rule, strength)


def _bounded(scene: Scene, whole: Match) -> Match | None:
    """A repeat with the next thing that is said about its days, its start or its end."""
    comma = scene.tokens[whole.end].text == ","
    return read_repeat_bound(scene, whole.end, whole) or (
        read_repeat_bound(scene, whole.end + 1, whole) if comma else None
    )


def _clock_list(scene: Scene, whole: Match) -> Match | None:
    """ "at 9 and 5 every day": several times, if a repeat follows."""
    parts = whole.parts
    if not parts.clocks or parts.day is not None or parts.cycle is not None or len(parts.clocks) > _MOST_CLOCKS:
        return None
    at = scene.skip(whole.end + 1 if scene.tokens[whole.end].text == "," else whole.end, "and")
    found = read_hour(scene, scene.skip(at, "at"), "at") if at > whole.end else None
    if found is None:
        return None
    behind = scene.tokens[found[1]].word.classes
    if behind.isdisjoint(_BEFORE_REPEAT):
        return None
    return Match(found[1], replace(parts, clocks=(*parts.clocks, found[0])), whole.rule, whole.strength)
