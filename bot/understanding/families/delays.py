"""Delays: in 2 hours, 5 minutes from now, +15 minutes, a week later, in 15."""

from bot.understanding.delay import Delay
from bot.understanding.phrase import Parts, Strength

from .durations import read_duration
from .scene import Match, Scene

_LEADS = frozenset({"in", "for", "after"})
_MOST_BARE_MINUTES = 120


def read_delay(scene: Scene, at: int, lead: str) -> Match | None:
    plus = scene.is_a(at, "plus")
    found = read_duration(scene, at + 1 if plus else at)
    if found is None:
        return _bare_minutes(scene, at, lead)
    delay, end = found
    end, says_later = _behind(scene, end)
    if scene.is_a(end, "ago") and not says_later:
        return Match(end + 1, Parts(delay=-delay), "delay")
    if not says_later and scene.is_a(end, "or") and scene.is_a(end + 1, "so"):
        end += 2
    sure = plus or says_later or lead in {"in", "after"}
    strength = Strength.STRONG if sure else Strength.WEAK
    return Match(end, Parts(delay=delay, is_vague=delay.is_vague), "delay", strength)


def _behind(scene: Scene, at: int) -> tuple[int, bool]:
    """Skips what says that the length counts from now."""
    start = scene.skip(at, "filler") if scene.is_a(at + 1, "from") else at
    if scene.is_a(start, "from"):
        now_at = scene.skip(start + 1, "filler")
        if scene.is_a(now_at, "now"):
            return now_at + 1, True
    if scene.is_a(at, "later") and not scene.is_a(at, "after"):
        return at + 1, True
    if scene.is_a(at, "out"):
        return at + 1, True
    if scene.tokens[at].text == "'":
        at += 1
    if scene.is_a(at, "time"):
        return at + 1, True
    return at, False


def _bare_minutes(scene: Scene, at: int, lead: str) -> Match | None:
    """ "in 15": minutes, unless something is counted."""
    word = scene.tokens[at].word
    if lead != "in" or word.number is None or word.digits > 3 or not 0 < word.number <= _MOST_BARE_MINUTES:
        return None
    if scene.is_a(at - 1, "the"):
        return None
    behind = scene.tokens[at + 1]
    strength = Strength.STRONG if scene.is_end(at + 1) or behind.word.classes else Strength.WEAK
    return Match(at + 1, Parts(delay=Delay(seconds=60 * word.number)), "delay", strength)
