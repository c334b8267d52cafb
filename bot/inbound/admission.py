"""Who is let in: limits for one sender and for all together, checked before a text is read.

``admit_text`` decides from a ``SenderState``; ``Admission`` keeps one for each sender, in bounded memory. A refused
text costs no database work, so that a flood of texts cannot slow down the bot. An opt-out meets no limit and no rule.
START has a little room beyond the limits: the carrier obeys it in any case, and the two must agree on who is opted in.

Each bot keeps its own states, and admits its share of all texts. Where several share a database, ``admit_at_all_bots``
decides once more, from what the database says of the sender, when the text is read: so a sender cannot text each bot as
much as one bot allows.
"""

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.carrier_keywords import carrier_keyword
from bot.domain.model import InboundText, OptOut
from bot.domain.phone_numbers import number_problem
from bot.domain.rate_limit import Bucket, Rate, Recent, SenderPace, share_of, take
from bot.domain.records import record, replace
from bot.understanding.opt_out import is_opt_out

MAX_SENDERS = 10_000
MAX_MESSAGES = 20_000
REPEAT_WITHIN = timedelta(minutes=1)
# A person may text "list" or "snooze" again and again, but not a whole sentence: the third is a robot's.
SHORT_TEXT = 25  # characters
SAME_SENTENCES = 2
NOTIFY_AGAIN_AFTER = timedelta(minutes=1)
STARTS_OVER_LIMIT = Rate(count=3, seconds=60)
COMPARED_CHARACTERS = 320


class RefusalReason(StrEnum):
    """Why a text is refused. The values are metric labels."""

    OWN_NUMBER = "own_number"
    NOT_A_NUMBER = "not_a_phone_number"
    INVALID = "invalid_number"
    PREMIUM = "premium_number"
    COUNTRY = "country"
    ECHO = "echo"
    LOOP = "loop"
    SENDER = "sender_limit"
    TOTAL = "total_limit"
    LENGTH = "length"


@record
class AdmissionLimits:
    """``per_sender`` and ``in_all`` limit texts. More than ``same_texts`` equal ones in a row are taken for a loop.

    Longer texts than ``text_characters`` are not read. ``countries`` are ISO 3166 codes; empty means all.
    ``has_other_bots``: others share the database, and the limit of a sender with this one.
    """

    per_sender: Rate = field(default_factory=lambda: Rate(count=120))
    in_all: Rate = field(default_factory=lambda: Rate(count=30_000))
    same_texts: int = 20
    text_characters: int = 1600
    countries: frozenset[str] = frozenset()
    has_other_bots: bool = False


@record
class SenderState:
    """What is remembered of one sender.

    ``last_text`` and ``last_reply`` are in the form that ``comparable`` returns. ``repeats`` counts equal texts in a
    row. ``notified_at`` is when they were last told that they are over a limit, or would have been. ``starts`` counts
    their STARTs over a limit. ``opt_out_id`` is the message id of their latest text if that was an opt-out, and
    ``is_opted_out`` whether it has been carried out.
    """

    bucket: Bucket | None = None
    starts: Bucket | None = None
    last_text: str = ""
    last_text_at: datetime | None = None
    repeats: int = 0
    last_reply: str | None = None
    notified_at: datetime | None = None
    opt_out_id: str | None = None
    is_opted_out: bool = False


@record
class AdmissionDecision:
    """Admitted if ``reason`` is None. ``notify``: tell the sender why the text was refused.

    ``is_repeated_opt_out``: nothing is left to do, because the sender's opt-out has been carried out already.
    """

    reason: RefusalReason | None = None
    notify: bool = False
    is_repeated_opt_out: bool = False


