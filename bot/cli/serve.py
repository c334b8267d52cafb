"""``python -m bot serve``: runs the server."""

import os
from pathlib import Path

import click

from bot.app.server import serve as run_until_stopped
from bot.runtime import setting_rules
from bot.runtime.configuration import load


@click.command(short_help="Run the server until SIGTERM or Ctrl-C.")
@click.pass_obj
def serve(config: Path | None) -> None:
    """Run the server until SIGTERM or Ctrl-C.

    Then it finishes the requests in flight and exits.
    """
    warnings: list[str] = []
    settings = load(config, os.environ, warnings.append)
    run_until_stopped(settings, [*warnings, *setting_rules.warnings(settings)])
