"""People whom somebody else wants to have reminded, and whether they agreed. Pure.

A contact is one recipient of one asker. Nobody is texted reminders of somebody else before they accepted. They are
asked once by each asker, and seldom by all askers together; whoever declines or blocks an asker is not asked again.

The reminder (``contact_id``) and its messages belong to the asker, who hears of it when it is done (``reports_done``).
"""

from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from bot.domain.model import OutboundMessage, Person, Reminder, ReminderState
from bot.domain.phone_numbers import NumberProblem, number_problem
from bot.domain.quiet_hours import QuietHours
from bot.domain.records import record, replace
from bot.domain.wall_time import require_aware

RECIPIENT_WINDOW = timedelta(days=30)
REQUESTS_TO_ONE = 2  # consent requests to one recipient in that time, from all askers together
ASKER_WINDOW = timedelta(days=1)
REQUESTS_BY_ONE = 5  # consent requests by one asker in that time
CHAIN_PAUSE = timedelta(days=1)  # whoever was asked may ask nobody else so soon


# A stranger is asked for consent by day only: https://www.law.cornell.edu/cfr/text/47/64.1200 (c)(1).
_NIGHT = (time(21), time(8))


def next_day_time(moment: datetime, timezone: str) -> datetime:
    """``moment``, or the end (UTC) of the night that holds it in the IANA zone ``timezone``."""
    start, end = _NIGHT
    return QuietHours(start=start, end=end, timezone=timezone).next_awake(moment)


class ContactState(StrEnum):
    NEW = "new"  # without a number, or not asked yet
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    BLOCKED = "blocked"


@record
class Contact:
    """A recipient of an asker's reminders.

    ``name`` is the asker's word for them: "my husband". ``number`` is "" until the asker says it. ``asker_name`` and
    ``asker_number`` are what the recipient is told. ``asked_at`` is when the consent request is sent, which may be
    the next morning, ``decided_at`` when the recipient answered.
    """

    id: UUID
    asker_id: int
    name: str
    created_at: datetime
    number: str = ""
    asker_name: str = ""
    asker_number: str = ""
    state: ContactState = ContactState.NEW
    asked_at: datetime | None = None
    decided_at: datetime | None = None

    def __post_init__(self) -> None:
        require_aware(created_at=self.created_at, asked_at=self.asked_at, decided_at=self.decided_at)

    @property
    def accepts(self) -> bool:
        return self.state is ContactState.ACCEPTED

    @property
    def refuses(self) -> bool:
        return self.state in (ContactState.DECLINED, ContactState.BLOCKED)

    def may_get(self, *, is_request: bool) -> bool:
        """Whether a text may leave for the recipient: the request itself while it is open, reminders once accepted."""
        return self.accepts or (is_request and self.state is ContactState.ASKED)


@record
class NumberFacts:
    """What is known about a number that a text names.

    ``requests`` counts the consent requests to it within ``RECIPIENT_WINDOW``, ``requests_by_asker`` those by the
    asker to anybody within ``ASKER_WINDOW``. ``was_asked``: the asker has asked this number before. ``is_busy``:
    somebody else is deciding about it right now.
    """

    number: str
    is_opted_out: bool = False
    was_asked: bool = False
    requests: int = 0
    requests_by_asker: int = 0
    is_busy: bool = False


class AskRefusal(StrEnum):
    """Why nobody is asked for consent at a number. The values are metric labels."""

    NOT_TEXTED = "contact_number"
    OWN_NUMBER = "contact_own_number"
    SELF = "contact_self"
    OPTED_OUT = "contact_opted_out"
    ASKED_BEFORE = "contact_asked_before"
    ASKED_OFTEN = "contact_asked_often"
    TOO_MANY = "contact_daily_limit"
    CHAIN = "contact_chain"
    CHANNEL = "contact_channel"
    BUSY = "contact_busy"


def ask_refusal(
    facts: NumberFacts,
    *,
    asker_number: str,
    asker_was_asked_at: datetime | None,
    asked_by_number: bool,
    own_numbers: AbstractSet[str],
    countries: AbstractSet[str],
    now: datetime,
) -> AskRefusal | None:
    """Why an asker may not have consent asked at a number; None if they may.

    ``asker_was_asked_at`` is when the asker was last asked themselves, and ``asked_by_number`` whether the one at the
    number asked them: to ask back is no chain.
    """
    problem = number_problem(facts.number, countries)
    is_chain = asker_was_asked_at is not None and now - asker_was_asked_at < CHAIN_PAUSE and not asked_by_number
    reasons = (
        (AskRefusal.CHANNEL, not asker_number.startswith("+")),
        (AskRefusal.SELF, facts.number == asker_number),
        (AskRefusal.OWN_NUMBER, facts.number in own_numbers),
        (AskRefusal.NOT_TEXTED, problem is not None and problem in NumberProblem),
        (AskRefusal.OPTED_OUT, facts.is_opted_out),
        (AskRefusal.ASKED_BEFORE, facts.was_asked),
        (AskRefusal.CHAIN, is_chain),
        (AskRefusal.TOO_MANY, facts.requests_by_asker >= REQUESTS_BY_ONE),
        (AskRefusal.ASKED_OFTEN, facts.requests >= REQUESTS_TO_ONE),
        (AskRefusal.BUSY, facts.is_busy),
    )
    return next((reason for reason, applies in reasons if applies), None)


def received_reminder(message: OutboundMessage, reminder: Reminder, recipient: Person, asker_name: str) -> Reminder:
    """The asker's ``reminder`` as the recipient has it: over, and theirs to snooze.

    It has an id of its own, so that nothing that is done to it reaches the asker's.
    """
    return replace(
        reminder,
        id=uuid5(message.id, "received"),
        person_id=recipient.id,
        message=f"{reminder.message} (from {asker_name})" if reminder.message else f"from {asker_name}",
        state=ReminderState.DONE,
        next_check_at=None,
        contact_id=None,
    )
