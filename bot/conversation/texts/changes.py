"""What the bot says when a reminder is changed, told again later, ticked off, paused or brought back.

As in ``bot/conversation/texts/general.py``: plain, ASCII, one segment unless the person's own words are longer.
"""

from collections.abc import Sequence

from bot.conversation.formatting import fitted, joined, listed, sentence

NOTHING_TO_UNDO = "There is nothing to undo: I can take back the last change for an hour."
TOO_LATE_TO_UNDO = "Too late to undo that: it has come already."
NOTHING_TO_SNOOZE = 'No reminder has come lately that I could send again. Try "remind me in 10 minutes to call mom".'
WHICH_TO_CHANGE = "Which one? Text its number too, e.g. move 2 to 6pm. Text list to see them."
QUESTION_DROPPED = "OK, never mind."

_UNDO = "Text UNDO to take it back."


def _about(start: str, message: str) -> str:
    """``start`` and what it is about, with a full stop, in as few segments as can be."""
    return fitted(lambda words: sentence(f"{start}: {words}" if words else start), message)


def moved(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A reminder has a new time; ``when`` is it."""
    return joined(_about(f"Reminder {number} moved to {when}", message), *notes, _UNDO)


def as_it_was(number: int, when: str, message: str) -> str:
    """The change asked for changes nothing."""
    return _about(f"Reminder {number} is set for {when} already", message)


def repeated(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A reminder repeats another way; ``when`` is "every Fri, next Fri 9:00 AM"."""
    return joined(_about(f"Reminder {number} set for {when}", message), *notes, _UNDO)


def repeats_no_more(number: int, when: str, message: str) -> str:
    """Of a repeat only the next time is left; ``when`` is that."""
    return joined(_about(f"Reminder {number} comes once now, {when}", message), _UNDO)


def reworded(number: int, when: str, message: str) -> str:
    """A reminder has new words; ``when`` is its time."""
    return joined(_about(f"Reminder {number} ({when}) now says", message), _UNDO)


def ask_change(number: int, when: str, message: str) -> str:
    """A reminder is to be changed, but how was not said; ``when`` is its time."""
    return joined(_about(f"To when? Reminder {number} is set for {when}", message), 'E.g. "friday 6pm".')


def several_paused(count: int) -> str:
    return f"Paused {count} reminders. Text resume all to let them go on."


def several_resumed(count: int) -> str:
    return f"{count} reminders go on. Text list to see them."


def several_moved(lines: list[str]) -> str:
    """``lines`` are "1. 5:00 PM call mom"."""
    return "Changed:\n" + "\n".join(lines)


def paused(number: int, message: str) -> str:
    return joined(_about(f"Paused {number}", message), f"Text resume {number} to let it go on.")


def rests(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A repeat leaves out all that would come before ``when``, its next time."""
    return joined(_about(f"Paused: reminder {number} comes next {when}", message), *notes, _UNDO)


def no_later_time(numbers: list[str]) -> str:
    """These have no time after the pause: they come as they were set."""
    which = f"{'Reminder' if len(numbers) == 1 else 'Reminders'} {listed(numbers)}"
    return f"{which} not paused: nothing would come after that. Text e.g. move {numbers[0]} to monday 9am."


def rests_anyway(number: int, when: str) -> str:
    """What is to be paused comes only after that, at ``when``."""
    return f"Nothing to pause: reminder {number} comes next {when}."


def resumed(number: int, when: str, message: str) -> str:
    return _about(f"Reminder {number} goes on, next {when}", message)


def skipped(number: int, moment: str, following: str, message: str) -> str:
    """The occurrence at ``moment`` is left out; the next is ``following``."""
    return joined(_about(f"Skipped {moment}. Reminder {number} comes next {following}", message), _UNDO)


def left_out_then(number: int, moment: str, message: str) -> str:
    """What was to be deleted in a stretch of time repeats; ``moment`` is when it comes next."""
    return joined(_about(f"Left out then, {number} goes on {moment}", message), f"Text delete {number} to end it.")


def several_left_out(numbers: str) -> str:
    return f"Left out then: {numbers}, which repeat and go on. {_UNDO}"


def comes_sooner_too(numbers: Sequence[str]) -> str:
    """Repeats of which a later time was to be left out."""
    are = "comes" if len(numbers) == 1 else "come"
    stay = "so it stays" if len(numbers) == 1 else "so they stay"
    return f"{listed(numbers)} {are} before then too, {stay}."


def snoozed(moment: str, message: str) -> str:
    return _about(f"OK, again at {moment}" if moment[:1].isdigit() else f"OK, again {moment}", message)


def done(message: str, following: str = "") -> str:
    """``following`` is when a repeat comes next."""
    return joined(_about("Done", message), f"Next: {following}." if following else "")


def ticked_off(number: int, message: str) -> str:
    """Done before it came: it will not come any more."""
    return joined(_about(f"Done, so {number} will not come", message), _UNDO)


def goes_on(number: int, following: str) -> str:
    """A repeat is said to be done before it has come."""
    return f"Reminder {number} repeats, next {following}. Text skip {number} to leave that one out."


def not_a_repeat(number: int) -> str:
    return f"Reminder {number} does not repeat. To remove it text delete {number}."


def last_of_its_kind(number: int) -> str:
    return f"That is the last one of reminder {number}. To remove it text delete {number}."


def not_paused(number: int) -> str:
    return f"Reminder {number} is not paused."


def paused_already(number: int) -> str:
    return f"Reminder {number} is paused already. Text resume {number} to let it go on."


def has_passed(number: int, moment: str) -> str:
    """A change would put a reminder into the past, at ``moment``."""
    return f"{moment[:1].upper()}{moment[1:]} has passed. Text e.g. move {number} to tomorrow 9am."


def set_anew(number: int, repeat: str) -> str:
    """A change that the repeat (its rule in words) leaves open."""
    return fitted(lambda rule: f"Reminder {number} comes {rule}. Text e.g. make {number} every friday at 5pm.", repeat)


def changed_too_late(numbers: str) -> str:
    return f"Too late to change {numbers}: already on its way."


def sent_already(message: str) -> str:
    """The reminder spoken of has come already."""
    return joined(_about("That one has come already", message), "Text snooze to be told again.")


def undone_made(number: int, message: str) -> str:
    return _about(f"Undone: reminder {number} is gone", message)


def undone_several_made(count: int) -> str:
    return f"Undone: {count} reminders are gone."


def undone_back(line: str, old_number: int | None = None) -> str:
    """``line`` is "1. Fri 5:00 PM call mom"; ``old_number`` is the one it had, where that is taken now."""
    note = f"Its old number {old_number} is taken." if old_number is not None else ""
    return joined(f"Undone: {line} is back.", note)


def undone_several_back(count: int) -> str:
    return f"Undone: {count} reminders are back. Text list to see them."


def undone_several_changed(count: int) -> str:
    return f"Undone: {count} reminders are as before. Text list to see them."


def undone_changed(line: str) -> str:
    return f"Undone: {line}, as before."


def missed_meanwhile(moment: str, message: str) -> str:
    """What was taken back cannot come again, as its time has passed."""
    return _about(f"Too late, {moment} has passed", message)


def undone_zone(zone: str, clock: str) -> str:
    return f"Undone: you are on {zone}, it is {clock} now."


def undone_settings() -> str:
    return "Undone: your settings are as before. Text settings to see them."


def which_one(lines: list[str], verb: str) -> str:
    """Several reminders fit; ``lines`` name them."""
    needs_more = {"move": "Text its number too, e.g. move 2 to 6pm", "change": "Text its number too"}
    how = needs_more.get(verb, f"Text {verb} and its number")
    return f"Which one? {how}:\n" + "\n".join(lines)


def which_number(verb: str) -> str:
    return f"Which one? Text {verb} and its number, e.g. {verb} 2. Text list to see them."
