"""Taking reminders back: "cancel 2", "delete the dentist reminder", "cancel everything tomorrow"."""

from bot.understanding.command import Cancel, CancelAll, Period, Reading, Target
from bot.understanding.intents.targets import (
    content_words,
    names_reminder,
    number_of,
    period_in,
    read_some,
    read_target,
)
from bot.understanding.sentence import Sentence

EXAMPLES = (
    "delete 2",
    "delete 1 and 3",
    "cancel my 6:15 alarm",
    "forget the dentist one",
    "delete the dentist reminder",
    "don't wake me tomorrow",
    "cancel all my reminders",
    "cancel everything tomorrow",
)

_WHY = "It takes back a reminder."
_FEWEST_WORDS = 3  # "dinner is cancelled"
_MOST_DROPPED_WORDS = 2
_MOST_WORDS = 4  # within which "my alarms" stands


def read_cancelling(sentence: Sentence) -> Reading | None:
    """Reminders to be taken back, None where nothing of that is said."""
    at = sentence.first
    while (length := sentence.match("second_thoughts", at)) and at + length < sentence.last:
        at = sentence.skip_marks(at + length)
    request = sentence.skip_marks(at + sentence.match("never_mind", at))
    if sentence.is_a(request, "cancel_verb") or sentence.match("turn_off", request):
        at = request
    if sentence.is_a(sentence.last - 1, "cancelled") and _names_it_first(sentence, at):
        return cancelled_behind(sentence, at, sentence.last - 1)  # "alarm off"
    if (event := _cancelled_event(sentence, at)) is not None:
        return event
    if _is_on_other_list(sentence):
        return None
    return (
        _read_wish(sentence, at) or _read_refusal(sentence, at) or _read_verb(sentence, at) or _read_taken(sentence, at)
    )


def _read_wish(sentence: Sentence, at: int) -> Reading | None:
    """ "i want to cancel my alarm", "you can forget the oil change"."""
    verb = at + sentence.match("wish", at)
    if verb == at:
        return None
    is_proposed = sentence.is_a(at, "proposed") and _is_definite(sentence, verb + 1)  # "let's cancel thursday's call"
    is_meant = sentence.is_a(verb, "cancel_verb") and (is_proposed or names_reminder(sentence, at))
    is_loose = sentence.is_a(verb, "loose_cancel_verb")
    is_allowed = is_loose and (sentence.is_a(at, "permitting") or sentence.is_a(verb + 2, "plan"))
    return cancelled_behind(sentence, verb + 1) if is_meant or is_allowed else None


def _read_verb(sentence: Sentence, at: int) -> Reading | None:
    """ "delete 2", "forget the dentist one"."""
    if sentence.is_a(at, "cancel_verb"):
        if _has_deadline(sentence, at + 1):
            return None
        target = cancelled_behind(sentence, at + 1)
        is_sure = not sentence.is_a(at, "unsure_cancel_verb")
        return target if target is not None and (is_sure or _is_safe(sentence, at + 1)) else None
    if (
        sentence.is_a(at, "clearing")
        and (period := _day_alone(sentence, at + 1 + sentence.match("my_day", at + 1))) is not None
    ):
        return Reading(CancelAll(period=period), "It takes back all reminders of that time.")
    is_named = sentence.is_a(at, "loose_cancel_verb") and _is_named(sentence, at + 1)
    is_event = sentence.is_a(at, "removal_verb") and bool(sentence.timed) and _is_event(sentence, at + 1)
    is_short = sentence.is_a(at, "dropping") and not sentence.timed and _is_short(sentence, at + 1)
    return cancelled_behind(sentence, at + 1) if is_named or is_event or is_short else None


def _day_alone(sentence: Sentence, at: int) -> Period | None:
    """The stretch of days that the words from ``at`` on name and nothing else: "clear tomorrow"."""
    timed = sentence.timed_from(at)
    is_alone = timed is not None and timed.last == sentence.last and timed.phrase.is_period
    return period_in(sentence, at) if is_alone else None


def _read_refusal(sentence: Sentence, at: int) -> Reading | None:
    """ "turn off my alarm", "don't wake me tomorrow", "i don't need 3 any more"."""
    if sentence.is_a(at, "switch") and _ends_with_off(sentence) and names_reminder(sentence, at):
        return cancelled_behind(sentence, at + 1)
    if sentence.is_a(at, "refusing") and sentence.is_a(at + 1, "more") and names_reminder(sentence, at):
        return cancelled_behind(sentence, at + 2)
    length = sentence.match("turn_off", at)
    if not length:
        return None
    is_sure = sentence.is_a(at, "sure_refusal") or any(
        sentence.is_a(place, "reminding_word") for place in range(at, at + length)
    )
    start = at + length - sentence.is_a(at + length - 1, "determiner")  # "don't need | the 6 o'clock alarm"
    end = _without_any_more(sentence)
    is_sure = is_sure or names_reminder(sentence, at) or sentence.is_a(start + 1, "one_of_them")
    is_sure = is_sure or (sentence.is_a(at, "clearing") and sentence.is_a(start, "everything"))
    target = read_target(sentence, start, end)
    is_sure = is_sure or bool(target.numbers) or target.is_last
    return cancelled_behind(sentence, start, end) if is_sure else None


