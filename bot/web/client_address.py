"""The address of the client behind a request, also when a proxy is in between."""

import ipaddress
from collections.abc import Iterable

from aiohttp import web

FORWARDED_FOR = "X-Forwarded-For"
IPV6_SITE_BITS = 64  # one client usually has this whole prefix, and can change its address within it at will

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ClientAddresses:
    """Reads the client's address. ``trusted_proxies`` are those whose ``X-Forwarded-For`` is believed."""

    def __init__(self, trusted_proxies: Iterable[Network] = ()) -> None:
        self._trusted = tuple(trusted_proxies)

    def of(self, request: web.Request) -> Address | None:
        """The client's address; None if the connection has none (a Unix socket).

        Proxies append the address that they got the request from, so the list is read from its end, up to the first
        address that is not a trusted proxy's. What is before it may be made up by the client.
        """
        address = _parsed(request.remote or "")
        hops = [hop.strip() for line in request.headers.getall(FORWARDED_FOR, ()) for hop in line.split(",")]
        while hops and address is not None and self._is_trusted(address):
            before = _parsed(hops.pop())
            if before is None:
                break
            address = before
        return address

    def _is_trusted(self, address: Address) -> bool:
        return any(address.version == network.version and address in network for network in self._trusted)


def site_of(address: Address) -> str:
    """What counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_SITE_BITS), strict=False))


def _parsed(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address  # a socket that accepts both reports ::ffff:192.0.2.1
