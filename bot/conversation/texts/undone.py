"""What UNDO reverted, or why it could not."""

from bot.conversation.formatting import fitted, joined, sentence
from bot.conversation.texts.parts import about

NOTHING_TO_UNDO = "There's nothing to undo. I can undo your last change for up to an hour."
STILL_AS_SET = "OK, I changed nothing. Text UNDO to revert your last change."  # "never mind", without a question
TOO_LATE_TO_UNDO = "Too late to undo that: it was already sent."


def nothing_changed(line: str) -> str:
    """The last text was not understood, so that UNDO would reach further back than the person sees."""
    opening = "Your last text changed nothing. Text UNDO again to take back the change before it"
    return fitted(lambda said: sentence(f"{opening}: {said}"), line) if line else f"{opening}."


def creation_reverted(number: int, message: str) -> str:
    return about(f"Undone. I deleted reminder {number}", message)


def several_creations_reverted(count: int) -> str:
    return f"Undone. I deleted {count} reminders."


def restored(line: str, old_number: int | None = None) -> str:
    """``line`` is "1. Fri 5:00 PM call mom"; ``old_number`` is the number it had, if another reminder has that now."""
    note = f"Its old number {old_number} is taken." if old_number is not None else ""
    return joined(sentence(f"Undone. You have it back: {line}"), note)


def several_restored(count: int) -> str:
    return f"Undone. You have {count} reminders back. Text list to see them."


def change_reverted(line: str) -> str:
    return sentence(f"Undone. Back to: {line}")


def several_changes_reverted(count: int) -> str:
    return f"Undone. {count} reminders are back as they were. Text list to see them."


def too_late_to_restore(moment: str, message: str) -> str:
    """A deleted single reminder whose time has passed since."""
    return about(f"Too late, {moment} has already passed", message)


def zone_reverted(zone: str, clock: str) -> str:
    return f"Undone. You're on {zone}, where it's {clock} now."


def settings_reverted() -> str:
    return "Undone. Your settings are back as they were. Text settings to see them."
