"""The tables of the simulated carrier, and how an older ledger gets their newer columns."""

import sqlite3

import aiosqlite

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    provider_message_id TEXT PRIMARY KEY,
    outbound_id TEXT NOT NULL UNIQUE,
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    send_at TEXT NOT NULL,
    ended_at TEXT,
    failure TEXT,
    is_reported INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS held_pending ON held (send_at) WHERE is_reported = 0;
CREATE INDEX IF NOT EXISTS held_accepted ON held (accepted_at);
CREATE TABLE IF NOT EXISTS bubbles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    voice TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bubbles_number ON bubbles (number, id);
CREATE TABLE IF NOT EXISTS opted_out (number TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS handsets (
    number TEXT PRIMARY KEY,
    has_rcs INTEGER NOT NULL DEFAULT 0,
    texted_at TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_seconds REAL NOT NULL) STRICT;
"""
# Columns that ledgers of earlier releases lack. Each has a default, so that those releases can still write.
ADDED_COLUMNS = (
    "ALTER TABLE held ADD COLUMN is_template INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE held ADD COLUMN has_buttons INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE bubbles ADD COLUMN channel TEXT NOT NULL DEFAULT 'sms'",
    "ALTER TABLE bubbles ADD COLUMN button_of TEXT NOT NULL DEFAULT ''",
)


async def create_tables(connection: aiosqlite.Connection) -> None:
    await connection.executescript(SCHEMA)
    for statement in ADDED_COLUMNS:
        try:
            await connection.execute(statement)
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):
                raise
