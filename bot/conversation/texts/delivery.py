"""Texts about delivery: late reminders, missed reminders, and messages that could not be cancelled.

As in ``bot/conversation/texts/general.py``: plain, ASCII, one segment unless the person's own words are longer.
"""

from bot.conversation.formatting import fitted, listed, shortened
from bot.conversation.texts.general import REMINDER_START
from bot.domain.sms_segments import fits

MISSED_LENGTH = 40  # characters of each missed reminder


def late(body: str, moment: str) -> str:
    """The reminder ``body``, which was due at ``moment`` and could not be sent then."""
    return f"Reminder (was due {moment}): {body.removeprefix(REMINDER_START)}"


def missed(named: list[tuple[str, str]]) -> str:
    """Reminders too late to send, as (text, due time) pairs. At most two segments."""
    count = len(named)
    start = f"I was down and missed {'a reminder' if count == 1 else f'{count} reminders'}"
    parts = [f"{shortened(body.removeprefix(REMINDER_START), MISSED_LENGTH)} ({moment})" for body, moment in named]
    for shown in range(count, 0, -1):
        others = f" and {count - shown} more" if shown < count else ""
        text = f"{start}: {', '.join(parts[:shown])}{others}."
        if fits(text, 2):
            break
    return text


def not_cancelled(body: str, *, has_left: bool) -> str:
    """The provider could not cancel the message of a deleted or changed reminder."""
    outcome = "was already sent" if has_left else "is already on its way"
    return fitted(lambda words: f'Too late to stop it: "{words}" {outcome}.', body)


def arrives_anyway(numbers: list[str]) -> str:
    """Numbers of deleted or changed reminders with a message that the provider could not cancel."""
    if len(numbers) > 1:
        return f"The texts for {listed(numbers)} are already on their way."
    return f"The text for {listed(numbers)} is already on its way."
