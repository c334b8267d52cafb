"""References to some of several reminders: "both", "the last two", "the other one", "the rest"."""

from collections.abc import Mapping

from bot.understanding.command import Target
from bot.understanding.sentence import Sentence

_MOST = 20


def read_pick(sentence: Sentence, at: int, end: int) -> Target | None:
    """The reminders that the words from ``at`` to ``end`` pick; None where they say anything else."""
    words, classes = sentence.words[at:end], sentence.book.classes
    if not words or len(words) > _MOST or words[0] not in classes["pick_opening"]:
        return None
    if (places := _places(sentence, at, end)) is not None:
        return Target(places=places)
    kept = [place for place in range(at, end) if sentence.words[place] not in classes["pick_noise"]]
    said = [sentence.words[place] for place in kept]
    if len(said) == 1:
        return _picked_by_word(said[0], classes, is_plural=not classes["pick_plural"].isdisjoint(words))
    if not said:
        return None
    count = sentence.tokens[kept[1]].word.number
    if len(said) == 2 and count is not None and 1 < count <= _MOST:
        if said[0] in classes["pick_last"]:
            return Target(place=-1, count=count)
        if said[0] in classes["pick_first"]:
            return Target(place=1, count=count)
        if said[0] in classes["pick_all"]:
            return Target(count=count)
        if said[0] in classes["pick_other"]:
            return Target(is_other=True, is_all=True)
    return None


def _places(sentence: Sentence, at: int, end: int) -> tuple[int, ...] | None:
    """ "the first and the last": two or more places of one list; None for anything else."""
    classes = sentence.book.classes
    places = []
    for token in range(at, end):
        rank = place_of(sentence, token)
        if rank:
            places.append(rank)
        elif sentence.words[token] not in classes["pick_noise"] and sentence.words[token] not in classes["pick_joint"]:
            return None
    return tuple(dict.fromkeys(places)) if len(places) > 1 else None


def place_of(sentence: Sentence, at: int) -> int:
    """The place that a word names: 1 for "first", -1 for "last"; 0 for none, and for "next"."""
    word = sentence.words[at]
    if word in sentence.book.classes["pick_last"]:
        return -1
    is_date = any(character.isdigit() for character in word)
    return 0 if is_date else sentence.tokens[at].word.ordinal or 0


def _picked_by_word(word: str, classes: Mapping[str, frozenset[str]], *, is_plural: bool) -> Target | None:
    if word in classes["pick_both"]:
        return Target(count=2)
    if word in classes["pick_others"] or (word in classes["pick_other"] and is_plural):
        return Target(is_other=True, is_all=True)
    return Target(is_other=True) if word in classes["pick_other"] else None


def exception_in(sentence: Sentence, at: int, end: int) -> int | None:
    """Where the exception of "all but 3" and "everything except the pills" begins; None where there is none."""
    classes = sentence.book.classes
    place = next((one for one in range(at, end) if sentence.words[one] in classes["pick_but"]), end)
    times = {token for timed in sentence.timed for token in range(timed.first, timed.last)}
    before = [
        sentence.words[one]
        for one in range(at, place)
        if one not in times and sentence.words[one] not in classes["pick_noise"]
    ]
    begins = place + 1 + (place + 1 < end and sentence.words[place + 1] in classes["pick_not"])
    return begins if begins < end and len(before) == 1 and before[0] in classes["pick_all"] else None
