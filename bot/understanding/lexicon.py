"""The lexicon: which classes of words stand where in a text. English lives in ``languages/en/lexicon.py``."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from bot.understanding.languages.loading import owner_of, tables_of

_VOWELS = frozenset("aeiou")
Labels = tuple[str, ...]


class Node(dict[str, "Node"]):
    """A trie of entries: each word maps to the words that can follow it. ``labels``: the classes of what ends here."""

    __slots__ = ("labels",)

    def __init__(self) -> None:
        self.labels: Labels = ()


@cache
def load_lexicon(code: str) -> Node:
    """The lexicon of the language ``code``, or the English one if it has none.

    A verb in the past or as a participle has the label of its class and ``+ED``, with -ing the label and ``+ING``.
    """
    if (owner := owner_of(code, "lexicon")) != code:
        return load_lexicon(owner)
    tables = tables_of(code, "lexicon")
    root = Node()
    for label, entries in tables.WORDS.items():
        for entry in entries.split():
            _add(root, entry, label)
    doubled = frozenset(tables.DOUBLED.split())
    for label, entries in tables.VERBS.items():
        for entry in entries.split():
            for form, suffix in inflected(entry, tables.IRREGULAR, doubled):
                _add(root, form, label + suffix)
    return root


@cache
def load_opener(code: str) -> str:
    """The pattern of what only asks politely, in front of a request."""
    opener: str = tables_of(code, "lexicon").OPENER
    return opener


def _add(root: Node, entry: str, label: str) -> None:
    node = root
    for word in entry.split("_"):
        node = node.setdefault(word, Node())
    if label not in node.labels:
        node.labels = (*node.labels, label)


def inflected(
    entry: str, irregular: Mapping[str, str], doubled: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """The forms of a verb, whose first word is inflected, each with the suffix of its label."""
    lemma, _, rest = entry.partition("_")
    rest = f"_{rest}" if rest else ""
    yield entry, ""
    yield _third_person(lemma) + rest, ""
    yield _stem(lemma, doubled) + "ing" + rest, "+ING"
    for past in irregular[lemma].split() if lemma in irregular else (_past(lemma, doubled),):
        yield past + rest, "+ED"


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s"


def _past(lemma: str, doubled: frozenset[str]) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return _stem(lemma, doubled) + "ed"


def _stem(lemma: str, doubled: frozenset[str]) -> str:
    """``lemma`` as it stands before an ending: "mov-", "scrapp-"; ``doubled``: longer verbs that double a consonant."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")):
        return lemma[:-1]
    is_short = len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    return lemma + lemma[-1] if is_short and (len(lemma) <= 4 or lemma in doubled) else lemma


@cache
def load_wording(code: str) -> ModuleType:
    """How the language ``code`` puts plain requests, lists and repeats; English if it has no such module."""
    return tables_of(code, "wording")