def admit_text(
    state: SenderState, inbound: InboundText, limits: AdmissionLimits, now: datetime
) -> tuple[SenderState, AdmissionDecision]:
    """Decide on a text by its sender's own behaviour; the sender's state after it, and the decision."""
    state = _with_text(state, comparable(inbound.body), now)
    if is_opting_out(inbound):
        return _admit_opt_out(state, inbound, limits, now)
    problem = number_problem(inbound.from_number, limits.countries)
    reason = RefusalReason(problem) if problem is not None else _refused_robot(state, limits)
    if reason is not None:
        return state, AdmissionDecision(reason=reason)
    bucket, verdict = take(state.bucket, limits.per_sender, now)
    state = replace(state, bucket=bucket)
    if not verdict.admitted:
        return _over_limit(state, inbound, RefusalReason.SENDER, now)
    if len(inbound.body) > limits.text_characters:
        return state, AdmissionDecision(reason=RefusalReason.LENGTH, notify=True)
    return _admit(state)


def _admit(state: SenderState) -> tuple[SenderState, AdmissionDecision]:
    return replace(state, opt_out_id=None, is_opted_out=False), AdmissionDecision()


def _admit_opt_out(
    state: SenderState, inbound: InboundText, limits: AdmissionLimits, now: datetime
) -> tuple[SenderState, AdmissionDecision]:
    """Admit every opt-out. A flood of them costs no database work once the first has been carried out."""
    bucket, verdict = take(state.bucket, limits.per_sender, now)
    state = replace(state, bucket=bucket, opt_out_id=inbound.message_id)
    return state, AdmissionDecision(is_repeated_opt_out=state.is_opted_out and not verdict.admitted)


def comparable(text: str) -> str:
    """The start of ``text`` without case and spacing, to recognise equal texts."""
    return " ".join(text[:COMPARED_CHARACTERS].casefold().split())


def is_opting_out(inbound: InboundText) -> bool:
    """Whether the text as a whole asks for no more texts, or the carrier says that it took it for an opt-out.

    A text that merely contains the word "stop" meets every limit, and so does HELP.
    """
    return inbound.opt_out is OptOut.STOP or is_opt_out(inbound.body)


def is_opting_in(inbound: InboundText) -> bool:
    """Whether the carrier takes the text for an opt-in, or has said so."""
    return OptOut.START in (inbound.opt_out, carrier_keyword(inbound.body))


def _with_text(state: SenderState, text: str, now: datetime) -> SenderState:
    is_recent = state.last_text_at is not None and abs(now - state.last_text_at) <= REPEAT_WITHIN
    repeats = state.repeats + 1 if is_recent and text == state.last_text else 1
    return replace(state, last_text=text, last_text_at=now, repeats=repeats)


def _refused_robot(state: SenderState, limits: AdmissionLimits) -> RefusalReason | None:
    """Refuse a sender that returns our own words or always sends the same.

    Two robots that text each other never stop, and each text costs money.
    """
    if state.last_reply and state.last_text == state.last_reply:
        return RefusalReason.ECHO
    allowed = limits.same_texts if len(state.last_text) <= SHORT_TEXT else min(SAME_SENTENCES, limits.same_texts)
    return RefusalReason.LOOP if state.repeats > allowed else None


def _over_limit(
    state: SenderState, inbound: InboundText, reason: RefusalReason, now: datetime
) -> tuple[SenderState, AdmissionDecision]:
    """Refuse a text over a limit and notify the sender, once until they pause for ``NOTIFY_AGAIN_AFTER``.

    A few STARTs are admitted all the same: dropped without a word, they would leave someone waiting for reminders.
    """
    if is_opting_in(inbound):
        starts, verdict = take(state.starts, STARTS_OVER_LIMIT, now)
        state = replace(state, starts=starts)
        if verdict.admitted:
            return _admit(state)
    notify = not _is_notified(state.notified_at, now)
    return replace(state, notified_at=now), AdmissionDecision(reason=reason, notify=notify)


def _is_notified(notified_at: datetime | None, now: datetime) -> bool:
    return notified_at is not None and abs(now - notified_at) < NOTIFY_AGAIN_AFTER


