"""The accounts at the real providers that the settings switch on."""

from bot.domain.model import ProviderName
from bot.providers.account import Account
from bot.runtime.settings import Settings


def accounts(settings: Settings) -> tuple[Account, ...]:
    """An account for each real provider that is switched on, not started."""
    makers = {ProviderName.TWILIO: _twilio_account, ProviderName.TELNYX: _telnyx_account}
    return tuple(makers[name](settings) for name in dict.fromkeys(settings.providers) if name in makers)


def _twilio_account(settings: Settings) -> Account:
    from bot.providers.twilio.account import TwilioAccount  # noqa: PLC0415

    chosen = settings.twilio
    return TwilioAccount(
        account_sid=chosen.account_sid,
        auth_token=chosen.auth_token.get_secret_value(),
        messaging_service_sid=chosen.messaging_service_sid,
        phone_number=chosen.phone_number,
        public_url=settings.server.public_url,
        api_base_url=chosen.api_base_url or None,
        call_limit_seconds=chosen.call_limit_seconds,
    )


def _telnyx_account(settings: Settings) -> Account:
    from bot.providers.telnyx.account import TelnyxAccount  # noqa: PLC0415

    chosen = settings.telnyx
    return TelnyxAccount(
        api_key=chosen.api_key.get_secret_value(),
        phone_number=chosen.phone_number,
        messaging_profile_id=chosen.messaging_profile_id,
        public_url=settings.server.public_url,
        api_base_url=chosen.api_base_url or None,
        call_limit_seconds=chosen.call_limit_seconds,
    )
