"""Moving a reminder by a length of time: "my alarm an hour earlier", "add 5 minutes to the timer"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.targets import names_reminder, number_of, read_target, spoken_of
from bot.understanding.intents.time_parts import timed_words
from bot.understanding.sentence import Sentence, TimeMention

_FEWEST_MINUTES = 5
_LAST_HOUR = 12  # "move the boxes by 6" names an hour
_MOST_COMPARED = 5  # "later than i said"


def read_shift(sentence: Sentence) -> Reading | None:
    """A reminder to come earlier or later than it was to, None where nothing of that is said."""
    found = _read_added(sentence) or _read_taken_off(sentence) or _read_by_minutes(sentence) or _read_given(sentence)
    return found or _read_length_alone(sentence) or _read_compared(sentence)


def shifted(target: Target, seconds: int, *, earlier: bool) -> Reading:
    """The edit that moves ``target`` by ``seconds``; the last reminder is spoken of by an empty target."""
    target = spoken_of(target)
    way = "earlier" if earlier else "later"
    return Reading(Edit(target=target, shift_seconds=-seconds if earlier else seconds), f"It moves a reminder {way}.")


def _read_added(sentence: Sentence) -> Reading | None:
    """ "add 5 minutes to the timer", "add another hour to 2"."""
    start = sentence.first + sentence.is_a(sentence.first, "adding")
    return _read_of_length(sentence, start, "to_word", earlier=False)


def _read_taken_off(sentence: Sentence) -> Reading | None:
    """ "take 10 minutes off the egg timer", "shave 15 minutes off 2"."""
    start = sentence.first + sentence.match("taking_off", sentence.first)
    return _read_of_length(sentence, start, "taken_from", earlier=True)


def _read_of_length(sentence: Sentence, start: int, link: str, *, earlier: bool) -> Reading | None:
    """A length at ``start``, behind a verb, and behind a word of the class ``link`` the reminder that it moves."""
    length = sentence.timed_from(start) if start > sentence.first else None
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None or not sentence.is_a(length.last, link):
        return None
    target = read_target(sentence, length.last + 1)
    is_meant = target.numbers or target.is_last or names_reminder(sentence, length.last)
    return shifted(target, seconds, earlier=earlier) if is_meant else None


def _read_given(sentence: Sentence) -> Reading | None:
    """ "give the cookies 5 more minutes"."""
    length, at = sentence.timed_until(sentence.last), sentence.first + 1
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None or not sentence.is_a(sentence.first, "giving") or length.first <= at:
        return None
    is_more = any(sentence.is_a(place, "more") for place in range(length.first - 1, sentence.last))
    target = read_target(sentence, at, length.first)
    is_one = target.numbers or (sentence.is_a(at, "determiner") and bool(target.words))
    return shifted(target, seconds, earlier=False) if is_more and is_one else None


def _read_by_minutes(sentence: Sentence) -> Reading | None:
    """ "push back 1 by 45": a bare number behind "by" counts minutes."""
    first, last = sentence.first, sentence.last
    minutes = number_of(sentence, last - 1)
    if minutes is None or minutes < _FEWEST_MINUTES or not sentence.is_a(last - 2, "by_word"):
        return None
    if not sentence.is_a(first, "shift_verb") or sentence.is_a(first, "loose_edit_verb"):
        return None
    ways = [at for at in range(first + 1, last - 2) if sentence.is_a(at, "compared") or sentence.is_a(at, "up_or_down")]
    start = first + 1 + (first + 1 in ways)
    target = read_target(sentence, start, last - 2 - (last - 3 in ways and last - 3 >= start))
    is_earlier = any(sentence.is_a(at, "compared_earlier") for at in ways)
    if sentence.is_a(first, "bringing") and not is_earlier:
        return None  # "bring the car back by 6"
    is_named = target.numbers or target.is_last or (bool(target.words) and (ways or minutes > _LAST_HOUR))
    return shifted(target, 60 * minutes, earlier=is_earlier) if is_named else None


def _read_length_alone(sentence: Sentence) -> Reading | None:
    """ "an hour earlier", "delay 1h", "push it back by 20 minutes": of the reminder spoken of last."""
    first, last = sentence.first + sentence.match("proposing", sentence.first), sentence.last
    is_moved = sentence.is_a(first, "shift_verb")
    first += is_moved
    ways = []
    while first < last and (length := sentence.match("shifted_by", first)):
        ways.append(sentence.words[first])
        first += length
    first += 0 if ways or is_moved else sentence.match("remind", first)  # "remind me an hour earlier"
    last, ways = _without_comparison(sentence, first, last, ways)
    length_said = sentence.timed_from(first) or sentence.timed_from(first - 1)
    if length_said is not None and length_said.last > last:  # "15 minutes before that"
        length_said = timed_words(sentence, first, last)
    seconds = length_said.phrase.delay_seconds if length_said is not None else None
    if length_said is None or seconds is None or length_said.last < last or not (is_moved or ways):
        return None
    classes = sentence.book.classes
    is_earlier = any(way in classes["compared_earlier"] for way in ways)
    return shifted(Target(), seconds, earlier=is_earlier)


def _without_comparison(sentence: Sentence, first: int, last: int, ways: list[str]) -> tuple[int, list[str]]:
    """Where the "earlier than that" or "before that" starts that ends the text; its word is one of the ways then."""
    last -= last - 1 > first and sentence.is_a(last - 1, "newly")
    for at in range(max(first, last - _MOST_COMPARED), last):
        rest = last - at
        if sentence.match("before_that", at) == rest or sentence.match("after_that", at) == rest:
            return at, [*ways, sentence.words[at]]
        if sentence.match("than_that", at) == rest:
            last = at
            break
    if sentence.is_a(last - 1, "compared"):
        return last - 1, [*ways, sentence.words[last - 1]]
    return last, ways


def _read_compared(sentence: Sentence) -> Reading | None:
    """ "set my alarm an hour earlier", "wake me up 30 minutes later tomorrow"."""
    first, last = sentence.first, sentence.last
    first += sentence.is_a(first, "proposed")
    for at in range(max(first + 1, last - _MOST_COMPARED), last):
        if sentence.match("than_that", at) == last - at:
            last = at
    for day in sentence.timed:
        if day.last == last and day.phrase.is_period:
            last = day.first
    if not sentence.is_a(last - 1, "compared"):
        return _read_moved_by(sentence)
    length = _length_before(sentence, last)
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None:
        return None
    start = _target_start(sentence, first, length.first)
    if start is None:
        return None
    is_earlier = not sentence.is_a(last - 1, "compared_later")
    if not is_earlier and not _is_there_already(sentence, first, start):
        return None  # "alarm an hour later" is a new one
    end = length.first
    if sentence.is_a(end - 1, "being"):
        end -= 1
        while end - 1 > start and sentence.is_a(end - 1, "should_word"):
            end -= 1  # "the bus reminder should be 10 minutes earlier"
    return shifted(read_target(sentence, start, end), seconds, earlier=is_earlier)


def _read_moved_by(sentence: Sentence) -> Reading | None:
    """ "set my alarm back by ten minutes"."""
    length = sentence.timed_until(sentence.last)
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None:
        return None
    at = length.first - 1
    at -= sentence.is_a(at, "by_word")
    at -= sentence.is_a(length.first, "by_word") and not sentence.is_a(at, "compared")
    verbs = ("edit_verb", "doing", "put_verb")
    start = sentence.first + any(sentence.is_a(sentence.first, kind) for kind in verbs)
    if not sentence.is_a(at, "compared") or at <= start:
        return None
    target = read_target(sentence, start, at)
    is_named = start > sentence.first and names_reminder(sentence, sentence.first, at)
    if not (is_named or target.numbers or sentence.is_a(at - 1, "one_of_them")):
        return None
    return shifted(target, seconds, earlier=not sentence.is_a(at, "compared_later"))


def _length_before(sentence: Sentence, last: int) -> TimeMention | None:
    return sentence.timed_until(last - 1) or sentence.timed_until(last)


def _target_start(sentence: Sentence, first: int, end: int) -> int | None:
    """Where the reminder is named, before ``end``; None where the text is no request about one."""
    if length := sentence.match("wake", first):
        return first + length
    if (length := sentence.match("remind", first)) and sentence.is_a(first + length, "naming"):
        return first + length  # "remind me about the trash an hour earlier"
    start = first + 1 if sentence.is_a(first, "edit_verb") else first
    is_named = names_reminder(sentence, first, end) or read_target(sentence, start, end).is_last
    is_named = is_named or (
        start > first and sentence.is_a(start, "determiner") and not sentence.is_a(start, "article")
    )
    owner = sentence.timed_from(start)
    if owner is not None and start > first:  # "shift tomorrow's call an hour earlier"
        is_named = is_named or sentence.words[owner.last - 1].endswith(
            tuple(sentence.book.classes["possessive_ending"])
        )
    has_number = bool(read_target(sentence, start, end).numbers) and (
        start > first or sentence.is_a(start, "number_mark")
    )
    return start if is_named or has_number else None


def _is_there_already(sentence: Sentence, first: int, start: int) -> bool:
    """True for "my alarm", "move the alarm", not for "alarm" and "set an alarm"."""
    is_moved = sentence.is_a(first, "edit_verb") and not sentence.is_a(first, "remaking")
    is_number = sentence.is_a(start, "number_mark") and number_of(sentence, start + 1) is not None
    return is_moved or is_number or (sentence.is_a(start, "determiner") and not sentence.is_a(start, "article"))
