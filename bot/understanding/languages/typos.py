"""Words within one slip of each other: a letter missing, added, wrong, or two letters swapped."""


def deletions(word: str) -> set[str]:
    """``word`` and every word made by leaving one of its letters out."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def is_one_edit_apart(written: str, meant: str) -> bool:
    """True when one letter was left out, added, mistaken or swapped with its neighbour."""
    if written == meant:
        return False
    shared = 0
    while shared < min(len(written), len(meant)) and written[shared] == meant[shared]:
        shared += 1
    rest, wanted = written[shared:], meant[shared:]
    if rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]:
        return True
    return rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
