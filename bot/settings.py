"""Settings: ``config.toml``, every value overridable by the environment, secrets by the environment only.

Checked once at the start. Whatever is wrong ends in ``SettingsError`` lines that name the setting.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingsError
from bot.model import ProviderName, Window

DAY_SECONDS = 86_400
# Only the bot's own prefix: other tools read TWILIO_ and TELNYX_ names of their own.
OWN_PREFIX = "BOT_"


@dataclass(frozen=True, slots=True)
class Env:
    """The environment variable of a setting."""

    name: str


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _known_zone(value: object) -> object:
    if value not in available_timezones():
        raise ValueError('not the name of a time zone; write it like "America/Denver"')
    return value


def _https(value: object) -> object:
    if not isinstance(value, str) or not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError('write the address under which providers reach the bot, like "https://bot.example.com"')
    return value.rstrip("/")


def _base_url(value: object) -> object:
    if isinstance(value, str) and value and urlsplit(value).scheme not in ("https", "http"):
        raise ValueError("write an address that begins with https://")
    return value.rstrip("/") if isinstance(value, str) else value


BaseUrl = Annotated[str, BeforeValidator(_base_url)]
E164 = Annotated[str, Field(pattern=r"^(|\+[1-9]\d{6,14})$")]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Server(Section):
    host: Annotated[str, Env("BOT_HOST")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535), Env("BOT_PORT")] = 8080
    public_url: Annotated[str, BeforeValidator(_https), Env("BOT_PUBLIC_URL")] = ""
    body_limit_bytes: Annotated[PositiveInt, Env("BOT_BODY_LIMIT_BYTES")] = 65_536
    stop_seconds: Annotated[PositiveFloat, Env("BOT_STOP_SECONDS")] = 10.0


class Storage(Section):
    url: Annotated[str, Field(pattern=r"^sqlite:///.+"), Env("DATABASE_URL")] = "sqlite:///data/reminders.db"

    @property
    def path(self) -> Path:
        """The file: ``sqlite:///data/x.db`` is relative, ``sqlite:////var/x.db`` absolute."""
        return Path(self.url.removeprefix("sqlite:///"))


class People(Section):
    default_timezone: Annotated[str, BeforeValidator(_known_zone), Env("BOT_DEFAULT_TIMEZONE")] = "UTC"
    open_reminders: Annotated[PositiveInt, Env("BOT_OPEN_REMINDERS")] = 200
    reminder_segments: Annotated[int, Field(ge=1, le=10), Env("BOT_REMINDER_SEGMENTS")] = 10


class WindowSettings(Section):
    """A provider's scheduling window as the provider has it; the margin is ours."""

    earliest_seconds: PositiveFloat
    latest_seconds: PositiveFloat
    margin_seconds: Annotated[float, Field(ge=0)]
    comfortable_seconds: PositiveFloat
    cancel_seconds: Annotated[float, Field(ge=0)]
    call_limit_seconds: Annotated[float, Field(gt=0, le=30)]

    @model_validator(mode="after")
    def _is_a_window(self) -> Self:
        if not self.earliest_seconds + self.margin_seconds < self.comfortable_seconds:
            raise ValueError("comfortable_seconds must be more than earliest_seconds and margin_seconds together")
        if not self.comfortable_seconds <= self.latest_seconds - self.margin_seconds:
            raise ValueError("comfortable_seconds must be less than latest_seconds less margin_seconds")
        return self

    @property
    def window(self) -> Window:
        return Window(
            earliest_seconds=self.earliest_seconds + self.margin_seconds,
            latest_seconds=self.latest_seconds - self.margin_seconds,
            comfortable_seconds=self.comfortable_seconds,
            cancel_seconds=self.cancel_seconds,
        )


class Twilio(WindowSettings):
    account_sid: Annotated[str, Field(pattern=r"^(|AC[0-9a-zA-Z]{32})$"), Env("TWILIO_ACCOUNT_SID")] = ""
    auth_token: Annotated[SecretStr, Env("TWILIO_AUTH_TOKEN")] = SecretStr("")
    messaging_service_sid: Annotated[
        str, Field(pattern=r"^(|MG[0-9a-fA-F]{32})$"), Env("TWILIO_MESSAGING_SERVICE_SID")
    ] = ""
    phone_number: Annotated[E164, Env("TWILIO_PHONE_NUMBER")] = ""
    api_base_url: Annotated[BaseUrl, Env("TWILIO_API_BASE_URL")] = ""
    earliest_seconds: Annotated[PositiveFloat, Env("TWILIO_EARLIEST_SECONDS")] = 900.0
    latest_seconds: Annotated[PositiveFloat, Env("TWILIO_LATEST_SECONDS")] = 35.0 * DAY_SECONDS
    margin_seconds: Annotated[float, Field(ge=0), Env("TWILIO_MARGIN_SECONDS")] = 30.0
    comfortable_seconds: Annotated[PositiveFloat, Env("TWILIO_COMFORTABLE_SECONDS")] = 30.0 * DAY_SECONDS
    cancel_seconds: Annotated[float, Field(ge=0), Env("TWILIO_CANCEL_SECONDS")] = 5.0
    call_limit_seconds: Annotated[float, Field(gt=0, le=30), Env("TWILIO_CALL_LIMIT_SECONDS")] = 10.0


