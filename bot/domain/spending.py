"""Budgets of SMS segments a day, and what is spent. Pure.

A day is one of UTC for everybody, so that one counter serves the person, the program and the bot. A message counts on
the day for which it is planned, from the moment it is confirmed: a confirmed reminder has its place in the budget.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.model import OutboundMessage, OutboundState
from bot.domain.records import replace
from bot.domain.sms_segments import segments

BOT_ACCOUNT = "bot"
OVER_BUDGET = "daily budget spent"  # the failure of a message that was not sent for it
MMS_SEGMENTS = 3  # a picture costs about as much as three segments
LONGEST_MESSAGE = 10  # segments; the providers' limit
NOTICE_SEGMENTS = 1  # kept back of each day, to tell a person that the rest is spent
_UNPAID = frozenset({OutboundState.FAILED, OutboundState.CANCELLED})


class OverBudget(StrEnum):
    """Whose budget is spent. The values are metric labels."""

    PERSON = "person_budget"
    TOKEN = "token_budget"  # noqa: S105 - a label
    BOT = "bot_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Segments a day to one person, from one API token, and from the bot in all."""

    per_person: int = 100
    per_token: int = 10_000
    in_all: int = 50_000

    @property
    def bot_floor(self) -> int:
        """Days on which the bot spends less need no look: one text or request cannot fill them."""
        return max(0, self.in_all - self.per_person - LONGEST_MESSAGE)

    @property
    def token_floor(self) -> int:
        return max(0, self.per_token - LONGEST_MESSAGE)

    def hold(self, planned: Iterable[OutboundMessage], spending: "Spending") -> tuple[OutboundMessage, ...]:
        """``planned``, where those to one person without room are FAILED, of which the person is told."""
        account, bot = Counter(spending.account), Counter(spending.bot)
        held = []
        for message in planned:
            day, cost = day_of(message.due_at), _cost(message)
            if account[day] + cost > self.per_person or bot[day] + cost > self.in_all:
                held.append(replace(message, state=OutboundState.FAILED, next_attempt_at=None, failure=OVER_BUDGET))
                continue
            account[day] += cost
            bot[day] += cost
            held.append(message)
        return tuple(held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Segments sent and planned by day: of one person or token (``account``), and of the bot. A missing day has none.

    Days on which the bot spends less than ``Budgets.bot_floor`` are left out.
    """

    account: Mapping[date, int] = field(default_factory=dict)
    bot: Mapping[date, int] = field(default_factory=dict)


def day_of(moment: datetime) -> date:
    """The day (UTC) on which a message at ``moment`` counts."""
    return moment.astimezone(UTC).date()


def end_of_day(moment: datetime) -> datetime:
    """When the budgets of the day of ``moment`` are renewed: midnight UTC."""
    return datetime.combine(day_of(moment) + timedelta(days=1), time(), UTC)


def person_account(number: str) -> str:
    return f"person:{number}"


def token_account(name: str) -> str:
    return f"token:{name}"


def message_segments(message: OutboundMessage) -> int:
    """What a message costs if it is sent."""
    return max(segments(message.body), MMS_SEGMENTS if message.media_urls else 0)


def added_by_day(before: Iterable[OutboundMessage], after: Iterable[OutboundMessage]) -> Mapping[date, int]:
    """How many more segments each day takes, where the messages ``after`` are saved over those ``before``."""
    added: Counter[date] = Counter()
    saved = {message.id: message for message in after}
    for message in saved.values():
        added[day_of(message.due_at)] += _cost(message)
    for message in before:
        if message.id in saved:
            added[day_of(message.due_at)] -= _cost(message)
    return added


def _cost(message: OutboundMessage) -> int:
    return 0 if message.state in _UNPAID else message_segments(message)
