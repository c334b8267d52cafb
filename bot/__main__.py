"""The command line. Parts are imported by the command that needs them, so that each starts fast."""

import asyncio
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from bot import __version__
from bot.domain.errors import BotError

# Imported when asked for: module and name of the command.
ELSEWHERE = {
    "parse": ("bot.cli.parse", "parse"),
    "check": ("bot.cli.check", "check"),
    "connect": ("bot.cli.connect", "connect"),
    "reminders": ("bot.cli.reminders", "reminders"),
    "backup": ("bot.cli.backup", "backup"),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is the library's
        return ["serve", "chat", *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        here = {"serve": serve, "chat": chat}
        if cmd_name in here:
            return here[cmd_name]
        if cmd_name in ELSEWHERE:
            module, name = ELSEWHERE[cmd_name]
            command: click.Command = getattr(import_module(module), name)
            return command
        return None


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml here if not given.")
@click.version_option(__version__, prog_name="reminder-bot")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """A reminder bot that people text. Without a command it serves."""
    context.obj = config
    if context.invoked_subcommand is None:
        context.invoke(serve)


@click.command()
@click.pass_obj
def serve(config: Path | None) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    from bot.app.server import serve as run_until_stopped  # noqa: PLC0415
    from bot.runtime.configuration import load  # noqa: PLC0415

    try:
        settings = load(config, os.environ)
        run_until_stopped(settings)
    except BotError as error:
        stop(error)


@click.command()
@click.option("--number", default="+13125550123", show_default=True, help="The phone number to text from.")
@click.pass_obj
def chat(config: Path | None, number: str) -> None:
    """A phone in the terminal: text the bot and see what arrives."""
    from bot.cli.chat import chat as run_chat  # noqa: PLC0415
    from bot.runtime.configuration import load  # noqa: PLC0415

    try:
        asyncio.run(run_chat(load(config, os.environ), number=number))
    except BotError as error:
        stop(error)
    except KeyboardInterrupt:
        click.echo()


def stop(error: BotError) -> None:
    """End with the error's own lines, and nothing else."""
    click.echo(str(error), err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