class Telnyx(WindowSettings):
    api_key: Annotated[SecretStr, Env("TELNYX_API_KEY")] = SecretStr("")
    public_key: Annotated[str, Env("TELNYX_PUBLIC_KEY")] = ""
    phone_number: Annotated[E164, Env("TELNYX_PHONE_NUMBER")] = ""
    messaging_profile_id: Annotated[str, Env("TELNYX_MESSAGING_PROFILE_ID")] = ""
    api_base_url: Annotated[BaseUrl, Env("TELNYX_BASE_URL")] = ""
    earliest_seconds: Annotated[PositiveFloat, Env("TELNYX_EARLIEST_SECONDS")] = 300.0
    latest_seconds: Annotated[PositiveFloat, Env("TELNYX_LATEST_SECONDS")] = 5.0 * DAY_SECONDS
    margin_seconds: Annotated[float, Field(ge=0), Env("TELNYX_MARGIN_SECONDS")] = 30.0
    comfortable_seconds: Annotated[PositiveFloat, Env("TELNYX_COMFORTABLE_SECONDS")] = 4.0 * DAY_SECONDS
    cancel_seconds: Annotated[float, Field(ge=0), Env("TELNYX_CANCEL_SECONDS")] = 65.0
    call_limit_seconds: Annotated[float, Field(gt=0, le=30), Env("TELNYX_CALL_LIMIT_SECONDS")] = 10.0


class Simulator(WindowSettings):
    ledger: Annotated[str, Field(min_length=1), Env("SIMULATOR_LEDGER")] = "data/simulator.db"
    earliest_seconds: Annotated[PositiveFloat, Env("SIMULATOR_EARLIEST_SECONDS")] = 60.0
    latest_seconds: Annotated[PositiveFloat, Env("SIMULATOR_LATEST_SECONDS")] = 7.0 * DAY_SECONDS
    margin_seconds: Annotated[float, Field(ge=0), Env("SIMULATOR_MARGIN_SECONDS")] = 5.0
    comfortable_seconds: Annotated[PositiveFloat, Env("SIMULATOR_COMFORTABLE_SECONDS")] = 6.0 * DAY_SECONDS
    cancel_seconds: Annotated[float, Field(ge=0), Env("SIMULATOR_CANCEL_SECONDS")] = 1.0
    call_limit_seconds: Annotated[float, Field(gt=0, le=30), Env("SIMULATOR_CALL_LIMIT_SECONDS")] = 10.0


class Log(Section):
    format: Annotated[Literal["console", "json"], Env("BOT_LOG_FORMAT")] = "console"
    level: Annotated[Literal["debug", "info", "warning", "error"], Env("BOT_LOG_LEVEL")] = "info"


class Settings(BaseSettings):
    """All settings, frozen. ``api_tokens`` open the program interface; they come from the environment alone."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    providers: Annotated[
        tuple[ProviderName, ...], BeforeValidator(_split), Field(min_length=1), Env("BOT_PROVIDERS")
    ] = (ProviderName.SIMULATOR,)
    api_tokens: Annotated[SecretStr, Env("BOT_API_TOKEN")] = SecretStr("")
    server: Server = Server()
    storage: Storage = Storage()
    people: People = People()
    twilio: Twilio = Twilio()
    telnyx: Telnyx = Telnyx()
    simulator: Simulator = Simulator()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what ``load`` merges: the environment's names are fixed one by one, not made from the fields' names."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its place in ``config.toml`` and in the environment. A secret has no place in the file."""

    section: str
    name: str
    env: str
    is_secret: bool

    @property
    def label(self) -> str:
        place = f"[{self.section}] {self.name}" if self.section else self.name
        return self.env if self.is_secret else f"{self.env} (config.toml: {place})"


def all_settings() -> tuple[Setting, ...]:
    """Every setting there is, in the order of the file."""
    return tuple(_walk(Settings))


def _walk(model: type[BaseModel], section: str = "") -> Iterator[Setting]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from _walk(field.annotation, name)
        else:
            is_secret = field.annotation is SecretStr
            yield Setting(section=section, name=name, env=_env_name(field), is_secret=is_secret)


def _env_name(field: FieldInfo) -> str:
    return next(mark.name for mark in field.metadata if isinstance(mark, Env))


def load(config: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from ``config`` (None: ``config.toml`` here, if there is one) and the environment.

    An empty variable counts as not set. Raises ``SettingsError``, one line a problem.
    """
    known = all_settings()
    values = _read_file(config)
    problems = _misplaced_secrets(known, values) + _misspelt(known, environ)
    if problems:
        raise SettingsError("\n".join(problems))
    for setting in known:
        if environ.get(setting.env):
            table = values.setdefault(setting.section, {}) if setting.section else values
            if not isinstance(table, dict):
                raise SettingsError(f"config.toml: [{setting.section}] must be a table")
            table[setting.name] = environ[setting.env]
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
        if name in names or not name.startswith((OWN_PREFIX, "TWILIO_", "TELNYX_", "SIMULATOR_")):
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
