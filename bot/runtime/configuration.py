"""Loads the settings: ``config.toml``, every value overridable by the environment, secrets by the environment only.

Checked once at the start. Whatever is wrong ends in ``SettingsError``, one line a problem, naming the setting.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.domain.errors import SettingsError
from bot.domain.model import ProviderName
from bot.runtime.settings import Setting, Settings, all_settings

# Other tools read TWILIO_ and TELNYX_ names of their own, so only the bot's own prefix is checked in full.
OWN_PREFIX = "BOT_"
PREFIXES = (OWN_PREFIX, "TWILIO_", "TELNYX_", "SIMULATOR_")


def load(config: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from ``config`` (None: ``config.toml`` here, if there is one) and the environment.

    An empty or blank variable counts as not set. Raises ``SettingsError``, one line a problem.
    """
    known = all_settings()
    values = _read_file(config)
    problems = _misplaced_secrets(known, values) + _misspelt(known, environ)
    if problems:
        raise SettingsError("\n".join(problems))
    for setting in known:
        if environ.get(setting.env, "").strip():
            table = values.setdefault(setting.section, {}) if setting.section else values
            if not isinstance(table, dict):
                raise SettingsError(f"config.toml: [{setting.section}] must be a table")
            table[setting.name] = environ[setting.env].strip()
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(error, known))) from error
    missing = _missing(settings)
    if missing:
        raise SettingsError("\n".join(missing))
    return settings


def _read_file(config: Path | None) -> dict[str, Any]:
    path = config or Path("config.toml")
    if config is None and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"--config {path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not valid TOML: {error}") from error


def _misplaced_secrets(known: tuple[Setting, ...], values: Mapping[str, Any]) -> list[str]:
    problems = []
    for setting in known:
        table = values.get(setting.section, {}) if setting.section else values
        if setting.is_secret and isinstance(table, dict) and setting.name in table:
            problems.append(
                f"config.toml: {setting.name} is a secret; take it out of the file and set {setting.env} instead"
            )
    return problems


def _misspelt(known: tuple[Setting, ...], environ: Mapping[str, str]) -> list[str]:
    names = [setting.env for setting in known]
    problems = []
    for name in environ:
        if name in names or not name.startswith(PREFIXES):
            continue
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.87)
        if close:
            problems.append(f"{name}: there is no such setting; do you mean {close[0]}?")
        elif name.startswith(OWN_PREFIX):
            problems.append(f"{name}: there is no such setting; config.toml lists them all")
    return problems


def _explain(error: ValidationError, known: tuple[Setting, ...]) -> Iterator[str]:
    by_place = {(setting.section, setting.name): setting for setting in known}
    names = [setting.name for setting in known] + list(Settings.model_fields)
    for problem in error.errors(include_input=False, include_url=False):
        place = [str(part) for part in problem["loc"]]
        section, name = (place[0], place[1]) if len(place) > 1 and place[0] != "providers" else ("", place[0])
        setting = by_place.get((section, name))
        said = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"; do you mean {close[0]}?" if close else ""
            yield f"config.toml: {f'[{section}] ' if section else ''}{name}: there is no such setting{hint}"
        else:
            yield f"{setting.label if setting else f'config.toml: [{name}]'}: {_plain(setting, problem['type'], said)}"


# What a pattern or a choice means, said by name: a person should not have to read a regular expression.
_SHAPES = {
    "TWILIO_ACCOUNT_SID": "AC and 32 letters and digits, from the console's first page",
    "TWILIO_MESSAGING_SERVICE_SID": "MG and 32 hexadecimal digits, from Messaging > Services",
    "TWILIO_PHONE_NUMBER": 'a number like "+13125550100"',
    "TELNYX_PHONE_NUMBER": 'a number like "+13125550100"',
    "DATABASE_URL": 'an address like "sqlite:///data/reminders.db"; this version knows no other database',
    "BOT_PROVIDERS": 'one or more of simulator, twilio, telnyx, with commas: "twilio,telnyx"',
}


def _plain(setting: Setting | None, kind: str, said: str) -> str:
    if setting is not None and setting.env in _SHAPES and kind != "value_error":
        return f"must be {_SHAPES[setting.env]}"
    return said[:1].lower() + said[1:]


def _missing(settings: Settings) -> list[str]:
    """What a provider that is switched on cannot do without."""
    needed: list[tuple[str, object, str]] = []
    real = [name for name in settings.providers if name is not ProviderName.SIMULATOR]
    if ProviderName.TWILIO in real:
        twilio = settings.twilio
        needed += [
            ("TWILIO_ACCOUNT_SID", twilio.account_sid, "twilio"),
            ("TWILIO_AUTH_TOKEN", twilio.auth_token.get_secret_value(), "twilio"),
            ("TWILIO_MESSAGING_SERVICE_SID", twilio.messaging_service_sid, "twilio"),
        ]
    if ProviderName.TELNYX in real:
        telnyx = settings.telnyx
        needed += [
            ("TELNYX_API_KEY", telnyx.api_key.get_secret_value(), "telnyx"),
            ("TELNYX_PUBLIC_KEY", telnyx.public_key, "telnyx"),
        ]
    if real:
        needed.append(("BOT_PUBLIC_URL", settings.server.public_url, real[0]))
    return [
        f"{name}: is not set, and {provider} cannot work without it" for name, value, provider in needed if not value
    ]
