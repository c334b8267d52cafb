"""``python -m bot copy``: moves everything from SQLite to PostgreSQL."""

import asyncio
import sys

import click

from bot.domain.errors import SettingsError
from bot.runtime.clock import Clock
from bot.runtime.settings import Storage
from bot.storage.opening import copy_database, count_rows


@click.command("copy", short_help="Copy a SQLite database into PostgreSQL.")
@click.option("--from", "source", required=True, metavar="URL", help="sqlite:///path of the database to copy.")
@click.option("--to", "target", required=True, metavar="URL", help="postgresql://user:password@host/name, empty.")
def copy(source: str, target: str) -> None:
    """Copy everything from a SQLite database into an empty PostgreSQL database, and compare every row.

    Stop the bot first. Start a copy that was interrupted again: it continues, or begins anew if the bot has run since.
    """
    origin, destination = Storage.model_construct(url=source), Storage.model_construct(url=target)
    if not source.startswith("sqlite:///") or not target.startswith(("postgresql://", "postgres://")):
        raise SettingsError(
            "--from must be a URL like sqlite:///data/reminders.db, --to one like postgresql://host/name"
        )
    total = count_rows(origin)
    with click.progressbar(length=total, label="Copying", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        counts = asyncio.run(copy_database(origin, destination, Clock().now(), bar.update))
    for table, count in counts.items():
        click.echo(f"{table}: {count:,}")
    click.echo("Everything is copied. Set DATABASE_URL to the new database and start the bot.")
