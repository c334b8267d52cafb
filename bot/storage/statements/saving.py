"""Statements that save a value: they insert it, replace the row with the same id, or change some of its columns."""

from dataclasses import fields
from functools import lru_cache

from bot.domain.contacts import Contact
from bot.domain.model import OutboundMessage, Person, Reminder


def _columns(kind: type[Person | Reminder | OutboundMessage | Contact]) -> tuple[str, ...]:
    columns = tuple(field.name for field in fields(kind))
    return (*columns, "segments") if kind is OutboundMessage else columns  # derived from the body, for the budgets


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{column}' for column in columns)})"


def _upsert(table: str, columns: tuple[str, ...]) -> str:
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
    return f"{_insert(table, columns)} ON CONFLICT (id) DO UPDATE SET {updates}"


# The database assigns a person's id.
ADD_PERSON = f"{_insert('people', tuple(column for column in _columns(Person) if column != 'id'))} RETURNING id"
SAVE_REMINDER = _upsert("reminders", _columns(Reminder))
SAVE_OUTBOUND = _upsert("outbound", _columns(OutboundMessage))
SAVE_CONTACT = _upsert("contacts", _columns(Contact))

TABLES: dict[type, str] = {Person: "people", Reminder: "reminders", OutboundMessage: "outbound"}


@lru_cache(maxsize=256)
def update_statement(table: str, columns: tuple[str, ...]) -> str:
    """The statement that writes ``columns`` to the row with ``:id``."""
    return f"UPDATE {table} SET {', '.join(f'{column} = :{column}' for column in columns)} WHERE id = :id"
