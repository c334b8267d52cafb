"""Everything a text can be seen to hold: classes of words, times, lengths and references. All spans, overlaps kept."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.understanding.caching import cached_attribute
from bot.understanding.intents.new_times import read_new_time
from bot.understanding.languages.phrasebook import MARKS
from bot.understanding.lexicon import load_lexicon
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrases.relative_days import RELATIVE_DAY

_CLAUSE_MARKS = frozenset(".,;!?:-")
_MOST_REFERENCE_WORDS = 16
_MOST_LENGTH_WORDS = 5


@dataclass(eq=False)
class Mentions:
    """The mentions of one text. Places count the words that are neither marks nor courtesy.

    ``tokens`` are the places' tokens in the sentence, ``times`` the time mentions by the place where they start.
    """

    sentence: Sentence
    tokens: tuple[int, ...]
    words: tuple[str, ...]
    labels: tuple[dict[str, tuple[int, ...]], ...]
    times: dict[int, tuple[tuple[int, TimeMention], ...]]
    _new_times: dict[tuple[int, int], TimeMention | None] = field(default_factory=dict)
    _lengths: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    by_reference: dict[tuple[int, int], Any] = field(default_factory=dict)  # how it names a reminder: ``match.Named``

    @cached_attribute
    def present(self) -> frozenset[str]:
        """The words and classes that occur anywhere."""
        return frozenset(self.words).union(*self.labels)

    def lengths(self, label: str, at: int) -> tuple[int, ...]:
        """How long the entries of the class ``label`` are that start at ``at``."""
        return self.labels[at].get(label, ()) if at < len(self.labels) else ()

    def is_a(self, label: str, at: int) -> bool:
        """Whether the word at ``at``, if there is one, is of the class ``label``."""
        return 0 <= at < len(self.labels) and label in self.labels[at]

    def has(self, label: str, first: int, last: int) -> bool:
        return any(label in self.labels[at] for at in range(first, last))

    @cached_attribute
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """The clauses of the text: between marks, and from words such as "so" and "because" on."""
        cuts, pleading = {0, len(self.words)}, self.sentence.book.classes["pleading"]
        for at in range(1, len(self.words)):
            between = self.sentence.words[self.tokens[at - 1] + 1 : self.tokens[at]]
            is_cut = (
                "CLAUSE_START" in self.labels[at]
                or ("TELLING" in self.labels[at] and "JOINS" not in self.labels[at - 1])
                or (bool(between) and (not pleading.isdisjoint(between) or not _CLAUSE_MARKS.isdisjoint(between)))
            )
            if is_cut and not any(start < at < end for start, several in self.times.items() for end, _ in several):
                cuts.add(at)
        edges = sorted(cuts)
        return tuple(itertools.pairwise(edges))

    def slot_ends(self, name: str, at: int, end: int, *, is_last: bool) -> Iterator[int]:
        """Where a slot that starts at ``at`` may end; ``is_last``: nothing follows it in the pattern."""
        if at >= end:
            return
        if name == "THING":
            yield from (end,) if is_last else range(at + 1, end + 1)
        elif name == "REF":
            yield from self._reference_ends(at, end, is_last=is_last)
        elif name == "NEW":
            if self.new_time(at, end) is not None:
                yield end
        elif name == "NUMBER":
            if self.sentence.tokens[self.tokens[at]].word.number is not None:
                yield at + 1
        elif name == "LENGTH":
            yield from (behind for behind, _ in self.lengths_of_time(at) if behind <= end)
        else:
            for behind, mention in self.times.get(at, ()):
                if behind <= end and not mention.phrase.is_delay:
                    yield behind

    def _reference_ends(self, at: int, end: int, *, is_last: bool) -> Iterator[int]:
        """Where a reminder that is named from ``at`` on may end."""
        if "NO_END" in self.labels[at] and "DEF" not in self.labels[at] and at not in self.times:
            return
        for behind in (end,) if is_last else range(at + 1, min(end, at + _MOST_REFERENCE_WORDS) + 1):
            # a relative clause may end with a preposition: "the reminder that I'm to bring coffee for"
            if "NO_END" not in self.labels[behind - 1] or (behind == end and self.has("RELATIVE", at + 1, behind - 1)):
                yield behind

    def lengths_of_time(self, at: int) -> list[tuple[int, int]]:
        """The lengths of time from ``at`` on, as the place behind and the seconds; also "5 more minutes"."""
        if at not in self._lengths:
            self._lengths[at] = self._read_lengths(at)
        return self._lengths[at]

    def _read_lengths(self, at: int) -> list[tuple[int, int]]:
        first = at
        while first < len(self.words):
            for behind, one in self.times.get(first, ()):
                if one.phrase.is_delay and one.phrase.rule != RELATIVE_DAY:  # not "everything | today an hour"
                    behind -= "WAY" in self.labels[behind - 1]  # noqa: PLW2901 - "an hour | later"
                    return [(behind, one.phrase.delay_seconds or 0)]
            if "INDEF" not in self.labels[first] and "MORE" not in self.labels[first]:
                break
            first += 1
        for behind in range(first + 1, min(first + _MOST_LENGTH_WORDS, len(self.words))):
            if "WAY" in self.labels[behind] or "BEFORE" in self.labels[behind]:  # "an hour later than that"
                phrase = read_phrase(self.text(first, behind), self.sentence.context)
                return [(behind, phrase.delay_seconds or 0)] if phrase is not None and phrase.is_delay else []
        words, behind = "", 0
        if first + 2 < len(self.words) and "MORE" in self.labels[first + 1]:
            words, behind = f"{self.words[first]} {self.words[first + 2]}", first + 3
        elif at < first < len(self.words):
            words, behind = f"1 {self.words[first]}", first + 1
        phrase = read_phrase(words, self.sentence.context) if words else None
        return [(behind, phrase.delay_seconds or 0)] if phrase is not None and phrase.is_delay else []

    def new_time(self, at: int, end: int) -> TimeMention | None:
        """The time that all words from ``at`` to ``end`` name, also "a 15 minute one"."""
        if (at, end) not in self._new_times:
            self._new_times[at, end] = self._read_new_time(at, end)
        return self._new_times[at, end]

    def _read_new_time(self, at: int, end: int) -> TimeMention | None:
        if "WAY" in self.labels[end - 1] or not self._may_be_time(at, end):
            return None
        for behind, mention in self.times.get(at, ()):
            if behind == end:
                return mention
        if at + 2 < end and "INDEF" in self.labels[at] and "STAND_IN" in self.labels[end - 1]:
            return self.new_time(at + 1, end - 1)  # "a daily one"
        if at + 1 < end and ("INDEF" in self.labels[at] or "BE_WORD" in self.labels[at]):
            return self.new_time(at + 1, end)
        if at + 1 < end and ("ONE_WORD" in self.labels[end - 1] or "ITEM" in self.labels[end - 1]):
            return self.new_time(at, end - 1)
        first, last = self.token_span(at, end)
        phrase = read_new_time(self.sentence, first, last)
        return TimeMention(phrase, first, last) if phrase is not None else None

    def _may_be_time(self, at: int, end: int) -> bool:
        """A quick look: False where no word of times stands."""
        tokens = self.sentence.tokens
        return any(tokens[token].word.classes for token in self.tokens[at:end])

    def time(self, at: int, end: int) -> TimeMention:
        return next(mention for behind, mention in self.times[at] if behind == end)

    def counts_items(self, first: int, head: int) -> bool:
        """True for "two alarms": a number right before what it counts."""
        word = self.sentence.tokens[self.tokens[head - 1]].word if head > first else None
        return word is not None and word.number is not None and head - 1 == first and "ITEMS" in self.labels[head]

    def token_span(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the places from ``first`` to ``last`` (excluded)."""
        return (self.tokens[first], self.tokens[last - 1] + 1) if first < last else (0, 0)

    def text(self, first: int, last: int) -> str:
        return self.sentence.slice(*self.token_span(first, last))


