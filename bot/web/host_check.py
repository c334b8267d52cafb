"""Refuses requests under a foreign host name, against DNS rebinding.

A web page can point a name of its own at this machine, and then read what the bot answers under that name. It cannot
do so with an IP address, ``localhost`` or a name that it does not own.
"""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

# Routes without a token or signature that reveal something. The phone page checks its own.
PATHS = frozenset({"/metrics", "/readyz", "/openapi.json"})
PREFIX = "/docs"


def has_allowed_host(request: web.Request, allowed_hosts: Iterable[str]) -> bool:
    """Whether the request's ``Host`` is localhost, an IP address or one of ``allowed_hosts``."""
    host = _hostname(f"//{request.headers.get(hdrs.HOST, '')}")
    return host in allowed_hosts or _is_address_or_localhost(host)


def check_hosts(allowed_hosts: frozenset[str]) -> Middleware:
    """A middleware that refuses requests to ``PATHS`` and the documentation under other hosts."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        is_checked = request.path in PATHS or request.path.startswith(PREFIX)
        if is_checked and not has_allowed_host(request, allowed_hosts):
            raise web.HTTPForbidden(text="unknown host name; add it to BOT_ALLOWED_HOSTS, or use an IP address\n")
        return await handler(request)

    return middleware


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_address_or_localhost(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
