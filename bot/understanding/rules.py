"""The notation of rules, and how a rule is matched against the mentions of a text.

A rule is a row: a pattern, and examples of texts that it reads. The rows of a language are the tables in
``languages/<code>/rules``: under the name of a builder (a function of ``commands/`` that makes the command), a weight
and perhaps more stand patterns, one a line, each with its examples on the next line, behind ">".

In a pattern, ``(this|that)`` is a choice, ``[maybe]`` is optional, a word stands for itself, and a name in capitals for
a class of the lexicon or for a slot:

====== ==========================================================================
TIME   a moment or a repeat; NEW is one that ends the clause ("to 3 pm")
LENGTH a length of time
REF    a reminder that is there: "2", "it", "my 7 am alarm", "the one about milk"
THING  any words
NUMBER a number
====== ==========================================================================

Words of courtesy and marks are not part of what is matched, see ``mentions.py``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from bot.understanding.command import Command
from bot.understanding.languages.loading import tables_of
from bot.understanding.languages.notation import Sequence, parsed
from bot.understanding.mentions import Mentions

SLOTS = frozenset({"TIME", "NEW", "LENGTH", "REF", "THING", "NUMBER"})


class Kind(IntEnum):
    WORD = 0
    CLASS = 1
    SLOT = 2
    CHOICE = 3


class Step(NamedTuple):
    """One step of a compiled pattern and what may follow; a choice holds the first step of each alternative.

    Most alternatives start with a word or a class, so that a lookup tells which of them can match at a place.
    """

    kind: Kind
    name: str
    following: "Step | None"
    choices: "tuple[Step | None, ...]" = ()
    by_name: Mapping[str, tuple[int, ...]] = {}  # the choices that start with a word or a class
    free: tuple[int, ...] = ()  # the other choices, which may start with anything
    opens: frozenset[str] = frozenset()  # the words and classes of which one must stand here; empty for anything


Bound = tuple[tuple[str, int, int], ...]  # what a pattern matched: a slot or a class, from and to


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A row of a command: its pattern, what it means, and its examples, which are its tests and its documentation.

    ``weight`` is how sure the wording alone makes the meaning, see ``scoring.py``. ``names_thing``: THING is what the
    reminders asked for are about. ``overrules``: it counts more than a reader that finds the same command.
    ``trigger``: a word or class that a text must have, for a pattern of slots alone.
    """

    pattern: str
    build: Callable[..., Command | None]
    examples: tuple[str, ...]
    weight: int = 0
    names_thing: bool = False
    overrules: bool = False
    trigger: str = ""
    start: Step | None = field(init=False, repr=False)
    needs: tuple[frozenset[str], ...] = field(init=False, repr=False)
    firsts: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        sequence = parsed(self.pattern)
        object.__setattr__(self, "start", compiled(self.pattern))
        needs = [frozenset({self.trigger})] if self.trigger else _needs(sequence)
        object.__setattr__(self, "needs", tuple(sorted(needs, key=len)))
        object.__setattr__(self, "firsts", _firsts(sequence) or frozenset())

    def may_match(self, present: frozenset[str]) -> bool:
        """False where a text with the words and classes ``present`` lacks one that the pattern needs."""
        for options in self.needs:  # noqa: SIM110 - a loop is twice as fast as any(...), and this runs most of all
            if options.isdisjoint(present):
                return False
        return True


Builders = Mapping[str, Callable[..., Command | None]]


def read_rows(table: Mapping[str, str], builders: Builders) -> tuple[Rule, ...]:
    """The rules of a table whose keys are as "any, 3" or "skipped, 10, overrules", and "snoozed, 6, MORE"."""
    rules = []
    for head, text in table.items():
        name, weight, *flags = head.split(", ")
        lines = [line.strip() for line in text.strip().splitlines()]
        for pattern, examples in zip(lines[::2], lines[1::2], strict=True):
            rule = Rule(
                pattern=pattern,
                build=builders[name],
                examples=tuple(examples.removeprefix("> ").split(" | ")),
                weight=int(weight),
                names_thing="names_thing" in flags,
                overrules="overrules" in flags,
                trigger=next((flag for flag in flags if flag.isupper()), ""),
            )
            rules.append(rule)
    return tuple(rules)


