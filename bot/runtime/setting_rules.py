"""Rules that concern several settings at once: what an enabled provider requires, and what is unsafe."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.domain.model import ProviderName
from bot.runtime.api_tokens import token_problems, token_warnings
from bot.runtime.own_numbers import allowed_countries, own_numbers
from bot.runtime.settings import Settings

PUBLIC_URL = "BOT_PUBLIC_URL (config.toml: [server] public_url)"
HOST = "BOT_HOST (config.toml: [server] host)"
SIGNING_KEY_CHARACTERS = 32


def is_this_machine(url: str) -> bool:
    """Whether the host of ``url`` can be reached from this machine only."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def problems(settings: Settings) -> list[str]:
    """What stops the start, one line each: a required setting is missing, or providers could not reach the bot."""
    return [
        *_missing(settings),
        *_public_url_problems(settings),
        *_fallback_problems(settings),
        *token_problems(settings.named_api_tokens),
    ]


def warnings(settings: Settings) -> list[str]:
    """What is unsafe but does not stop the start, one line each."""
    return [
        *token_warnings(settings.named_api_tokens),
        *_rotation_warnings(settings),
        *_base_url_warnings(settings),
        *_signing_key_warnings(settings),
        *_public_url_warnings(settings),
        *_host_warnings(settings),
        *_country_warnings(settings),
    ]


def _country_warnings(settings: Settings) -> Iterator[str]:
    """Texts cost money, and those to some countries a lot: an open list is an invitation."""
    numbers = own_numbers(settings)
    name = "BOT_COUNTRIES (config.toml: [limits] countries)"
    if numbers and not allowed_countries(settings):
        yield f"{name}: every country is open, also to fraud with expensive numbers; list the countries of your people"
    elif numbers and not settings.limits.countries and not any(numbers.values()):
        yield f"{name}: is not set, and neither is the bot's own number; only numbers of the US are answered"


def _missing(settings: Settings) -> Iterator[str]:
    """What an enabled provider cannot work without."""
    required: list[tuple[str, object, str]] = []
    real = [name for name in settings.providers if name is not ProviderName.SIMULATOR]
    if ProviderName.TWILIO in real:
        twilio = settings.twilio
        required += [
            ("TWILIO_ACCOUNT_SID", twilio.account_sid, "twilio"),
            ("TWILIO_AUTH_TOKEN", twilio.auth_tokens, "twilio"),
            ("TWILIO_MESSAGING_SERVICE_SID", twilio.messaging_service_sid, "twilio"),
        ]
    if ProviderName.TELNYX in real:
        telnyx = settings.telnyx
        required += [
            ("TELNYX_API_KEY", telnyx.api_key.get_secret_value(), "telnyx"),
            ("TELNYX_PUBLIC_KEY", telnyx.public_key, "telnyx"),
        ]
    if ProviderName.SMSGATE in real:
        smsgate = settings.smsgate
        required += [
            ("SMSGATE_USERNAME", smsgate.username, "smsgate"),
            ("SMSGATE_PASSWORD", smsgate.password.get_secret_value(), "smsgate"),
            ("SMSGATE_WEBHOOK_SIGNING_KEY", smsgate.signing_keys, "smsgate"),
            ("SMSGATE_PHONE_NUMBER", smsgate.phone_number, "smsgate"),
        ]
    if ProviderName.HTTPSMS in real:
        httpsms = settings.httpsms
        required += [
            ("HTTPSMS_API_KEY", httpsms.api_key.get_secret_value(), "httpsms"),
            ("HTTPSMS_WEBHOOK_SIGNING_KEY", httpsms.signing_keys, "httpsms"),
            ("HTTPSMS_PHONE_NUMBER", httpsms.phone_number, "httpsms"),
        ]
    if real:
        required.append(("BOT_PUBLIC_URL", settings.server.public_url, real[0]))
    for name, value, provider in required:
        if not value:
            yield f"{name}: is not set; {provider} requires it"


def _public_url_problems(settings: Settings) -> Iterator[str]:
    """Why an enabled provider could not reach ``BOT_PUBLIC_URL``, or not safely.

    A provider whose API is on this machine is a stand-in for tests: it may call any address.
    """
    remote = [name for name, base_url in _api_base_urls(settings).items() if not is_this_machine(base_url)]
    public_url = settings.server.public_url
    if not remote or not public_url:
        return
    if is_this_machine(public_url):
        yield f"{PUBLIC_URL}: {remote[0]} cannot reach this machine by that name; set the bot's public https:// URL"
    elif not public_url.startswith("https://"):
        yield f"{PUBLIC_URL}: http:// exposes people's texts on the network; set an https:// URL"


