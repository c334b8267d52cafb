"""A new time said of what is there: "my meeting is now at 4", "2 should be at 6", "friday, not saturday"."""

from dataclasses import replace

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.heads import read_head
from bot.understanding.intents.new_times import shifted
from bot.understanding.intents.targets import names_reminder, number_of, period_of_phrase, read_target, spoken_of
from bot.understanding.intents.time_parts import timed_words
from bot.understanding.intents.weekdays import with_all_weekdays
from bot.understanding.message import unquoted
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.phrase import MEALS
from bot.understanding.times.resolve import resolve

EXAMPLES = (
    "my meeting is now at 4",
    "the dentist got moved to friday",
    "2 should be at 6",
    "friday, not saturday",
    "remind me tomorrow instead",
)

_MOST_SUBJECT_WORDS = 6
_REWORDED = "It gives a reminder new words."
_MOST_MOVED_WORDS = 4
_MOST_REQUEST_WORDS = 5  # "so please change it"


def read_restated(sentence: Sentence) -> Reading | None:
    """A new time for what is there, where the text says that it is new; None where none is."""
    first, request = _behind_correction(sentence), _request(sentence)
    end, old = _without_old_time(sentence, first, request)
    is_contrast = end < request
    if is_contrast or first > sentence.first or sentence.match("no_more", first):
        answer = _read_time_alone(sentence, first, end, old)
        if answer is not None:
            return answer
    is_said_so = is_contrast or request < sentence.last or first > sentence.first
    ways = ["restated", *(["stated"] if is_said_so else []), *(["placed"] if is_contrast else [])]
    if (wanting := sentence.match("wanting", first)) and _is_definite(sentence, first + wanting):
        first += wanting
        ways.append("at_another_time")
        if number_of(sentence, first) is not None:
            ways.append("placed")  # "i want 1 and 2 at 8"
    elif is_contrast:
        first += sentence.match("wanted_so", first)
    if (answer := _read_news(sentence, first, end, old)) is not None:
        return answer
    for at in range(first + 1, end - 1):
        if (answer := _read_other_words(sentence, first, at, end) or _read_moved_by(sentence, first, at)) is not None:
            return answer
        if (new := _new_time(sentence, first, at, end, ways, is_contrast=is_contrast)) is not None:
            return _changed(sentence, _target(sentence, first, at, old), new)
    return None


def _read_news(sentence: Sentence, first: int, end: int, old: TimeMention | None) -> Reading | None:
    """ "my boss moved the review to 3:45": what somebody did to an appointment."""
    at = next((at for at in range(first + 1, min(end, first + _MOST_SUBJECT_WORDS)) if _moves_it(sentence, at)), None)
    if at is None or read_head(sentence, first) is not None or sentence.is_a(first, "errand"):
        return None
    to = next((place for place in range(end - 1, at + 1, -1) if sentence.is_a(place, "to_word")), None)
    new = timed_words(sentence, to + 1, end) if to is not None else None
    if to is None or new is None:
        return None
    return _changed(sentence, _target(sentence, at + 1, to, old), new)


def _moves_it(sentence: Sentence, at: int) -> bool:
    return sentence.is_a(at, "bringing_news") and (_is_definite(sentence, at + 1) or sentence.is_a(at + 1, "event"))


def _new_time(
    sentence: Sentence, first: int, at: int, end: int, ways: list[str], *, is_contrast: bool
) -> TimeMention | None:
    """The time from ``at`` to ``end`` of what is named before it."""
    if is_contrast and (new := sentence.timed_from(at)) and new.last == end and names_reminder(sentence, first, at):
        return new  # "stretch reminder every 2 hours instead of every hour"
    length = next((length for way in ways if (length := sentence.match(way, at))), 0)
    if not length or not (_is_subject(sentence, first, at) or _is_moved(sentence, first, at)):
        return None
    return timed_words(sentence, at + length, end) or timed_words(sentence, at + length - 1, end)  # "at 5"


