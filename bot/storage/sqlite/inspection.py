"""Looks at a SQLite file without touching it: read-only, and without the lock of the bot that may be using it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import StorageError
from bot.storage.migrate import pending
from bot.storage.sqlite.units import migrations

LOOK_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseReport:
    """What a look at the database showed. ``problem`` is one line for the operator, empty where there is none.

    ``migrations_pending`` are applied at the next start. The counts are 0 where there is no database yet.
    """

    path: Path
    exists: bool
    problem: str = ""
    migrations_pending: int = 0
    people: int = 0
    open_reminders: int = 0


def inspect(path: Path) -> DatabaseReport:
    """A look at the database at ``path``. Raises nothing: what is wrong is in the report."""
    if not path.exists():
        return DatabaseReport(path=path, exists=False, problem=_unwritable(path))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=LOOK_SECONDS)) as look:
            return _look(look, path)
    except (sqlite3.Error, OSError, StorageError) as error:
        return DatabaseReport(path=path, exists=True, problem=f"the database {path} cannot be used: {error}")


def _look(look: sqlite3.Connection, path: Path) -> DatabaseReport:
    (sound,) = look.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        problem = f"the database {path} is damaged ({' '.join(str(sound).split())}); restore the last backup"
        return DatabaseReport(path=path, exists=True, problem=problem)
    applied = _applied(look)
    todo = pending(migrations(), applied)
    if not os.access(path, os.W_OK):
        return DatabaseReport(path=path, exists=True, problem=f"the database {path} cannot be written by this user")
    counts = (
        (0, 0)
        if not applied
        else look.execute("""
        SELECT (SELECT count(*) FROM people WHERE forgotten_at IS NULL),
               (SELECT count(*) FROM reminders WHERE state = 'open')""").fetchone()
    )
    return DatabaseReport(
        path=path, exists=True, migrations_pending=len(todo), people=counts[0], open_reminders=counts[1]
    )


def _applied(look: sqlite3.Connection) -> frozenset[int]:
    tables = {name for (name,) in look.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "schema_migrations" not in tables:
        if tables:
            raise StorageError("it is not a database of this bot")
        return frozenset()
    return frozenset(version for (version,) in look.execute("SELECT version FROM schema_migrations"))


def _unwritable(path: Path) -> str:
    """Why the file could not be made, empty where it could."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir():
        return f"the database {path} cannot be made: {folder} is no folder"
    return "" if os.access(folder, os.W_OK | os.X_OK) else f"the database {path} cannot be made: {folder} is read-only"
