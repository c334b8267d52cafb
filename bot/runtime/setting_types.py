"""The types of settings: what their values may be, and the words for what is wrong with them."""

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.phone_numbers import is_country
from bot.domain.quiet_hours import parse_hours
from bot.runtime.api_tokens import comma_separated

ALL_COUNTRIES = "all"


def _split(value: object) -> object:
    return comma_separated(value) if isinstance(value, str) else value


def _known_zone(value: object) -> object:
    if value not in available_timezones():
        raise ValueError('must be an IANA time zone, like "America/Denver"')
    return value


def _hours(value: object) -> object:
    if value == "":
        return value
    try:
        parse_hours(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError('must be hours of a day on the 24-hour clock, like "22:00-07:00"') from None
    return value


def _public_url(value: object) -> object:
    if not isinstance(value, str) or not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError('must be the URL at which providers reach the bot, like "https://bot.example.com"')
    return value.rstrip("/")


def _base_url(value: object) -> object:
    if not isinstance(value, str) or not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("must be a URL that begins with https://")
    return value.rstrip("/")


def _database_url(value: object) -> object:
    """Refuse what a URL parser would misread: it would show a part of the password as the name of a host."""
    if not isinstance(value, str) or not value.startswith("postgres"):
        return value
    credentials, _, where = value.partition("://")[2].rpartition("@")
    if any(sign in credentials for sign in "@/?#"):
        raise ValueError("must have the signs in its password encoded: @ as %40, / as %2F, ? as %3F, # as %23")
    for host in where.partition("/")[0].partition("?")[0].split(","):
        port = host.rpartition("]")[2].rpartition(":")[2]
        if ":" in host and port.isdigit() and int(port) > 65_535:
            raise ValueError("must have a port between 1 and 65535")
    return value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _country(value: object) -> object:
    if isinstance(value, str) and value.lower() == ALL_COUNTRIES:
        return ALL_COUNTRIES
    if not isinstance(value, str) or not is_country(value.upper()):
        raise ValueError('must be two-letter ISO 3166 country codes, like "US, CA", or "all"')
    return value.upper()


def _network(value: object) -> object:
    try:
        return ipaddress.ip_network(value, strict=False) if isinstance(value, str) else value
    except ValueError:
        raise ValueError('must be IP addresses or networks, like "127.0.0.1, 172.16.0.0/12"') from None


CommaSeparated = BeforeValidator(_split)  # for tuples
EmptyIsNone = BeforeValidator(lambda value: value or None)
PublicUrl = Annotated[str, BeforeValidator(_public_url)]
Hours = Annotated[str, BeforeValidator(_hours)]
Zone = Annotated[str, BeforeValidator(_known_zone)]
DatabaseUrl = Annotated[str, BeforeValidator(_database_url), Field(pattern=r"^(sqlite:///|postgres(ql)?://).+")]
BaseUrl = Annotated[str, BeforeValidator(_base_url)]
Country = Annotated[str, BeforeValidator(_country)]
HostName = Annotated[str, Field(pattern=r"^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$"), BeforeValidator(_lower)]
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(_network)]
E164 = Annotated[str, Field(pattern=r"^(|\+[1-9][0-9]{6,14})$")]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
