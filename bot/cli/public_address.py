"""Whether the providers can reach the bot: its public address is asked as they would ask it."""

import ssl
from collections.abc import AsyncIterator, Iterable
from urllib.parse import urlsplit

import aiohttp

from bot.providers.account import Finding, Verdict, note, offline_finding, ok, wrong
from bot.providers.http_errors import is_offline

LIMIT = aiohttp.ClientTimeout(total=10.0)
IN_FRONT = "See docs/operations.md for a proxy with TLS in front of it (Caddy or nginx)."


async def findings(public_url: str, webhook_paths: Iterable[str]) -> AsyncIterator[Finding]:
    """Whether a bot answers at ``public_url``, and refuses what is not signed on each of ``webhook_paths``."""
    if _is_of_this_machine(public_url):
        yield note(
            f"BOT_PUBLIC_URL is {public_url}, which only this machine reaches", "Providers need another address."
        )
    elif not public_url.startswith("https://"):
        yield wrong(
            f"BOT_PUBLIC_URL is {public_url}: texts would cross the net for all to read",
            f"Providers should reach the bot by https. {IN_FRONT}",
        )
    async with aiohttp.ClientSession(timeout=LIMIT) as session:
        finding = await _alive(session, public_url)
        yield finding
        if finding.verdict is not Verdict.OK:
            return
        for path in webhook_paths:
            yield await _refuses_strangers(session, public_url + path)


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
            f"{address} answers with a redirect ({status}); providers do not follow it",
            "Set BOT_PUBLIC_URL to the address that it leads to.",
        )
    if status in (502, 503, 504):
        return wrong(
            f"{address} answers {status}: the proxy is there, the bot behind it is not",
            "Start the bot with `python -m bot serve`, and see that the proxy leads to BOT_HOST and BOT_PORT.",
        )
    return wrong(f"{address} answers {status}, and not as this bot does", f"Something else is there. {IN_FRONT}")


def _is_of_this_machine(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _unreachable(public_url: str, error: BaseException) -> Finding:
    if is_offline(error):
        return offline_finding(f"whether providers reach {public_url} was")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return wrong(
            f"{public_url}: there is no such host name",
            "Correct BOT_PUBLIC_URL, or add the name to your DNS and wait until it is known.",
        )
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return wrong(
            f"{public_url}: its TLS certificate is not accepted ({error.__class__.__name__})",
            f"Providers refuse it too: it must be valid, for this name, with its intermediate certificates. {IN_FRONT}",
        )
    if isinstance(error, TimeoutError):
        return wrong(f"{public_url} does not answer within ten seconds", f"A firewall may be in between. {IN_FRONT}")
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return wrong(
            f"{public_url}: nothing listens there",
            f"Start the bot with `python -m bot serve`, and the proxy in front of it. {IN_FRONT}",
        )
    return wrong(f"{public_url} answers, and not as this bot does", f"Something else is there. {IN_FRONT}")


async def _refuses_strangers(session: aiohttp.ClientSession, address: str) -> Finding:
    try:
        async with session.post(address, data=b"", allow_redirects=False) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _unreachable(address, error)
    if status == 403:
        return ok(f"{address} is there, and refuses what is not signed")
    if status == 404:
        return wrong(
            f"{address} is not there: the bot that runs has this provider switched off",
            "Restart it with the BOT_PROVIDERS that you checked with.",
        )
    return wrong(
        f"{address} answers {status} to a request without a signature, where the bot answers 403",
        "See that the proxy passes requests on as they are.",
    )
