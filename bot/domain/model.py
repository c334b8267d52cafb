"""The values that every package shares. Frozen; every datetime is aware, except wall times, which are naive."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import error_code_of
from bot.domain.overviews import Scope
from bot.domain.preferences import Preferences
from bot.domain.rate_limit import SenderPace
from bot.domain.records import record
from bot.domain.wall_time import require_aware


class ProviderName(StrEnum):
    SIMULATOR = "simulator"
    TWILIO = "twilio"
    TELNYX = "telnyx"
    SMSGATE = "smsgate"  # SMS Gateway for Android
    HTTPSMS = "httpsms"


class ZoneSource(StrEnum):
    """Where a person's time zone comes from."""

    DEFAULT = "default"
    NUMBER = "number"
    SAID = "said"


@record
class Memory:
    """What the bot remembers of a conversation. Stored as JSON; every field has a default, as older rows lack some.

    At most one question is open, asked at ``pending_since``. It is one of: "When?" about ``pending_message`` (to come
    ``pending_leads`` seconds before, or to repeat by ``pending_rrule``); "What about?" for ``pending_moment`` (and
    ``pending_rrule``); "Which one?" for the action ``pending_verb``; "When instead?" about the reminder
    ``pending_number``. ``pending_is_moved``: the clocks skip the time that was asked for, and ``pending_moment`` is
    later. ``pending_asked_twice``: it is not asked a third time. ``last_mentioned`` are the reminders that were
    mentioned last, at ``last_mentioned_at``. ``last_listed`` are those that a list or "Which one?" showed last, in that
    order. ``pending_text`` is what "Which one?" and "Delete 2?" (``pending_number``) were asked about: the answer
    carries it out. ``last_change`` is what UNDO reverts. ``list_offset`` is where "more" continues. On a trip the
    person is in another zone until ``away_until`` and returns to ``home_timezone`` (IANA). ``why`` explains the last
    text. ``not_understood_at`` are the latest consecutive texts that were not understood. ``forget_asked_at`` is when
    the bot asked whether to erase everything. ``zone_unannounced``: they do not know the assumed zone yet.
    ``budget_notice_at``: they were told that the day's budget is spent. ``pace`` limits their texts. ``groups`` are the
    keys of group texts of theirs that were answered. They said at ``done_at`` that what had come by then is done.
    ``pending_recipient`` and ``pending_contact``: whom an open question is about, see ``handlers/others.py``.
    ``language`` is that of their last text that told it, None for English.
    """

    pending_message: str | None = None
    pending_since: datetime | None = None
    pending_moment: datetime | None = None
    pending_rrule: str | None = None
    pending_is_moved: bool = False
    pending_verb: str | None = None
    pending_number: int | None = None
    pending_text: str | None = None
    pending_asked_twice: bool = False
    pending_leads: tuple[int, ...] = ()
    last_mentioned: tuple[UUID, ...] = ()
    last_mentioned_at: datetime | None = None
    last_listed: tuple[UUID, ...] = ()
    last_listed_at: datetime | None = None
    last_change: "LastChange | None" = None
    list_offset: int = 0
    home_timezone: str | None = None
    away_until: datetime | None = None
    why: str | None = None
    not_understood_at: tuple[datetime, ...] = ()
    forget_asked_at: datetime | None = None
    zone_unannounced: bool = False
    budget_notice_at: datetime | None = None
    pace: SenderPace | None = None
    groups: tuple[str, ...] = ()
    pending_recipient: str | None = None
    pending_contact: UUID | None = None
    done_at: datetime | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        require_aware(
            pending_since=self.pending_since,
            pending_moment=self.pending_moment,
            last_mentioned_at=self.last_mentioned_at,
            last_listed_at=self.last_listed_at,
            away_until=self.away_until,
            forget_asked_at=self.forget_asked_at,
            budget_notice_at=self.budget_notice_at,
            done_at=self.done_at,
        )


@record
class Person:
    """One conversation on one provider. Someone who texts two providers has two of them.

    ``id`` is 0 until the store assigns one. Texts may come from several linked addresses. Messages go to ``number``,
    written as the provider does ("+1...", "whatsapp:+1..."), from ``bot_number``, which was texted last. ``timezone``
    is an IANA name. Nothing is sent while ``opted_out_at`` is set. From ``forgotten_at`` on, the number counts as a
    newcomer, and the data is erased as soon as no message is left at the provider.
    """

    id: int
    provider: ProviderName
    number: str
    bot_number: str
    timezone: str
    zone_source: ZoneSource
    created_at: datetime
    introduced: bool = False
    opted_out_at: datetime | None = None
    forgotten_at: datetime | None = None
    preferences: Preferences = Preferences()
    memory: Memory = Memory()

    def __post_init__(self) -> None:
        require_aware(created_at=self.created_at, opted_out_at=self.opted_out_at, forgotten_at=self.forgotten_at)


class ReminderState(StrEnum):
    OPEN = "open"
    PARKED = "parked"  # the person opted out; reopened when they opt in again
    DONE = "done"  # its last message has left
    CANCELLED = "cancelled"
    PAUSED = "paused"  # until the person resumes it


# A reminder keeps its number while it is in one of these states.
ACTIVE_REMINDER_STATES = frozenset({ReminderState.OPEN, ReminderState.PARKED, ReminderState.PAUSED})


