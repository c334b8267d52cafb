"""Rules that concern several settings at once: what an enabled provider requires, and what is unsafe."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.domain.model import ProviderName
from bot.runtime.settings import Settings

SHORTEST_TOKEN = 24
PUBLIC_URL = "BOT_PUBLIC_URL (config.toml: [server] public_url)"


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
    return [*_missing(settings), *_public_url_problems(settings)]


def warnings(settings: Settings) -> list[str]:
    """What is unsafe but does not stop the start, one line each."""
    return [*_token_warnings(settings), *_base_url_warnings(settings)]


def _missing(settings: Settings) -> Iterator[str]:
    """What an enabled provider cannot work without."""
    required: list[tuple[str, object, str]] = []
    real = [name for name in settings.providers if name is not ProviderName.SIMULATOR]
    if ProviderName.TWILIO in real:
        twilio = settings.twilio
        required += [
            ("TWILIO_ACCOUNT_SID", twilio.account_sid, "twilio"),
            ("TWILIO_AUTH_TOKEN", twilio.auth_token.get_secret_value(), "twilio"),
            ("TWILIO_MESSAGING_SERVICE_SID", twilio.messaging_service_sid, "twilio"),
        ]
    if ProviderName.TELNYX in real:
        telnyx = settings.telnyx
        required += [
            ("TELNYX_API_KEY", telnyx.api_key.get_secret_value(), "telnyx"),
            ("TELNYX_PUBLIC_KEY", telnyx.public_key, "telnyx"),
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


def _token_warnings(settings: Settings) -> Iterator[str]:
    short = sum(len(token) < SHORTEST_TOKEN for token in settings.api_token_values)
    if short:
        tokens = "a token has" if short == 1 else f"{short} tokens have"
        yield (
            f"BOT_API_TOKEN: {tokens} fewer than {SHORTEST_TOKEN} characters and will be refused by the next release; "
            "make one with `openssl rand -base64 32`"
        )


def _base_url_warnings(settings: Settings) -> Iterator[str]:
    names = {
        ProviderName.TWILIO: "TWILIO_API_BASE_URL (config.toml: [twilio] api_base_url)",
        ProviderName.TELNYX: "TELNYX_BASE_URL (config.toml: [telnyx] api_base_url)",
    }
    for name, base_url in _api_base_urls(settings).items():
        if base_url.startswith("http://") and not is_this_machine(base_url):
            yield f"{names[name]}: http:// exposes the account's credentials on the network; set an https:// URL"


def _api_base_urls(settings: Settings) -> dict[ProviderName, str]:
    """The API's base URL of each enabled provider other than the simulator; empty is the provider's own."""
    base_urls = {ProviderName.TWILIO: settings.twilio.api_base_url, ProviderName.TELNYX: settings.telnyx.api_base_url}
    return {name: base_url for name, base_url in base_urls.items() if name in settings.providers}
