"""What the bot has done: reminders created, changed, paused, snoozed, done, deleted. Some name what was assumed."""

from functools import partial

from bot.conversation.formatting import are_several, fitted, joined, sentence
from bot.conversation.texts.guidance import INTRODUCTION
from bot.conversation.texts.parts import UNDO_HINT, about, with_at
from bot.domain.sms_segments import fits, is_gsm7, segments

SPRING_GAP = "Clocks go forward then, so it's an hour later."
AUTUMN_FIRST = "Clocks go back, so that time comes twice; I'll use the first."
AUTUMN_SECOND = "Clocks go back, so that time comes twice; this is the second."
FOR_ANOTHER = "I can only text you, so you'll get it."
NOTICE_PASSED = "Too late to remind you ahead, so it's at the time itself."
OVERVIEW_ENDED = f"OK, no more lists from me unless you ask. {UNDO_HINT}"
OVERVIEWS_ENDED = f"OK, your daily and weekly lists end: no more from me unless you ask. {UNDO_HINT}"
IN_QUIET_HOURS = "That's in your quiet hours, but you set the time, so it comes."
SHORT_MONTH = "In shorter months, it comes on the last day."
LEAP_DAY = "In other years, it's Feb 28."


def confirmation(number: int, message: str, moment: str, notes: tuple[str, ...], *, introduce: bool) -> str:
    """A new reminder. ``notes`` name what was assumed; the last ones are dropped where there is no room."""

    def text_with(words: str, kept: tuple[str, ...]) -> str:
        reminder = sentence(f"Reminder {number} set for {moment}{f': {words}' if words else ''}")
        return " ".join((reminder, *kept, *([INTRODUCTION] if introduce else [])))

    for count in range(len(notes), -1, -1):
        text = fitted(partial(text_with, kept=notes[:count]), message)
        if fits(text, 1 if is_gsm7(text) else 2):
            break
    # The introduction comes before this hint: carriers require it in the first reply.
    return joined(text, f"Not right? Text delete {number}.")


def too_late_for(heads_ups: str) -> str:
    """``heads_ups`` ("1 day before") would have come in the past; others are still to come."""
    return fitted(lambda words: f"Too late for {words}.", heads_ups)


def until_done_limit(times: int, hours: int) -> str:
    """The limits on a reminder that is repeated until it is done, whichever is reached first."""
    return f"At most {times} times or {hours} hour{'' if hours == 1 else 's'}."


def until_done_times(times: int) -> str:
    return f"At most {times} time{'' if times == 1 else 's'}."


def waits_in_quiet_hours(clock: str, end_clock: str) -> str:
    """Texts that would come between ``clock`` and ``end_clock`` come at ``end_clock``."""
    return f"Texts wait from {clock} to {end_clock}, your quiet hours."


def default_hour(hour: int) -> str:
    """The text gave only a day; ``hour`` (0 to 23) is the one chosen for it, which on the same day is later."""
    part = "noon" if hour == 12 else "the morning" if hour < 12 else "the afternoon" if hour < 18 else "the evening"
    return f"You gave no time, so I chose {part}."


def meridiem_hint(word: str, clock: str) -> str:
    """The text did not say am or pm; texting ``word`` ("PM") moves the reminder to ``clock``."""
    return f"Text {word} for {clock}."


def several_confirmed(lines: list[str], zone: str, cycle: str = "", *, introduce: bool) -> str:
    """Several new reminders, listed in ``lines``. ``zone`` is "" once the person knows it.

    ``cycle``: they come once each, but may be meant for every "week" or "month".
    """
    ending = [f"Once each. Text every {cycle} to repeat them."] if cycle else []
    ending += [INTRODUCTION] if introduce else []
    return "\n".join((f"Set ({zone}):" if zone else "Set:", *lines, *ending))


