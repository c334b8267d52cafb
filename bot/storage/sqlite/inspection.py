"""Inspects a SQLite file read-only, without taking the lock of a bot that may be using it."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.domain.errors import StorageError
from bot.runtime.private_files import sharing_problem
from bot.storage.migrate import pending
from bot.storage.report import DatabaseReport
from bot.storage.sqlite.schema import applied_versions, damage, migrations
from bot.storage.statements.stats import COUNT_OPEN_REMINDERS, COUNT_PEOPLE

BUSY_SECONDS = 5.0
LEAST_FREE_BYTES = 1_000_000  # the write-ahead log alone soon grows to this


def inspect(path: Path) -> DatabaseReport:
    """Inspect the database at ``path``. Raises nothing: problems are in the report."""
    return replace(_inspect(path), sharing=sharing_problem(path))


def _inspect(path: Path) -> DatabaseReport:
    if not path.exists():
        return DatabaseReport(name=str(path), exists=False, problem=_why_not_creatable(path))
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            return _report(connection, path)
    except (sqlite3.Error, OSError, StorageError) as error:
        return DatabaseReport(name=str(path), exists=True, problem=f"the database {path} cannot be used: {error}")


def _report(connection: sqlite3.Connection, path: Path) -> DatabaseReport:
    found = damage(connection, "quick_check")
    if found:
        problem = f"the database {path} is damaged ({found}); restore the last backup"
        return DatabaseReport(name=str(path), exists=True, problem=problem)
    applied = _applied(connection)
    missing = pending(migrations(), applied)
    if problem := _why_not_writable(path):
        return DatabaseReport(name=str(path), exists=True, problem=problem)
    counts = [
        connection.execute(statement).fetchone()[0] if applied else 0
        for statement in (COUNT_PEOPLE, COUNT_OPEN_REMINDERS)
    ]
    return DatabaseReport(
        name=str(path), exists=True, migrations_pending=len(missing), people=counts[0], open_reminders=counts[1]
    )


def _applied(connection: sqlite3.Connection) -> frozenset[int]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "schema_migrations" in tables:
        return applied_versions(connection)
    if tables:
        raise StorageError("it is not a database of this bot")
    return frozenset()


def _why_not_writable(path: Path) -> str:
    """Why nothing could be saved; empty if it could. SQLite needs other files beside the database."""
    folder = path.absolute().parent
    if not os.access(path, os.W_OK):
        return f"this user cannot write to the database {path}; make them its owner"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"this user cannot write to the folder {folder} of the database; make them its owner"
    return _full_disk(path, folder)


def _full_disk(path: Path, folder: Path) -> str:
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        return f"the disk of the database {path} is full; free some space"
    return ""


def _why_not_creatable(path: Path) -> str:
    """Why the file could not be created; empty if it could."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir():
        return f"the database {path} cannot be created: {folder} is not a folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"the database {path} cannot be created: {folder} is read-only"
    return _full_disk(path, folder)
