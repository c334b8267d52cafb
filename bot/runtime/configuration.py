"""Load the settings: ``config.toml``, overridden by the environment; secrets from the environment or their own files.

Everything is checked once, at the start. Whatever is wrong ends in ``SettingsError``, with one line for each problem
that names the setting.
"""

import difflib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.errors import SettingsError
from bot.runtime import setting_rules
from bot.runtime.secret_files import read_secret_files
from bot.runtime.setting_names import FILE_SUFFIX, Setting
from bot.runtime.settings import Settings, all_settings

# Other tools have TWILIO_ and TELNYX_ variables of their own, so an unknown name is an error only with our prefix.
OWN_PREFIX = "BOT_"
PREFIXES = (OWN_PREFIX, "TWILIO_", "TELNYX_", "SMSGATE_", "HTTPSMS_", "SIMULATOR_")

Warn = Callable[[str], None]


def _ignore(_: str) -> None:
    """Drop a warning."""


def load(config: Path | None, environ: Mapping[str, str], warn: Warn = _ignore) -> Settings:
    """The settings from ``config`` (None: ``config.toml`` in this folder, if there is one) and ``environ``.

    An empty or blank variable counts as not set. ``warn`` gets one line for each setting that has its former name,
    and for each file with a secret that every user of the machine can read.
    Raises ``SettingsError``, one line for each problem.
    """
    known = all_settings()
    values = _read_file(config)
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    problems = [
        *_misplaced_secrets(known, values),
        *_rename_in_file(known, values, warn),
        *_rename_in_environment(known, given, warn),
        *read_secret_files(tuple(setting for setting in known if setting.may_be_in_file), given, warn),
        *_unknown_names(known, given),
    ]
    if problems:
        raise SettingsError("\n".join(problems))
    _override(known, values, given)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(error, known))) from error
    problems = setting_rules.problems(settings)
    if problems:
        raise SettingsError("\n".join(problems))
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


def _override(known: tuple[Setting, ...], values: dict[str, Any], given: Mapping[str, str]) -> None:
    """Put each variable that is set in the place of its value from the file."""
    for setting in known:
        if setting.env not in given:
            continue
        table = values.setdefault(setting.section, {}) if setting.section else values
        if not isinstance(table, dict):
            raise SettingsError(f"config.toml: [{setting.section}] must be a table")
        table[setting.name] = given[setting.env]


def _misplaced_secrets(known: tuple[Setting, ...], values: Mapping[str, Any]) -> Iterator[str]:
    for setting in known:
        table = values.get(setting.section, {}) if setting.section else values
        if setting.is_secret and isinstance(table, dict) and setting.name in table:
            where = f"{setting.env} or {setting.file_env}"
            yield f"config.toml: {setting.name} is a secret; remove it from the file and set {where} instead"


def _rename_in_file(known: tuple[Setting, ...], values: dict[str, Any], warn: Warn) -> Iterator[str]:
    """Give each former key its new name in ``values``; yield a problem where both are there."""
    for setting in known:
        table = values.get(setting.section)
        if not setting.former_name or not isinstance(table, dict) or setting.former_name not in table:
            continue
        former = f"config.toml: [{setting.section}] {setting.former_name}"
        if setting.name in table:
            yield f"{former} is the former name of {setting.name}, and both are set; remove {setting.former_name}"
        else:
            table[setting.name] = table.pop(setting.former_name)
            warn(f"{former} is now {setting.name}; rename it, the next release refuses the former name")


def _rename_in_environment(known: tuple[Setting, ...], given: dict[str, str], warn: Warn) -> Iterator[str]:
    """As ``_rename_in_file``, for the environment."""
    for setting in known:
        if setting.former_env not in given:
            continue
        if setting.env in given:
            former = setting.former_env
            yield f"{former} is the former name of {setting.env}, and both are set; unset {former}"
        else:
            given[setting.env] = given.pop(setting.former_env)
            warn(f"{setting.former_env} is now {setting.env}; rename it, the next release refuses the former name")


