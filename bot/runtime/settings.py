"""The settings as values: where each is set, its default and its bounds. ``configuration.py`` loads them."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self
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
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.model import ProviderName, Window
from bot.domain.phone_numbers import is_country
from bot.runtime.api_tokens import ApiToken, comma_separated, parse_tokens
from bot.runtime.setting_names import Env, FormerName, MayBeInFile, Setting, walk

DAY_SECONDS = 86_400
ALL_COUNTRIES = "all"


def _split(value: object) -> object:
    return comma_separated(value) if isinstance(value, str) else value


def _known_zone(value: object) -> object:
    if value not in available_timezones():
        raise ValueError('must be an IANA time zone, like "America/Denver"')
    return value


def _public_url(value: object) -> object:
    if not isinstance(value, str) or not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError('must be the URL at which providers reach the bot, like "https://bot.example.com"')
    return value.rstrip("/")


def _base_url(value: object) -> object:
    if not isinstance(value, str) or not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("must be a URL that begins with https://")
    return value.rstrip("/")


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _country(value: object) -> object:
    if isinstance(value, str) and value.lower() == ALL_COUNTRIES:
        return ALL_COUNTRIES
    if not isinstance(value, str) or not is_country(value.upper()):
        raise ValueError('must be two-letter ISO 3166 country codes, like "US, CA", or "all"')
    return value.upper()


def _network(value: object) -> object:
    try:
        return ipaddress.ip_network(value, strict=False) if isinstance(value, str) else value
    except ValueError:
        raise ValueError('must be IP addresses or networks, like "127.0.0.1, 172.16.0.0/12"') from None


BaseUrl = Annotated[str, BeforeValidator(_base_url)]
Country = Annotated[str, BeforeValidator(_country)]
HostName = Annotated[str, Field(pattern=r"^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$"), BeforeValidator(_lower)]
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(_network)]
E164 = Annotated[str, Field(pattern=r"^(|\+[1-9][0-9]{6,14})$")]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Server(Section):
    host: Annotated[str, Env("BOT_HOST")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535), Env("BOT_PORT")] = 8080
    public_url: Annotated[str, BeforeValidator(_public_url), Env("BOT_PUBLIC_URL")] = ""
    allowed_hosts: Annotated[tuple[HostName, ...], BeforeValidator(_split), Env("BOT_ALLOWED_HOSTS")] = ()
    trusted_proxies: Annotated[tuple[Network, ...], BeforeValidator(_split), Env("BOT_TRUSTED_PROXIES")] = ()
    body_limit_bytes: Annotated[PositiveInt, Env("BOT_BODY_LIMIT_BYTES")] = 65_536
    connections: Annotated[PositiveInt, Env("BOT_CONNECTIONS")] = 800
    requests: Annotated[PositiveInt, Env("BOT_REQUESTS")] = 500
    reserve: Annotated[int, Field(ge=0), Env("BOT_RESERVE")] = 50
    read_seconds: Annotated[PositiveFloat, Env("BOT_READ_SECONDS")] = 10.0
    first_request_seconds: Annotated[PositiveFloat, Env("BOT_FIRST_REQUEST_SECONDS")] = 5.0
    # Twilio Studio waits 10 s for an answer, Twilio 15 s; the HTTP server adds a tenth
    answer_seconds: Annotated[float, Field(gt=0, le=9), Env("BOT_ANSWER_SECONDS")] = 8.0
    keep_alive_seconds: Annotated[PositiveFloat, Env("BOT_KEEP_ALIVE_SECONDS")] = 75.0
    stop_seconds: Annotated[PositiveFloat, Env("BOT_STOP_SECONDS")] = 10.0

    @property
    def all_allowed_hosts(self) -> frozenset[str]:
        """``allowed_hosts`` and the host of ``public_url``."""
        return frozenset(filter(None, (*self.allowed_hosts, urlsplit(self.public_url).hostname)))


class Storage(Section):
    url: Annotated[str, Field(pattern=r"^(sqlite:///|postgres(ql)?://).+"), Env("DATABASE_URL"), MayBeInFile()] = (
        "sqlite:///data/reminders.db"
    )
    # PostgreSQL only
    connections: Annotated[int, Field(ge=2, le=1000), Env("BOT_DATABASE_CONNECTIONS")] = 10
    statement_seconds: Annotated[float, Field(ge=1, le=300), Env("BOT_DATABASE_STATEMENT_SECONDS")] = 10.0
    keep_inbound_days: Annotated[int, Field(ge=7), Env("BOT_KEEP_INBOUND_DAYS")] = 30
    keep_text_days: Annotated[int, Field(ge=7), Env("BOT_KEEP_TEXT_DAYS")] = 90
    keep_reminder_days: Annotated[int, Field(ge=7), Env("BOT_KEEP_REMINDER_DAYS")] = 90

    @property
    def is_postgres(self) -> bool:
        return not self.url.startswith("sqlite:")

    @property
    def path(self) -> Path:
        """The database file: ``sqlite:///data/x.db`` is relative, ``sqlite:////var/x.db`` absolute."""
        return Path(self.url.removeprefix("sqlite:///"))


