"""The limits that the bot is measured beside: ``python -m bench.throughput.servers KIND PORT FOLDER``.

``constant`` is aiohttp that answers every text alike. ``durable`` also checks the signature and inserts a row that is
on the disk before the answer, as many texts in a commit as have arrived. ``commit_each`` does so with a commit for each
text, through aiosqlite.
"""

import asyncio
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiosqlite
import uvloop
from aiohttp import web
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the SDK has no type hints

from tests.fakes.twilio_server import AUTH_TOKEN

ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response><Message>OK, tomorrow at 9:00 AM.</Message></Response>'
PATH = "/webhooks/twilio"
_TABLE = "CREATE TABLE texts (id TEXT PRIMARY KEY, sender TEXT NOT NULL, body TEXT NOT NULL, reply TEXT NOT NULL)"
_INSERT = "INSERT OR IGNORE INTO texts VALUES (?, ?, ?, ?)"

Row = tuple[str, str, str, str]
Save = Callable[[Row], Awaitable[None]]


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE)


class GroupCommit:
    """Inserts rows in a thread: one commit for all that arrived while the last one was being written."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        _prepare(self._connection)
        self._waiting: list[tuple[Row, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def save(self, row: Row) -> None:
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((row, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            await loop.run_in_executor(self._thread, self._commit, [row for row, _ in batch])
            for _, done in batch:
                done.set_result(None)
        self._writer = None

    def _commit(self, rows: list[Row]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(_INSERT, rows)
        self._connection.execute("COMMIT")


async def _commit_each(path: Path) -> Save:
    connection = await aiosqlite.connect(path, isolation_level=None)
    await connection._execute(_prepare, connection._conn)  # type: ignore[no-untyped-call] # noqa: SLF001
    lock = asyncio.Lock()

    async def save(row: Row) -> None:
        async with lock:
            await connection.execute("BEGIN IMMEDIATE")
            await connection.execute(_INSERT, row)
            await connection.execute("COMMIT")

    return save


def _application(save: Save | None) -> web.Application:
    validator = RequestValidator(AUTH_TOKEN)

    async def receive(request: web.Request) -> web.Response:
        if save is not None:
            form = await request.post()
            fields = {name: str(value) for name, value in form.items()}
            if not validator.validate(str(request.url), fields, request.headers["X-Twilio-Signature"]):
                return web.Response(status=403)
            await save((fields["MessageSid"], fields["From"], fields["Body"], ANSWER))
        return web.Response(text=ANSWER, content_type="text/xml")

    app = web.Application()
    app.router.add_post(PATH, receive)
    return app


async def _serve(kind: str, port: int, folder: Path) -> None:
    path = folder / "texts.db"
    saves = {"constant": None, "durable": GroupCommit(path).save if kind == "durable" else None}
    save = await _commit_each(path) if kind == "commit_each" else saves[kind]
    runner = web.AppRunner(_application(save), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(_serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
