"""Chooses the backend that ``DATABASE_URL`` names."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.domain.errors import StorageError
from bot.domain.spending import Budgets
from bot.runtime.clock import Clock
from bot.runtime.settings import Storage
from bot.storage.database import OnUnit
from bot.storage.report import DatabaseReport
from bot.storage.sqlite.database import OnCommit
from bot.storage.sqlite.inspection import inspect as inspect_sqlite
from bot.storage.sqlite.store import SqliteStore
from bot.storage.store import Store


def make_store(
    settings: Storage,
    *,
    on_unit: OnUnit = lambda _, __: None,
    on_commit: OnCommit = lambda _: None,
    clock: Clock | None = None,
    budgets: Budgets = Budgets(),  # noqa: B008 - frozen
    announced: Mapping[str, str] = MappingProxyType({}),
    on_announced: Callable[[Sequence[Mapping[str, str]]], None] = lambda _: None,
) -> Store:
    """The store over the database of the settings, not open yet.

    ``on_unit`` is called after each unit of work with its name and its duration in seconds, ``on_commit`` with the
    number of units in a commit (SQLite only). The other bots on the database are told the settings ``announced``, and
    ``on_announced`` gets theirs. Raises ``StorageError`` if the database needs a driver that is not installed.
    """
    if not settings.is_postgres:
        return SqliteStore(settings.path, on_unit=on_unit, on_commit=on_commit, clock=clock, budgets=budgets)
    require_driver()
    from bot.storage.postgres.pool_limits import PoolLimits  # noqa: PLC0415 - an extra that not everyone installs
    from bot.storage.postgres.store import PostgresStore  # noqa: PLC0415

    limits = PoolLimits(connections=settings.connections, statement_seconds=settings.statement_seconds)
    return PostgresStore(
        settings.url,
        limits=limits,
        on_unit=on_unit,
        clock=clock,
        budgets=budgets,
        announced=announced,
        on_announced=on_announced,
    )


async def inspect(settings: Storage) -> DatabaseReport:
    """Inspect the database without changing it. Raises nothing: problems are in the report."""
    if not settings.is_postgres:
        return await asyncio.to_thread(inspect_sqlite, settings.path)
    try:
        require_driver()
    except StorageError as error:
        return DatabaseReport(name="PostgreSQL", exists=False, problem=str(error))
    from bot.storage.postgres.inspection import inspect as inspect_postgres  # noqa: PLC0415

    return await inspect_postgres(settings.url)


def count_rows(source: Storage) -> int:
    """How many rows ``copy_database`` has to copy. Raises ``StorageError``."""
    require_driver()
    from bot.storage.postgres import copying  # noqa: PLC0415

    return copying.count_rows(source.path)


async def copy_database(
    source: Storage, target: Storage, now: datetime, progress: Callable[[int], None]
) -> dict[str, int]:
    """Copy a SQLite database into PostgreSQL; how many rows each table has. Raises ``StorageError``."""
    require_driver()
    from bot.storage.postgres import copying  # noqa: PLC0415

    return await copying.copy_into_postgres(source.path, target.url, now, progress)


def require_driver() -> None:
    """Raise ``StorageError`` if the driver for PostgreSQL is not installed."""
    try:
        import asyncpg  # noqa: F401, PLC0415
    except ImportError as error:
        raise StorageError(
            "DATABASE_URL: PostgreSQL needs the driver asyncpg; install it: pip install 'reminder-bot[postgres]'"
        ) from error
