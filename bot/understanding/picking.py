"""References to some of several reminders: "both", "the last two", "the other one", "the rest"."""

from bot.understanding.command import Target
from bot.understanding.sentence import Sentence

_SKIPPED = frozenset("the of them those these my reminders reminder alarms alarm timers timer ones one".split())  # noqa: SIM905
_OTHER = frozenset({"other"})
_OTHERS = frozenset({"others", "rest"})
_LAST = frozenset({"last", "latest"})
_FIRST = frozenset({"first", "next"})
_BOTH = frozenset({"both"})
_ALL = frozenset({"all", "every", "everything"})
_BUT = frozenset({"but", "except", "besides", "excluding"})
_NOT = frozenset({"not", "for"})  # "but not 3", "except for 3"
_MOST = 20


def read_pick(sentence: Sentence, at: int, end: int) -> Target | None:
    """The reminders that the words from ``at`` to ``end`` pick; None where they say anything else."""
    words = sentence.words[at:end]
    if not words or len(words) > _MOST or (words[0] not in _OPENING and words[0] != "the"):
        return None
    kept = [place for place in range(at, end) if sentence.words[place] not in _SKIPPED]
    said = [sentence.words[place] for place in kept]
    if len(said) == 1:
        return _picked_by_word(said[0], is_plural="ones" in words or "reminders" in words)
    if not said:
        return None
    count = sentence.tokens[kept[1]].word.number
    if len(said) == 2 and count is not None and 1 < count <= _MOST:
        if said[0] in _LAST:
            return Target(place=-1, count=count)
        if said[0] in _FIRST:
            return Target(place=1, count=count)
        if said[0] in _ALL:
            return Target(count=count)
        if said[0] in _OTHER:
            return Target(is_other=True, is_all=True)
    return None


def _picked_by_word(word: str, *, is_plural: bool) -> Target | None:
    if word in _BOTH:
        return Target(count=2)
    if word in _OTHERS or (word in _OTHER and is_plural):
        return Target(is_other=True, is_all=True)
    return Target(is_other=True) if word in _OTHER else None


def exception_in(sentence: Sentence, at: int, end: int) -> int | None:
    """Where the exception of "all but 3" and "everything except the pills" begins; None where there is none."""
    place = next((one for one in range(at, end) if sentence.words[one] in _BUT), end)
    times = {token for timed in sentence.timed for token in range(timed.first, timed.last)}
    before = [
        sentence.words[one] for one in range(at, place) if one not in times and sentence.words[one] not in _SKIPPED
    ]
    begins = place + 1 + (place + 1 < end and sentence.words[place + 1] in _NOT)
    return begins if begins < end and len(before) == 1 and before[0] in _ALL else None


_OPENING = _OTHER | _OTHERS | _LAST | _FIRST | _BOTH | _ALL