@record
class Reminder:
    """A single reminder or a series.

    The person refers to it by ``number``, which is free again when it ends. ``due_at`` is the next occurrence (UTC). A
    series has an RFC 5545 rule, ``rrule``, that starts at the wall time ``wall_start`` (naive, in ``timezone``); see
    ``occurrences.py`` for its moments. A single reminder set by the clock has a ``wall_start`` too; one set by a
    delay has none. Occurrences up to ``skipped_until`` (UTC) are skipped, and those on ``skipped_days``, see
    ``skipped_days.py``. With ``heads_ups`` its texts come so long before each occurrence, and not at it: see
    ``heads_ups.py``. With ``until_done`` they are repeated until the person says so, see
    ``until_done.py``. Texts whose time the person did not choose wait for the end of ``quiet_hours``, see
    ``quiet_hours.py``. An ``overview`` texts a list, see ``overviews.py``. ``contact_id`` and ``reports_done``: see
    ``contacts.py``. ``next_check_at`` is when the worker next tops up the series or ends the reminder.
    """

    id: UUID
    person_id: int
    number: int
    message: str
    due_at: datetime
    timezone: str
    created_at: datetime
    state: ReminderState = ReminderState.OPEN
    rrule: str | None = None
    wall_start: datetime | None = None
    next_check_at: datetime | None = None
    skipped_until: datetime | None = None
    skipped_days: str | None = None
    heads_ups: str | None = None
    until_done: str | None = None
    contact_id: UUID | None = None
    reports_done: bool = False
    quiet_hours: str | None = None
    overview: Scope | None = None

    def __post_init__(self) -> None:
        require_aware(
            due_at=self.due_at,
            created_at=self.created_at,
            next_check_at=self.next_check_at,
            skipped_until=self.skipped_until,
        )


@record
class LastChange:
    """A person's latest change, with the values from before it, for UNDO. ``made`` are new, ``before`` the old values.

    Of the other fields, None means unchanged.
    """

    at: datetime
    made: tuple[UUID, ...] = ()
    before: tuple[Reminder, ...] = ()
    timezone: str | None = None
    zone_source: ZoneSource | None = None
    home_timezone: str | None = None
    away_until: datetime | None = None
    preferences: Preferences | None = None

    def __post_init__(self) -> None:
        require_aware(at=self.at, away_until=self.away_until)


class OutboundKind(StrEnum):
    REMINDER = "reminder"
    REPLY = "reply"
    MESSAGE = "message"  # scheduled by another program over the HTTP API


class OutboundState(StrEnum):
    """``TRANSITIONS`` in ``bot/domain/message_transitions.py`` says which state may follow which."""

    WAITING = "waiting"  # kept by the bot
    HANDING_OVER = "handing_over"  # claimed: the intent is committed, the provider is being called
    SCHEDULED = "scheduled"  # the provider will send it
    CANCELLING = "cancelling"  # to be cancelled at the provider
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


@record
class OutboundMessage:
    """One message to one person: an occurrence of a reminder, a reply, or another program's message.

    ``id`` is made before the provider is called. It is the idempotency key, and part of the status callback's URL.
    ``next_attempt_at`` is when the worker next acts on the message, or the end of its lease; None: nothing to do.
    ``lease_owner`` is the process that claimed it last.
    ``scheduled_for`` is the send time given to the provider, None if it was asked to send at once.
    ``outcome_unknown``: the answer of a call was lost, so the provider may or may not have the message.
    ``token_name``: which program scheduled it over the HTTP API; None for the bot's own messages.
    ``failure_reported``: the person knows of the failure, or need not. ``replaces`` are messages to cancel once this
    one is safe. ``says_due``: the body says when it was due. ``is_second_try``: the first try was not delivered.
    ``heads_ups`` are the messages of the same program ahead of this one. ``contact_id``: it goes to this contact.
    """

    id: UUID
    person_id: int
    provider: ProviderName
    kind: OutboundKind
    to_number: str
    from_number: str
    body: str
    due_at: datetime
    created_at: datetime
    reminder_id: UUID | None = None
    state: OutboundState = OutboundState.WAITING
    next_attempt_at: datetime | None = None
    attempts: int = 0
    provider_message_id: str | None = None
    scheduled_for: datetime | None = None
    handed_over_at: datetime | None = None
    outcome_unknown: bool = False
    failure: str | None = None
    failure_reported: bool = False
    media_urls: tuple[str, ...] = ()
    replaces: tuple[UUID, ...] = ()
    says_due: bool = False
    is_second_try: bool = False
    lease_owner: str | None = None
    token_name: str | None = None
    heads_ups: tuple[UUID, ...] = ()
    contact_id: UUID | None = None

    def __post_init__(self) -> None:
        require_aware(
            due_at=self.due_at,
            created_at=self.created_at,
            next_attempt_at=self.next_attempt_at,
            scheduled_for=self.scheduled_for,
            handed_over_at=self.handed_over_at,
        )

    @property
    def error_code(self) -> str | None:
        return error_code_of(self.failure)


class OptOut(StrEnum):
    """The keyword that the provider itself has answered (Twilio OptOutType, Telnyx autoresponse_type)."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


@record
class InboundText:
    """A verified text from a person. ``message_id`` is the provider's; a redelivered text has the same one.

    ``sent_at`` is when the person sent it, if the provider says so and it took long; None: just before ``received_at``.
    ``media_count`` pictures came with it. ``group`` is a key of its members if it went to others as well. ``button_of``
    is the provider's id of our message whose button was tapped, ``external_id`` its own id of the sender, if any.
    """

    provider: ProviderName
    message_id: str
    from_number: str
    to_number: str
    body: str
    received_at: datetime
    opt_out: OptOut | None = None
    sent_at: datetime | None = None
    media_count: int = 0
    group: str = ""
    button_of: str = ""
    external_id: str = ""

    def __post_init__(self) -> None:
        require_aware(received_at=self.received_at, sent_at=self.sent_at)
