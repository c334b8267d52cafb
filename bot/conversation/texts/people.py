"""Texts about the person and the bot: time zone, trips, settings, opting out and in, personal data, help.

As in ``bot/conversation/texts/general.py``: plain, ASCII, one segment unless the person's own words are longer.
"""

from bot.conversation.formatting import fitted, joined, sentence
from bot.conversation.texts.general import INTRODUCTION
from bot.domain.sms_segments import fits

SHORT_INTRODUCTION = "Reminder bot: ? for help, STOP to opt out."
GREETING = (
    'Hi, I\'m a reminder bot. Tell me what and when, e.g. "remind me tomorrow 9am to call mom", or text ? for help.'
)
FIRST_GREETING = (
    'Hi, I\'m a reminder bot. Tell me what and when, e.g. "remind me tomorrow 9am to call mom". '
    "Text ? for help, STOP to opt out."
)
HELP = (
    'I\'m a reminder bot. Text e.g. "remind me tomorrow 9am to call mom", list, "move 2 to friday", delete 2, undo, '
    'settings, "I\'m in Denver". STOP opts out.'
)
EXAMPLE = 'Try e.g. "remind me tomorrow 9am to call mom", or text ? for help.'
NOT_UNDERSTOOD = f"Sorry, I didn't get that. {EXAMPLE}"
STILL_NOT_UNDERSTOOD = "Sorry, I still don't understand. Text ? for help."
NO_WHY = "There is nothing to explain yet."
OPTED_OUT = "OK, no more texts from me. Text START if you want them back."
WELCOME_BACK = "Welcome back! I'll text you again."
NOT_AWAY = "I didn't know you were away. To set your time zone, text e.g. \"I'm in Denver\"."
NOTHING_TO_MOVE = "Your reminders already use your local time."
NOON_IS_FIXED = "Noon is always 12:00. You can set morning, afternoon, evening and night."
NOT_A_SETTING = "I don't have that setting. Text settings to see yours."
FORGET_AGAIN = (
    "This erases your reminders and all your data for good. To confirm, text FORGET ME again within 10 minutes."
)
FORGOTTEN = (
    "Done: your reminders are cancelled and everything I knew about you is erased. Text me anytime to start over."
)


def not_understood(part: str) -> str:
    """``part`` is what was not understood, in the person's words; "" if there is nothing to quote."""
    if not part:
        return NOT_UNDERSTOOD
    return fitted(lambda words: f'Sorry, I didn\'t get "{words}". {EXAMPLE}', part)


def one_at_a_time(first: str) -> str:
    """``first`` is the part that the person should text first, by itself."""
    return fitted(lambda words: f'One thing at a time, please: text "{words}" first, then the rest.', first)


def place_not_known(words: str) -> str:
    example = 'Try a big city near you, e.g. "I\'m in Denver".'
    return fitted(lambda shown: f'I don\'t know the time zone of "{shown}". {example}', words)


def zone_set(zone: str, clock: str) -> str:
    """``clock`` is the local time there, so that a mistake is noticed."""
    return f"OK, your time zone is {zone}. It's {clock} there now."


def end_of(day: str) -> str:
    return f"the end of {day}"


def trip(until: str, home: str) -> str:
    """The part of the settings about a trip."""
    return f"until {until}, then {home}"


def trip_set(zone: str, clock: str, until: str, home: str) -> str:
    """``until`` is the trip's end, as "Sun 6:00 PM" or "the end of Sun"."""
    return f"OK, {zone} until {until}, then {home} again. It's {clock} there now."


def back_home(zone: str) -> str:
    """A trip has ended since the last text."""
    return f"Your trip is over: you're back on {zone}."


def move_offer(count: int, zone: str) -> str:
    """``count`` reminders are set for another ``zone``; "" if there are several such zones."""
    which = f"{count} reminder{'s' if count > 1 else ''} set for {zone or 'another zone'}"
    return f"You have {which}. Text MOVE to use the same {'times' if count > 1 else 'time'} here."


def short_move_offer(count: int) -> str:
    return f"Text MOVE to switch {count} reminder{'s' if count > 1 else ''} too."


def moved(count: int, zone: str, passed: int) -> str:
    """``passed`` is the number of reminders not moved, because their time has passed in the new zone."""
    done = f"Moved: {count} reminder{'s now use' if count > 1 else ' now uses'} {zone}."
    stays = f"{passed} didn't move: that time has passed here." if passed else ""
    return joined(done, stays, "Text list to see them.")


def part_set(part: str, clock: str) -> str:
    also = ", also for dates without a time" if part == "morning" else ""
    return f'OK, "{part}" now means {clock}{also}.'


def clock_set(hours: int, clock: str) -> str:
    return f"OK, {hours}-hour clock: it's {clock} now."


def date_order_set(example: str) -> str:
    """``example`` is what 3/5 means now."""
    return f"OK, 3/5 now means {example}."


def settings(zone: str, clock: str, trip: str, hours: int, *, day_first: bool, parts: list[tuple[str, str]]) -> str:
    """All settings. ``trip`` is "until Sun, then Chicago time" or ""; ``parts`` are (part of the day, time) pairs."""
    where = f"You're on {zone} (it's {clock}{f', {trip}' if trip else ''})."
    how = f"{hours}-hour clock, {'day' if day_first else 'month'} first."
    day = sentence(_capital(", ".join(f"{part} {clock}" for part, clock in parts))) if parts else ""
    return joined(where, how, day)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def data_kept(count: int) -> str:
    reminders = "1 reminder" if count == 1 else f"{count} reminders"
    return (
        f"I keep your number, time zone, settings and {reminders}. The operator of this bot can send you a copy. "
        "FORGET ME erases it all."
    )


def opted_back_in(back: int, missed: int, message: str, moment: str) -> str:
    """After opting in: how many reminders are back on and how many were missed. A single missed one is quoted."""
    on = f"{back} reminder{'s are' if back > 1 else ' is'} back on" if back else ""
    if not missed:
        return f"Welcome back! {on}." if on else WELCOME_BACK
    if missed == 1:
        start = f"{on}. You missed one" if on else "You missed a reminder"
        return fitted(lambda words: f"Welcome back! {start}: {words} ({moment}).", message)
    return f"Welcome back! {on}, and you missed {missed}." if on else f"Welcome back! You missed {missed} reminders."


def why(sentence_why: str) -> str:
    """How the last text was understood. ``sentence_why`` is the explanation from the reading."""
    explanation = f"it {sentence_why.removeprefix('It ')}" if sentence_why.startswith("It ") else sentence_why
    return fitted(lambda words: sentence(f"How I read that: {words}"), explanation)


def introduced(reply: str) -> str:
    """``reply`` with an introduction, for someone who texts for the first time."""
    longer = f"{sentence(reply)} {INTRODUCTION}"
    return longer if fits(longer) else f"{sentence(reply)} {SHORT_INTRODUCTION}"
