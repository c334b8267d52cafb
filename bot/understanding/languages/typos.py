"""Words one edit apart: a letter missing, added or wrong, or two adjacent letters swapped."""


def deletions(word: str) -> set[str]:
    """``word`` and every string made by deleting one of its letters."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def is_one_edit_apart(written: str, meant: str) -> bool:
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
