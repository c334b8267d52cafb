"""What is said and taken back in one breath: "remind me at 4, no wait, 4:30 to call the bank"."""

from bot.understanding.command import Reading
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.editing import read_editing
from bot.understanding.intents.time_parts import clock_words, day_words
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase

EXAMPLES = ("remind me at 4, no wait, 4:30 to call the bank", "meet carl on tuesday, sorry, i mean wednesday at 2")


def read_corrected(sentence: Sentence) -> Reading | None:
    """The text as it was meant: the second of two times with a correction between, the first where it is confirmed."""
    for at in range(sentence.first + 1, sentence.last):
        old = sentence.timed_until(sentence.before_marks(at))
        if old is None:
            continue
        if (length := sentence.match("instead", at)) and at + length == sentence.last:
            meant = _corrected_behind(sentence, old)
        elif length:
            meant = _corrected(sentence, old, at)
        elif (length := sentence.match("no_more", at)) and at + length < sentence.last:
            meant = _confirmed(sentence, old, at + length)
        else:
            continue
        if meant is not None:
            one = make_sentence(meant, sentence.context)
            return read_editing(one) or read_creation(one) or read_bare_creation(one)
    return None


def _corrected(sentence: Sentence, old: TimeMention, at: int) -> str | None:
    """The text without the old time, as far as the new one replaces it."""
    while length := sentence.match("instead", at):
        at = sentence.skip_marks(at + length)
    new = sentence.timed_from(at)
    if new is None or not _are_alike(old, new):
        return None
    kept = _kept(sentence, old, new) or _lead(sentence, old, new)
    pieces = (sentence.slice(sentence.first, old.first), kept, sentence.slice(new.first, sentence.last))
    return " ".join(piece for piece in pieces if piece)


def _corrected_behind(sentence: Sentence, new: TimeMention) -> str | None:
    """ "at 1, at 2 pm i mean": as ``_corrected``, said behind the new time."""
    old = sentence.timed_until(sentence.before_marks(new.first))
    if old is None or not _are_alike(old, new):
        return None
    kept = _kept(sentence, old, new)
    pieces = (sentence.slice(sentence.first, old.first), kept, sentence.slice(new.first, new.last))
    return " ".join(piece for piece in pieces if piece)


def _lead(sentence: Sentence, old: TimeMention, new: TimeMention) -> str:
    """The "at" of "at 5, no 6", without which a bare number is no time."""
    is_bare = old.phrase.introduced and not new.phrase.introduced
    return sentence.slice(old.first, old.first + 1) if is_bare and new.phrase.is_clock else ""


def _are_alike(old: TimeMention, new: TimeMention) -> bool:
    """True for two hours, two days or two lengths: else the second says something else."""
    one, other = old.phrase.fields, new.phrase.fields
    if one.delay or other.delay:
        return bool(one.delay and other.delay)
    return bool((one.clocks and other.clocks) or (one.day and other.day) or (one.recurrence and other.recurrence))


def _kept(sentence: Sentence, old: TimeMention, new: TimeMention) -> str:
    """The words of the old time that still hold: the day where the hour is corrected, the hour where the day is."""
    lacks_day = new.phrase.fields.day is None and old.phrase.fields.day is not None
    lacks_clock = not new.phrase.fields.clocks and bool(old.phrase.fields.clocks)
    if not (lacks_day or lacks_clock):
        return ""
    span = day_words(sentence, old) if lacks_day else clock_words(sentence, old)
    return sentence.slice(*span) if span is not None else ""


def _confirmed(sentence: Sentence, said: TimeMention, denied_at: int) -> str | None:
    """The text without the "not 6" of "at 5, not 6"."""
    denied = sentence.timed_from(denied_at) or sentence.timed_from(denied_at - 1)
    end = denied.last if denied is not None else denied_at + 1
    phrase = read_phrase(sentence.slice(denied_at, end), sentence.context)
    is_time = phrase is not None and (denied is None or _are_alike(said, denied))
    if not is_time and not (denied is not None and denied.phrase.fields.part):
        return None
    end = sentence.skip_marks(end)
    pieces = (sentence.slice(sentence.first, said.last), sentence.slice(end, sentence.last))
    return " ".join(piece for piece in pieces if piece)
