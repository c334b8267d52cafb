"""The person's time zone, trips, settings, opting out and in, and their data."""

from bot.conversation.formatting import fitted, joined, sentence
from bot.conversation.texts.parts import UNDO_HINT
from bot.domain.sms_segments import fits

OPTED_OUT = "OK, no more texts from me. Text START if you want them back."
OPTED_OUT_LATE = (
    "OK, I'm stopping all texts. One that's already on its way may still come. Text START if you want them back."
)
HOW_TO_COME_BACK = "No worries. Text START and everything comes back. To end just one, text e.g. delete 2 after that."
WELCOME_BACK = "Welcome back! I'll text you again."
NOT_THERE = "Not there? Text UNDO."
NOT_AWAY = "I didn't know you were away. To set your time zone, text e.g. \"I'm in Denver\"."
NOTHING_TO_MOVE = "Your reminders already use your local time."
NOON_IS_FIXED = "Noon is always 12:00. You can set morning, afternoon, evening and night."
NOT_A_SETTING = "I don't have that setting. Text settings to see yours."
NO_QUIET_HOURS = "You have no quiet hours: texts come at any hour. To set some, text e.g. quiet hours 10pm to 7am."
WHICH_QUIET_HOURS = "Which hours, every day? Text e.g. quiet hours 10pm to 7am, or no quiet hours."
TOO_QUIET = (
    "That leaves less than 4 hours a day for your reminders. Which hours are quiet? Text e.g. quiet hours 10pm to 7am."
)
NOT_NAGGED = "I'm not nagging you about anything. Text list to see your reminders."
TOO_MANY_TOPICS = "That's more than I can nag you about. Text stop nagging me to start over."
FORGET_AGAIN = (
    "This erases your reminders and all your data for good. To confirm, text FORGET ME again within 10 minutes."
)
FORGOTTEN = (
    "Done: your reminders are canceled and everything I knew about you is erased. Text me anytime to start over."
)
FORGOTTEN_LATE = (
    "OK, I'm canceling your texts and erasing everything I know about you. A text that's on its way may still come."
)


def place_not_known(words: str) -> str:
    example = 'Try a big city near you, e.g. "I\'m in Denver".'
    return fitted(lambda shown: f'I don\'t know the time zone of "{shown}". {example}', words)


def zone_set(zone: str, clock: str) -> str:
    """``clock`` is the current time there, which shows a mistake at once."""
    return f"OK, you're on {zone}. It's {clock} there now."


def end_of(day: str) -> str:
    return f"the end of {day}"


def trip(until: str, home: str) -> str:
    """The trip part of ``settings``."""
    return f"until {until}, then {home}"


def trip_set(zone: str, clock: str, until: str, home: str) -> str:
    """``until`` is the end of the trip: "Sun 6:00 PM" or "the end of Sun"."""
    return f"OK, {zone} until {until}, then {home} again. It's {clock} there now."


def back_home(zone: str) -> str:
    """A trip has ended since the last reply."""
    return f"Your trip is over: you're back on {zone}."


def move_offer(count: int, zone: str) -> str:
    """``count`` reminders are set for another zone; ``zone`` is "" if they are set for several."""
    which = f"{count} reminder{'s' if count > 1 else ''} set for {zone or 'another zone'}"
    return f"You have {which}. Text MOVE to use the same {'times' if count > 1 else 'time'} here."


def short_move_offer(count: int) -> str:
    return f"Text MOVE to switch {count} reminder{'s' if count > 1 else ''} too."


def moved(count: int, zone: str, passed: int) -> str:
    """``passed`` further reminders stay in their zone, because their clock times have passed in the new one."""
    done = f"Moved: {count} reminder{'s now use' if count > 1 else ' now uses'} {zone}." if count else "Nothing moved."
    times = "those times have" if passed > 1 else "that time has"
    return joined(done, f"{passed} didn't move: {times} passed here." if passed else "", "Text list to see them.")


def part_set(part: str, clock: str) -> str:
    also = ", also for dates without a time" if part == "morning" else ""
    return f'OK, "{part}" now means {clock}{also}.'


