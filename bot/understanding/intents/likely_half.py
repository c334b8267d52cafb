"""Morning or evening, where the text leaves it open: by what the reminder is for."""

from bot.understanding.choice import Choice
from bot.understanding.intents.heads import Head, Kind
from bot.understanding.listed_repeats import common_half
from bot.understanding.sentence import Sentence
from bot.understanding.times.days import FromToday
from bot.understanding.times.phrase import Clock, TimePhrase
from bot.understanding.times.resolve import resolve

_NOON = 12
_EVENING = 17
_DINNER_HOURS = range(5, 10)
_ALARM_HOURS = range(4, 12)


def likely_meridiem(sentence: Sentence, head: Head | None, choice: Choice) -> str | None:
    """People get up in the morning, dine and go to bed in the evening, and set alarms in the same half of the day."""
    if head is not None and head.kind is Kind.WAKE:
        return "am"
    clocks = choice.phrase.fields.clocks if choice.phrase is not None else ()
    if not clocks or choice.phrase is None:
        return None
    hours = [clock.hour for clock in clocks + _more_clocks(choice)]
    is_list_of_alarms = head is not None and head.kind is Kind.ALARM and len(hours) > 1
    if (
        is_list_of_alarms
        and all(hour in _ALARM_HOURS for hour in hours)
        and _is_for_the_morning(sentence, choice.phrase)
    ):
        return None if any(clock.meridiem for clock in clocks) else "am"  # "alarms every day at 6:30, 6:45 and 7"
    if choice.phrase.is_repeat and (half := common_half(clocks + _more_clocks(choice))) is not None:
        return half
    hour = min(clock.hour for clock in clocks)
    is_late = not sentence.book.classes["late_thing"].isdisjoint(sentence.words)
    if (is_late and hour >= 7) or (hour in _DINNER_HOURS and _is_for_the_evening(sentence)):
        return "pm"
    if head is None or head.kind is not Kind.ALARM:
        return None
    named = {clock.meridiem for one in choice.left for clock in one.fields.clocks if clock.meridiem is not None}
    if len(named) == 1:
        return named.pop()
    is_early = not sentence.book.classes["morning_word"].isdisjoint(sentence.words)  # "my morning alarm"
    is_early = is_early or sentence.find("getting_up") is not None or _is_for_the_morning(sentence, choice.phrase)
    return "am" if hour in _ALARM_HOURS and is_early else None


def shared_meridiem(sentence: Sentence, phrases: tuple[TimePhrase, ...]) -> str | None:
    """ "mon and wed at 7": the half of the day of the one that comes first is that of all."""
    if len({phrase.fields.clocks for phrase in phrases}) > 1 or any(phrase.is_repeat for phrase in phrases):
        return None
    found = [resolve(phrase, sentence.context).moment for phrase in phrases]
    moments = [moment.at for moment in found if moment is not None and moment.has_clock]
    return ("am" if min(moments).hour < _NOON else "pm") if moments else None


def _more_clocks(choice: Choice) -> tuple[Clock, ...]:
    return tuple(clock for phrase in choice.also for clock in phrase.fields.clocks)


def _is_for_the_evening(sentence: Sentence) -> bool:
    """True for "dinner with sam", not for "defrost the chicken for dinner"."""
    evening = sentence.book.classes["evening_thing"]
    if evening.isdisjoint(sentence.words):
        return False
    return any(
        sentence.is_a(at, "evening_thing") and not (sentence.is_a(at, "meal") and sentence.is_a(at - 1, "introducing"))
        for at in range(sentence.first, sentence.last)
    )


def _is_for_the_morning(sentence: Sentence, phrase: TimePhrase) -> bool:
    """True for an alarm of another day, or one whose hour in the evening is past."""
    if phrase.fields.recurrence is not None or phrase.fields.day not in {None, FromToday(0)}:
        return True
    now, clock = sentence.context.now.astimezone(sentence.context.zone), phrase.fields.clocks[0]
    if (now.hour, now.minute) < (clock.hour % 12, clock.minute):
        return True
    return now.hour >= _EVENING and (clock.hour % 12 + 12, clock.minute) <= (now.hour, now.minute)
