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
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from bot.understanding.command import Command
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
    required: frozenset[str] = field(init=False, repr=False)
    triggers: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        sequence = parsed(self.pattern)
        object.__setattr__(self, "start", compiled(self.pattern))
        object.__setattr__(self, "required", _required(sequence))
        object.__setattr__(self, "triggers", frozenset({self.trigger}) if self.trigger else _triggers(sequence))


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
    package = "bot.understanding.languages"
    has_table = code.isalpha() and find_spec(f"{package}.{code}") is not None
    if not has_table or find_spec(f"{package}.{code}.rules.{command}") is None:
        code = "en"
    return read_rows(import_module(f"{package}.{code}.rules.{command}").ROWS, builders)


@cache
def compiled(pattern: str) -> Step | None:
    return _compile(parsed(pattern), None)


def _compile(sequence: Sequence, following: Step | None) -> Step | None:
    for piece in reversed(sequence):
        if isinstance(piece, str):
            kind = Kind.SLOT if piece in SLOTS else Kind.CLASS if piece[0].isupper() else Kind.WORD
            following = Step(kind, piece, following)
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
    return Step(Kind.CHOICE, "", None, choices, by_name, tuple(free))


def _required(sequence: Sequence) -> frozenset[str]:
    """The words and classes without which the pattern matches nothing."""
    return frozenset(piece for piece in sequence if isinstance(piece, str) and piece not in SLOTS)


def _triggers(sequence: Sequence) -> frozenset[str]:
    """Words or classes of which one must occur, classes if there are any: what the rule is looked up by."""
    found = [options for piece in sequence if (options := _first_names(piece)) and not options & SLOTS]
    of_classes = [options for options in found if all(name[0].isupper() for name in options)]
    return (of_classes or found)[0]


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
        kind, name, following, choices, by_name, free = step
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
            for behind in ends:
                yield from walk(mentions, following, behind, end, (*bound, (name, at, behind)))
            return
    yield at, bound


def may_start(mentions: Mentions, step: Step, at: int, end: int) -> bool:
    """False where the word or the class that ``step`` asks for does not stand at ``at``."""
    if step[0] is Kind.WORD:
        return at < end and mentions.words[at] == step[1]
    return step[0] is not Kind.CLASS or (at < end and step[1] in mentions.labels[at])
