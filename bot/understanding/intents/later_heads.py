"""Commands that do not open a text: behind a time or a sentence, or a verb of making with the event in own words."""

from dataclasses import replace

from bot.understanding.intents.heads import Head, Kind, read_head
from bot.understanding.languages.phrasebook import PAUSES
from bot.understanding.sentence import Sentence


def event_head(sentence: Sentence) -> Head | None:
    """ "schedule lunch ...", "add dentist to my calendar": a verb of making, then an event in the person's words."""
    start = sentence.first
    lead = sentence.match("lead_calendar", start)
    if lead and sentence.match("keep", sentence.skip_marks(start + lead)):
        start = sentence.skip_marks(start + lead)
    length = sentence.match("keep", start) or sentence.match("make", start)
    if not length:
        return None
    at = start + length
    while sentence.is_a(at, "me") or sentence.is_a(at, "up_or_down"):
        at += 1
    at += sentence.is_a(at, "that_word") and sentence.is_a(start, "noting")
    says_that = at > start + 1 and sentence.is_a(at - 1, "that_word")  # "add that I have a physical on friday"
    day = sentence.timed_from(at) if sentence.is_a(start, "marking") else None  # "mark sunday as laundry day"
    is_for_calendar = (
        bool(lead)
        or says_that
        or (day is not None and sentence.is_a(day.last, "as_word"))
        or sentence.find("calendar", at) is not None
        or sentence.is_a(start, "scheduling")
    )
    if not is_for_calendar and not _names_event(sentence, at):
        return None
    repeats = False
    cuts = [(sentence.first, at)]
    for place in range(at, min(sentence.last, at + 6)):
        if sentence.is_a(place, "repeating"):
            repeats = True
            cuts.append((place - 1 if sentence.is_a(place - 1, "article") else place, place + 1))
    return Head(kind=Kind.EVENT, first=sentence.first, last=at, cuts=tuple(cuts), repeats=repeats)


def later_request(sentence: Sentence, head: Head) -> Head | None:
    """The second command of "I have to call at ten, set me a reminder", not of "remind me to have bob remind me"."""
    if head.first != sentence.first or not (head.kind is Kind.EVENT or head.kind is Kind.REMIND):
        return None
    if head.kind is Kind.REMIND and PAUSES.isdisjoint(sentence.words):
        return None
    later = later_head(sentence)
    if later is None or not _only_time_follows(sentence, later.last):
        return None
    return later if head.kind is Kind.EVENT or sentence.words[later.first - 1] in PAUSES else None


def _names_event(sentence: Sentence, at: int) -> bool:
    """True where a meeting, a birthday or the like is named before the clause goes on."""
    for place in range(at, min(sentence.last, at + 7)):
        if sentence.is_a(place, "event") or sentence.is_a(place, "container"):
            return True
        if place > at and (sentence.is_a(place, "to_word") or sentence.is_a(place, "preposition")):
            return False
    return False


def later_head(sentence: Sentence) -> Head | None:
    """A command behind a time or a sentence: "in 2 hours remind me to ...", "..., can you remind me?"."""
    for at in range(sentence.first + 1, sentence.last):
        if sentence.words[at] not in sentence.book.head_words:
            continue
        if _is_complaint(sentence, at):
            return None
        if (length := sentence.match("tail", at)) and _only_time_follows(sentence, at + length):
            end = at + length
            is_alarm = any(sentence.is_a(place, "alarm") for place in range(at, end))
            kind = Kind.ALARM if is_alarm else Kind.REMIND
            return Head(kind=kind, first=at, last=end, cuts=((_courtesy_start(sentence, at), end),))
        head = read_head(sentence, at) if _may_start(sentence, at) else None
        if head is not None:
            start = _courtesy_start(sentence, at)
            if all(
                sentence.is_a(place, "pleasantry") or sentence.words[place] in PAUSES
                for place in range(sentence.first, start)
            ):
                start = sentence.first
            return replace(head, first=start, cuts=((start, head.cuts[0][1]), *head.cuts[1:]) if head.cuts else ())
    return None


def _is_complaint(sentence: Sentence, at: int) -> bool:
    """True for "you didn't" and "why did you not" before "remind me at 5"."""
    said = sentence.words[sentence.first : at]
    return sentence.is_a(sentence.first, "complainer") and not sentence.book.classes["complaint"].isdisjoint(said)


def _only_time_follows(sentence: Sentence, at: int) -> bool:
    at = sentence.skip_marks(at)
    while (timed := sentence.timed_from(at)) is not None:
        at = sentence.skip_marks(timed.last)
    return at >= sentence.last


def _may_start(sentence: Sentence, at: int) -> bool:
    """True where a clause may start: behind a time phrase, a mark, courtesy, or before "remind me"."""
    if sentence.words[at - 1] in PAUSES:
        return True
    if sentence.timed_until(at) is not None:
        return True
    start = _courtesy_start(sentence, at)
    if start < at and (sentence.words[start - 1] in PAUSES or sentence.timed_until(start) is not None):
        return True
    if start < at - 1 and sentence.is_a(start, "clause_opener"):
        return True  # "... and I want you to set the timer"
    is_asked = sentence.is_a(at, "remind_word") or sentence.is_a(at - 1, "therefore")  # "I always forget so ping me"
    return is_asked and sentence.is_a(at + 1, "me")


def _courtesy_start(sentence: Sentence, at: int) -> int:
    """Where the courtesy before a command starts: "..., can you please", "so"."""
    for length in (5, 4, 3, 2, 1) if sentence.words[at - 1] in sentence.book.endings["courtesy"] else ():
        start = at - length
        if start >= sentence.first and sentence.match("courtesy", start) == length:
            at = start
            break
    if at - 1 > sentence.first and (sentence.is_a(at - 1, "name") or sentence.is_a(at - 1, "clause_opener")):
        return at - 1
    return at
