"""Texts about changed, snoozed, completed, paused and restored reminders.

As in ``bot/conversation/texts/general.py``: plain, ASCII, one segment unless the person's own words are longer.
"""

from collections.abc import Sequence

from bot.conversation.formatting import fitted, its, joined, listed, sentence

NOTHING_TO_UNDO = "There's nothing to undo. I can undo your last change for an hour."
TOO_LATE_TO_UNDO = "Too late to undo that: it was already sent."
NOTHING_TO_SNOOZE = 'There\'s no recent reminder to snooze. Try "remind me in 10 minutes to call mom".'
WHICH_TO_CHANGE = "Which one? Include its number, e.g. move 2 to 6pm. Text list to see them."
QUESTION_DROPPED = "OK, never mind."

_UNDO = "Text UNDO to change it back."


def _about(start: str, message: str) -> str:
    """``start`` and the message with a full stop, in as few segments as possible."""
    return fitted(lambda words: sentence(f"{start}: {words}" if words else start), message)


def moved(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A reminder has a new time, ``when``."""
    return joined(_about(f"Reminder {number} moved to {when}", message), *notes, _UNDO)


def unchanged(number: int, when: str, message: str) -> str:
    """The requested change has no effect."""
    return _about(f"Reminder {number} is already set for {when}", message)


def repeated(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A reminder has a new repeat; ``when`` is "every Fri, next Fri 9:00 AM"."""
    return joined(_about(f"Reminder {number} set for {when}", message), *notes, _UNDO)


def no_longer_repeats(number: int, when: str, message: str) -> str:
    """A repeat is now a single reminder, due at ``when``."""
    return joined(_about(f"Reminder {number} now comes only once, {when}", message), _UNDO)


def reworded(number: int, when: str, message: str) -> str:
    """A reminder has a new message; ``when`` is its time."""
    return joined(_about(f"Reminder {number} ({when}) now says", message), _UNDO)


def ask_change(number: int, when: str, message: str) -> str:
    """The person wants to change a reminder but did not say how; ``when`` is its time."""
    return joined(_about(f"What's the new time? Reminder {number} is set for {when}", message), 'E.g. "friday 6pm".')


def several_paused(count: int) -> str:
    return f"Paused {count} reminders. Text resume all to restart them."


def several_resumed(count: int) -> str:
    return f"{count} reminders are back on. Text list to see them."


def several_moved(lines: list[str]) -> str:
    """``lines`` are "1. 5:00 PM call mom"."""
    return "Changed:\n" + "\n".join(lines)


def paused(number: int, message: str) -> str:
    return joined(_about(f"Paused {number}", message), f"Text resume {number} to restart it.")


def paused_until(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A repeat is paused until its next occurrence, ``when``."""
    return joined(_about(f"Reminder {number} paused until {when}", message), *notes, _UNDO)


def no_later_time(numbers: list[str]) -> str:
    """These have no occurrence after the pause and are left unchanged."""
    which = f"{'Reminder' if len(numbers) == 1 else 'Reminders'} {listed(numbers)}"
    outcome = "isn't paused: it wouldn't" if len(numbers) == 1 else "aren't paused: they wouldn't"
    return f"{which} {outcome} come again after that. Try e.g. move {numbers[0]} to monday 9am."


def nothing_to_pause(number: int, when: str) -> str:
    """The reminder is not due before the end of the pause, but at ``when``."""
    return f"Nothing to pause: reminder {number} isn't due until {when}."


def resumed(number: int, when: str, message: str) -> str:
    return _about(f"Reminder {number} is back on, next {when}", message)


def skipped(number: int, moment: str, following: str, message: str) -> str:
    """The occurrence at ``moment`` is skipped; the next is at ``following``."""
    return joined(_about(f"Skipped {moment}. Reminder {number} is next due {following}", message), _UNDO)


def skipped_once(number: int, moment: str, message: str) -> str:
    """The person deleted a period, and this reminder repeats after it, next at ``moment``."""
    return joined(
        _about(f"Skipped. Reminder {number} is next due {moment}", message), f"Text delete {number} to end it."
    )


def several_skipped(numbers: str) -> str:
    return f"Skipped {numbers} this time; they'll keep repeating. {_UNDO}"


def kept_due_sooner(numbers: Sequence[str]) -> str:
    """Repeats not skipped, because they are also due before the period."""
    come = "also comes" if len(numbers) == 1 else "also come"
    stay = "so it stays" if len(numbers) == 1 else "so they stay"
    return f"{listed(numbers)} {come} before then, {stay}."


def snoozed(moment: str, message: str) -> str:
    return _about(f"OK, again at {moment}" if moment[:1].isdigit() else f"OK, again {moment}", message)


def done(message: str, following: str = "") -> str:
    """``following`` is the next occurrence of a repeat."""
    return joined(_about("Done", message), f"Next: {following}." if following else "")


def done_early(number: int, message: str) -> str:
    """The reminder was done before it was due, so it will not be sent."""
    return joined(_about(f"Done. I won't send reminder {number}", message), _UNDO)


def keeps_repeating(number: int, following: str) -> str:
    """The person marked a repeat as done before it was due."""
    return f"Reminder {number} repeats, next {following}. Text skip {number} to skip that one."


def not_a_repeat(number: int) -> str:
    return f"Reminder {number} doesn't repeat. To delete it, text delete {number}."


def last_occurrence(number: int) -> str:
    return f"That's the last time for reminder {number}. To delete it, text delete {number}."


def not_paused(number: int) -> str:
    return f"Reminder {number} isn't paused."


def already_paused(number: int) -> str:
    return f"Reminder {number} is already paused. Text resume {number} to let it go on."


def already_passed(number: int, moment: str) -> str:
    """A change would move a reminder to ``moment``, which is in the past."""
    return f"{moment[:1].upper()}{moment[1:]} has already passed. Try e.g. move {number} to tomorrow 9am."


def how_to_change_repeat(number: int, repeat: str) -> str:
    """A change that does not fit the repeat (its rule in words)."""
    return fitted(
        lambda rule: f"Reminder {number} repeats {rule}. To change that, text e.g. make {number} every friday at 5pm.",
        repeat,
    )


def too_late_to_change(numbers: str) -> str:
    return f"Too late to change {numbers}: already on {its(numbers)} way."


def already_sent(message: str) -> str:
    """The reminder that the person means was already sent."""
    return joined(_about("That one was already sent", message), "Text snooze to get it again.")


def creation_reverted(number: int, message: str) -> str:
    return _about(f"Undone: reminder {number} is deleted", message)


def several_creations_reverted(count: int) -> str:
    return f"Undone: {count} reminders are deleted."


def restored(line: str, old_number: int | None = None) -> str:
    """``line`` is "1. Fri 5:00 PM call mom"; ``old_number`` is its former number if that is taken now."""
    note = f"Its old number {old_number} is taken." if old_number is not None else ""
    return joined(f"Undone: {line} is back.", note)


def several_restored(count: int) -> str:
    return f"Undone: {count} reminders are back. Text list to see them."


def several_changes_reverted(count: int) -> str:
    return f"Undone: {count} reminders are back as they were. Text list to see them."


def change_reverted(line: str) -> str:
    return f"Undone: back to {line}."


def too_late_to_restore(moment: str, message: str) -> str:
    """A reminder cannot be restored because its time has passed."""
    return _about(f"Too late, {moment} has already passed", message)


def zone_reverted(zone: str, clock: str) -> str:
    return f"Undone: you're on {zone}, where it's {clock} now."


def settings_reverted() -> str:
    return "Undone: your settings are back as they were. Text settings to see them."


def which_one(lines: list[str], verb: str) -> str:
    """Several reminders match; ``lines`` list them."""
    needs_more = {"move": "Include its number, e.g. move 2 to 6pm", "change": "Include its number"}
    how = needs_more.get(verb, f"Text {verb} and its number")
    return f"Which one? {how}:\n" + "\n".join(lines)


def which_number(verb: str) -> str:
    return f"Which one? Text {verb} and its number, e.g. {verb} 2. Text list to see them."
