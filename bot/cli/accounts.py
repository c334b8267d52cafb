"""Builds the accounts at the enabled providers, for ``check`` and ``connect``."""

from typing import TYPE_CHECKING

from bot.domain.model import ProviderName
from bot.providers.account import Account
from bot.runtime.settings import Settings

if TYPE_CHECKING:
    from bot.providers.twilio.templates import MessageTemplates


def accounts(settings: Settings) -> tuple[Account, ...]:
    """The account at each enabled provider, not started; the simulator has none."""
    builders = {
        ProviderName.TWILIO: _twilio_account,
        ProviderName.TELNYX: _telnyx_account,
        ProviderName.SMSGATE: _smsgate_account,
        ProviderName.HTTPSMS: _httpsms_account,
    }
    return tuple(builders[name](settings) for name in dict.fromkeys(settings.providers) if name in builders)


def _twilio_account(settings: Settings) -> Account:
    from bot.providers.twilio.account import TwilioAccount  # noqa: PLC0415

    section = settings.twilio
    return TwilioAccount(
        account_sid=section.account_sid,
        auth_token=section.auth_tokens[0],
        messaging_service_sid=section.messaging_service_sid,
        phone_number=section.phone_number,
        public_url=settings.server.public_url,
        api_base_url=section.api_base_url or None,
        call_limit_seconds=section.call_limit_seconds,
    )


def _telnyx_account(settings: Settings) -> Account:
    from bot.providers.telnyx.account import TelnyxAccount  # noqa: PLC0415

    section = settings.telnyx
    return TelnyxAccount(
        api_key=section.api_key.get_secret_value(),
        phone_number=section.phone_number,
        messaging_profile_id=section.messaging_profile_id,
        public_url=settings.server.public_url,
        api_base_url=section.api_base_url or None,
        call_limit_seconds=section.call_limit_seconds,
    )


def _smsgate_account(settings: Settings) -> Account:
    from bot.providers.smsgate.account import SmsGateAccount  # noqa: PLC0415

    section = settings.smsgate
    return SmsGateAccount(
        username=section.username,
        password=section.password.get_secret_value(),
        base_url=section.base_url,
        device_id=section.device_id,
        public_url=settings.server.public_url,
        call_limit_seconds=section.call_limit_seconds,
    )


def _httpsms_account(settings: Settings) -> Account:
    from bot.providers.httpsms.account import HttpSmsAccount  # noqa: PLC0415

    section = settings.httpsms
    return HttpSmsAccount(
        api_key=section.api_key.get_secret_value(),
        phone_number=section.phone_number,
        signing_key=section.signing_keys[0],
        base_url=section.base_url,
        public_url=settings.server.public_url,
        call_limit_seconds=section.call_limit_seconds,
    )


def message_templates(settings: Settings) -> "MessageTemplates | None":
    """The templates at Twilio, not started; None if Twilio is not enabled."""
    from bot.providers.twilio.templates import MessageTemplates  # noqa: PLC0415
    from bot.providers.whatsapp import TemplateKind  # noqa: PLC0415

    if ProviderName.TWILIO not in settings.providers:
        return None
    section = settings.twilio
    return MessageTemplates(
        account_sid=section.account_sid,
        auth_token=section.auth_tokens[0],
        content_sids={TemplateKind(kind): sid for kind, sid in section.content_sids.items()},
        rcs_content_sid=section.content_sid_rcs,
        api_base_url=section.api_base_url or None,
        call_limit_seconds=section.call_limit_seconds,
    )
