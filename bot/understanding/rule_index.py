"""Which rules may match a text: looked up by the words and classes that a pattern starts with or needs."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from bot.understanding.mentions import Mentions
from bot.understanding.rules import Rule


class Index(NamedTuple):
    """The rules, and their places by the words and classes that a match starts with.

    Those of rules that start with anything are by words and classes of which a text must have one.
    """

    rules: tuple[Rule, ...]
    by_first: Mapping[str, tuple[int, ...]]
    by_need: Mapping[str, tuple[int, ...]]


@cache
def index_of(rules: tuple[Rule, ...]) -> Index:
    by_first: dict[str, tuple[int, ...]] = {}
    by_need: dict[str, tuple[int, ...]] = {}
    for place, rule in enumerate(rules):
        for word in rule.firsts:
            by_first[word] = (*by_first.get(word, ()), place)
        for word in rule.needs[0] if not rule.firsts else ():
            by_need[word] = (*by_need.get(word, ()), place)
    return Index(rules, by_first, by_need)


class PossibleRules:
    """The rules that may match a text, by where a match starts."""

    def __init__(self, mentions: Mentions, index: Index) -> None:
        self._mentions, self._index = mentions, index
        needed = (index.by_need[word] for word in mentions.present & index.by_need.keys())
        self._anywhere = self._matching({place for places in needed for place in places})

    def starting_at(self, start: int) -> list[Rule]:
        mentions, by_first = self._mentions, self._index.by_first
        found: set[int] = set()
        for first in (mentions.words[start], *mentions.labels[start]):
            if first in by_first:
                found.update(by_first[first])
        return [self._index.rules[place] for place in sorted((*self._anywhere, *self._matching(found)))]

    def _matching(self, places: set[int]) -> list[int]:
        present, rules = self._mentions.present, self._index.rules
        return [place for place in places if rules[place].may_match(present)]
