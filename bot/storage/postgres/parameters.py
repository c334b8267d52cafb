"""Named parameters (``:name``) as PostgreSQL numbers them (``$1``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

# A quoted text stays as it is, and ``::`` is a cast.
_TOKEN = re.compile(r"'(?:[^']|'')*'|::|:([a-z_]+)")
# In statements that SQLite shares, a clause for PostgreSQL alone is a comment.
_ONLY_SQLITE = re.compile(r" INDEXED BY \w+")
_ONLY_HERE = re.compile(r"/\* PostgreSQL: (.*?) \*/", re.DOTALL)


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

    translated = _TOKEN.sub(number, _ONLY_HERE.sub(r"\1", _ONLY_SQLITE.sub("", sql)))
    return NumberedStatement(translated, tuple(names))
