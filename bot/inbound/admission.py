"""Who is let in: what one sender and all together may text, before anything is read or looked up.

``judge`` decides on a value (``SenderState``) that is kept for each sender; ``Admission`` keeps those values, in bounded
memory. What is refused costs no database work, so that a flood stays at the door.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.model import InboundText
from bot.domain.phone_numbers import possible_countries
from bot.domain.rate_limit import Bucket, Rate, Recent, take

MOST_SENDERS = 10_000
MOST_MESSAGES = 20_000
MOST_OWN_NUMBERS = 1_000
IN_A_ROW_WITHIN = timedelta(minutes=1)
TOLD_AGAIN_AFTER = timedelta(minutes=1)
COMPARED_CHARACTERS = 320

# Asking out is let in however much was texted before: the words that carriers act on, and what people make of them.
_OPTING_OUT = re.compile(
    r"\W*(?:stop ?all|cancel|end|quit|revoke|optout)\W*|.{,60}\b(?:stop|unsubscribe|opt out|leave me alone)\b.{,60}",
    re.IGNORECASE,
)


class Reason(StrEnum):
    """Why a text is refused: a label of the metrics."""

    OWN_NUMBER = "own_number"
    NOT_A_NUMBER = "not_a_phone_number"
    COUNTRY = "country"
    ECHO = "echo"
    LOOP = "loop"
    SENDER = "sender_limit"
    TOTAL = "total_limit"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionLimits:
    """``per_sender`` and ``in_all`` are texts; ``same_texts`` in a row make a loop; ``countries`` empty is all.

    ``text_characters`` is the longest text that is read.
    """

    per_sender: Rate = field(default_factory=lambda: Rate(count=120))
    in_all: Rate = field(default_factory=lambda: Rate(count=30_000))
    same_texts: int = 20
    text_characters: int = 1600
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderState:
    """What is remembered of one sender: how much they texted, the same text how often in a row, what was said last."""

    bucket: Bucket | None = None
    last_text: str = ""
    last_at: datetime | None = None
    in_a_row: int = 0
    said: str | None = None
    told_at: datetime | None = None
    opting_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionDecision:
    """What becomes of a text: let in, or refused for ``reason``; ``tell``: the sender is to hear why, this once."""

    reason: Reason | None = None
    tell: bool = False


def judge(
    talk: SenderState, inbound: InboundText, limits: AdmissionLimits, now: datetime
) -> tuple[SenderState, AdmissionDecision]:
    """What becomes of ``inbound`` by its sender's own doing, and the talk after it."""
    seen = _seen(talk, comparable(inbound.body), now)
    if is_opting_out(inbound) and not talk.opting_out:
        return replace(seen, opting_out=True), AdmissionDecision()
    refused = _refused_countries(inbound.from_number, limits.countries) or _robotic(seen, limits)
    if refused is not None:
        return seen, AdmissionDecision(reason=refused)
    bucket, verdict = take(seen.bucket, limits.per_sender, now)
    seen = replace(seen, bucket=bucket)
    if not verdict.admitted:
        return _told(seen, Reason.SENDER, now)
    if len(inbound.body) > limits.text_characters:
        return seen, AdmissionDecision(reason=Reason.LENGTH, tell=True)
    return replace(seen, opting_out=is_opting_out(inbound)), AdmissionDecision()


def comparable(text: str) -> str:
    """The beginning of ``text`` without what makes no difference."""
    return " ".join(text[:COMPARED_CHARACTERS].casefold().split())


def is_opting_out(inbound: InboundText) -> bool:
    """Whether the text may be someone's wish to hear no more."""
    return inbound.opt_out is not None or _OPTING_OUT.fullmatch(inbound.body) is not None


def _seen(talk: SenderState, text: str, now: datetime) -> SenderState:
    is_same = talk.last_at is not None and text == talk.last_text and abs(now - talk.last_at) <= IN_A_ROW_WITHIN
    return replace(talk, last_text=text, last_at=now, in_a_row=talk.in_a_row + 1 if is_same else 1)


def _refused_countries(number: str, countries: frozenset[str]) -> Reason | None:
    possible = possible_countries(number)
    if possible is None:
        return Reason.NOT_A_NUMBER
    return Reason.COUNTRY if countries and not possible & countries else None


def _robotic(talk: SenderState, limits: AdmissionLimits) -> Reason | None:
    """Two robots that text each other go on for ever: whoever says our own words, or always the same, is one."""
    if talk.said and talk.last_text == talk.said:
        return Reason.ECHO
    return Reason.LOOP if talk.in_a_row > limits.same_texts else None


def _told(talk: SenderState, reason: Reason, now: datetime) -> tuple[SenderState, AdmissionDecision]:
    """Refused for ``reason``; the sender hears so, unless they have heard it just now."""
    if talk.told_at is not None and abs(now - talk.told_at) < TOLD_AGAIN_AFTER:
        # while they go on, they hear nothing more
        return replace(talk, told_at=now), AdmissionDecision(reason=reason)
    return replace(talk, told_at=now), AdmissionDecision(reason=reason, tell=True)


class Admission:
    """Keeps the talks. A redelivered text is not counted: what became of it the first time becomes of it again."""

    def __init__(
        self, limits: AdmissionLimits, own_numbers: Iterable[str] = (), *, most_senders: int = MOST_SENDERS
    ) -> None:
        self._limits = limits
        self._admitted: Bucket | None = None
        self._notices: Bucket | None = None
        self._talks: Recent[tuple[str, str], SenderState] = Recent(most_senders)
        self._entries: Recent[tuple[str, str], AdmissionDecision] = Recent(MOST_MESSAGES)
        self._own_numbers: Recent[str, None] = Recent(MOST_OWN_NUMBERS)
        for number in own_numbers:
            self._own_numbers[number] = None

    def admit(self, inbound: InboundText, now: datetime) -> AdmissionDecision:
        """What becomes of a verified text that came at ``now``."""
        message = (inbound.provider, inbound.message_id)
        entry = self._entries.get(message)
        if entry is None:
            self._entries[message] = entry = self._judge(inbound, now)
        return entry

    def _judge(self, inbound: InboundText, now: datetime) -> AdmissionDecision:
        # Whatever number is texted is one of ours, in a pool of senders too.
        self._own_numbers[inbound.to_number] = None
        if inbound.from_number in self._own_numbers:
            return AdmissionDecision(reason=Reason.OWN_NUMBER)
        sender = (inbound.provider, inbound.from_number)
        talk, entry = judge(self._talks.get(sender) or SenderState(), inbound, self._limits, now)
        if entry.reason is None and not is_opting_out(inbound):
            self._admitted, verdict = take(self._admitted, self._limits.in_all, now)
            if not verdict.admitted:
                talk, entry = _told(talk, Reason.TOTAL, now)
        if entry.tell:  # the answer is a text too
            self._notices, verdict = take(self._notices, self._limits.in_all, now)
            entry = replace(entry, tell=verdict.admitted)
        self._talks[sender] = talk
        return entry

    def said(self, inbound: InboundText, reply: str | None) -> None:
        """Remember what ``inbound`` was answered: from a robot it comes back."""
        sender = (inbound.provider, inbound.from_number)
        talk = self._talks.get(sender)
        if talk is not None and reply is not None:
            self._talks[sender] = replace(talk, said=comparable(reply))