def load_rows(code: str, command: str, builders: Builders) -> tuple[Rule, ...]:
    """The rules of ``command`` in the language ``code``, or the English ones if it has none."""
    return read_rows(tables_of(code, f"rules.{command}").ROWS, builders)


@cache
def compiled(pattern: str) -> Step | None:
    return _compile(parsed(pattern), None)


def _compile(sequence: Sequence, following: Step | None) -> Step | None:
    for piece in reversed(sequence):
        if isinstance(piece, str):
            kind = Kind.SLOT if piece in SLOTS else Kind.CLASS if piece[0].isupper() else Kind.WORD
            opens = frozenset({piece}) if kind is not Kind.SLOT else frozenset()
            following = Step(kind, piece, following, opens=opens)
        else:
            following = _choice(tuple(_compile(choice, following) for choice in piece))
    return following


def _choice(choices: tuple[Step | None, ...]) -> Step:
    by_name: dict[str, tuple[int, ...]] = {}
    free = []
    for number, step in enumerate(choices):
        if step is not None and step.kind in (Kind.WORD, Kind.CLASS):
            by_name[step.name] = (*by_name.get(step.name, ()), number)
        else:
            free.append(number)
    opens = [step.opens if step is not None else frozenset() for step in choices]
    is_sure = all(opens)
    return Step(
        Kind.CHOICE, "", None, choices, by_name, tuple(free), frozenset().union(*opens) if is_sure else frozenset()
    )


def _needs(sequence: Sequence) -> list[frozenset[str]]:
    """Sets of words and classes of each of which one must occur in what the pattern matches."""
    found = (_first_names(piece) for piece in sequence)
    return [options for options in found if options and not options & SLOTS]


def _firsts(sequence: Sequence) -> frozenset[str] | None:
    """The words and classes that a match may start with; empty for any, None where ``sequence`` matches no words."""
    found: frozenset[str] = frozenset()
    for piece in sequence:
        if isinstance(piece, str):
            return found | {piece} if piece not in SLOTS else frozenset()
        options = [_firsts(choice) for choice in piece]
        if frozenset() in options:
            return frozenset()
        found = found.union(*(one for one in options if one))
        if None not in options:
            return found
    return None


def _first_names(piece: str | list[Sequence]) -> frozenset[str]:
    """What ``piece`` may start with; empty where it may be left out."""
    if isinstance(piece, str):
        return frozenset({piece})
    if not all(piece):
        return frozenset()
    options = [_first_names(choice[0]) for choice in piece]
    return frozenset().union(*options) if all(options) else frozenset()


def walk(mentions: Mentions, step: Step | None, at: int, end: int, bound: Bound = ()) -> Iterator[tuple[int, Bound]]:
    """Every way in which the pattern from ``step`` matches from ``at`` on, as the place behind it and what it bound."""
    while step is not None:
        kind, name, following, choices, by_name, free, _ = step
        if kind is Kind.WORD:
            if at >= end or mentions.words[at] != name:
                return
            step, at = following, at + 1
        elif kind is Kind.CHOICE:
            possible = free
            if at < end:
                for here in (mentions.words[at], *mentions.labels[at]):
                    if here in by_name:
                        possible = (*possible, *by_name[here])
            if len(possible) != 1:
                for number in sorted(possible):
                    yield from walk(mentions, choices[number], at, end, bound)
                return
            step = choices[possible[0]]
        else:
            is_class = kind is Kind.CLASS
            ends = (
                (at + length for length in mentions.lengths(name, at) if at + length <= end)
                if is_class
                else mentions.slot_ends(name, at, end, is_last=following is None)
            )
            opens = following.opens if following is not None else None
            for behind in ends:
                if opens and (
                    behind >= end or (mentions.words[behind] not in opens and opens.isdisjoint(mentions.labels[behind]))
                ):
                    continue
                yield from walk(mentions, following, behind, end, (*bound, (name, at, behind)))
            return
    yield at, bound