def _read_other_words(sentence: Sentence, first: int, at: int, end: int) -> Reading | None:
    """ "it should say call mum, not mom", "number 4 should be call mum"."""
    if (length := sentence.match("should_be", at)) and (answer := _reworded(sentence, first, at, at + length)):
        return answer
    length = sentence.match("should_say", at)
    if not length or not _is_spoken_of(sentence, first, at):
        return None
    denied = next((place for place in range(at + length + 1, end) if sentence.is_a(place, "not_word")), end)
    words = unquoted(sentence.slice(at + length, sentence.before_marks(denied)))
    target = spoken_of(read_target(sentence, first, at))
    return Reading(Edit(target=target, message=words), _REWORDED) if words else None


def _behind_correction(sentence: Sentence) -> int:
    """Behind the "no," of "no, remind me at 5"."""
    length = 0 if sentence.match("no_more", sentence.first) else sentence.match("instead", sentence.first)
    return sentence.skip_marks(sentence.first + length) if length else sentence.first


def _request(sentence: Sentence) -> int:
    """Where the "please change it" that ends the text starts, the end of the text where there is none."""
    for at in range(max(sentence.first, sentence.last - _MOST_REQUEST_WORDS), sentence.last):
        if sentence.match("change_it", at) == sentence.last - at:
            return sentence.before_marks(at)
    return sentence.last


def _without_old_time(sentence: Sentence, first: int, end: int) -> tuple[int, TimeMention | None]:
    """Where "now", "instead" or ", not 5" starts that ends the text; and the time that is no more, if one is said."""
    old = None
    for at in range(first + 1, end):
        length = sentence.match("no_more", at)
        if length and (old := timed_words(sentence, at + length, end)) is not None:
            end = sentence.before_marks(at)
            break
    while end - 1 > first and sentence.is_a(end - 1, "newly") and not sentence.is_a(end - 2, "from_word"):
        end = sentence.before_marks(end - 1)  # not the "now" of "from now"
    return end, old


def _read_time_alone(sentence: Sentence, first: int, end: int, old: TimeMention | None) -> Reading | None:
    """ "friday, not saturday", "remind me tomorrow instead": of what is spoken of."""
    is_command = False
    for meaning in ("remind", "wake", "tell", "proposing", "wanted_so"):
        if (length := sentence.match(meaning, first)) and first + length < end:
            first, is_command = first + length, meaning not in {"proposing", "wanted_so"}
            break
    new = timed_words(sentence, first, end) or _behind_old_time(sentence, first, end)
    if new is None or new.phrase.fields.part in MEALS:
        return None  # "lunch instead of dinner on friday", "dinner's at 8 now"
    target = _of_old_time(sentence, old) if is_command else Target()  # "wake me at 7 instead of 6"
    return _changed(sentence, target, new)


def _behind_old_time(sentence: Sentence, first: int, end: int) -> TimeMention | None:
    """The time behind the first comma or "but" of "not friday, saturday"."""
    length = sentence.match("no_more", first)
    for at in range(first + length + 1, end) if length else ():
        if timed_words(sentence, first + length, at) is None:
            continue
        start = at + sentence.is_a(at, "but")
        said = sentence.match("instead", start)  # "instead of 5, make it 6"
        new = timed_words(sentence, start + said, end)
        if new is not None and (start + said > at or _are_hours(sentence, first + length, at, end)):
            return new
    return None


def _are_hours(sentence: Sentence, first: int, middle: int, end: int) -> bool:
    """True for the "3pm 3am" of "not 3pm 3am"."""
    one, other = timed_words(sentence, first, middle), timed_words(sentence, middle, end)
    return one is not None and other is not None and one.phrase.is_clock and other.phrase.is_clock


def _is_subject(sentence: Sentence, first: int, end: int) -> bool:
    """True for "my meeting", "2", "lunch with ann", not for "remind me that the meeting" and "i think it"."""
    if end - first > _MOST_SUBJECT_WORDS:
        return False
    if number_of(sentence, first + sentence.is_a(first, "number_mark")) is not None:
        return True
    if read_head(sentence, first) is not None and not names_reminder(sentence, first, first + 1):
        return False
    if sentence.is_a(first, "speaker") or (sentence.is_a(first, "errand") and end - first > 1):
        return False
    is_owned = sentence.words[first].endswith(tuple(sentence.book.classes["possessive_ending"]))
    is_thing = any(sentence.is_a(first, kind) for kind in ("determiner", "event", "reminder"))
    return is_thing or is_owned or end - first == 1