class People(Section):
    default_timezone: Annotated[str, BeforeValidator(_known_zone), Env("BOT_DEFAULT_TIMEZONE")] = "UTC"
    open_reminders: Annotated[PositiveInt, Env("BOT_OPEN_REMINDERS")] = 200
    reminder_segments: Annotated[int, Field(ge=1, le=10), Env("BOT_REMINDER_SEGMENTS")] = 10
    shortest_repeat_seconds: Annotated[int, Field(ge=60), Env("BOT_SHORTEST_REPEAT_SECONDS")] = 300


class LimitSettings(Section):
    """Limits on inbound texts, on what one person may arrange, and the budgets of a day.

    ``countries`` is empty for those of the bot's own numbers, and ``ALL_COUNTRIES`` for all of them.
    """

    texts_per_minute: Annotated[PositiveInt, Env("BOT_TEXTS_PER_MINUTE")] = 120
    texts_per_minute_in_all: Annotated[PositiveInt, Env("BOT_TEXTS_PER_MINUTE_IN_ALL")] = 30_000
    same_texts_in_a_row: Annotated[PositiveInt, Env("BOT_SAME_TEXTS_IN_A_ROW")] = 20
    text_characters: Annotated[int, Field(ge=160), Env("BOT_TEXT_CHARACTERS")] = 1600
    frequent_series: Annotated[PositiveInt, Env("BOT_FREQUENT_SERIES")] = 10
    countries: Annotated[tuple[Country, ...], BeforeValidator(_split), Env("BOT_COUNTRIES")] = ()
    segments_per_person_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_PERSON_DAY")] = 100
    segments_per_token_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_TOKEN_DAY")] = 10_000
    segments_per_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_DAY")] = 50_000


class Api(Section):
    """Limits on the HTTP API."""

    requests_per_minute: Annotated[PositiveInt, Env("BOT_API_REQUESTS_PER_MINUTE")] = 6000
    farthest_days: Annotated[int, Field(ge=1, le=3660), Env("BOT_API_FARTHEST_DAYS")] = 400
    keep_keys_days: Annotated[int, Field(ge=1), Env("BOT_API_KEEP_KEYS_DAYS")] = 2


class Delivery(Section):
    """How late a message may be sent, and how long a reply waits for a provider."""

    late_limit_hours: Annotated[int, Field(ge=1, le=24 * 7), Env("BOT_LATE_LIMIT_HOURS")] = 24
    # at most 8 s: the delivery worker holds a "too late" notice back no longer, and the reply may make it needless
    cancel_wait_seconds: Annotated[float, Field(ge=0, le=8), Env("BOT_CANCEL_WAIT_SECONDS")] = 2.0


class WindowSettings(Section):
    """The scheduling window that a provider documents, our margin, and the pace of calls.

    ``window_defaults`` holds the values that differ between providers.
    """

    window_defaults: ClassVar[Mapping[str, float]] = {}

    earliest_seconds: Annotated[PositiveFloat, Env("{section}_EARLIEST_SECONDS")]
    latest_seconds: Annotated[PositiveFloat, Env("{section}_LATEST_SECONDS")]
    margin_seconds: Annotated[float, Field(ge=0), Env("{section}_MARGIN_SECONDS")]
    schedule_ahead_seconds: Annotated[
        PositiveFloat,
        Env("{section}_SCHEDULE_AHEAD_SECONDS"),
        FormerName("comfortable_seconds", "{section}_COMFORTABLE_SECONDS"),
    ]
    cancel_seconds: Annotated[float, Field(ge=0), Env("{section}_CANCEL_SECONDS")]
    # a lease must outlive two calls in a row
    call_limit_seconds: Annotated[float, Field(gt=0, le=25), Env("{section}_CALL_LIMIT_SECONDS")] = 10.0
    calls_in_flight: Annotated[PositiveInt, Env("{section}_CALLS_IN_FLIGHT")] = 20
    calls_per_second: Annotated[PositiveInt, Env("{section}_CALLS_PER_SECOND")] = 50

    @model_validator(mode="before")
    @classmethod
    def _with_defaults(cls, values: object) -> object:
        return {**cls.window_defaults, **values} if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _is_a_window(self) -> Self:
        if not self.earliest_seconds + self.margin_seconds < self.schedule_ahead_seconds:
            raise ValueError("schedule_ahead_seconds: must be more than earliest_seconds + margin_seconds")
        if not self.schedule_ahead_seconds <= self.latest_seconds - self.margin_seconds:
            raise ValueError("schedule_ahead_seconds: must be at most latest_seconds - margin_seconds")
        return self

    @property
    def window(self) -> Window:
        """The window with the margin taken off both ends."""
        return Window(
            earliest_seconds=self.earliest_seconds + self.margin_seconds,
            latest_seconds=self.latest_seconds - self.margin_seconds,
            schedule_ahead_seconds=self.schedule_ahead_seconds,
            cancel_seconds=self.cancel_seconds,
        )