def admit_at_all_bots(
    pace: SenderPace | None, inbound: InboundText, limits: AdmissionLimits, now: datetime
) -> tuple[SenderPace | None, AdmissionDecision]:
    """Decide on a text that this bot has admitted, by the texts of its sender that any bot has read.

    START is admitted: this bot has counted it. Without other bots nothing is counted here, so that a text that changes
    nothing need not be written.
    """
    if not limits.has_other_bots or is_opting_out(inbound) or is_opting_in(inbound):
        return pace, AdmissionDecision()
    told_at = pace.told_at if pace is not None else None
    bucket, verdict = take(pace.bucket if pace is not None else None, limits.per_sender, now)
    if verdict.admitted:
        return SenderPace(bucket=bucket, told_at=told_at), AdmissionDecision()
    notify = not _is_notified(told_at, now)
    return SenderPace(bucket=bucket, told_at=now), AdmissionDecision(reason=RefusalReason.SENDER, notify=notify)


class Admission:
    """Keeps the senders' states. A redelivered text is not counted again and gets the same decision.

    ``bots`` tells how many bots share the limit of all senders, this one included.
    """

    def __init__(
        self,
        limits: AdmissionLimits,
        own_numbers: Iterable[str] = (),
        *,
        max_senders: int = MAX_SENDERS,
        bots: Callable[[], int] = lambda: 1,
    ) -> None:
        self._limits = limits
        self._bots = bots
        self._admitted: Bucket | None = None
        self._notices: Bucket | None = None
        self._senders: Recent[tuple[str, str], SenderState] = Recent(max_senders)
        self._decisions: Recent[tuple[str, str], AdmissionDecision] = Recent(MAX_MESSAGES)
        self._own_numbers = frozenset(own_numbers)

    def admit(self, inbound: InboundText, now: datetime) -> AdmissionDecision:
        """Decide on a verified text that arrived at ``now``."""
        message = (inbound.provider, inbound.message_id)
        decision = self._decisions.get(message)
        if decision is None:
            self._decisions[message] = decision = self._decide(inbound, now)
        return decision

    def _decide(self, inbound: InboundText, now: datetime) -> AdmissionDecision:
        # Own numbers come from the settings alone: in a group MMS, the number texted can be another person's.
        if inbound.from_number in self._own_numbers:
            return AdmissionDecision(reason=RefusalReason.OWN_NUMBER)
        sender = (inbound.provider, inbound.from_number)
        state, decision = admit_text(self._senders.get(sender) or SenderState(), inbound, self._limits, now)
        if decision.reason is None and not is_opting_out(inbound):
            self._admitted, verdict = take(self._admitted, self._in_all(), now)
            if not verdict.admitted:
                state, decision = _over_limit(state, inbound, RefusalReason.TOTAL, now)
        if decision.notify:  # a notice costs a message too, so all together are limited as well
            self._notices, verdict = take(self._notices, self._in_all(), now)
            decision = replace(decision, notify=verdict.admitted)
        self._senders[sender] = state
        return decision

    def _in_all(self) -> Rate:
        """This bot's share: a load balancer gives each bot about as many texts."""
        return share_of(self._limits.in_all, self._bots())

    def remember_opt_out(self, inbound: InboundText) -> None:
        """The opt-out is committed. A later text that was admitted meanwhile may have opted the sender in again."""
        sender = (inbound.provider, inbound.from_number)
        state = self._senders.get(sender)
        if state is not None and state.opt_out_id == inbound.message_id:
            self._senders[sender] = replace(state, is_opted_out=True)

    def remember_reply(self, inbound: InboundText, reply: str | None) -> None:
        """Remember the reply to ``inbound``: a robot may send it back."""
        sender = (inbound.provider, inbound.from_number)
        state = self._senders.get(sender)
        if state is not None and reply is not None:
            self._senders[sender] = replace(state, last_reply=comparable(reply))
