"""The types of the fields of ``/v1``: what they accept, and how the OpenAPI description shows them."""

import math
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from bot.domain.heads_ups import parse_lead
from bot.domain.phone_numbers import EXAMPLE
from bot.domain.public_hosts import is_public_host
from bot.domain.text import printable, without_invisible

LONGEST_MESSAGE = 1600

NUMBER = r"[0-9]{1,12}(\.[0-9]{1,9})?"
DURATION = "^P([0-9]+[YMWD])*(T([0-9]+[HMS])+)?$"
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*", re.ASCII)


def _minutes(value: object) -> object:
    """Parse a number, also from a string: some programs can only send strings."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic expects a ValueError
    number = value.strip() if isinstance(value, str) else value
    if isinstance(number, str):
        if not re.fullmatch(NUMBER, number):
            raise ValueError('must be a number, 0 or more, like 16 or "16"')
        return float(number)
    try:
        return float(number)
    except OverflowError as error:
        raise ValueError("too large") from error


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise ValueError('must be an ISO 8601 date and time, like "2026-03-01T09:00:00Z"')
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError as error:
        raise ValueError("no such date, time or offset") from error


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """The zones of the tz database, without those that say nothing: this machine's own, and the placeholder."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError('must be an IANA time zone, like "America/Denver"')
    return name


def _not_blank(text: str) -> str:
    text = printable(text)
    if not without_invisible(text).strip():
        raise ValueError("must not be blank")
    return text


def _media_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_public = url.startswith("https://") and parts.username is None and is_public_host(parts.hostname or "")
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        is_public = False
    if (
        not is_public
        or not url.isascii()
        or any(character.isspace() or not character.isprintable() for character in url)
    ):
        raise ValueError(
            "must be an https:// URL on a public host, without credentials, so that the provider can fetch the picture"
        )
    return url


def as_text(value: object) -> object:
    """Turn a number into a string: a widget may send a text of digits as a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return value  # 1e999 is infinite, and no text
    return str(value)


def _ascii_number(number: str) -> str:
    """Refuse digits of other scripts: a fullwidth one would make another person of a number."""
    if not number.isascii():
        raise ValueError(f"must be written with the digits 0 to 9, as in {EXAMPLE}")
    return number


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Minutes = Annotated[
    Annotated[float, Field(ge=0, allow_inf_nan=False)],
    BeforeValidator(_minutes),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{NUMBER}$"}]}),
]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Message = Annotated[str, Field(min_length=1, max_length=LONGEST_MESSAGE), AfterValidator(_not_blank)]
Utc = Annotated[datetime, PlainSerializer(_utc), WithJsonSchema({"type": "string", "format": "date-time"})]
MediaUrl = Annotated[
    str,
    Field(max_length=2048),
    AfterValidator(_media_url),
    WithJsonSchema({"type": "string", "maxLength": 2048, "pattern": "^https://"}),
]
Number = Annotated[str, Field(min_length=1, max_length=64)]
AnyText = Annotated[
    str,
    BeforeValidator(as_text),
    AfterValidator(printable),  # without characters that a database cannot store
    WithJsonSchema({"type": ["string", "number"]}),
]
AnyNumber = Annotated[AnyText, AfterValidator(_ascii_number)]


_WHOLE_MINUTES = "[1-9][0-9]{0,6}"
_HEADS_UP_WORDS = 'must be an ISO 8601 duration, like "P1D" or "PT1H", or a whole number of minutes, like 30'


def _heads_up(value: object) -> object:
    """How long ahead: an ISO 8601 duration, or a number of minutes."""
    written = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    try:
        lead = parse_lead(f"PT{written}M" if re.fullmatch(_WHOLE_MINUTES, written) else written)
    except ValueError as error:
        is_too_long = "longer" in str(error)
        raise ValueError("must be a year at most" if is_too_long else _HEADS_UP_WORDS) from error
    if lead.clock is not None or lead.is_at_the_time:
        raise ValueError(_HEADS_UP_WORDS)
    return str(lead)


Zone = Annotated[str, AfterValidator(_zone)]
HeadsUp = Annotated[
    str,
    BeforeValidator(_heads_up),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": DURATION},
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": f"^{_WHOLE_MINUTES}$"},
            ]
        }
    ),
]
