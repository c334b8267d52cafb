"""``python -m bot mcp``: an MCP server over stdio, through which an assistant uses a running bot."""

from pathlib import Path

import click

from bot.cli.options import load_settings
from bot.domain.errors import SettingsError

INSTALL = ".venv/bin/python -m pip install --require-hashes -r requirements-mcp.lock"


@click.command(short_help="Let an assistant set reminders (MCP over stdio).")
@click.option("--url", metavar="URL", help="Address of the running bot [default: from BOT_HOST and BOT_PORT].")
@click.pass_obj
def mcp(config: Path | None, url: str | None) -> None:
    """Serve the tools set_reminder, list_reminders, change_reminder and cancel_reminder over stdio (MCP).

    An assistant starts this command. It calls the HTTP API of a bot that is running, with the first token of
    BOT_API_TOKEN.
    """
    settings = load_settings(config)
    if not settings.named_api_tokens:
        raise SettingsError("BOT_API_TOKEN is not set. The assistant needs a token of the running bot.")
    try:
        from bot.cli.assistant_tools import server_for  # noqa: PLC0415 - the SDK is an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise SettingsError(f"The packages for MCP are not installed. Run: {INSTALL}") from error
    host = "127.0.0.1" if settings.server.host in ("0.0.0.0", "::", "") else settings.server.host  # noqa: S104
    address = url or f"http://{f'[{host}]' if ':' in host else host}:{settings.server.port}"
    server_for(address.rstrip("/"), settings.named_api_tokens[0].value).run("stdio")