def find_mentions(sentence: Sentence) -> Mentions:
    root = load_lexicon(sentence.context.locale.language)
    words = sentence.words
    kept = [at for at in range(sentence.first, sentence.last) if words[at] not in MARKS]
    said = [words[at] for at in kept]
    count = len(said)
    polite = [False] * count
    found: list[dict[str, tuple[int, ...]]] = []
    for at in range(count):
        labels: dict[str, tuple[int, ...]] = {}
        node, place = root, at
        while place < count and (following := node.get(said[place])) is not None:
            node, place = following, place + 1
            for label in node.labels:
                labels[label] = (place - at, *labels.get(label, ()))
        for length in labels.pop("POLITE", ())[:1]:
            polite[at : at + length] = [True] * length
        found.append(labels)
    within = _tokens_of_times(sentence, {kept[at] for at in range(count) if polite[at]})
    places = [at for at in range(count) if not polite[at] or kept[at] in within]
    lean = _lean(found, places)
    tokens = tuple(kept[at] for at in places)
    return Mentions(sentence, tokens, tuple(said[at] for at in places), lean, _times(sentence, tokens, lean, within))


def _lean(found: list[dict[str, tuple[int, ...]]], places: list[int]) -> tuple[dict[str, tuple[int, ...]], ...]:
    """The labels by place, their lengths without the words of courtesy in between."""
    if len(places) == len(found):
        return tuple(found)
    rank = {at: number for number, at in enumerate(places)}
    return tuple(
        {
            label: tuple(sum(at <= one < at + length for one in rank) for length in lengths)
            for label, lengths in found[at].items()
        }
        for at in places
    )


def _tokens_of_times(sentence: Sentence, polite: set[int]) -> set[int]:
    """The tokens of the time mentions, except of those that are nothing but courtesy ("now", "asap")."""
    return {
        at
        for one in sentence.timed
        if not all(place in polite for place in range(one.first, one.last))
        for at in range(one.first, one.last)
    }


def _times(
    sentence: Sentence, tokens: tuple[int, ...], labels: tuple[dict[str, tuple[int, ...]], ...], within: set[int]
) -> dict[int, tuple[tuple[int, TimeMention], ...]]:
    """The time mentions by place; one that starts with a preposition also starts behind it."""
    place_of = {token: place for place, token in enumerate(tokens)}
    found: dict[int, tuple[tuple[int, TimeMention], ...]] = {}
    for one in sentence.timed:
        if one.first not in within or one.first not in place_of:
            continue
        last = one.last
        while last > one.first and last - 1 not in place_of:
            last -= 1
        place, behind = place_of[one.first], place_of[last - 1] + 1
        found[place] = (*found.get(place, ()), (behind, one))
        if "TIME_LEAD" in labels[place] and behind > place + 1:
            found[place + 1] = (*found.get(place + 1, ()), (behind, one))
    return found
