"""What another program asks for, and the rules for it from the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.heads_ups import Lead
from bot.domain.model import ProviderName
from bot.domain.spending import Budgets


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRequest:
    """A message to send. Exactly one of ``send_at``, ``minutes`` (from now) and ``when`` (in words) gives the time.

    ``token_name`` is the name of the program's token. ``timezone`` is an IANA name. It applies to ``when``, and to a
    ``send_at`` without an offset. ``replaces`` is the id of the message that is cancelled in the same step. The same
    text is sent so long before as each of ``heads_ups`` says, too.
    """

    to: str
    body: str
    token_name: str
    send_at: datetime | None = None
    minutes: float | None = None
    when: str | None = None
    timezone: str | None = None
    provider: ProviderName | None = None
    media_urls: tuple[str, ...] = ()
    replaces: UUID | None = None
    heads_ups: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRules:
    """The rules from the settings.

    ``senders`` are the enabled providers in order, each with the number that messages come from ("" if the provider
    chooses it). A message may be at most ``farthest`` ahead and cost at most ``segments``. Only numbers of
    ``countries`` (ISO 3166; empty: all) are accepted. Idempotency keys are kept for ``keys_kept_for``.
    """

    senders: Mapping[ProviderName, str]
    default_timezone: str = "UTC"
    default_region: str = "US"
    farthest: timedelta = timedelta(days=400)
    segments: int = 10
    countries: frozenset[str] = frozenset()
    keys_kept_for: timedelta = timedelta(days=2)
    budgets: Budgets = field(default_factory=Budgets)
