"""Two carriers in small, modelled like Twilio and Telnyx: what they hold, what leaves them, and their moods.

A carrier lives outside the bot and survives its kills. Its ledger is the truth that the books are checked against.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from bot.domain.errors import (
    AlreadyAcceptedError,
    NotCancellableError,
    OptedOutError,
    OutcomeUnknownError,
    OutOfWindowError,
    PermanentProviderError,
    ProviderError,
    ProviderSetupError,
    TemporaryProviderError,
)
from bot.domain.model import OutboundMessage, OutboundState, ProviderName
from bot.domain.receipts import FailureCause, Receipt
from bot.domain.window import Window

S = OutboundState
BOT_NUMBER = "+13125550100"
FOUND_WITHIN = timedelta(seconds=100)  # a clock that is wrong by more does not find its messages in the list
KEYS_KEPT = timedelta(hours=24)  # Telnyx stores the answers to idempotency keys for a day
SHOWN_FOR = timedelta(hours=20)  # what has left longer ago cannot be fetched from "Telnyx" any more


@dataclass(frozen=True)
class Traits:
    """How one carrier differs from the other. ``window`` is what its scheduler accepts, ``ours`` what the bot uses."""

    name: ProviderName
    answers_in_webhook: bool
    has_keys: bool
    earliest: timedelta
    latest: timedelta
    no_cancel_within: timedelta
    ours: Window


TWILIO = Traits(
    name=ProviderName.TWILIO,
    answers_in_webhook=True,
    has_keys=False,
    earliest=timedelta(minutes=15),
    latest=timedelta(days=35),
    no_cancel_within=timedelta(),
    ours=Window(
        earliest_seconds=960, latest_seconds=35 * 86400 - 60, schedule_ahead_seconds=30 * 86400, cancel_seconds=5
    ),
)
TELNYX = Traits(
    name=ProviderName.TELNYX,
    answers_in_webhook=False,
    has_keys=True,
    earliest=timedelta(minutes=5),
    latest=timedelta(days=5),
    no_cancel_within=timedelta(seconds=60),
    ours=Window(
        earliest_seconds=360, latest_seconds=5 * 86400 - 60, schedule_ahead_seconds=4 * 86400, cancel_seconds=65
    ),
)


class Mood(Enum):
    """How a carrier answers for a while."""

    FINE = "fine"
    FLAKY = "flaky"  # some answers are lost, some requests refused
    DOWN = "down"  # every request gets a 5xx, carried out or not
    BUSY = "busy"  # every request gets a 429
    AWAY = "away"  # no connection
    LOCKED = "locked"  # the account is suspended: 401 to everything
    SLOW = "slow"  # every call takes most of a minute


@dataclass
class Held:
    """One message as the carrier has it. ``left_at`` is when it went to the phone.

    ``fault`` says what the carrier did wrong on its own: "lost", "doubled" (this is the second copy), or "unlisted"
    (its list did not show the message where the bot searched: it lagged, or the machine's clock was wrong by minutes;
    or the carrier has forgotten the idempotency key of a call whose answer was lost for a day).
    """

    id: str
    outbound_id: str
    to: str
    body: str
    created_at: datetime
    send_at: datetime | None
    state: OutboundState
    left_at: datetime | None = None
    fault: str = ""
    listed_from: datetime | None = None
    was_cancelled_at: datetime | None = None


@dataclass
class Carrier:
    """``now`` is the right time. ``report`` is called with each receipt that is to be delivered to the bot."""

    traits: Traits
    now: Callable[[], datetime]
    draw: Callable[[str], random.Random]
    skew: Callable[[], timedelta]  # how wrong the bot's clock is
    report: Callable[[Receipt], None]
    left: Callable[[Held], None]
    alarm: Callable[[datetime], None]  # asks for ``send_due`` at this moment
    mood: Mood = Mood.FINE
    held: dict[str, Held] = field(default_factory=dict)
    waiting: dict[str, Held] = field(default_factory=dict)  # those that are scheduled
    of_number: dict[str, list[Held]] = field(default_factory=dict)
    keys: dict[str, tuple[Held, tuple[str, datetime | None]]] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    refused: frozenset[str] = frozenset()  # numbers that it may not text
    refusals: Counter[str] = field(default_factory=Counter)  # of messages to these, as the bot heard, by its id
    lost: list[Held] = field(default_factory=list)
    network_seconds: defaultdict[str, float] = field(
        default_factory=lambda: defaultdict(float)
    )  # of texts and answers on their way, by number
    misbehaves: bool = True  # whether it loses or doubles a message on its own now and then
    cancels_asked: dict[str, datetime] = field(default_factory=dict)  # by message id, when the first call came in

    # What the bot asks. Each is carried out at once; ``failing`` decides what the bot hears of it.

    def create(self, text: OutboundMessage, send_at: datetime | None) -> str:
        """Take a message. Raises the refusals of the API; the same key and bytes get the same answer."""
        request = (text.body, send_at)
        known = self.keys.get(str(text.id)) if self.traits.has_keys else None
        is_kept = known is not None and self.now() - known[0].created_at < KEYS_KEPT
        if known is not None and is_kept:
            if known[1] != request:
                raise AlreadyAcceptedError("10027", "the key was used with other words")
            return known[0].id
        if self.traits.has_keys and text.from_number not in ("", BOT_NUMBER):
            raise PermanentProviderError("40305", "not a number of this account")
        if text.to_number in self.refused:
            raise PermanentProviderError("21408" if not self.traits.has_keys else "40309")
        if text.to_number in self.opted_out:
            raise OptedOutError("21610" if not self.traits.has_keys else "40300")
        now = self.now()
        if send_at is not None and not self.traits.earliest <= send_at - now <= self.traits.latest:
            raise OutOfWindowError("35114")
        held = self._hold(text, send_at)
        if known is not None:
            held.fault = known[0].fault = "unlisted"  # the key is forgotten: nobody can ask for the first copy
        if self.traits.has_keys:
            self.keys[str(text.id)] = (held, request)
        return held.id

    def _hold(self, text: OutboundMessage, send_at: datetime | None) -> Held:
        now = self.now()
        held = Held(
            id=f"{'SM' if not self.traits.has_keys else 'TX'}{len(self.held) + 1:06d}",
            outbound_id=str(text.id),
            to=text.to_number,
            body=text.body,
            created_at=now,
            send_at=send_at,
            state=S.SCHEDULED,
        )
        chance = self.draw(f"hold {text.body}")
        lag = chance.choice((0.0, 0.0, 1.0, 8.0)) if chance.random() > 0.002 else 90.0
        held.listed_from = now + timedelta(seconds=lag)
        if lag > 30 or abs(self.skew()) > FOUND_WITHIN:
            held.fault = "unlisted"
        self.held[held.id] = held
        self.of_number.setdefault(held.to, []).append(held)
        if send_at is None:
            self._leave(held)
        else:
            self.waiting[held.id] = held
            self.alarm(send_at)
        return held

    def note_refusal(self, text: OutboundMessage) -> None:
        """The bot has heard that a message was refused."""
        if text.to_number in self.refused:
            self.refusals[str(text.id)] += 1

    def note_cancel_call(self, message_id: str) -> None:
        """A call begins, however long it takes."""
        self.cancels_asked.setdefault(message_id, self.now())

    def cancel(self, message_id: str) -> None:
        held = self.held.get(message_id)
        now = self.now()
        if held is None or held.state is not S.SCHEDULED or held.send_at is None:
            raise NotCancellableError("30409")
        if held.send_at - now <= self.traits.no_cancel_within:
            raise NotCancellableError("30409")
        held.state, held.was_cancelled_at = S.CANCELLED, now
        del self.waiting[held.id]
        if not self.traits.has_keys:
            self._receipt(held, S.CANCELLED)

    def find(self, text: OutboundMessage, taken: frozenset[str]) -> str | None:
        """The oldest listed message to the number with these words, created when ``text`` was handed over."""
        handed_over_at = text.handed_over_at or text.created_at
        since = handed_over_at - timedelta(minutes=2)
        for held in self.of_number.get(text.to_number, []):
            is_listed = held.listed_from is not None and held.listed_from <= self.now()
            is_alike = held.body == text.body and held.created_at >= since and held.state is not S.CANCELLED
            is_alike = is_alike and (text.scheduled_for is not None or held.state is not S.SCHEDULED)
            if is_alike and is_listed and held.id not in taken:
                return held.id
        return None

    def fetch(self, message_id: str) -> Receipt:
        held = self.held.get(message_id)
        if held is None:
            raise PermanentProviderError("20404")
        if self.traits.has_keys and held.left_at is not None and self.now() - held.left_at > SHOWN_FOR:
            raise PermanentProviderError("10005")
        state = None if held.state is S.SCHEDULED else held.state
        return Receipt(provider=self.traits.name, provider_message_id=message_id, state=state)

    # What happens by itself.

    def send_due(self) -> None:
        """Let everything go whose time has come."""
        now = self.now()
        due = [held for held in self.waiting.values() if held.send_at is not None and held.send_at <= now]
        for held in sorted(due, key=lambda one: (one.send_at, one.id)):
            del self.waiting[held.id]
            self._leave(held)

    def _leave(self, held: Held) -> None:
        if held.to in self.opted_out:
            held.state = S.FAILED
            self._receipt(held, S.FAILED, FailureCause.OPTED_OUT)
            return
        whim = self.draw(f"whim {held.body}").random() if self.misbehaves else 1.0
        if whim < 0.001:
            held.fault, held.state = "lost", S.SENT
            self.lost.append(held)
            self._receipt(held, S.SENT)
            return
        held.left_at, held.state = self.now(), S.SENT
        self.left(held)
        if whim < 0.002:
            twin = Held(**{**held.__dict__, "id": held.id + "b", "fault": "doubled"})
            self.of_number[held.to].append(twin)
            self.left(twin)
        self._receipt(held, S.SENT)
        held.state = S.DELIVERED
        self._receipt(held, S.DELIVERED)

    def _receipt(self, held: Held, state: OutboundState, cause: FailureCause | None = None) -> None:
        self.report(
            Receipt(
                provider=self.traits.name,
                provider_message_id=held.id,
                outbound_id=UUID(held.outbound_id),  # from the callback's URL
                state=state,
                failure="21610" if cause else None,
                cause=cause,
            )
        )


# A request to which something happens: (whether it is carried out, what the bot hears instead of the answer).
def draw_trouble(mood: Mood, chance: random.Random, *, repeatable: bool) -> tuple[bool, ProviderError | None]:
    """What a carrier in this mood does with one request. ``repeatable``: a lost answer to it is only temporary."""
    luck = chance.random()
    if mood is Mood.FLAKY and luck >= 0.5:
        return True, None
    lost: ProviderError = TemporaryProviderError("http 503") if repeatable else OutcomeUnknownError("http 503")
    match mood:
        case Mood.FINE | Mood.SLOW if luck >= 0.02:
            return True, None
        case Mood.DOWN:
            return luck < 0.1, lost
        case Mood.BUSY:
            return False, TemporaryProviderError("429", retry_after_seconds=chance.choice((None, 10.0, 60.0, 900.0)))
        case Mood.AWAY:
            return False, TemporaryProviderError("no connection")
        case Mood.LOCKED:
            return False, ProviderSetupError("20003")
    if chance.random() < 0.3:
        return False, TemporaryProviderError("429", retry_after_seconds=chance.choice((None, 2.0)))
    return chance.random() < 0.5, lost
