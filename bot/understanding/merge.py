"""Join time phrases that stand apart in a text: "tomorrow call mom at 5"."""

from .phrase import TimePhrase


def merge(first: TimePhrase, *others: TimePhrase) -> TimePhrase | None:
    """One phrase of several, or None where two of them contradict each other ("at 5 ... at 6")."""
    raise NotImplementedError