class Twilio(WindowSettings):
    window_defaults = {
        "earliest_seconds": 900,
        "latest_seconds": 35 * DAY_SECONDS,
        "margin_seconds": 30,
        "schedule_ahead_seconds": 30 * DAY_SECONDS,
        "cancel_seconds": 5,
        "calls_per_second": 100,
    }

    account_sid: Annotated[str, Field(pattern=r"^(|AC[0-9a-zA-Z]{32})$"), Env("TWILIO_ACCOUNT_SID")] = ""
    auth_token: Annotated[SecretStr, Env("TWILIO_AUTH_TOKEN")] = SecretStr("")  # two while it is rotated
    messaging_service_sid: Annotated[
        str, Field(pattern=r"^(|MG[0-9a-fA-F]{32})$"), Env("TWILIO_MESSAGING_SERVICE_SID")
    ] = ""
    phone_number: Annotated[E164, Env("TWILIO_PHONE_NUMBER")] = ""
    api_base_url: Annotated[BaseUrl, Env("TWILIO_API_BASE_URL")] = ""

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The tokens that a webhook may be signed with. API calls use the first one."""
        return comma_separated(self.auth_token.get_secret_value())


class Telnyx(WindowSettings):
    window_defaults = {
        "earliest_seconds": 300,
        "latest_seconds": 5 * DAY_SECONDS,
        "margin_seconds": 30,
        "schedule_ahead_seconds": 4 * DAY_SECONDS,
        "cancel_seconds": 65,
    }

    api_key: Annotated[SecretStr, Env("TELNYX_API_KEY")] = SecretStr("")
    public_key: Annotated[str, Env("TELNYX_PUBLIC_KEY")] = ""
    phone_number: Annotated[E164, Env("TELNYX_PHONE_NUMBER")] = ""
    messaging_profile_id: Annotated[str, Env("TELNYX_MESSAGING_PROFILE_ID")] = ""
    api_base_url: Annotated[BaseUrl, Env("TELNYX_BASE_URL")] = ""


class Simulator(WindowSettings):
    window_defaults = {
        "earliest_seconds": 60,
        "latest_seconds": 7 * DAY_SECONDS,
        "margin_seconds": 5,
        "schedule_ahead_seconds": 6 * DAY_SECONDS,
        "cancel_seconds": 1,
        "calls_per_second": 500,
    }

    ledger: Annotated[str, Field(min_length=1), Env("SIMULATOR_LEDGER")] = "data/simulator.db"


class Log(Section):
    format: Annotated[Literal["console", "json"], Env("BOT_LOG_FORMAT")] = "console"
    level: Annotated[Literal["debug", "info", "warning", "error"], Env("BOT_LOG_LEVEL")] = "info"


class Settings(BaseSettings):
    """All settings, frozen. Secrets such as ``api_tokens`` come from the environment or a file of their own."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    providers: Annotated[
        tuple[ProviderName, ...], BeforeValidator(_split), Field(min_length=1), Env("BOT_PROVIDERS")
    ] = (ProviderName.SIMULATOR,)
    api_tokens: Annotated[SecretStr, Env("BOT_API_TOKEN")] = SecretStr("")
    server: Server = Server()
    storage: Storage = Storage()
    people: People = People()
    delivery: Delivery = Delivery()
    limits: LimitSettings = LimitSettings()
    api: Api = Api()
    twilio: Twilio = Field(default_factory=lambda: Twilio.model_validate({}))
    telnyx: Telnyx = Field(default_factory=lambda: Telnyx.model_validate({}))
    simulator: Simulator = Field(default_factory=lambda: Simulator.model_validate({}))
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
        """Use only what ``load`` passes in: the names of environment variables do not follow from the fields' names."""
        return (init_settings,)

    @property
    def named_api_tokens(self) -> tuple[ApiToken, ...]:
        """The bearer tokens of ``/v1``; empty when the API is closed."""
        return parse_tokens(self.api_tokens.get_secret_value())


def all_settings() -> tuple[Setting, ...]:
    """Every setting, in the order of ``config.toml``."""
    return tuple(walk(Settings))
