"""What bounds a chosen time from elsewhere in the text: "starting friday", "for the next 7 days", "until cancelled"."""

from dataclasses import replace

from bot.understanding.choice import Choice
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import FromToday, Weekday
from bot.understanding.times.phrase import CLOCKED, RecurrenceSpec, TimePhrase
from bot.understanding.times.phrases.recurrence_specs import recurrence_of_day, repeated
from bot.understanding.times.times_of_day import disambiguated

_DAY_SECONDS = 86_400


def with_bounds(sentence: Sentence, choice: Choice, *, repeats: bool) -> Choice:
    """``choice`` as a repeat with the bounds that other phrases give it; ``repeats``: the command says it repeats."""
    if choice.phrase is None:
        return choice
    choice = _of_the_series(sentence, _without_endless(sentence, choice))
    if repeats and choice.also and choice.phrase is not None and not choice.phrase.is_repeat:
        choice = _with_all_clocks(choice)
    for one in sentence.timed:
        if one.phrase in choice.left:
            choice = _as_weekly(sentence, choice, one)
            choice = _bounded(sentence, choice, one, repeats=repeats)
    return choice


def _as_weekly(sentence: Sentence, choice: Choice, one: TimeMention) -> Choice:
    """ "monday, wednesday and friday at ten for two weeks": a list of weekdays that lasts is a series."""
    phrases = [choice.phrase, *choice.also] if choice.phrase is not None else []
    days = [phrase.fields.day for phrase in phrases]
    weekdays = tuple((0, day.weekday) for day in days if isinstance(day, Weekday) and day.weeks is None)
    is_alike = len({phrase.fields.clocks for phrase in phrases}) == 1 and len(weekdays) == len(days)
    if len(days) < 2 or not is_alike or not _is_series_of_days(sentence, one):
        return choice
    recurrence = RecurrenceSpec(frequency="WEEKLY", weekdays=tuple(sorted(weekdays)))
    series = replace(phrases[0], fields=replace(phrases[0].fields, day=None, recurrence=recurrence))
    return replace(choice, phrase=series, also=())


def _of_the_series(sentence: Sentence, choice: Choice) -> Choice:
    """The repeat rather than its start: "pay rent every month starting three days from now"."""
    phrase = choice.phrase
    series = next((one for one in sentence.timed if one.phrase in choice.left and one.phrase.is_repeat), None)
    if phrase is None or phrase.is_repeat or series is None:
        return choice
    if not sentence.is_a(sentence.token_at(phrase.start), "starting_word"):
        return choice
    left = (phrase, *(one for one in choice.left if one is not series.phrase))
    return replace(choice, phrase=series.phrase, left=left, cuts=(*choice.cuts, (series.first, series.last)))


def _without_endless(sentence: Sentence, choice: Choice) -> Choice:
    """Without "until cancelled", "from now on" and "from now", which leave a repeat as it is."""
    cuts = list(choice.cuts)
    start = sentence.first
    while (span := sentence.find("endless", start)) is not None:
        cuts.append(span)
        start = span[1]
    return choice if len(cuts) == len(choice.cuts) else replace(choice, cuts=tuple(cuts))


def _with_all_clocks(choice: Choice) -> Choice:
    """ "a repeating alarm for 6 am and 6 pm": one repeat, where the hours share their minutes."""
    phrase = choice.phrase
    if phrase is None or not all(one.is_clock for one in (phrase, *choice.also)):
        return choice
    clocks = tuple(clock for one in (phrase, *choice.also) for clock in one.fields.clocks)
    if len({clock.minute for clock in clocks}) > 1:
        return choice
    return replace(choice, phrase=replace(phrase, fields=replace(phrase.fields, clocks=clocks)), also=())


