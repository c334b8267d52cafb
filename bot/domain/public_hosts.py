"""Which hosts in URLs are on the public internet.

Other programs hand us URLs that a provider fetches. A host on a private network would let them probe the provider's
network, or ours where a proxy fetches for it. Names are not resolved: the provider does that, at another time.
"""

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network

# Names that no public DNS answers: RFC 6762, RFC 8375, ICANN's .internal, and what routers and companies use.
PRIVATE_SUFFIXES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa"),
)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public_host(host: str) -> bool:
    """Whether ``host`` (of a URL, without port and brackets) is a public address or name."""
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if ":" in host:
        return _is_public_ipv6(host)
    if _NUMBER.fullmatch(labels[-1]):  # as browsers and curl do: such a host is an IPv4 address or invalid
        address = _ipv4(labels)
        return address is not None and _is_public(address)
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        return False
    return not host.endswith(tuple(f".{suffix}" for suffix in PRIVATE_SUFFIXES))


def _is_public_ipv6(host: str) -> bool:
    try:
        address = IPv6Address(host)
    except ValueError:
        return False
    return _is_public(address) and all(map(_is_public, _embedded(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that a gateway may send packets for this address to."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64 or int(address) < 2**32:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def _ipv4(parts: list[str]) -> IPv4Address | None:
    """The address of 1 to 4 numbers, as ``inet_aton`` reads it: "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1"."""
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    try:
        *first, last = (_number(part) for part in parts)
        if any(number > 255 for number in first):
            return None
        return IPv4Address(int.from_bytes(bytes(first) + last.to_bytes(4 - len(first))))
    except (ValueError, OverflowError):
        return None


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") and len(part) > 1 else 10)