def _ends_with_off(sentence: Sentence) -> bool:
    """True for "... off", "... off for thursday", "... off for good"."""
    off = next((at for at in range(sentence.last - 1, sentence.first, -1) if sentence.is_a(at, "off")), sentence.last)
    behind = off + 1 + sentence.match("for_good", off + 1)
    timed = sentence.timed_from(behind)
    return (timed.last if timed is not None else behind) == sentence.last


def _read_taken(sentence: Sentence, at: int) -> Reading | None:
    """ "take the dentist off my calendar", "take 2 off"."""
    if not sentence.is_a(at, "taking"):
        return None
    off = sentence.find("off_calendar")
    if off is not None and sentence.is_a(at + 1, "everything"):
        return Reading(CancelAll(period=period_in(sentence, at + 1)), "It takes back all that is on the calendar then.")
    if off is not None:
        return Reading(Cancel(target=read_target(sentence, at + 1, off[0])), _WHY)
    if not sentence.is_a(sentence.last - 1, "off"):
        return None
    target = read_target(sentence, at + 1, sentence.last - 1)
    is_asked = sentence.first > 0 and not sentence.timed  # "could you take the haircut off"
    return Reading(Cancel(target=target), _WHY) if target.numbers or is_asked else None


def _without_any_more(sentence: Sentence) -> int:
    """Where the "any more" that ends the text starts, else the end."""
    for length in (1, 2):
        if sentence.match("any_more", sentence.last - length) == length:
            return sentence.last - length
    return sentence.last


def _names_it_first(sentence: Sentence, at: int) -> bool:
    return sentence.is_a(at, "container") or (sentence.is_a(at, "everything") and names_reminder(sentence, at))


def _cancelled_event(sentence: Sentence, at: int) -> Reading | None:
    """ "my meeting with ann is cancelled", "the dentist got canceled, remove it"."""
    end = sentence.last
    if sentence.is_a(end - 1, "last") and sentence.is_a(end - 2, "cancel_verb"):
        end -= 2
        while end > at and not sentence.words[end - 1].isalpha():
            end -= 1
    if end - at < _FEWEST_WORDS or not sentence.is_a(end - 1, "was_cancelled") or not sentence.is_a(at, "determiner"):
        return None
    return Reading(Cancel(target=read_target(sentence, at, end - 1)), _WHY)


def _has_deadline(sentence: Sentence, at: int) -> bool:
    """True for "cancel the trial before march 30": an errand that is to be done by then."""
    due = next((one for one in sentence.timed if one.last >= sentence.last), None)
    if due is None or not sentence.is_a(due.first, "deadline") or names_reminder(sentence, at):
        return False
    return bool(content_words(sentence, at, sentence.last, sentence.timed)) and not sentence.is_a(at, "everything")


def _is_on_other_list(sentence: Sentence) -> bool:
    """True for what another app keeps: "remove eggs from the grocery list", "delete the song"."""
    if names_reminder(sentence, sentence.first):
        return False
    if not sentence.book.classes["not_ours"].isdisjoint(sentence.words):
        return True  # "delete the song", "cancel my order"
    if sentence.book.classes["list_word"].isdisjoint(sentence.words):
        return False
    places = range(sentence.first, sentence.last - 1)
    return any(sentence.is_a(at, "other_list") and sentence.is_a(at + 1, "list_word") for at in places)