def _bounded(sentence: Sentence, choice: Choice, one: TimeMention, *, repeats: bool) -> Choice:
    """``choice`` with the bound that ``one`` is, if it is one."""
    phrase = choice.phrase
    recurrence = _recurrence(sentence, phrase, one, repeats=repeats) if phrase is not None else None
    bounded = None if recurrence is None else _with_bound(sentence, recurrence, one)
    if bounded is None or phrase is None:
        return choice
    also = tuple(replace(each, fields=replace(each.fields, day=None, recurrence=bounded)) for each in choice.also)
    return replace(
        choice,
        phrase=replace(phrase, fields=replace(phrase.fields, day=None, recurrence=bounded)),
        also=also,
        cuts=(*choice.cuts, (_start(sentence, one), one.last + sentence.match("bound_end", one.last))),
        left=tuple(left for left in choice.left if left is not one.phrase),
    )


def _recurrence(sentence: Sentence, phrase: TimePhrase, one: TimeMention, *, repeats: bool) -> RecurrenceSpec | None:
    """The repeat that may be bounded: that of the phrase, or the daily one of "at 8 for the next 7 days"."""
    if phrase.fields.recurrence is not None:
        return phrase.fields.recurrence
    if phrase.is_delay or phrase.fields.shift is not None:
        return None
    whole = repeated(phrase)
    may_last = phrase.is_clock or _says_start(sentence, phrase)
    is_series = repeats or (may_last and _is_series_of_days(sentence, one))
    if is_series and not repeats and phrase.fields.day is not None:
        return RecurrenceSpec(frequency="DAILY", start=phrase.fields.day)  # "8am starting tomorrow for 5 days"
    return recurrence_of_day(phrase.fields) if whole is not None and is_series else None


def _says_start(sentence: Sentence, phrase: TimePhrase) -> bool:
    words = sentence.words[sentence.token_at(phrase.start) : sentence.token_at(phrase.end)]
    return bool(phrase.fields.clocks) and not sentence.book.classes["starting_word"].isdisjoint(words)


def _is_series_of_days(sentence: Sentence, one: TimeMention) -> bool:
    """True for "for the next 7 days" and "for 2 weeks" behind an hour."""
    seconds = one.phrase.delay_seconds or 0
    return sentence.is_a(_start(sentence, one), "for_word") and seconds > _DAY_SECONDS


def _start(sentence: Sentence, one: TimeMention) -> int:
    """Where the words of a bound start, "for" and "starting" among them."""
    at = one.first
    while at > sentence.first and any(sentence.is_a(at - 1, kind) for kind in ("bound_word", "until", "for_word")):
        at -= 1
    return at


def _with_bound(sentence: Sentence, recurrence: RecurrenceSpec, one: TimeMention) -> RecurrenceSpec | None:
    phrase, start = one.phrase, _start(sentence, one)
    words = sentence.words[start : one.last]
    classes = sentence.book.classes
    seconds = phrase.delay_seconds
    if words[0] in classes["until"] and phrase.fields.clocks and recurrence.frequency in CLOCKED:
        end = disambiguated(phrase.fields.clocks[0], phrase.fields.part)  # "every 3 hours ... until 8 tonight"
        is_open = recurrence.until is None and recurrence.to_clock is None
        return replace(recurrence, until=phrase.fields.day or FromToday(0), to_clock=end) if is_open else None
    if phrase.is_repeat or phrase.fields.clocks:
        return None
    if not classes["starting_word"].isdisjoint(words) and recurrence.start is None:
        if seconds is not None and seconds >= _DAY_SECONDS:
            return replace(recurrence, start=FromToday(seconds // _DAY_SECONDS))
        return replace(recurrence, start=phrase.fields.day) if phrase.fields.day is not None else None
    if words[0] in classes["until"] and phrase.fields.day is not None and recurrence.until is None:
        return replace(recurrence, until=phrase.fields.day)
    is_length = (
        not classes["for_word"].isdisjoint(words) and phrase.fields.delay is not None and (seconds or 0) >= _DAY_SECONDS
    )
    if is_length and recurrence.lasting is None:
        return replace(recurrence, lasting=phrase.fields.delay)
    return None
