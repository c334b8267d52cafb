"""``python -m bot backup``: copies the database, also while the bot is running."""

from pathlib import Path

import click

from bot.cli.options import load_settings
from bot.domain.errors import StorageError
from bot.storage.sqlite.backup import back_up


@click.command(short_help="Copy the database, also while the bot is running.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(config: Path | None, file: Path) -> None:
    """Copy the database to FILE, also while the bot is running. An existing file is not replaced."""
    storage = load_settings(config).storage
    if storage.is_postgres:
        raise StorageError("DATABASE_URL: back up PostgreSQL with its own pg_dump; see docs/scaling.md")
    size_bytes = back_up(storage.path, file)
    click.echo(f"{file}: {size_bytes:,} bytes")
