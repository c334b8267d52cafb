"""The new time of a change: "from monday to tuesday", "to the day after", "the 5pm one 6", "to 330"."""

from dataclasses import replace

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.explain import trace_of
from bot.understanding.intents.targets import period_of_phrase, read_target, spoken_of
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.days import Year
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve

DAY_SECONDS = 86_400
_DAYS_MOVED = (("day_after", 1), ("day_before", -1), ("week_after", 7), ("week_before", -7))
_DIGITS_OF_CLOCK = (3, 4)  # "to 330"
_MOST_WORDS_OF_DAYS = 6  # "to one day later please"
_MOST_TARGET_WORDS = 7


def read_new_time(sentence: Sentence, first: int, last: int) -> TimePhrase | None:
    """The time that the words from ``first`` to ``last`` are from end to end; also "430" and "1015"."""
    phrase = read_phrase(sentence.slice(first, last), sentence.context) if first < last else None
    if phrase is not None and isinstance(phrase.fields.day, Year) and last - first == 1:
        hour = f"{min(sentence.book.classes['clock_preposition'])} {sentence.slice(first, last)}"
        phrase = read_phrase(hour, sentence.context) or phrase  # "to 2030" is an hour
    if phrase is not None or first >= last or not sentence.tokens[first].text[:1].isdecimal():
        return phrase
    if last - first == 1 and sentence.tokens[first].word.digits not in _DIGITS_OF_CLOCK:
        return None
    written = f"{min(sentence.book.classes['clock_preposition'])} {sentence.slice(first, last)}"
    return read_phrase(written, sentence.context)


def ending_time(sentence: Sentence, verb: int) -> TimeMention | None:
    """The time that ends the text; also one that only the "to" before it makes a time: "to 330", "2 next week"."""
    last = sentence.last
    timed = next((one for one in sentence.timed if one.last >= last and one.first > verb), None)
    if timed is None:
        at = last - 1
        is_clock = sentence.is_a(at - 1, "to_target") and sentence.tokens[at].word.digits in _DIGITS_OF_CLOCK
        phrase = read_new_time(sentence, at, last) if is_clock else None
        return TimeMention(phrase, at, last) if phrase is not None else None
    if sentence.is_a(timed.first, "digit_for_to") and sentence.is_a(verb, "sure_edit_verb"):
        phrase = read_phrase(sentence.slice(timed.first + 1, last), sentence.context)
        if phrase is not None and phrase.fields.day is not None:
            return TimeMention(phrase, timed.first, last)
    return timed


def read_from_to(sentence: Sentence, start: int) -> Reading | None:
    """ "change my alarm from 6 to 7", "move the meeting from monday to tuesday at 3"."""
    if sentence.is_a(sentence.first, "remaking"):
        return None
    source = next((place for place in range(start + 1, sentence.last) if sentence.is_a(place, "from_word")), None)
    if source is None:
        return None
    middle = next((place for place in range(source + 2, sentence.last) if sentence.is_a(place, "to_word")), None)
    if middle is None or middle + 1 >= sentence.last:
        return None
    old = read_phrase(sentence.slice(source + 1, middle), sentence.context)
    new = read_phrase(sentence.slice(middle + 1, sentence.last), sentence.context)
    if old is not None and old.is_repeat:
        new = _repeated(sentence, middle + 1) or new
    if old is None or new is None or (new.is_repeat and not old.is_repeat):
        return None
    old, new = completed(old, new)
    target = read_target(sentence, start, source)
    if old.is_repeat:
        said = sentence.slice(middle + 1, sentence.last)
        return changed(sentence, target, TimeMention(new, middle + 1, sentence.last), shift=False, words=said)
    words = sentence.slice(source + 1, middle)
    target = replace(target, period=period_of_phrase(sentence, old, words), is_last=False)
    timed = TimeMention(new, middle + 1, sentence.last)
    return changed(sentence, target, timed, shift=False, words=sentence.slice(middle + 1, sentence.last))


