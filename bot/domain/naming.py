"""Which reminders some words name: "the dentist", "moms bday", "the boys one". Pure, and for English words.

Better matches come first: only the best kind counts, so "gym" is the reminder "gym" and not also "buy a gym bag".
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_MARKS = ".,;:!?()[]'\"\u2018\u2019\u201c\u201d-"
# Words that tell no reminder from another.
_FILLER_WORDS = """
    a an the my our your his her their this that these those of for about to with on at in and one ones reminder
    reminders alarm alarms timer thing things stuff deal says say i me you it is
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
# Words that people add to a name, and leave out where they set it.
_GENERIC_WORDS = "appointment appointments appt meeting mtg call event task session visit class pickup text note"
_GENERIC = frozenset(_GENERIC_WORDS.split())
_SAME = (
    "mom mum mother mommy mama",
    "dad father daddy papa",
    "dr doctor doc physician",
    "appt appointment apt",
    "bday birthday b-day",
    "hw homework",
    "med meds medicine medication pill pills tablet tablets",
    "$ money cash",
    "dentist dental",
    "mtg meeting",
    "rx prescription",
    "trash garbage rubbish bin bins",
    "kid kids child children",
    "pkg package parcel",
    "laundry washing",
    "groceries grocery shopping",
    "bf boyfriend",
    "gf girlfriend",
    "bro brother",
    "sis sister",
    "vet veterinarian",
    "pt therapy",
    "bp pressure",
)
_SYNONYMS = {word: group for group in (frozenset(words.split()) for words in _SAME) for word in group}
_SHORTEST_STEM = 3
_SHORTEST_TYPO = 4


def named_by(words: str, messages: Sequence[str]) -> list[int]:
    """The places of those of ``messages`` that ``words`` name best; several where they name them equally well."""
    wanted = _telling(words)
    if not wanted:
        return []
    kinds = [_kind(wanted, _parts(message)) for message in messages]
    best = min((kind for kind in kinds if kind is not None), default=None)
    found = [] if best is None else [at for at, kind in enumerate(kinds) if kind == best]
    fewer = tuple(word for word in wanted if word not in _GENERIC)
    if not found and fewer and len(fewer) < len(wanted):
        return named_by(" ".join(fewer), messages)
    return found


def _kind(wanted: tuple[str, ...], parts: tuple[str, ...]) -> int | None:
    """How ``wanted`` name a message of ``parts``: 0 is best; None where they do not."""
    telling = tuple(part for part in parts if part not in _FILLERS)
    parts = (*parts, *("".join(pair) for pair in pairwise(parts)))  # "pickup" is "pick up"
    stems = {_stem(part) for part in parts}
    if all(_stem(word) in stems for word in wanted):
        return 0 if {_stem(part) for part in telling} == {_stem(word) for word in wanted} else 1
    for kind, is_same in enumerate((_starts, _means, _is_misspelt), start=2):
        if all(any(_stem(word) == _stem(part) or is_same(word, part) for part in parts) for word in wanted):
            return kind
    return None


@lru_cache(maxsize=1024)
def _parts(words: str) -> tuple[str, ...]:
    pieces = (piece.strip(_MARKS) for piece in words.casefold().replace("\u2019", "'").replace("/", " ").split())
    return tuple(piece.removesuffix("'s").removesuffix("'") for piece in pieces if piece)


def _telling(words: str) -> tuple[str, ...]:
    return tuple(word for word in _parts(words) if word not in _FILLERS)


def _stem(word: str) -> str:
    for ending in ("ments", "ment", "ing", "ies", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word[: -len(ending)]
            return stem[:-1] if ending in ("ing", "ed") and stem[-1:] == stem[-2:-1] else stem  # "planning"
    return word


def _starts(word: str, part: str) -> bool:
    return part.startswith(word)


def _means(word: str, part: str) -> bool:
    return part in _SYNONYMS.get(word, ()) or part.startswith(word)


def _is_misspelt(word: str, part: str) -> bool:
    """True where one letter is wrong, missing, extra or in the place of its neighbour."""
    if min(len(word), len(part)) < _SHORTEST_TYPO or abs(len(word) - len(part)) > 1 or not word.isalpha():
        return _means(word, part)
    first = next((at for at, (one, other) in enumerate(zip(word, part, strict=False)) if one != other), None)
    if first is None:
        return True
    is_swapped = word[first : first + 2] == part[first : first + 2][::-1] and word[first + 2 :] == part[first + 2 :]
    skips = ((1, 1), (1, 0), (0, 1))
    return is_swapped or any(word[first + one :] == part[first + other :] for one, other in skips)
