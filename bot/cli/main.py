"""The command line's root: global options, the list of commands, and how errors are shown.

Each command is imported when it is used, so that ``parse`` starts without the server and its libraries.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from bot import __version__
from bot.cli.requirements import missing_requirement
from bot.cli.typed_command import as_typed
from bot.domain.errors import BotError
from bot.runtime.private_files import UMASK

COMMANDS = (
    "serve",
    "chat",
    "parse",
    "check",
    "connect",
    "reminders",
    "backup",
    "copy",
    "mcp",
)  # as ``--help`` lists them


class LazyGroup(click.Group):
    """A group of ``COMMANDS``: each is the object of its own name in its own module in ``bot/cli``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bot.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. An error meant for the operator ends it with the error's own lines and exit code 1."""
        before = os.umask(UMASK)  # no command creates a file that other users can read
        try:
            return super().invoke(ctx)
        except BotError as error:
            click.echo(as_typed(str(error), ctx.params.get("config")), err=True)
            ctx.exit(1)
        finally:
            os.umask(before)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As click's, but a missing requirement is one line, not a traceback."""
        try:
            return super().main(*args, **kwargs)
        except ImportError as error:
            problem = missing_requirement(error)
            if problem is None:
                raise
            sys.exit(problem)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [default: config.toml in this folder]")
@click.version_option(__version__, prog_name="reminder-bot")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """A reminder bot that people text. Without a command, it runs the server."""
    context.obj = config
    if context.invoked_subcommand is None:
        serve = main.get_command(context, "serve")
        assert serve is not None  # noqa: S101 - it is in COMMANDS
        context.invoke(serve)