def _repeated(sentence: Sentence, at: int) -> TimePhrase | None:
    """The "mon wed fri" of "from daily to mon wed fri", as a repeat."""
    words = sentence.slice(at, sentence.last)
    alone = read_phrase(words, sentence.context)
    if alone is not None and alone.is_repeat:
        return alone
    return read_phrase(f"{min(sentence.book.classes['each_word'])} {words}", sentence.context)


def read_to(sentence: Sentence, start: int) -> Reading | None:
    """ "move my 3 o'clock to 4": no stretch from 3 to 4, but an old time and a new one."""
    places = [place for place in range(start + 1, sentence.last - 1) if sentence.is_a(place, "put_until")]
    if not places:
        return None
    new = read_phrase(sentence.slice(places[-1] + 1, sentence.last), sentence.context)
    before = make_sentence(sentence.slice(start, places[-1]), sentence.context)
    target = read_target(before, before.first) if before.tokens else Target()
    if new is None or target == Target():
        return None
    words = sentence.slice(places[-1] + 1, sentence.last)
    return changed(sentence, target, TimeMention(new, places[-1] + 1, sentence.last), shift=False, words=words)


def completed(old: TimePhrase, new: TimePhrase) -> tuple[TimePhrase, TimePhrase]:
    """What is said once counts for both: "from 3 to 4 pm", "from friday at 3 to 4"."""
    if old.fields.clocks and new.fields.clocks and not old.fields.clocks[0].is_unambiguous:
        clock = replace(old.fields.clocks[0], meridiem=new.fields.clocks[0].meridiem)
        old = replace(old, fields=replace(old.fields, clocks=(clock,)))
    if new.is_clock:
        new = replace(new, fields=replace(new.fields, day=old.fields.day))
    return old, new


def days_moved(sentence: Sentence, at: int, end: int) -> int:
    """By how many days "the day after" and the like move, from ``at`` to ``end``; 0 for anything else."""
    if at >= end:
        return 0
    return next((days for meaning, days in _DAYS_MOVED if sentence.match(meaning, at) == end - at), 0)


def read_by_days(sentence: Sentence, start: int) -> Reading | None:
    """ "move the dentist to the day after": by days, as seen from its own."""
    if sentence.is_a(sentence.first, "remaking"):
        return None
    for at in range(max(start, sentence.last - _MOST_WORDS_OF_DAYS), sentence.last - 1):
        if days := days_moved(sentence, at, sentence.last):
            end = at - sentence.is_a(at - 1, "to_target")
            target = read_target(sentence, start, end)
            is_it = sentence.is_a(start, "last") and end == start + 1
            if target == Target() and not is_it:
                return None
            return shifted(target, abs(days) * DAY_SECONDS, earlier=days < 0)
    return None


def is_mine(sentence: Sentence, at: int) -> bool:
    """True before "my alarm", "the gym reminder": one that is there."""
    return sentence.is_a(at, "determiner") and not sentence.is_a(at, "article")


def shifted(target: Target, seconds: int, *, earlier: bool) -> Reading:
    """The edit that moves ``target`` by ``seconds``; the last reminder is spoken of by an empty target."""
    target = spoken_of(target)
    way = "earlier" if earlier else "later"
    return Reading(Edit(target=target, shift_seconds=-seconds if earlier else seconds), f"It moves a reminder {way}.")


def changed(
    sentence: Sentence, target: Target, timed: TimeMention, *, shift: bool, earlier: bool = False, words: str = ""
) -> Reading | None:
    target = spoken_of(target)
    if timed.phrase.is_delay and sentence.is_a(timed.last - 1, "compared"):  # "for 20 minutes later"
        is_later = sentence.is_a(timed.last - 1, "compared_later")
        return shifted(target, timed.phrase.delay_seconds or 0, earlier=not is_later)
    if shift:
        return shifted(target, timed.phrase.delay_seconds or 0, earlier=earlier)
    resolved = resolve(timed.phrase, sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    trace = trace_of(sentence, timed.phrase, resolved) if not words else None
    return Reading(
        Edit(target=target, moment=resolved.moment, repeat=resolved.repeat),
        "It gives a reminder a new time.",
        (trace,) if trace else (),
    )
