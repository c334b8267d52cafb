"""The statements that save a value: inserted, or replaced where its id is there already."""

from collections.abc import Iterable

from bot.storage.rows import OUTBOUND_COLUMNS, PERSON_COLUMNS, REMINDER_COLUMNS


def _upsert(table: str, columns: Iterable[str]) -> str:
    columns = tuple(columns)
    changed = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - names of our own fields
        f"VALUES ({', '.join(':' + column for column in columns)}) ON CONFLICT (id) DO UPDATE SET {changed}"
    )


SAVE_PERSON = _upsert("people", PERSON_COLUMNS)
SAVE_REMINDER = _upsert("reminders", REMINDER_COLUMNS)
SAVE_OUTBOUND = _upsert("outbound", OUTBOUND_COLUMNS)
