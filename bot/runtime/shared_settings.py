"""The settings that must be the same for all bots on one database, because limits, pace and replies rest on them."""

import hashlib
from collections.abc import Iterable, Mapping

from bot.domain.model import ProviderName
from bot.runtime.setting_names import Setting
from bot.runtime.settings import Settings, all_settings

# About one process and its machine. Secrets are left out, too: they stay in their process.
_OF_EACH_BOT = {
    *("BOT_HOST", "BOT_PORT", "BOT_ALLOWED_HOSTS", "BOT_TRUSTED_PROXIES", "BOT_CONNECTIONS", "BOT_REQUESTS"),
    *("BOT_RESERVE", "BOT_READ_SECONDS", "BOT_FIRST_REQUEST_SECONDS", "BOT_KEEP_ALIVE_SECONDS", "BOT_STOP_SECONDS"),
    *("BOT_BODY_LIMIT_BYTES", "DATABASE_URL", "BOT_DATABASE_CONNECTIONS", "BOT_DATABASE_STATEMENT_SECONDS"),
    *("BOT_LOG_FORMAT", "BOT_LOG_LEVEL", "SIMULATOR_LEDGER"),
}
_OF_EACH_BOT_SUFFIXES = ("_BASE_URL", "_CALLS_IN_FLIGHT", "_CALL_LIMIT_SECONDS")
LONGEST = 80  # characters of a value: bots tell them to each other in a message of at most 8,000 bytes


def shared_settings(settings: Settings) -> dict[str, str]:
    """Their values by environment variable, those of the enabled providers only. A long value is a digest."""
    return {
        setting.env: _told(_value(settings, setting))
        for setting in all_settings()
        if _is_shared(setting) and (setting.section not in set(ProviderName) or setting.section in settings.providers)
    }


def _is_shared(setting: Setting) -> bool:
    return not (setting.is_secret or setting.env in _OF_EACH_BOT or setting.env.endswith(_OF_EACH_BOT_SUFFIXES))


def _value(settings: Settings, setting: Setting) -> object:
    return getattr(getattr(settings, setting.section) if setting.section else settings, setting.name)


def _told(value: object) -> str:
    # The order of providers and countries means nothing.
    text = ",".join(sorted(map(str, value))) if isinstance(value, tuple) else str("" if value is None else value)
    return text if len(text) <= LONGEST else "#" + hashlib.sha256(text.encode()).hexdigest()[:16]


def differing(own: Mapping[str, str], others: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The settings that another bot has otherwise, each with a value of another bot.

    A setting that only one of two bots knows is of another release, or of a provider that only one has.
    """
    return {name: other[name] for other in others for name in own if name in other and other[name] != own[name]}
