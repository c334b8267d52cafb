"""Refuses bodies that give a name twice. Two readers may take different values of it, and one of them may have checked.

A raw JSON body of a Studio flow, for example, lets a text close its own string and add a second "from".
"""

import json
from collections.abc import Iterable

from bot.domain.errors import RepeatedNameError


def parse_json(content: str | bytes) -> object:
    """Parse JSON. Raises ``RepeatedNameError`` for an object, at any depth, that has a name twice.

    Raises ``ValueError`` or ``RecursionError`` if it is not JSON; NaN and Infinity, which Python takes, are none.
    """
    return json.loads(content, object_pairs_hook=_unique, parse_constant=_refuse_constant)


def require_unique(names: Iterable[str]) -> None:
    """Raise ``RepeatedNameError`` if a name occurs twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RepeatedNameError(name)
        seen.add(name)


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    require_unique(name for name, _ in pairs)
    return dict(pairs)
