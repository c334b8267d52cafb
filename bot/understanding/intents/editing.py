"""Changing a reminder: "move 2 to friday 6pm", "push 2 by an hour", "no, 9", "pause 2", "skip next"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.new_times import (
    DAY_SECONDS,
    changed,
    days_moved,
    ending_time,
    is_mine,
    read_by_days,
    read_from_to,
    read_new_time,
    read_to,
    shifted,
)
from bot.understanding.intents.pausing import read_pause
from bot.understanding.intents.rewording import read_rewording
from bot.understanding.intents.targets import (
    content_words,
    names_reminder,
    number_of,
    read_numbers,
    read_target,
    spoken_of,
)
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention

EXAMPLES = (
    "move 2 to friday 6pm",
    "push 2 by an hour",
    "change 2 to buy oat milk",
    "make 2 every week",
    "no, 9",
    "make it friday",
    "I meant next week",
    "pause 2",
    "pause 2 until monday",
    "resume 2",
    "skip the next standup reminder",
    "move my dentist reminder to 5",
)

_MOST_TARGET_WORDS = 4


def read_editing(sentence: Sentence) -> Reading | None:
    """A change to a reminder that is there, None where none is asked for."""
    found = read_pause(sentence) or read_instead(sentence)
    return found or read_change(sentence) or read_wish(sentence)


def read_wish(sentence: Sentence) -> Reading | None:
    """ "I need to change my alarm", "I want to reschedule my meeting": as without the wish."""
    length = sentence.match("wish", sentence.first)
    verb = sentence.first + length
    is_proposed = sentence.is_a(sentence.first, "proposed")  # "let's move the review to 10:30"
    is_verb = sentence.is_a(verb, "sure_edit_verb") or (is_proposed and sentence.is_a(verb, "shift_verb"))
    if not length or not is_verb:
        return None
    names_one = names_reminder(sentence, verb) or number_of(sentence, verb + 1) is not None
    has_hour = is_mine(sentence, verb + 1) and sentence.timed_from(verb + 2) is not None  # "my 4pm call"
    if not (is_proposed or names_one or has_hour):
        return None
    return read_change(make_sentence(sentence.slice(verb, sentence.last), sentence.context))


def read_instead(sentence: Sentence) -> Reading | None:
    """ "no, 9", "I meant next week", "make it friday": a time for the reminder spoken of last."""
    at, end, corrections = sentence.first, sentence.last, 0
    while length := sentence.match("instead", at):
        at = sentence.skip_marks(at + length)
        corrections += 1
    if corrections:
        at += sentence.match("it_is", at)
    if sentence.is_a(end - 1, "instead_end") and end - 1 > at:
        end -= 1
        corrections += 1
    better = next((place for place in range(at + 1, end) if sentence.match("is_better", place) == end - place), end)
    corrections += better < end
    end = better
    while corrections and end - 1 > at and sentence.is_a(end - 1, "then_word"):
        end -= 1
    reminded = at + sentence.match("remind", at)
    if corrections and (days := days_moved(sentence, reminded, end)):
        return shifted(Target(), abs(days) * DAY_SECONDS, earlier=days < 0)
    at, end, is_only = _without_only(sentence, at, end)
    if not (corrections or is_only) or at >= end:
        return None
    denied = next((place for place in range(at, end) if _denies(sentence, place)), None)
    if denied is not None and denied > at:
        end = denied  # "6 not 5"
    phrase = read_new_time(sentence, at, end)
    if phrase is None or not (corrections or phrase.is_repeat):
        return None
    return changed(sentence, Target(), TimeMention(phrase, at, end), shift=False, words=sentence.slice(at, end))


def _without_only(sentence: Sentence, at: int, end: int) -> tuple[int, int, bool]:
    """Without the "only" of "weekdays only" and "only on weekdays"; True where there is one."""
    first, last = at, end
    at += sentence.is_a(at, "only_word")
    end -= end - 1 > at and sentence.is_a(end - 1, "only_word")
    return at, end, (at, end) != (first, last)


def _denies(sentence: Sentence, at: int) -> bool:
    """True for the "not" of "6 not 5" and the "instead" of "6 instead of 5"."""
    is_instead = sentence.is_a(at, "instead_end") and sentence.is_a(at + 1, "of_word")
    return is_instead or sentence.is_a(at, "not_word")


def read_change(sentence: Sentence) -> Reading | None:
    """ "move 2 to friday 6pm", "change my alarm from 6 to 7": a verb of change, a reminder, what becomes of it."""
    at = sentence.first
    if not sentence.is_a(at, "edit_verb") or sentence.is_a(at + 1, "switched_on"):
        return None  # "switch on the alarm"
    if sentence.is_a(sentence.last - 1, "only_word"):  # "make my alarm weekdays only"
        return read_change(make_sentence(sentence.slice(at, sentence.last - 1), sentence.context))
    start = at + 1
    answer = read_by_days(sentence, start) or _read_numbered(sentence, start) or read_from_to(sentence, start)
    if answer is not None:
        return answer
    if sentence.is_a(at, "rescheduling") and sentence.is_a(start, "company"):
        return None  # "reschedule with dr lee on monday"
    return _read_named(sentence, start)


def _read_named(sentence: Sentence, start: int) -> Reading | None:
    """A change to what is named by words or time: "push back my meeting to 5", "move the meeting up an hour"."""
    particle = start if sentence.is_a(start, "compared") or sentence.is_a(start, "up_or_down") else None
    start += particle is not None  # "push back my meeting"
    timed = ending_time(sentence, sentence.first)
    reworded = read_rewording(sentence, start)
    target_end, direction = _target_end(sentence, start, timed.first if timed else sentence.last)
    if particle is None:
        particle = target_end - sentence.is_a(target_end - 1, "up_or_down")  # "move the meeting up an hour"
    target = read_target(sentence, start, target_end)
    if _is_errand(sentence, target):
        return reworded
    if _may_be_from_to(sentence, target, timed, range(start + 1, target_end)):
        moved = read_to(sentence, start)
        if moved is not None:
            return moved
    if timed is None or _is_number_alone(sentence, timed, start):
        return reworded or _read_nothing_new(sentence, start)
    if _is_deadline(sentence, target, timed, direction):
        return reworded
    if not (_says_how(sentence, target, timed, start) or _is_editable(sentence, target, target_end, direction)):
        return reworded
    is_shift = sentence.is_a(sentence.first, "shift_verb") and timed.phrase.is_delay
    return changed(sentence, target, timed, shift=is_shift, earlier=_is_earlier(sentence, particle))


def _is_errand(sentence: Sentence, target: Target) -> bool:
    """True for "fix the meeting room door at 5"."""
    is_sure = target.numbers or (target.period is not None and not target.words)
    return sentence.is_a(sentence.first, "loose_edit_verb") and not is_sure


def _may_be_from_to(sentence: Sentence, target: Target, timed: TimeMention | None, places: range) -> bool:
    """True where two times may stand side by side, the old one and the new one: "my 2:30 for tomorrow at 9"."""
    if sentence.is_a(sentence.first, "remaking"):
        return False
    if target == Target(period=target.period) and any(sentence.is_a(place, "put_until") for place in places):
        return True
    if timed is None:
        return False
    is_one_phrase = timed.phrase.rule == "range" or timed.phrase.is_repeat or target == Target()
    return is_one_phrase or sentence.is_a(sentence.first, "swapping")


def _says_how(sentence: Sentence, target: Target, timed: TimeMention, start: int) -> bool:
    """True for "delay dinner 1 hour", "repeat my reminder every hour": no word need lead to the time."""
    classes = sentence.book.classes
    if timed.phrase.is_delay and sentence.is_a(sentence.first, "shift_verb"):
        shifted_by = classes["compared"] | classes["up_or_down"]
        is_said = sentence.is_a(sentence.first, "delaying") or not shifted_by.isdisjoint(sentence.words[start:])
        return is_said and (bool(target.words) or names_reminder(sentence, start))
    if not timed.phrase.is_repeat or not names_reminder(sentence, start):
        return False
    is_named = bool(target.words) and target.words.lower() not in sentence.book.classes["ringing"]
    is_made_so = sentence.is_a(sentence.first, "make_word") and is_mine(sentence, start) and is_named
    return is_made_so or not sentence.is_a(sentence.first, "remaking")


def _read_numbered(sentence: Sentence, start: int) -> Reading | None:
    """ "make 2 every week", "change the time of 2 to 5pm": a number, then nothing but a time."""
    if sentence.is_a(start + 1, "when_word") and sentence.is_a(start + 2, "of_number"):
        start += 3  # "the time on 3"
    while sentence.is_a(start, "number_mark") and not sentence.is_a(start, "possessive"):
        start += 1
    if number_of(sentence, start) is None:
        return None
    several = read_numbers(sentence, start, sentence.last) or _read_exchanged(sentence, start)
    if several is not None and not any(sentence.is_a(place, "range") for place in range(start, sentence.last)):
        is_alone = len(several.numbers) > 1  # "move 1 and 2"; "move 1 to 2" names an hour
        return Reading(Edit(target=several), "It changes reminders, but does not say how.") if is_alone else None
    at = start + 1
    while length := sentence.match("back", at) or sentence.is_a(at, "up_or_down"):
        at += length
    at += sentence.skip_marks(at) - at if sentence.match("to_new_time", sentence.skip_marks(at)) else 0
    at += sentence.match("to_new_time", at)
    phrase = read_new_time(sentence, at, sentence.last)
    target = read_numbers(sentence, start, start + 1)
    if phrase is None or target is None:
        return None
    is_shift = sentence.is_a(sentence.first, "shift_verb") and phrase.is_delay
    timed = TimeMention(phrase, at, sentence.last)
    words = sentence.slice(at, sentence.last)
    return changed(sentence, target, timed, shift=is_shift, earlier=_is_earlier(sentence, start), words=words)


def _read_nothing_new(sentence: Sentence, start: int) -> Reading | None:
    """ "edit 2", "reschedule my dentist appointment": what is to change is still to be asked."""
    if not sentence.is_a(sentence.first, "sure_edit_verb"):
        return None
    target = read_target(sentence, start)
    is_meant = target.numbers or target.is_last or names_reminder(sentence, start)
    is_meant = is_meant or sentence.is_a(sentence.first, "rescheduling")
    if not is_meant or len(content_words(sentence, start, sentence.last).split()) > _MOST_TARGET_WORDS:
        return None
    return Reading(Edit(target=spoken_of(target)), "It changes a reminder, but does not say how.")


def _is_deadline(sentence: Sentence, target: Target, timed: TimeMention, lead: str) -> bool:
    """True for "update the roster by 3" and "change the filter by friday", which are errands."""
    if target.numbers or names_reminder(sentence, sentence.first) or timed.phrase.is_delay:
        return False
    is_by = sentence.is_a(timed.first, "by_word") or sentence.is_a(timed.first - 1, "by_word")
    return is_by or lead in sentence.book.classes["by_word"]


def _read_exchanged(sentence: Sentence, start: int) -> Target | None:
    """The two of "swap 1 with 2"."""
    is_pair = sentence.is_a(sentence.first, "swapping") and sentence.last == start + 3
    numbers = number_of(sentence, start), number_of(sentence, start + 2)
    return Target(numbers=tuple(one for one in numbers if one is not None)) if is_pair and all(numbers) else None


def _is_number_alone(sentence: Sentence, timed: TimeMention, start: int) -> bool:
    """True for "change 2": the number is the target, no time."""
    while sentence.is_a(start, "number_mark"):
        start += 1  # "edit reminder 2"
    return timed.first == start and read_numbers(sentence, timed.first, timed.last) is not None


def _target_end(sentence: Sentence, start: int, end: int) -> tuple[int, str]:
    """Where the target ends before the time, and the word that leads to the time ("to", "by", "back")."""
    at, lead = end, ""
    while at > start and (length := _back_before(sentence, start, at)):
        at -= length
        lead = sentence.words[at]
    if not lead and sentence.is_a(end, "digit_for_to"):
        lead = sentence.words[end]
    if not lead and end < sentence.last and sentence.is_a(end, "to_time"):
        lead = sentence.words[end]
    return at, lead


def _back_before(sentence: Sentence, start: int, at: int) -> int:
    return 1 if at - 1 >= start and sentence.book.match("back", sentence.words, at - 1) == 1 else 0


def _is_earlier(sentence: Sentence, at: int) -> bool:
    return any(sentence.book.match("earlier", sentence.words, place) for place in range(at, sentence.last))


def _is_editable(sentence: Sentence, target: Target, target_end: int, lead: str) -> bool:
    if target.numbers or target.bad_numbers:
        return True
    if target.is_last and (target_end == sentence.first + 2 or sentence.find("just_made") is not None):
        return True
    start = sentence.first + 1
    if sentence.is_a(sentence.first, "remaking"):  # "set my 7 am alarm to 8"
        if sentence.is_a(target_end, "compared"):  # "set the reminder back to five"
            return names_reminder(sentence, start, target_end)
        has_clock = target.period is not None and target.period.is_minute
        return lead in sentence.book.classes["to_target"] and has_clock and is_mine(sentence, start)
    if sentence.is_a(sentence.first, "rescheduling") and lead:
        return bool(target.words or target.period)
    return bool(lead in sentence.book.classes["to_target"] and (target.words or target.period)) or (
        names_reminder(sentence, sentence.first) and bool(lead)
    )
