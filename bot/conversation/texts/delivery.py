"""The reminder itself, and what to say when one is late, was missed, or could not be delivered or cancelled."""

import re

from bot.conversation.formatting import fitted, listed, shortened
from bot.domain.sms_segments import fits

REMINDER_START = "Reminder: "
_START = re.compile(r"^Reminder(?: from ([^:]{1,40}))?: ")
THE_TIME = "it's time."
_LATE_START = re.compile(r"^Reminder \(was due [^)]*\): ")
MAY_ARRIVE = "I'll tell you if I'm too late to stop a text."
MISSED_LENGTH = 40  # characters of each missed reminder


def reminder(message: str) -> str:
    """The reminder, with the person's words in full."""
    return f"{REMINDER_START}{message or THE_TIME}"


def heads_up(message: str, when: str) -> str:
    """The reminder ahead of the thing itself, which is at ``when``."""
    return f"{REMINDER_START}{message} ({when})" if message else f"{REMINDER_START}{when}."


def until_done(message: str) -> str:
    """The reminder, repeated until the person replies DONE."""
    return f"{reminder(message)} (text DONE to stop)"


def from_asker(body: str, asker_name: str) -> str:
    """The reminder ``body``, which somebody else has set for the recipient."""
    return f"Reminder from {asker_name}: {body.removeprefix(REMINDER_START)}"


def late(body: str, moment: str) -> str:
    """The reminder ``body``, which was due at ``moment`` and is only sent now."""
    start = _START.match(body)
    who = f" from {start[1]}" if start is not None and start[1] else ""
    return f"Reminder{who} (was due {moment}): {_START.sub('', body)}"


def missed(named: list[tuple[str, str]], *, is_unsure: bool = False) -> str:
    """Reminders that are too late to send, as pairs of body and due time. Two segments at most.

    ``is_unsure``: the carrier may have sent them, but its answer was lost.
    """
    count = len(named)
    verb = "may have missed" if is_unsure else "missed"
    start = f"I was down and {verb} {'a reminder' if count == 1 else f'{count} reminders'}"
    items = [f"{shortened(body.removeprefix(REMINDER_START), MISSED_LENGTH)} ({moment})" for body, moment in named]
    for shown in range(count, 0, -1):
        others = f" and {count - shown} more" if shown < count else ""
        text = f"{start}: {', '.join(items[:shown])}{others}."
        if fits(text, 2):
            break
    return text


def not_delivered(body: str, moment: str, count: int, *, is_unsure: bool = False) -> str:
    """``count`` reminders failed; ``body`` and ``moment`` are those of the first.

    ``is_unsure``: that one may have come, but the carrier's answer was lost.
    """
    others = f" and {count - 1} more" if count > 1 else ""
    said = _LATE_START.sub(REMINDER_START, body)
    start = "I don't know if I delivered" if is_unsure else "I couldn't deliver"
    return fitted(lambda words: f'{start} "{words}" ({moment}){others}.', said)


def not_cancelled(body: str, *, has_left: bool) -> str:
    """A message of a deleted or changed reminder that the provider could no longer cancel."""
    outcome = "was already sent" if has_left else "is already on its way"
    return fitted(lambda words: f'Too late to stop it: "{words}" {outcome}.', body)


def perhaps_not_cancelled(body: str) -> str:
    """A message of a deleted or changed reminder of which the provider does not say what became of it."""
    return fitted(lambda words: f'I tried to stop "{words}", but it may have been sent.', body)


def arrives_anyway(numbers: list[str], texts: int) -> str:
    """Deleted or changed reminders of which messages could not be cancelled, as many as ``texts`` in all."""
    if texts > 1:
        return f"The texts for {listed(numbers)} are already on their way."
    return f"The text for {listed(numbers)} is already on its way."