def moved(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """``when`` is the new time, for a series with its rule: "every Fri, next Fri 9:00 AM"."""
    change = "now comes" if "every " in when else "moved to"
    return joined(about(f"Reminder {number} {change} {when}", message), *notes, UNDO_HINT)


def moved_once(number: int, when: str, message: str, following: str) -> str:
    """One time of a series comes at ``when``; the series ``number`` goes on at ``following``."""
    said = about(f"Just this time {with_at(when)}", message)
    return joined(f"{said} Reminder {number} goes on {with_at(following)}.", UNDO_HINT)


def repeated(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A new recurrence rule; ``when`` is "every Fri, next Fri 9:00 AM"."""
    return joined(about(f"Reminder {number} set for {when}", message), *notes, UNDO_HINT)


def no_longer_repeats(number: int, when: str, message: str) -> str:
    """A series became a single reminder at ``when``."""
    return joined(about(f"Reminder {number} now comes just once, {with_at(when)}", message), UNDO_HINT)


def reworded(number: int, when: str, message: str) -> str:
    """A new message; ``when`` is the unchanged time."""
    return joined(about(f"Reminder {number} ({when}) now says", message), UNDO_HINT)


def several_changed(lines: list[str]) -> str:
    """``lines`` list the reminders as they are now, the first ones if they would be more than two segments."""
    text = "\n".join(("Changed:", *lines))
    for shown in range(len(lines) - 1, 0, -1):
        if fits(text, 2):
            break
        text = "\n".join(("Changed:", *lines[:shown], f"and {len(lines) - shown} more. Text list to see them."))
    return text


def unchanged(number: int, when: str, message: str) -> str:
    """The reminder already is as the change asks."""
    return about(f"Reminder {number} is already set for {when}", message)


def with_unchanged(reply: str, numbers: str) -> str:
    """``reply`` to a request, a part of which is already set as the reminders ``numbers``."""
    longer = f"{reply}\n{numbers} {'were' if are_several(numbers) else 'was'} already set."
    return longer if segments(longer) <= segments(reply) else reply


def several_unchanged(numbers: str) -> str:
    """``numbers`` are the reminders that are already as the request asks."""
    return f"{numbers} are already set. Text list to see them."


def paused(number: int, message: str) -> str:
    return joined(about(f"Paused {number}", message), f"Text resume {number} to restart it.")


def several_paused(count: int) -> str:
    return f"Paused {count} reminders. Text resume all to restart them."


def paused_until(number: int, when: str, message: str, notes: tuple[str, ...] = ()) -> str:
    """A series without its occurrences before ``when``."""
    return joined(about(f"Reminder {number} paused until {when}", message), *notes, UNDO_HINT)


def resumed(number: int, when: str, message: str) -> str:
    return about(f"Reminder {number} is back on, next {when}", message)


def several_resumed(count: int) -> str:
    return f"{count} reminders are back on. Text list to see them."


def skipped(number: int, moment: str, following: str, message: str) -> str:
    """The occurrence at ``moment`` is skipped; the next one is at ``following``."""
    return joined(about(f"Skipped {moment}. Reminder {number} is next due {with_at(following)}", message), UNDO_HINT)


def several_occurrences_skipped(number: int, moments: str, following: str, message: str) -> str:
    """Occurrences of a series that are still some time off are skipped: ``moments`` names them or counts them."""
    return joined(about(f"Skipped {moments} for {number}. It is next due {with_at(following)}", message), UNDO_HINT)


def skipped_once(number: int, moment: str, message: str) -> str:
    """A text asked to delete a period's reminders: a series only skips the period and is next due at ``moment``."""
    text = about(f"Skipped. Reminder {number} is next due {with_at(moment)}", message)
    return joined(text, f"Text delete {number} to end it.")


def several_skipped(numbers: str) -> str:
    return f"Skipped {numbers} this time; they'll keep repeating. {UNDO_HINT}"


def snoozed(moment: str, message: str) -> str:
    return about(f"OK, again {with_at(moment)}", message)


def after_quiet_hours(snoozed_text: str) -> str:
    """The person did not say for how long, and their quiet hours were near."""
    return joined(snoozed_text, "That's after your quiet hours.")


def overview_set(number: int, when: str, *, is_of_day: bool) -> str:
    """A list of what is on comes regularly; ``when`` is "every day, starting tomorrow 8:00 AM"."""
    what = "what's on that day" if is_of_day else "what's on in the next 7 days"
    return f"OK, I'll text you {what}, {when}, if there is anything. It's number {number}. To end it: stop the list."


def done(message: str, following: str = "") -> str:
    """``following`` is the next occurrence of a series, if it is one."""
    return joined(about("Done", message), f"Next: {following}." if following else "")


def done_early(number: int, message: str) -> str:
    """Done before it was due."""
    return joined(about(f"Done. I won't send reminder {number}", message), UNDO_HINT)


def deleted(number: int, message: str) -> str:
    return about(f"Deleted {number}", message)


def several_deleted(numbers: str) -> str:
    return f"Deleted {numbers}."


def all_deleted(count: int) -> str:
    which = {1: "your only reminder", 2: "both reminders"}.get(count, f"all {count} reminders")
    return f"Deleted {which}. Text UNDO to bring {'it' if count == 1 else 'them'} back."


def deleting(numbers: str) -> str:
    """The provider has not yet confirmed that it cancelled them."""
    return f"Deleting {numbers}. I'll tell you if it's too late."


def last_texts_on_their_way(numbers: str, texts: int, *, is_unsure: bool) -> str:
    """Series are deleted, but their next messages, as many as ``texts`` in all, could not be cancelled.

    ``is_unsure``: nobody knows yet whether the messages after these are cancelled.
    """
    whose = "their" if are_several(numbers) else "its"
    which = "next texts are already on their way" if texts > 1 else "next text is already on its way"
    return f"Deleted {numbers}, but {whose} {which}." + (" I'll tell you if more come." if is_unsure else "")
