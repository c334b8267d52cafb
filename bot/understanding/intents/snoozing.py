"""Being told again later: "snooze", "snooze 10 min", "remind me again in an hour", "5 more minutes"."""

from bot.understanding.command import Reading, Snooze, Target
from bot.understanding.intents.targets import content_words, names_reminder, number_of, read_numbers
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.resolve import resolve

EXAMPLES = ("snooze 10 min", "snooze until 5", "remind me again in 10 minutes", "later")

_MINUTES = "It asks for that many minutes."
_SURELY_MINUTES = 10
_FEWEST_MINUTES = 5  # "snooze 10" is ten minutes, "snooze 2" is reminder 2


def read_snoozing(sentence: Sentence) -> Reading | None:
    """A reminder to come again later, None where that is not asked for."""
    at = sentence.first
    length = sentence.match("snooze", at)
    if not length:
        return _read_more_time(sentence) or read_busy(sentence) or _read_time_first(sentence)
    at += length
    while courtesy := sentence.match("courtesy", at):
        at += courtesy  # "snooze please 30"
    timed = next((one for one in sentence.timed if one.last >= sentence.last and one.first >= at - 2), None)
    if timed is not None and timed.phrase.is_repeat:
        return None
    end = timed.first if timed else sentence.last
    is_until = at > sentence.first and sentence.is_a(at - 1, "until")
    is_clock = at > sentence.first and sentence.is_a(at - 1, "preposition") and not sentence.is_a(at - 1, "length_lead")
    bare = None if is_until or is_clock else read_numbers(sentence, at, sentence.last)
    if bare is not None and len(bare.numbers) == 1 and bare.numbers[0] >= _FEWEST_MINUTES:
        return _of_minutes(bare.numbers[0])
    if bare is not None:
        return Reading(Snooze(target=bare), "It asks to be told again later.")
    if timed is None and sentence.is_a(at - 1, "more") and names_reminder(sentence, at):
        return None  # "i need another alarm"
    target = read_numbers(sentence, at, end) or Target(is_last=True)
    is_clause = sentence.is_a(at, "clause_word") and sentence.is_a(at + 1, "speaker")
    if is_clause and timed is not None and timed.phrase.is_clock:
        return _snoozed(sentence, Target(is_last=True), timed)  # "remind me about it when i get home at 5:30"
    if is_until and timed is None and sentence.is_a(at, "speaker_word"):
        return _snoozed(sentence, Target(is_last=True), None)  # "snooze until i'm home"
    if words := "" if target.numbers else content_words(sentence, at, end):
        if not sentence.is_a(sentence.first, "snoozing"):
            return None
        target = Target(words=words)
        minutes = number_of(sentence, end)
        if minutes is not None and minutes >= _FEWEST_MINUTES and end + 1 == sentence.last:
            return Reading(Snooze(target=target, delay_seconds=60 * minutes), _MINUTES)  # "snooze the meds 20"
    return _snoozed(sentence, target, timed)


def _read_more_time(sentence: Sentence) -> Reading | None:
    """ "5 more minutes", "10 min more": a length of time and nothing else, and a word that asks for more."""
    wanted = sentence.match("time_wanted", sentence.first)
    alone = sentence.timed_from(sentence.first + wanted) if wanted else None
    if alone is not None and alone.last == sentence.last and alone.phrase.is_delay:
        return _snoozed(sentence, Target(is_last=True), alone)
    number = number_of(sentence, sentence.first + wanted)
    if wanted and number is not None and number >= _FEWEST_MINUTES and sentence.first + wanted + 1 == sentence.last:
        return _of_minutes(number)  # "give me 10"
    if sentence.book.classes["more"].isdisjoint(sentence.words):
        return None
    at = sentence.first + sentence.match("more_wanted", sentence.first)
    number = number_of(sentence, at)
    if number is not None and number >= _FEWEST_MINUTES and at + 2 == sentence.last and sentence.is_a(at + 1, "more"):
        return _of_minutes(number)
    timed = sentence.timed_from(at)
    last = sentence.last - sentence.is_a(sentence.last - 1, "more")  # "half an hour more"
    if timed is None or not timed.phrase.is_delay or timed.last < last:
        return None
    return _snoozed(sentence, Target(is_last=True), timed)


def read_busy(sentence: Sentence) -> Reading | None:
    """ "busy, remind me at 5", "in a meeting, 30 min", "driving until 6": why not now, then a time and nothing else."""
    length = sentence.match("busy_now", sentence.first)
    if not length:
        return None
    start = at = sentence.first + length
    at = sentence.skip_marks(at)
    if at >= sentence.last:  # "in a meeting now", not "in a meeting"
        return _snoozed(sentence, Target(is_last=True), None) if sentence.is_a(at - 1, "right_now") else None
    asked = max(sentence.match(way, at) for way in ("snooze", "remind", "ask_later", "time_wanted"))
    if asked and at + asked == sentence.last:
        return Reading(Snooze(target=Target(is_last=True)), "It asks to be told again later.")  # "in a meeting, later"
    minutes = number_of(sentence, at + asked)
    if minutes is not None and minutes >= _SURELY_MINUTES and at + asked + 1 == sentence.last:
        return _of_minutes(minutes)  # "hang on, 10"
    timed = sentence.timed_from(at + asked) or sentence.timed_from(at + asked - 1)
    if timed is None or timed.last < sentence.last:
        return None
    is_set_off = at > start or asked or timed.phrase.is_delay or sentence.is_a(timed.first, "until")
    return _snoozed(sentence, Target(is_last=True), timed) if is_set_off else None


def _read_time_first(sentence: Sentence) -> Reading | None:
    """ "tomorrow please snooze", "10 minute snooze", "remind me in 15 again": the time, then the word."""
    is_again = sentence.is_a(sentence.last - 1, "again_word")
    asked = sentence.match("remind", sentence.first) if is_again else 0
    timed = sentence.timed_from(sentence.first + asked)
    if timed is None or not ((is_again and asked) or sentence.is_a(sentence.last - 1, "snoozing")):
        return None
    is_all = all(sentence.match("courtesy", at) for at in range(timed.last, sentence.last - 1))
    return _snoozed(sentence, Target(is_last=True), timed) if is_all else None


def _of_minutes(number: int) -> Reading:
    return Reading(Snooze(target=Target(is_last=True), delay_seconds=60 * number), _MINUTES)


def _snoozed(sentence: Sentence, target: Target, timed: TimeMention | None) -> Reading:
    why = "It asks to be told again later."
    if timed is None:
        return Reading(Snooze(target=target), why)
    if timed.phrase.is_delay:
        return Reading(Snooze(target=target, delay_seconds=timed.phrase.delay_seconds), why)
    return Reading(Snooze(target=target, moment=resolve(timed.phrase, sentence.context).moment), why)