def quiet_hours_set(clock: str, end_clock: str) -> str:
    """From ``clock`` to ``end_clock``, only reminders whose time the person set come."""
    return (
        f"OK, quiet hours {clock} to {end_clock}. Repeats and nags wait until {end_clock}; times you set yourself "
        "still count. To end: no quiet hours."
    )


def quiet_hours_are(clock: str, end_clock: str) -> str:
    return f"Your quiet hours are {clock} to {end_clock}. To end them, text: no quiet hours."


def quiet_hours_ended(clock: str, end_clock: str) -> str:
    """They were from ``clock`` to ``end_clock``; texts come at any hour now."""
    return f"OK, no more quiet hours ({clock} to {end_clock}): texts come at any hour. {UNDO_HINT}"


def always_nagged(words: str) -> str:
    """Reminders about ``words`` are repeated until they are done, from now on."""
    how = "every 10 minutes until you text DONE. To stop that, text: stop nagging me."
    return fitted(lambda shown: f"OK, reminders about {shown} repeat {how}", words)


def no_longer_nagged(words: str) -> str:
    """``words`` are "" for everything."""
    about = fitted(lambda shown: f"OK, no more nagging{f' about {shown}' if shown else ''}; the reminders stay.", words)
    return joined(about, UNDO_HINT)


def clock_set(hours: int, clock: str) -> str:
    return f"OK, {hours}-hour clock: it's {clock} now."


def date_order_set(example: str) -> str:
    """``example`` is what 3/5 means now."""
    return f"OK, 3/5 now means {example}."


def settings(
    zone: str,
    clock: str,
    trip: str,
    hours: int,
    *,
    day_first: bool,
    parts: list[tuple[str, str]],
    quiet_hours: str = "",
    topics: str = "",
    linked: str = "",
) -> str:
    """All settings. ``trip`` is "until Sun, then Chicago time" or ""; ``parts`` pairs parts of the day with times.

    ``quiet_hours`` is "10:00 PM to 7:00 AM" or ""; ``topics`` are those that the person is always nagged about;
    ``linked`` are the addresses that share the list.
    """
    where = f"You're on {zone} (it's {clock}{f', {trip}' if trip else ''})."
    how = f"{hours}-hour clock, {'day' if day_first else 'month'} first."
    day = sentence(_capital(", ".join(f"{part} {clock}" for part, clock in parts))) if parts else ""
    quiet = f"Quiet hours {quiet_hours}." if quiet_hours else ""
    nagging = fitted(lambda words: f"Nagging about {words}.", topics) if topics else ""
    shared = f"Shared with {linked} (unlink ends that)." if linked else ""
    needed = f"{where} {shared}" if shared and fits(f"{where} {shared}") else where
    hint = "" if linked or not parts else "To share your list: link."
    short_day = day.replace(":00 ", " ")
    for last in ((day, hint), (short_day, hint), (day,), (short_day,)):
        text = joined(needed, quiet, nagging, how, *last)
        if text.endswith(" ".join(filter(None, last))):
            break
    return text


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def data_kept(count: int) -> str:
    reminders = "1 reminder" if count == 1 else f"{count} reminders"
    return (
        f"I keep your number, time zone, settings and {reminders}. The operator of this bot can send you a copy. "
        "FORGET ME erases it all."
    )


def opted_back_in(back: int, missed: int, message: str, moment: str) -> str:
    """``back`` reminders are active again; ``missed`` were missed. ``message`` and ``moment`` are of a missed one."""
    on = f"{back} reminder{'s are' if back > 1 else ' is'} back on" if back else ""
    if not missed:
        return f"Welcome back! {on}." if on else WELCOME_BACK
    if missed == 1:
        start = f"{on}. You missed one" if on else "You missed a reminder"
        return fitted(lambda words: f"Welcome back! {start}: {words} ({moment}).", message)
    return f"Welcome back! {on}, and you missed {missed}." if on else f"Welcome back! You missed {missed} reminders."
