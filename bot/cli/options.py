"""What several commands share: the settings, and phone numbers as parameters."""

import os
import re
from pathlib import Path

import click

from bot.runtime.configuration import load
from bot.runtime.settings import Settings

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def phone_number(value: str) -> str:
    """The type of a parameter that is a phone number in E.164; anything else is a usage error (exit code 2)."""
    if not _E164.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not a phone number in E.164, like +13125550123")
    return value


def load_settings(config: Path | None) -> Settings:
    """The settings; each warning is a line on stderr. Raises ``SettingsError``."""
    return load(config, os.environ, lambda warning: click.echo(f"Warning: {warning}", err=True))
