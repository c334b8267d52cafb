"""``backup``: a copy of the database, also while the bot runs."""

import os
import sys
from pathlib import Path

import click

from bot.domain.errors import BotError
from bot.runtime.configuration import load
from bot.storage.sqlite.backup import back_up


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(config: Path | None, file: Path) -> None:
    """Copy the database to FILE, a new file, while the bot runs or not."""
    try:
        size_bytes = back_up(load(config, os.environ).storage.path, file)
    except BotError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{file}: {size_bytes:,} bytes")
