"""Named parameters (``:name``) as PostgreSQL numbers them (``$1``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

# A quoted text stays as it is, and ``::`` is a cast.
_TOKEN = re.compile(r"'(?:[^']|'')*'|::|:([a-z_]+)")
# Statements that SQLite shares carry this clause as a comment, because SQLite has no row locks.
_SKIP_LOCKED = "/* FOR UPDATE SKIP LOCKED */"


@dataclass(frozen=True, slots=True)
class NumberedStatement:
    sql: str
    names: tuple[str, ...]

    def arguments(self, values: Mapping[str, object]) -> list[object]:
        return [values[name] for name in self.names]


@lru_cache(maxsize=1024)
def numbered(sql: str) -> NumberedStatement:
    """The statement with numbered parameters. A name that occurs twice is one parameter."""
    names: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name is None else f"${names.setdefault(name, len(names) + 1)}"

    translated = _TOKEN.sub(number, sql).replace(_SKIP_LOCKED, _SKIP_LOCKED.strip("/* "))
    return NumberedStatement(translated, tuple(names))
