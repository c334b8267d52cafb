"""Checks that providers can reach the bot, by calling its public URL as they do."""

import ssl
from collections.abc import AsyncIterator, Iterable

import aiohttp

from bot.providers.account import Finding, Verdict, note, offline_finding, ok, wrong
from bot.providers.http_errors import is_offline
from bot.runtime.setting_rules import is_this_machine

LIMIT = aiohttp.ClientTimeout(total=10.0)
PROXY_HINT = "docs/operations.md shows a TLS proxy in front of the bot (Caddy or nginx)."
START = "Start the bot with `python -m bot serve`"


async def findings(
    public_url: str, webhook_paths: Iterable[str], *, is_by_cable: bool = False
) -> AsyncIterator[Finding]:
    """Whether a bot answers at ``public_url``, and refuses unsigned requests to each of ``webhook_paths``.

    ``is_by_cable``: the one provider is a phone, which calls the bot through `adb reverse`.
    """
    if is_this_machine(public_url) and is_by_cable:
        yield ok(f"BOT_PUBLIC_URL is {public_url}, which the phone reaches with `adb reverse`")
    elif is_this_machine(public_url):
        yield note(f"BOT_PUBLIC_URL is {public_url}, which only this machine can reach", "Set the bot's public URL.")
    elif not public_url.startswith("https://"):
        yield wrong(
            f"BOT_PUBLIC_URL is {public_url}: http:// exposes people's texts on the network",
            f"Set an https:// URL. {PROXY_HINT}",
        )
    async with aiohttp.ClientSession(timeout=LIMIT) as session:
        finding = await _alive(session, public_url)
        yield finding
        if finding.verdict is not Verdict.OK:
            return
        for path in webhook_paths:
            yield await _refuses_unsigned(session, public_url + path)


async def _alive(session: aiohttp.ClientSession, public_url: str) -> Finding:
    address = f"{public_url}/healthz"
    try:
        async with session.get(address, allow_redirects=False) as answer:
            if answer.status == 200 and (await answer.json()).get("status") == "alive":
                return ok(f"the bot answers at {public_url}")
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return _unreachable(public_url, error)
    if 300 <= status < 400:
        return wrong(
            f"{address} redirects ({status}), and providers do not follow redirects",
            "Set BOT_PUBLIC_URL to the address that it redirects to.",
        )
    if status in (502, 503, 504):
        return wrong(
            f"{address} answers {status}: the proxy is up, but the bot behind it is not",
            f"{START}, and let the proxy forward to BOT_HOST and BOT_PORT.",
        )
    return wrong(f"{address} answers {status}, which this bot does not", f"Another program answers there. {PROXY_HINT}")


def _unreachable(public_url: str, error: BaseException) -> Finding:
    if is_offline(error):
        return offline_finding(f"whether providers reach {public_url} was")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return wrong(
            f"{public_url}: the host name does not exist",
            "Correct BOT_PUBLIC_URL, or add the name to your DNS.",
        )
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return wrong(
            f"{public_url}: the TLS certificate is not valid ({error.__class__.__name__})",
            f"Serve a certificate for this host name, with its intermediate certificates. {PROXY_HINT}",
        )
    if isinstance(error, TimeoutError):
        return wrong(f"{public_url} does not answer within ten seconds", f"A firewall may block it. {PROXY_HINT}")
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return wrong(
            f"{public_url} refuses the connection: nothing is listening there",
            f"{START}." if is_this_machine(public_url) else f"{START}, and the proxy in front of it. {PROXY_HINT}",
        )
    return wrong(f"{public_url} does not answer as this bot does", f"Another program answers there. {PROXY_HINT}")


async def _refuses_unsigned(session: aiohttp.ClientSession, address: str) -> Finding:
    try:
        async with session.post(address, data=b"", allow_redirects=False) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _unreachable(address, error)
    if status == 403:
        return ok(f"{address} refuses unsigned requests, as it should")
    if status == 404:
        return wrong(
            f"{address} does not exist: the running bot does not have this provider enabled",
            "Restart the bot with the BOT_PROVIDERS of this check.",
        )
    return wrong(
        f"{address} answers {status} to an unsigned request; the bot answers 403",
        "Let the proxy forward requests unchanged.",
    )