def cancelled_behind(sentence: Sentence, at: int, end: int | None = None) -> Reading | None:
    """What the words from ``at`` on, behind a verb of removing, ask to have taken back."""
    if (picked := read_some(sentence, at, sentence.last if end is None else end)) is not None:
        return Reading(Cancel(target=picked), _WHY)
    if not sentence.timed and sentence.find("all_of_them", at) is not None:
        return Reading(CancelAll(), "It takes back all reminders.")
    everything = at
    while sentence.is_a(everything, "everything") or (everything > at and sentence.is_a(everything, "whole_way")):
        everything += 1
    if everything > at and (sentence.is_a(at, "whole_of_it") or _says_no_more(sentence, everything)):
        period = period_in(sentence, everything)
        return Reading(CancelAll(period=period), "It takes back all reminders" + (" of that time." if period else "."))
    if (off := sentence.find("off_calendar", at)) is not None and off[1] == sentence.last:
        end = off[0]  # "remove 2 | from my list"
    at = everything
    if _counts_them(sentence, at):
        return Reading(Cancel(target=Target()), "It takes back some reminders, but does not say which.")
    target = read_target(sentence, at, end)
    says_which = target != Target(period=target.period)
    if not says_which and not sentence.book.classes["plan"].isdisjoint(sentence.words):
        return Reading(CancelAll(period=target.period), "It takes back all that is on the calendar then.")
    if not says_which and _is_all_of_a_kind(sentence, at):
        return Reading(
            CancelAll(period=target.period), "It takes back all of them" + (" then." if target.period else ".")
        )
    if target == Target():
        return Reading(Cancel(target=target), "It takes back a reminder, but does not say which.")
    return Reading(Cancel(target=target), _WHY)


def _counts_them(sentence: Sentence, at: int) -> bool:
    """True for "both alarms", "the next two reminders", "the last two"."""
    at += sentence.is_a(at, "the") or sentence.is_a(at, "possessive")
    if sentence.is_a(at, "both_word"):
        at += 1
    elif sentence.is_a(at, "next_or_last") and (number_of(sentence, at + 1) or 0) > 1:
        at += 2
    else:
        return False
    return at >= sentence.last or sentence.is_a(at, "several_things") or sentence.is_a(at, "of_word")


def _is_all_of_a_kind(sentence: Sentence, at: int) -> bool:
    """True for "my alarms", "the reminders for today", not for "these alarms"."""
    places = range(at, min(at + _MOST_WORDS, sentence.last))
    return not sentence.is_a(at, "this_one") and any(sentence.is_a(place, "several_things") for place in places)


def _says_no_more(sentence: Sentence, at: int) -> bool:
    """True where nothing but "my alarms", "of them", a time or a calendar follows."""
    words = content_words(sentence, at, sentence.last, sentence.timed).lower().split()
    if all(word in sentence.book.classes["them"] for word in words):
        return True
    while sentence.is_a(at, "determiner") or sentence.is_a(at, "of_word"):
        at += 1
    is_kind = sentence.is_a(at, "several_plans") or sentence.is_a(at, "container")
    return is_kind and not sentence.is_a(at + 1, "telling_apart") and sentence.timed_from(at + 1) is None


def _is_safe(sentence: Sentence, at: int) -> bool:
    """False for an errand that starts with such a verb: "remove the chicken from the freezer at 5"."""
    owner = sentence.timed_from(at)
    if owner is not None and sentence.words[owner.last - 1].endswith(tuple(sentence.book.classes["possessive_ending"])):
        return True  # "remove saturday's party"
    return (
        not sentence.timed
        or _is_named(sentence, at)
        or _is_event(sentence, at)
        or not content_words(sentence, at, sentence.last, sentence.timed)
    )


def _is_short(sentence: Sentence, at: int) -> bool:
    """True for "drop yoga", which can be nothing else than something that is there."""
    return sentence.last - at <= _MOST_DROPPED_WORDS and bool(content_words(sentence, at, sentence.last))


def _is_definite(sentence: Sentence, at: int) -> bool:
    """True for "the dentist", "my call", "thursday's call"."""
    return sentence.is_a(at, "determiner") or sentence.timed_from(at) is not None


def _is_event(sentence: Sentence, at: int) -> bool:
    """True for "my dentist visit scheduled for friday", "the 3pm checkup", not for "the dinner from the oven at 5"."""
    end = timed.first if (timed := sentence.timed_until(sentence.last)) is not None else sentence.last
    while end > at and not sentence.is_a(end - 1, "event"):
        if not sentence.match("target_noise", end - 1):
            return False
        end -= 1
    return end > at and _is_definite(sentence, at)


def _is_named(sentence: Sentence, at: int) -> bool:
    """True where the target is surely a reminder: a number, "that", "the dentist one", "my alarm"."""
    target = read_target(sentence, at)
    if target.numbers or target.bad_numbers or target.is_last or target.is_next:
        return True
    if target.period is not None and not target.words and sentence.is_a(at, "determiner"):
        return True  # "clear my nine am"
    end = timed.first if (timed := sentence.timed_until(sentence.last)) is not None else sentence.last
    if names_reminder(sentence, at) or sentence.is_a(end - 1, "one_of_them"):
        return True
    return sentence.is_a(sentence.first, "forgetting") and not sentence.timed and sentence.is_a(at, "determiner")