def _unknown_names(known: tuple[Setting, ...], given: Mapping[str, str]) -> Iterator[str]:
    names = [setting.env for setting in known]
    former = {setting.former_env for setting in known}
    for name in given:
        if name in names or name in former or not name.startswith(PREFIXES):
            continue
        if name.removesuffix(FILE_SUFFIX) in names:  # of a secret, it has been read already
            yield f"{name}: only secrets can be read from a file; set {name.removesuffix(FILE_SUFFIX)}"
            continue
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.87)
        if close:
            yield f"{name}: there is no such setting; did you mean {close[0]}?"
        elif name.startswith(OWN_PREFIX):
            yield f"{name}: there is no such setting; config.toml lists them all"


def _explain(error: ValidationError, known: tuple[Setting, ...]) -> Iterator[str]:
    by_place = {(setting.section, setting.name): setting for setting in known}
    names = [setting.name for setting in known] + list(Settings.model_fields)
    for details in error.errors(include_input=False, include_url=False):
        place = [str(part) for part in details["loc"]]
        section, name = (place[0], place[1]) if len(place) > 1 and place[0] != "providers" else ("", place[0])
        problem = _problem(details)
        if details["type"] == "extra_forbidden":
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            yield f"config.toml: {f'[{section}] ' if section else ''}{name}: there is no such setting{hint}"
            continue
        if len(place) == 1 and (name, problem.partition(": ")[0]) in by_place:
            # a rule about a whole section names the setting in its message
            section, (name, _, problem) = name, problem.partition(": ")
        setting = by_place.get((section, name))
        if setting is None:
            yield f"config.toml: [{name}]: {problem}"
        else:
            is_shape = setting.env in _SHAPES and details["type"] != "value_error"
            yield f"{setting.label}: {f'must be {_SHAPES[setting.env]}' if is_shape else problem}"


# In place of a regular expression or a list of enum members.
_SHAPES = {
    "TWILIO_ACCOUNT_SID": "AC and 32 letters and digits, as shown on the first page of Twilio's console",
    "TWILIO_MESSAGING_SERVICE_SID": "MG and 32 hexadecimal digits, as shown under Messaging > Services",
    "TWILIO_PHONE_NUMBER": 'a phone number in E.164, like "+13125550100"',
    **dict.fromkeys(
        (f"TWILIO_CONTENT_SID_{kind}" for kind in ("REMINDER", "LATE", "MISSED")),
        "HX and 32 hexadecimal digits, as `python -m bot connect --whatsapp` prints it",
    ),
    "TWILIO_CONTENT_SID_RCS": "HX and 32 hexadecimal digits, as `python -m bot connect --rcs` prints it",
    "TELNYX_PHONE_NUMBER": 'a phone number in E.164, like "+13125550100"',
    "SMSGATE_PHONE_NUMBER": 'a phone number in E.164, like "+13125550100"',
    "HTTPSMS_PHONE_NUMBER": 'a phone number in E.164, like "+13125550100"',
    "DATABASE_URL": 'a URL like "sqlite:///data/reminders.db" or "postgresql://user:password@host/name"',
    "BOT_ALLOWED_HOSTS": 'host names without scheme and port, like "bot, bot.internal"',
    "BOT_FALLBACK_PROVIDER": "one of the BOT_PROVIDERS, or empty for none",
    "BOT_PROVIDERS": (
        'one or more of simulator, twilio, telnyx, smsgate, httpsms, separated by commas, like "twilio,telnyx"'
    ),
}

# pydantic's words are for programmers ("Input should be a valid integer, unable to parse string as an integer").
_PROBLEMS = {
    "int_parsing": "must be an integer",
    "int_type": "must be an integer",
    "int_from_float": "must be an integer",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "string_type": "must be a string",
    "string_too_short": "must not be empty",
    "model_type": "must be a table",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "must be {expected}",
}


def _problem(details: ErrorDetails) -> str:
    if details["type"] in _PROBLEMS:
        return _PROBLEMS[details["type"]].format_map(details.get("ctx", {}))
    text = details["msg"].removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
