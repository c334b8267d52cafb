"""Numbered migrations. They go forward only; each runs once, in the transaction that also records it."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.domain.errors import StorageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    version: int
    name: str
    statements: tuple[str, ...]


def read_migrations(folder: Traversable, is_complete: Callable[[str], bool]) -> tuple[Migration, ...]:
    """The migrations in ``folder`` (``0001_name.sql``), in order.

    ``is_complete`` tells whether a text is a complete statement: a semicolon alone can be inside a string or comment.
    """
    found = []
    for file in folder.iterdir():
        number, _, name = file.name.removesuffix(".sql").partition("_")
        if file.name.endswith(".sql"):
            statements = _statements(file.read_text(encoding="utf-8"), is_complete)
            found.append(Migration(version=int(number), name=name, statements=statements))
    return tuple(sorted(found, key=lambda migration: migration.version))


def _statements(script: str, is_complete: Callable[[str], bool]) -> tuple[str, ...]:
    statements, lines = [], ""
    for line in script.splitlines(keepends=True):
        lines += line
        if line.rstrip().endswith(";") and is_complete(lines):
            statements.append(lines.strip())
            lines = ""
    return tuple(statements)


def pending(migrations: Sequence[Migration], applied: AbstractSet[int]) -> tuple[Migration, ...]:
    """The migrations that are not applied yet. Raises ``StorageError`` if the database is newer than this program."""
    unknown = sorted(applied - {migration.version for migration in migrations})
    if unknown:
        raise StorageError(
            f"the database was made by a newer version of the bot (schema {unknown[-1]}); upgrade the bot"
        )
    return tuple(migration for migration in migrations if migration.version not in applied)