def _read_moved_by(sentence: Sentence, first: int, at: int) -> Reading | None:
    """ "my interview got pushed back an hour", "flight delayed by 2 hours", "the party is a week later"."""
    start, last = at + sentence.match("restated_by", at), sentence.last
    if start == at:
        return None
    is_earlier = _says_earlier(sentence, at, last)
    is_way_said = is_earlier or any(sentence.is_a(place, "delayed_word") for place in range(at, start))
    if not is_way_said or not (_is_subject(sentence, first, at) or _is_moved(sentence, first, at)):
        return None
    end = last - sentence.is_a(last - 1, "compared")
    length = timed_words(sentence, start, end) or timed_words(sentence, start, last)
    seconds = length.phrase.delay_seconds if length is not None else None
    target = read_target(sentence, first, at)
    return shifted(target, seconds, earlier=is_earlier) if seconds is not None and target != Target() else None


def _says_earlier(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.is_a(place, "compared_earlier") for place in range(first, last))


def _reworded(sentence: Sentence, first: int, end: int, start: int) -> Reading | None:
    """ "number 4 should be call the landlord": a number, and no time behind it."""
    target = read_target(sentence, first, end)
    if not target.numbers or start >= sentence.last or any(one.first >= start for one in sentence.timed):
        return None
    if number_of(sentence, start) is not None or sentence.is_a(start, "preposition"):
        return None
    edit = Edit(target=target, message=unquoted(sentence.slice(start, sentence.last)))
    return Reading(edit, _REWORDED)


def _is_moved(sentence: Sentence, first: int, at: int) -> bool:
    """True for "soccer practice changed to 5": nobody is told to do that."""
    is_brief = at - first <= _MOST_MOVED_WORDS
    return (
        is_brief
        and sentence.is_a(at, "moved_word")
        and not any(sentence.is_a(first, kind) for kind in ("speaker", "errand", "edit_verb", "question"))
    )


def _is_definite(sentence: Sentence, at: int) -> bool:
    """True for "the pill reminder", "my alarm", "that" and "2", not for "a reminder"."""
    is_one = sentence.is_a(at, "determiner") and not sentence.is_a(at, "article")
    return is_one or sentence.is_a(at, "last") or number_of(sentence, at) is not None


def _is_spoken_of(sentence: Sentence, first: int, end: int) -> bool:
    is_it = end - first == 1 and sentence.is_a(first, "last")
    return is_it or _is_subject(sentence, first, end)


def _target(sentence: Sentence, first: int, end: int, old: TimeMention | None) -> Target:
    target = read_target(sentence, first, end)
    if target.is_last:
        return Target()
    if target.words:  # "dinner's at 8 now"
        ending = next(
            (end for end in sentence.book.classes["possessive_ending"] if target.words.lower().endswith(end)), ""
        )
        target = replace(target, words=target.words[: len(target.words) - len(ending)])
    return _of_old_time(sentence, old) if target == Target() else target


def _of_old_time(sentence: Sentence, old: TimeMention | None) -> Target:
    """The reminder at the time that is no more; the one spoken of where none is said."""
    if old is None:
        return Target()
    return Target(period=period_of_phrase(sentence, old.phrase, sentence.slice(old.first, old.last)))


def _changed(sentence: Sentence, target: Target, new: TimeMention) -> Reading | None:
    phrase = with_all_weekdays(new.phrase, sentence.slice(new.first, new.last), sentence.context)
    resolved = resolve(phrase, sentence.context)
    if resolved.moment is None and resolved.repeat is None:
        return None
    edit = Edit(target=target, moment=resolved.moment, repeat=resolved.repeat)
    return Reading(edit, "It gives a reminder a new time.")