def _fallback_problems(settings: Settings) -> Iterator[str]:
    """A fallback is another enabled provider."""
    name = settings.delivery.fallback_provider
    if name is not None and not (name in settings.providers and len(set(settings.providers)) > 1):
        yield (
            f"BOT_FALLBACK_PROVIDER (config.toml: [delivery] fallback_provider): {name} is not one of several "
            "BOT_PROVIDERS; enable it there beside another one"
        )


def _rotation_warnings(settings: Settings) -> Iterator[str]:
    if ProviderName.TWILIO in settings.providers and len(settings.twilio.auth_tokens) > 1:
        yield "TWILIO_AUTH_TOKEN: several tokens are accepted; remove the old one when the rotation is done"


def _base_url_warnings(settings: Settings) -> Iterator[str]:
    names = {
        ProviderName.TWILIO: "TWILIO_API_BASE_URL (config.toml: [twilio] api_base_url)",
        ProviderName.TELNYX: "TELNYX_BASE_URL (config.toml: [telnyx] api_base_url)",
        ProviderName.SMSGATE: "SMSGATE_BASE_URL (config.toml: [smsgate] base_url)",
        ProviderName.HTTPSMS: "HTTPSMS_BASE_URL (config.toml: [httpsms] base_url)",
    }
    for name, base_url in _api_base_urls(settings).items():
        if base_url.startswith("http://") and not is_this_machine(base_url):
            yield f"{names[name]}: http:// exposes the account's credentials on the network; {_mend(name)}"


def _mend(name: ProviderName) -> str:
    """A phone in local mode has no certificate."""
    return "trust that network, or use USB" if name is ProviderName.SMSGATE else "set an https:// URL"


def _signing_key_warnings(settings: Settings) -> Iterator[str]:
    """SMS Gateway makes up a key of eight characters, and httpSMS takes any."""
    sections = {ProviderName.SMSGATE: settings.smsgate, ProviderName.HTTPSMS: settings.httpsms}
    for name, section in sections.items():
        if name in settings.providers and any(len(key) < SIGNING_KEY_CHARACTERS for key in section.signing_keys):
            yield (
                f"{name.upper()}_WEBHOOK_SIGNING_KEY: is short enough to be guessed; set one of at least "
                f"{SIGNING_KEY_CHARACTERS} random characters here and at the phone"
            )


def _public_url_warnings(settings: Settings) -> Iterator[str]:
    """``_public_url_problems`` refuses the same for a real provider."""
    public_url = settings.server.public_url
    if public_url.startswith("http://") and not is_this_machine(public_url):
        yield f"{PUBLIC_URL}: http:// exposes people's texts and the API's tokens on the network; set an https:// URL"


def _host_warnings(settings: Settings) -> Iterator[str]:
    """A bot that other machines reach without the proxy in front, or a phone page that strangers can use."""
    has_phone_page = ProviderName.SIMULATOR in settings.providers
    public_url = settings.server.public_url
    if not is_loopback(settings.server.host):
        page = "; anyone on it can use the simulator's phone page, which has no password" if has_phone_page else ""
        yield (
            f"{HOST}: {settings.server.host} accepts unencrypted connections from the network{page}; use 127.0.0.1 "
            "with a TLS proxy in front, or a firewall"
        )
    if has_phone_page and public_url and not is_this_machine(public_url):
        yield (
            f"BOT_PROVIDERS (config.toml: providers): the simulator's phone page has no password, and {public_url} "
            "makes it public; unset BOT_PUBLIC_URL, or enable a real provider"
        )


def is_loopback(host: str) -> bool:
    """Whether a server that listens on ``host`` accepts connections from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _api_base_urls(settings: Settings) -> dict[ProviderName, str]:
    """The API's base URL of each enabled provider other than the simulator; empty is the provider's own."""
    base_urls = {
        ProviderName.TWILIO: settings.twilio.api_base_url,
        ProviderName.TELNYX: settings.telnyx.api_base_url,
        ProviderName.SMSGATE: settings.smsgate.base_url,
        ProviderName.HTTPSMS: settings.httpsms.base_url,
    }
    return {name: base_url for name, base_url in base_urls.items() if name in settings.providers}
