"""``python -m bot backup``: copies the database, also while the bot is running."""

from pathlib import Path

import click

from bot.cli.options import load_settings
from bot.storage.sqlite.backup import back_up


@click.command(short_help="Copy the database, also while the bot is running.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(config: Path | None, file: Path) -> None:
    """Copy the database to FILE, also while the bot is running. An existing file is not replaced."""
    size_bytes = back_up(load_settings(config).storage.path, file)
    click.echo(f"{file}: {size_bytes:,} bytes")
