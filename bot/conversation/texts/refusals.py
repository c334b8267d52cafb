"""Why the bot does not do what a text asks for: limits, times that have passed, reminders that don't fit."""

from collections.abc import Sequence

from bot.conversation.formatting import fitted, joined, listed
from bot.conversation.texts.parts import about, already_on_its_way, with_at

TOO_FAST = "That's a lot at once. Try again in a minute."
NOT_SAVED = "Sorry, I can't save anything right now. Please send that again in a few minutes."
NOT_SAVED_IN_TIME = "Sorry, I'm busy right now and couldn't save that. Please text it again in a minute."
PERHAPS_SAVED = "Sorry, I'm slow right now and may not have saved that. Text list in a minute to check."
BROKEN_DATA = "Sorry, I can't read your reminders right now, so I changed nothing. My operator knows about it."
BUSY = "I'm very busy right now. Please try again in a minute."
OLD_BUTTON = "That button is from an older reminder, so I changed nothing. Text list to see your reminders."
TOO_FAR = "That's too far ahead for me. Please choose an earlier time."
OVERVIEW_TOO_OFTEN = 'I can text you a list at set times of a day. Try "send me my list every morning at 8".'
NO_OVERVIEW = "I'm not sending you a list. Text list to see it once, or STOP to get no texts at all."
NOTHING_TO_SNOOZE = 'There\'s no recent reminder to snooze. Try "remind me in 10 minutes to call mom".'


def budget_spent(clock: str) -> str:
    """The texts of a day are spent; ``clock`` is when the next day begins."""
    return f"That's all I can text today, so I didn't do that. Please send it again after {clock}."


def too_many_a_day(count: int, most: int) -> str:
    """A reminder that comes several times a day would bring the day's texts to ``count`` SMS segments."""
    return f'{_texts_of_a_day(count, most)} Try it less often, or with an end, e.g. "until 5pm".'


def too_many_words_a_day(count: int, most: int) -> str:
    """The words of a reminder, which count as several texts, would bring the day's to ``count`` SMS segments."""
    return f"{_texts_of_a_day(count, most)} Please use fewer words: a long text counts as several."


def _texts_of_a_day(count: int, most: int) -> str:
    return f"That makes {count:,} texts in one day, and I can send you {most:,}."


def day_is_full(most: int) -> str:
    """A reminder that comes once a day finds no room on its day."""
    return f"That day is full: I can send you {most:,} texts in one day. Please choose another day, or delete some."


def too_many(limit: int) -> str:
    return f"You already have {limit} reminders, the most I can keep. To make room, text e.g. delete 1."


def too_often(shortest_seconds: int) -> str:
    minutes = -(-shortest_seconds // 60)
    every = "every minute" if minutes == 1 else f"every {minutes} minutes"
    return f'The shortest repeat is {every}. Try "{every}".'


def too_many_frequent(limit: int) -> str:
    reminders = "reminder that repeats" if limit == 1 else "reminders that repeat"
    return f"I can keep only {limit} {reminders} every few minutes or hours. To make room, text e.g. delete 1."


def too_long() -> str:
    return "That's too long for a reminder. Please use fewer words."


def text_too_long(most_characters: int) -> str:
    """A text longer than the bot reads at all."""
    return f"That's too long for me: I read {most_characters:,} characters at most. Please use fewer words."


def text_came_late(moment: str) -> str:
    """The text was under way so long that the time in it has passed; ``moment`` is when it was sent."""
    return f"Your text from {moment} reached me only now, and the time in it has passed. Please text it again."


def on_its_way(numbers: str) -> str:
    """Too late to delete or skip; ``numbers`` as "2" or "2 and 3"."""
    return f"Too late for {numbers}: {already_on_its_way(numbers)}."


def too_late_to_change(numbers: str) -> str:
    return f"Too late to change {numbers}: {already_on_its_way(numbers)}."


def already_sent(message: str) -> str:
    return joined(about("That one was already sent", message), "Text snooze to get it again.")


def already_passed(number: int, moment: str) -> str:
    """The change would move a reminder into the past, to ``moment``."""
    return f'{moment[:1].upper()}{moment[1:]} has already passed. Try "move {number} to tomorrow 9am".'


def too_many_heads_ups(limit: int) -> str:
    return f"I can text you at most {limit} times ahead of one reminder. Please choose fewer."


def heads_up_passed(heads_ups: str, number: int, when: str) -> str:
    """None of the ``heads_ups`` ("1 day before") to be added to a reminder can still come."""
    return fitted(lambda words: f"It's too late for {words}. Reminder {number} stays at {when}.", heads_ups)


def how_to_change_repeat(number: int, repeat: str) -> str:
    """The change is ambiguous for a series; ``repeat`` is its rule in words."""
    example = f"make {number} every friday at 5pm"
    return fitted(lambda rule: f'Reminder {number} repeats {rule}. To change that, try "{example}".', repeat)


def keeps_repeating(number: int, following: str) -> str:
    """A series was reported done before its next occurrence, which is at ``following``."""
    return f"Reminder {number} repeats and is next due {with_at(following)}. Text skip {number} to skip that one."


def not_due_yet(number: int, moment: str) -> str:
    """Something was reported done, but the reminder is due days later, at ``moment``."""
    return f"Reminder {number} isn't due until {moment}. If it's done, text OK and I'll delete it."


def not_a_repeat(number: int) -> str:
    return f"Reminder {number} doesn't repeat. To delete it, text delete {number}."


def ends_before_it_comes(number: int, when: str) -> str:
    """The end that was asked for is before the next occurrence, ``when``."""
    return f"Reminder {number} is next due {when}, which is after that. To end it now, text delete {number}."


def not_due_then(number: int, period: str, following: str) -> str:
    """A series does not come in the ``period`` that is to be skipped, so nothing was done."""
    return fitted(lambda words: f'Reminder {number} isn\'t due "{words}". It is next due {following}.', period)


def skips_whole_days(number: int) -> str:
    """The reminder comes several times on a day of which a part is to be left out."""
    how = f'Try "skip {number} tomorrow".'
    return f"Reminder {number} comes more than once that day, and I can only skip whole days. {how}"


def last_occurrence(number: int) -> str:
    return f"Reminder {number} has only one time left. To delete it, text delete {number}."


def kept_due_sooner(numbers: Sequence[str]) -> str:
    """Series that also come before the period in which they should be skipped: only the next time can be."""
    come, stay = ("also comes", "it stays") if len(numbers) == 1 else ("also come", "they stay")
    return f"{listed(numbers)} {come} before then, so {stay}."


def no_later_time(numbers: list[str]) -> str:
    """Reminders with no time after the pause: they stay as they are."""
    which = f"{'Reminder' if len(numbers) == 1 else 'Reminders'} {listed(numbers)}"
    outcome = "isn't paused: it wouldn't" if len(numbers) == 1 else "aren't paused: they wouldn't"
    return f'{which} {outcome} come again after that. Try "move {numbers[0]} to monday 9am".'


def nothing_to_pause(number: int, when: str) -> str:
    """The reminder is next due at ``when``, after the pause."""
    return f"Nothing to pause: reminder {number} isn't due until {when}."


def not_paused(number: int) -> str:
    return f"Reminder {number} isn't paused."


def already_paused(number: int) -> str:
    return f"Reminder {number} is already paused. Text resume {number} to restart it."
