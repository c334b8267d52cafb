"""The settings as values: where each is set, its default and its bounds. ``configuration.py`` loads them."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, PositiveFloat, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.model import ProviderName
from bot.runtime.api_tokens import ApiToken, parse_tokens
from bot.runtime.provider_settings import HttpSms, Simulator, SmsGate, Telnyx, Twilio
from bot.runtime.setting_names import Env, MayBeInFile, Setting, walk
from bot.runtime.setting_types import (
    CommaSeparated,
    Country,
    DatabaseUrl,
    EmptyIsNone,
    HostName,
    Hours,
    Network,
    PublicUrl,
    Section,
    Zone,
)


class Server(Section):
    host: Annotated[str, Env("BOT_HOST")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535), Env("BOT_PORT")] = 8080
    public_url: Annotated[PublicUrl, Env("BOT_PUBLIC_URL")] = ""
    allowed_hosts: Annotated[tuple[HostName, ...], CommaSeparated, Env("BOT_ALLOWED_HOSTS")] = ()
    trusted_proxies: Annotated[tuple[Network, ...], CommaSeparated, Env("BOT_TRUSTED_PROXIES")] = ()
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
    url: Annotated[DatabaseUrl, Env("DATABASE_URL"), MayBeInFile()] = "sqlite:///data/reminders.db"
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
    default_timezone: Annotated[Zone, Env("BOT_DEFAULT_TIMEZONE")] = "UTC"
    open_reminders: Annotated[PositiveInt, Env("BOT_OPEN_REMINDERS")] = 200
    reminder_segments: Annotated[int, Field(ge=1, le=10), Env("BOT_REMINDER_SEGMENTS")] = 10
    shortest_repeat_seconds: Annotated[int, Field(ge=60), Env("BOT_SHORTEST_REPEAT_SECONDS")] = 300
    until_done_times: Annotated[int, Field(ge=1, le=60), Env("BOT_UNTIL_DONE_TIMES")] = 12
    until_done_hours: Annotated[int, Field(ge=1, le=24), Env("BOT_UNTIL_DONE_HOURS")] = 6
    remind_others: Annotated[bool, Env("BOT_REMIND_OTHERS")] = False
    quiet_hours: Annotated[Hours, Env("BOT_QUIET_HOURS")] = ""


class LimitSettings(Section):
    """Limits on inbound texts, on what one person may arrange, and the budgets of a day.

    ``countries`` is empty for those of the bot's own numbers, and ``ALL_COUNTRIES`` for all of them.
    """

    texts_per_minute: Annotated[PositiveInt, Env("BOT_TEXTS_PER_MINUTE")] = 120
    texts_per_minute_in_all: Annotated[PositiveInt, Env("BOT_TEXTS_PER_MINUTE_IN_ALL")] = 30_000
    same_texts_in_a_row: Annotated[PositiveInt, Env("BOT_SAME_TEXTS_IN_A_ROW")] = 20
    text_characters: Annotated[int, Field(ge=160), Env("BOT_TEXT_CHARACTERS")] = 1600
    frequent_series: Annotated[PositiveInt, Env("BOT_FREQUENT_SERIES")] = 10
    countries: Annotated[tuple[Country, ...], CommaSeparated, Env("BOT_COUNTRIES")] = ()
    segments_per_person_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_PERSON_DAY")] = 100
    segments_per_token_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_TOKEN_DAY")] = 10_000
    segments_per_day: Annotated[PositiveInt, Env("BOT_SEGMENTS_PER_DAY")] = 50_000


class Api(Section):
    """Limits on the HTTP API."""

    requests_per_minute: Annotated[PositiveInt, Env("BOT_API_REQUESTS_PER_MINUTE")] = 6000
    farthest_days: Annotated[int, Field(ge=1, le=3660), Env("BOT_API_FARTHEST_DAYS")] = 400
    keep_keys_days: Annotated[int, Field(ge=1), Env("BOT_API_KEEP_KEYS_DAYS")] = 2


class Delivery(Section):
    """How late a message may be sent, how long a reply waits for a provider, and who sends what another could not."""

    late_limit_hours: Annotated[int, Field(ge=1, le=24 * 7), Env("BOT_LATE_LIMIT_HOURS")] = 24
    # at most 8 s: the delivery worker holds a "too late" notice back no longer, and the reply may make it needless
    cancel_wait_seconds: Annotated[float, Field(ge=0, le=8), Env("BOT_CANCEL_WAIT_SECONDS")] = 2.0
    fallback_provider: Annotated[ProviderName | None, EmptyIsNone, Env("BOT_FALLBACK_PROVIDER")] = None


class Log(Section):
    format: Annotated[Literal["console", "json"], Env("BOT_LOG_FORMAT")] = "console"
    level: Annotated[Literal["debug", "info", "warning", "error"], Env("BOT_LOG_LEVEL")] = "info"


class Settings(BaseSettings):
    """All settings, frozen. Secrets such as ``api_tokens`` come from the environment or a file of their own."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    providers: Annotated[tuple[ProviderName, ...], CommaSeparated, Field(min_length=1), Env("BOT_PROVIDERS")] = (
        ProviderName.SIMULATOR,
    )
    api_tokens: Annotated[SecretStr, Env("BOT_API_TOKEN")] = SecretStr("")
    server: Server = Server()
    storage: Storage = Storage()
    people: People = People()
    delivery: Delivery = Delivery()
    limits: LimitSettings = LimitSettings()
    api: Api = Api()
    twilio: Twilio = Field(default_factory=lambda: Twilio.model_validate({}))
    telnyx: Telnyx = Field(default_factory=lambda: Telnyx.model_validate({}))
    smsgate: SmsGate = SmsGate()
    httpsms: HttpSms = HttpSms()
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
