"""What the bot says about the delivery itself: what comes late, what was missed, what could not be taken back.

As in ``bot/conversation/texts/general.py``: plain, ASCII, one segment unless the person's own words are longer.
"""

from bot.conversation.formatting import fitted, listed, shortened
from bot.conversation.texts.general import REMINDER_START
from bot.domain.sms_segments import fits

MISSED_LENGTH = 40  # characters of each reminder that was missed


def late(body: str, moment: str) -> str:
    """The reminder ``body``, which was due at ``moment`` and could not be sent then."""
    return f"Reminder (was due {moment}): {body.removeprefix(REMINDER_START)}"


def missed(named: list[tuple[str, str]]) -> str:
    """Reminders that are too late to be sent: their texts, and when they were due. Two segments at most."""
    count = len(named)
    start = f"I was down and missed {'a reminder' if count == 1 else f'{count} reminders'}"
    said = [f"{shortened(body.removeprefix(REMINDER_START), MISSED_LENGTH)} ({moment})" for body, moment in named]
    for shown in range(count, 0, -1):
        others = f" and {count - shown} more" if shown < count else ""
        text = f"{start}: {', '.join(said[:shown])}{others}."
        if fits(text, 2):
            break
    return text


def not_cancelled(body: str, *, has_left: bool) -> str:
    """A text that was deleted or changed could not be taken back at the provider any more."""
    outcome = "was already sent" if has_left else "is already on its way"
    return fitted(lambda words: f'Too late to stop it: "{words}" {outcome}.', body)


def arrives_anyway(numbers: list[str]) -> str:
    """Reminders that are deleted or changed, of which a text could not be taken back."""
    if len(numbers) > 1:
        return f"The texts for {listed(numbers)} are already on their way."
    return f"The text for {listed(numbers)} is already on its way."
