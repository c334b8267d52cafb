"""Erases forgotten people in small transactions, so that texts are answered in between."""

from datetime import datetime

from bot.storage.database import Database, Unit
from bot.storage.session import Session
from bot.storage.statements import people

ERASE_BATCH = 500  # rows


async def erase_forgotten(database: Database, until: datetime) -> int:
    """Erase the people who were forgotten at or before ``until`` and have no unfinished messages; how many."""
    for statement in (people.ERASE_OUTBOUND, people.ERASE_INBOUND, people.ERASE_REMINDERS):
        while await _erase(database, statement, until=until, limit=ERASE_BATCH) == ERASE_BATCH:
            pass
    return await _erase(database, people.ERASE_FORGOTTEN, until=until)


async def _erase(database: Database, statement: str, **values: object) -> int:
    async def work(session: Session) -> int:
        return await session.execute(statement, **values)

    return await database.run(Unit.ERASE, work)
