"""The statements of a transaction on PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence

import asyncpg

from bot.storage.postgres.errors import driver_errors, is_row_fault
from bot.storage.postgres.parameters import numbered
from bot.storage.rows import Row
from bot.storage.statements.locks import LOCK, TRY_LOCK


class Statements:
    """``bot.storage.database.Connection`` over an asyncpg connection in a transaction."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, values: Mapping[str, object]) -> Sequence[Row]:
        statement = numbered(sql)
        with driver_errors():
            rows: Sequence[Row] = await self._connection.fetch(statement.sql, *statement.arguments(values))
        return rows

    async def execute(self, sql: str, values: Mapping[str, object]) -> int:
        statement = numbered(sql)
        # The command tag ends with the number of rows, as in "UPDATE 3"; other commands have none.
        with driver_errors():
            tag: str = await self._connection.execute(statement.sql, *statement.arguments(values))
        count = tag.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def execute_many(self, sql: str, values: Iterable[Mapping[str, object]]) -> None:
        statement = numbered(sql)
        if arguments := [statement.arguments(each) for each in values]:
            with driver_errors():
                await self._connection.executemany(statement.sql, arguments)

    async def lock(self, sql: str, values: Mapping[str, object]) -> None:
        await self.fetch(LOCK.format(numbers=sql), values)

    async def try_lock(self, sql: str, values: Mapping[str, object]) -> bool:
        rows = await self.fetch(TRY_LOCK.format(numbers=sql), values)
        return all(row[0] for row in rows)

    def is_row_fault(self, error: Exception) -> bool:
        return is_row_fault(error)
