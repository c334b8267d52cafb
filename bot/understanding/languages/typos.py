"""Mend typos: the one known word that a misspelled word is one edit away from."""

from collections.abc import Collection, Iterable

_SHORTEST, _LONGEST = 5, 15  # letters of a word that is mended; shorter ones resemble too many others


class Mender:
    """Knows the words that typos are mended to, and the real words that must not be changed into one of them."""

    def __init__(self, correctable: Iterable[str], correct: Collection[str]) -> None:
        self._correct = frozenset(correct)
        self._by_deletion: dict[str, set[str]] = {}
        for word in correctable:
            for shorter in _deletions(word):
                self._by_deletion.setdefault(shorter, set()).add(word)

    def mended(self, written: str) -> str:
        """The only word one edit away from ``written``, else ``written`` itself."""
        if not _SHORTEST <= len(written) <= _LONGEST or written in self._correct:
            return written
        near = {
            word
            for shorter in _deletions(written)
            for word in self._by_deletion.get(shorter, ())
            if _is_one_edit_apart(written, word)
        }
        return near.pop() if len(near) == 1 else written


def _deletions(word: str) -> set[str]:
    """``word`` and every string made by deleting one of its letters."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _is_one_edit_apart(written: str, meant: str) -> bool:
    """Whether one missing, added, wrong or swapped letter turns ``meant`` into ``written``."""
    if written == meant:
        return False
    shared = 0
    while shared < min(len(written), len(meant)) and written[shared] == meant[shared]:
        shared += 1
    rest, wanted = written[shared:], meant[shared:]
    if rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]:
        return True
    return rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
