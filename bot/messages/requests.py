"""What a program asks for, and the rules of this bot for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.model import ProviderName


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRequest:
    """A message to be sent. One of ``send_at``, ``minutes`` from now and ``when`` in words says the time.

    ``send_at`` without an offset is wall time in ``timezone``, an IANA name, which ``when`` is read in as well.
    """

    to: str
    body: str
    send_at: datetime | None = None
    minutes: float | None = None
    when: str | None = None
    timezone: str | None = None
    provider: ProviderName | None = None
    media_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRules:
    """The rules, from the settings.

    ``senders`` are the providers that are on, in order, each with the number that texts leave from ("" where the
    provider chooses). A message lies at most ``farthest`` ahead and costs at most ``segments``. Only numbers of
    ``countries`` (ISO 3166; empty: of all) are sent to. ``keys_kept_for`` is how long an idempotency key is known.
    """

    senders: Mapping[ProviderName, str]
    default_timezone: str = "UTC"
    default_region: str = "US"
    farthest: timedelta = timedelta(days=400)
    segments: int = 10
    countries: frozenset[str] = frozenset()
    keys_kept_for: timedelta = timedelta(days=2)
