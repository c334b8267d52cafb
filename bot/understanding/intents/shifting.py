"""Moving a reminder by a length of time: "my alarm an hour earlier", "add 5 minutes to the timer"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.sentence import Sentence, Timed

from .targets import names_reminder, read_target, spoken_of


def read_shift(sentence: Sentence) -> Reading | None:
    """A reminder to come earlier or later than it was to, None where nothing of that is said."""
    return _read_added(sentence) or _read_length_alone(sentence) or _read_compared(sentence)


def shifted(target: Target, seconds: int, *, earlier: bool) -> Reading:
    """The edit that moves ``target`` by ``seconds``; the last reminder is spoken of by an empty target."""
    target = spoken_of(target)
    way = "earlier" if earlier else "later"
    return Reading(Edit(target=target, shift_seconds=-seconds if earlier else seconds), f"It moves a reminder {way}.")


def _read_added(sentence: Sentence) -> Reading | None:
    """ "add 5 minutes to the timer", "add another hour to 2"."""
    if not sentence.is_a(sentence.first, "adding"):
        return None
    length = sentence.timed_from(sentence.first + 1)
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None or not sentence.is_a(length.last, "to_word"):
        return None
    target = read_target(sentence, length.last + 1)
    is_meant = target.numbers or target.is_last or names_reminder(sentence, length.last)
    return shifted(target, seconds, earlier=False) if is_meant else None


def _read_length_alone(sentence: Sentence) -> Reading | None:
    """ "an hour earlier", "delay 1h", "push it back by 20 minutes": of the reminder spoken of last."""
    first, last = sentence.first + sentence.match("proposing", sentence.first), sentence.last
    is_moved = sentence.is_a(first, "shift_verb")
    first += is_moved
    ways = []
    while first < last and (length := sentence.match("shifted_by", first)):
        ways.append(sentence.words[first])
        first += length
    if sentence.is_a(last - 1, "compared"):
        last -= 1
        ways.append(sentence.words[last])
    length_said = sentence.timed_from(first) or sentence.timed_from(first - 1)
    seconds = length_said.phrase.delay_seconds if length_said is not None else None
    if length_said is None or seconds is None or length_said.last < last or not (is_moved or ways):
        return None
    classes = sentence.book.classes
    is_earlier = any(way in classes["compared_earlier"] for way in ways)
    return shifted(Target(), seconds, earlier=is_earlier)


def _read_compared(sentence: Sentence) -> Reading | None:
    """ "set my alarm an hour earlier", "wake me up 30 minutes later tomorrow"."""
    first, last = sentence.first, sentence.last
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
    target = read_target(sentence, start, length.first)
    return shifted(target, seconds, earlier=is_earlier)


def _read_moved_by(sentence: Sentence) -> Reading | None:
    """ "set my alarm back by ten minutes"."""
    length = sentence.timed_until(sentence.last)
    seconds = length.phrase.delay_seconds if length is not None else None
    if length is None or seconds is None:
        return None
    at = length.first - 1
    at -= sentence.is_a(at, "by_word")
    at -= sentence.is_a(length.first, "by_word") and not sentence.is_a(at, "compared")
    start = sentence.first + (sentence.is_a(sentence.first, "edit_verb") or sentence.is_a(sentence.first, "doing"))
    if not sentence.is_a(at, "compared") or at <= start:
        return None
    target = read_target(sentence, start, at)
    is_named = start > sentence.first and names_reminder(sentence, sentence.first, at)
    if not (is_named or target.numbers or sentence.is_a(at - 1, "one_of_them")):
        return None
    return shifted(target, seconds, earlier=not sentence.is_a(at, "compared_later"))


def _length_before(sentence: Sentence, last: int) -> Timed | None:
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
    has_number = bool(read_target(sentence, start, end).numbers) and start > first
    return start if is_named or has_number else None


def _is_there_already(sentence: Sentence, first: int, start: int) -> bool:
    """True for "my alarm", "move the alarm", not for "alarm" and "set an alarm"."""
    is_moved = sentence.is_a(first, "edit_verb") and not sentence.is_a(first, "remaking")
    return is_moved or (sentence.is_a(start, "determiner") and not sentence.is_a(start, "article"))
