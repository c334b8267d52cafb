"""Recognises a text that a carrier delivered twice under two message ids.

The provider's own redeliveries keep the message id, and the store recognises them. But carriers repeat a text too, a
few seconds later, and then the provider takes it for a new one: "undo" or "push it an hour" would act twice.
"""

from datetime import timedelta

from bot.domain.changes import Answer
from bot.domain.model import InboundText
from bot.domain.rate_limit import Recent
from bot.domain.records import replace
from bot.understanding.command import Intent

MAX_SENDERS = 10_000
DUPLICATE_WITHIN = timedelta(seconds=10)
# These change nothing: who texts "list" twice gets two lists. An opt-out always counts, and what was not saved must not
# be taken for done.
_ANSWERED_AGAIN = frozenset({Intent.LIST, Intent.HELP, Intent.WHY, Intent.STOP, Intent.START})


class Duplicates:
    """Remembers each sender's latest text that acted, in bounded memory. A restart forgets them."""

    def __init__(self, *, max_senders: int = MAX_SENDERS) -> None:
        # With the message id of the text or its latest copy.
        self._latest: Recent[tuple[str, str, str], tuple[InboundText, Answer, str]] = Recent(max_senders)

    def answer_to(self, inbound: InboundText) -> Answer | None:
        """The answer to the text that ``inbound`` repeats; None if it repeats none."""
        found = self._latest.get(_sender(inbound))
        if found is None:
            return None
        earlier, answer, _ = found
        is_near = abs(inbound.received_at - earlier.received_at) <= DUPLICATE_WITHIN
        # Two reminders have the same buttons, and a tap on each is meant.
        words, earlier_words = (inbound.body, inbound.button_of), (earlier.body, earlier.button_of)
        is_same = words == earlier_words and inbound.message_id != earlier.message_id
        return answer if is_near and is_same and inbound.opt_out is None else None

    def remember(self, inbound: InboundText, answer: Answer, *, acted: bool) -> None:
        """Remember a text that was just answered, as the one that another may repeat. ``acted``: it changed something.

        The answer is repeated once: more copies are a robot's.
        """
        if answer.intent in _ANSWERED_AGAIN or not acted:
            self._latest.pop(_sender(inbound), None)
        else:
            self._latest[_sender(inbound)] = (inbound, answer, inbound.message_id)

    def repeated(self, inbound: InboundText, answer: Answer) -> None:
        """Remember that ``inbound`` was given the same answer again."""
        earlier, _, _ = self._latest.get(_sender(inbound), (inbound, answer, ""))
        self._latest[_sender(inbound)] = (earlier, replace(answer, reply=None), inbound.message_id)

    def latest_id(self, inbound: InboundText) -> str | None:
        """The message id of the sender's latest text that was remembered here. Another bot may have had a later one."""
        found = self._latest.get(_sender(inbound))
        return found[2] if found is not None else None


def _sender(inbound: InboundText) -> tuple[str, str, str]:
    return inbound.provider, inbound.from_number, inbound.to_number
