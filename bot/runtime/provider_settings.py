"""The settings of each provider: its account, its scheduling window, and the pace of calls."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from pydantic import Field, PositiveFloat, PositiveInt, SecretStr, model_validator

from bot.domain.window import Window
from bot.runtime.api_tokens import comma_separated
from bot.runtime.setting_names import Env, FormerName
from bot.runtime.setting_types import E164, BaseUrl, Section

DAY_SECONDS = 86_400
ContentSid = Annotated[str, Field(pattern=r"^(|HX[0-9a-fA-F]{32})$")]


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
    window_defaults: ClassVar[Mapping[str, float]] = {
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
    content_sid_reminder: Annotated[ContentSid, Env("TWILIO_CONTENT_SID_REMINDER")] = ""
    content_sid_late: Annotated[ContentSid, Env("TWILIO_CONTENT_SID_LATE")] = ""
    content_sid_missed: Annotated[ContentSid, Env("TWILIO_CONTENT_SID_MISSED")] = ""
    content_sid_rcs: Annotated[ContentSid, Env("TWILIO_CONTENT_SID_RCS")] = ""

    @property
    def content_sids(self) -> Mapping[str, str]:
        """The WhatsApp templates by ``bot.providers.whatsapp.TemplateKind``."""
        return {"reminder": self.content_sid_reminder, "late": self.content_sid_late, "missed": self.content_sid_missed}

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The tokens that a webhook may be signed with. API calls use the first one."""
        return comma_separated(self.auth_token.get_secret_value())


class Telnyx(WindowSettings):
    window_defaults: ClassVar[Mapping[str, float]] = {
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
    window_defaults: ClassVar[Mapping[str, float]] = {
        "earliest_seconds": 60,
        "latest_seconds": 7 * DAY_SECONDS,
        "margin_seconds": 5,
        "schedule_ahead_seconds": 6 * DAY_SECONDS,
        "cancel_seconds": 1,
        "calls_per_second": 500,
    }

    ledger: Annotated[str, Field(min_length=1), Env("SIMULATOR_LEDGER")] = "data/simulator.db"


class PhoneSettings(Section):
    """A phone that serves as the carrier. It schedules nothing: the bot sends each message at its time.

    The phone's own pace is slower than any carrier's: Android asks its owner about an app that sends more than 30 texts
    a minute, and mobile contracts take many more for abuse.
    """

    phone_number: Annotated[E164, Env("{section}_PHONE_NUMBER")] = ""
    webhook_signing_key: Annotated[SecretStr, Env("{section}_WEBHOOK_SIGNING_KEY")] = SecretStr("")
    messages_per_minute: Annotated[int, Field(ge=1, le=600), Env("{section}_MESSAGES_PER_MINUTE")] = 20
    call_limit_seconds: Annotated[float, Field(gt=0, le=25), Env("{section}_CALL_LIMIT_SECONDS")] = 10.0
    calls_in_flight: Annotated[PositiveInt, Env("{section}_CALLS_IN_FLIGHT")] = 4

    @property
    def signing_keys(self) -> tuple[str, ...]:
        """The keys that a webhook may be signed with; two while the key is changed."""
        return comma_separated(self.webhook_signing_key.get_secret_value())


class SmsGate(PhoneSettings):
    """SMS Gateway for Android. Without ``base_url``, its public cloud server."""

    base_url: Annotated[BaseUrl, Env("SMSGATE_BASE_URL")] = ""
    username: Annotated[str, Env("SMSGATE_USERNAME")] = ""
    password: Annotated[SecretStr, Env("SMSGATE_PASSWORD")] = SecretStr("")
    device_id: Annotated[str, Field(max_length=21), Env("SMSGATE_DEVICE_ID")] = ""
    ttl_seconds: Annotated[int, Field(ge=60, le=86_400), Env("SMSGATE_TTL_SECONDS")] = 900


class HttpSms(PhoneSettings):
    """httpSMS. Without ``base_url``, its cloud server."""

    base_url: Annotated[BaseUrl, Env("HTTPSMS_BASE_URL")] = ""
    api_key: Annotated[SecretStr, Env("HTTPSMS_API_KEY")] = SecretStr("")
