"""Pausing a reminder and letting it go on, leaving out the next time: "pause 2", "resume 2", "skip next"."""

from dataclasses import replace

from bot.domain.naming import named_by
from bot.understanding.command import Edit, Moment, Reading, Target
from bot.understanding.intents.targets import names_reminder, number_of, read_target, spoken_of
from bot.understanding.intents.whole import read_whole
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.phrase import TimePhrase
from bot.understanding.times.resolve import resolve

_WAYS = (
    ("pause", True, "It pauses a reminder."),
    ("resume", False, "It lets a reminder go on."),
    ("skip", None, "It leaves out the next time of a repeat."),
)
_PAUSED, _RESUMED = _WAYS[0][2], _WAYS[1][2]
_MOST_EXCUSE_WORDS = 10
_FEWEST_DAYS = 3
_MOST_NAMING_WORDS = 3
_LONGEST_DAY_SECONDS = 25 * 3600  # when clocks go back


def read_pause(sentence: Sentence) -> Reading | None:
    """A reminder to be silent for a while, to go on, or to be left out once; None where none of that is asked for."""
    for meaning, pause, why in _WAYS:
        if length := sentence.match(meaning, sentence.first):
            way = _read_way(sentence, sentence.first + length, pause=pause, why=why)
            has_numbers = way is not None and isinstance(way.command, Edit) and bool(way.command.target.numbers)
            return way if has_numbers else _read_first_clause(sentence) or way
    return _read_stopped(sentence) or _read_back_on(sentence)


def _read_first_clause(sentence: Sentence) -> Reading | None:
    """ "pause the walks till monday, my sister has him": behind the comma stands why."""
    comma = next((at for at in range(sentence.first, sentence.last) if sentence.words[at] == ","), None)
    if comma is None:
        return None
    return read_pause(make_sentence(sentence.slice(sentence.first, comma), sentence.context))


def read_stopped_for_a_while(sentence: Sentence) -> Reading | None:
    """ "stop the gym reminders for a week", "... until monday": "stop" alone takes them back for good."""
    says_until = any(sentence.is_a(at, "until") for at in range(sentence.first, sentence.last))
    if not (says_until or any(_is_long(sentence, one) for one in sentence.timed)):
        return None
    answer = _read_stopped(sentence)
    edit = answer.command if answer is not None else None
    return answer if isinstance(edit, Edit) and edit.pause and edit.moment is not None else None


def _is_long(sentence: Sentence, one: TimeMention) -> bool:
    """True for "for a week" and "for this month", not for a day, a weekend, or what has not begun."""
    if one.last != sentence.last or one.phrase.is_repeat:
        return False
    period = None if one.phrase.is_delay else resolve(one.phrase, sentence.context).period
    if period is None:
        return (one.phrase.delay_seconds or 0) >= _FEWEST_DAYS * 86_400
    return period.start <= sentence.context.now and (period.end - period.start).days >= _FEWEST_DAYS


def read_excused(sentence: Sentence) -> Reading | None:
    """ "i'm sick, skip today", "i'm away till sunday, no reminders please", "no reminders until monday"."""
    first, last = sentence.first, sentence.last
    if length := sentence.match("quiet", first):
        end, until = _end(sentence, first + length)
        period = read_target(sentence, first + length).period if until is None else None
        if (
            period is not None
            and period.start <= sentence.context.now
            and read_target(sentence, first + length).words == ""
        ):
            end, until = first + length, Moment(at=period.end, has_date=True, has_clock=False)  # "no reminders today"
        is_meant = end == first + length < last and until is not None
        return Reading(Edit(target=Target(is_all=True), pause=True, moment=until), _PAUSED) if is_meant else None
    at = next(
        (at for at in range(first + 1, min(last - 1, first + _MOST_EXCUSE_WORDS)) if _is_stop(sentence, at)), None
    )
    if at is None:
        return None
    rest = make_sentence(sentence.slice(at + 1, last), sentence.context)
    answer = read_whole(rest) or read_pause(rest) if rest.tokens else None
    edit = answer.command if answer is not None else None
    is_quiet = edit is None and bool(rest.tokens) and rest.match("quiet", rest.first) == rest.last - rest.first
    if is_quiet:
        edit = Edit(target=Target(is_all=True), pause=True)
    if not isinstance(edit, Edit) or not (edit.pause is not None or edit.skip_next):
        return None
    if edit.pause and edit.moment is None:
        _, until = _end(make_sentence(sentence.slice(first, at), sentence.context), 1)
        edit = replace(edit, moment=until)
    return Reading(edit, _PAUSED if edit.pause else "It pauses a reminder or lets it go on.")


def _is_stop(sentence: Sentence, at: int) -> bool:
    return sentence.is_a(at, "but") or sentence.is_a(at, "therefore")


def _read_way(sentence: Sentence, at: int, *, pause: bool | None, why: str) -> Reading | None:
    end, until = _end(sentence, at) if pause else (sentence.last, None)
    once = _this_time(sentence, at) if pause is None else sentence.last
    if at < once < sentence.last:
        return Reading(Edit(target=spoken_of(read_target(sentence, at, once)), skip_next=True), why)
    if pause is None and number_of(sentence, at) is not None:
        day = read_phrase(sentence.slice(at + 1, sentence.last), sentence.context)
        if day is not None and day.is_period:
            return Reading(Edit(target=read_target(sentence, at, at + 1), skip_next=True), why)  # "skip 4 tomorrow"
    if pause is None and sentence.timed_from(at - 1) is not None:
        at -= 1  # "skip next week"
    target = read_target(sentence, at, end)
    if pause and until is None and target.period is not None and _is_ours(sentence, target):
        return _read_stretch(sentence, target)
    if pause is None and _is_left_out_then(sentence, at, target):
        return Reading(Edit(target=target, skip_next=True), "It leaves out the time on that day.")
    is_meant = target.numbers or target.is_last or target.is_next or names_reminder(sentence, sentence.first)
    is_meant = is_meant or (end < sentence.last and target == Target()) or _is_all(sentence, target)
    is_clear = sentence.is_a(sentence.first, "managing") or pause is None  # not "hold the line"
    is_named = is_clear and not sentence.timed and 0 < len(target.words.split()) <= _MOST_NAMING_WORDS
    is_sure = sentence.is_a(sentence.first, "unpausing")
    is_sure = is_sure or ((until is not None or is_named) and _is_ours(sentence, target))
    if not (is_meant or is_sure):
        is_next = pause is None and sentence.is_a(at - 1, "next") and not sentence.timed
        return Reading(Edit(target=Target(), skip_next=True), why) if is_next else None
    if _is_all(sentence, target) or (until is not None and _names_all(sentence, target)):
        target = Target(is_all=True)
    target = Target() if target.is_last or target.is_next else target
    return Reading(Edit(target=target, pause=pause, skip_next=pause is None, moment=until), why)


def _read_stretch(sentence: Sentence, target: Target) -> Reading | None:
    """ "pause the standup this week": until that is over."""
    if target.period is None or target.period.start > sentence.context.now:
        return None
    until = Moment(at=target.period.end, has_date=True, has_clock=False)
    return Reading(Edit(target=replace(target, period=None), pause=True, moment=until), _PAUSED)


def _this_time(sentence: Sentence, at: int) -> int:
    """Where the "this once" starts that ends the text, else the end."""
    last = sentence.last
    return next((place for place in range(at, last) if sentence.match("this_time", place) == last - place), last)


def _is_all(sentence: Sentence, target: Target) -> bool:
    words = target.words.lower().split()
    return bool(words) and all(word in sentence.book.classes["everything"] for word in words)


def _names_all(sentence: Sentence, target: Target) -> bool:
    """True for "pause my reminders for a week"."""
    return target == Target() and not sentence.book.classes["several_things"].isdisjoint(sentence.words)


def _is_ours(sentence: Sentence, target: Target) -> bool:
    """False for "mute the tv for 10 minutes"."""
    classes = sentence.book.classes
    others = classes["device"] | classes["service"] | classes["not_ours"]
    is_silenced = sentence.is_a(sentence.first, "silencing")  # "mute the phone"
    return bool(target.words) and not is_silenced and others.isdisjoint(sentence.words)


def _is_left_out_then(sentence: Sentence, at: int, target: Target) -> bool:
    """True for "skip tomorrow", "skip the standup on friday", not for "skip breakfast tomorrow"."""
    if sentence.first + 1 < sentence.last and sentence.match("skip", sentence.first) and target.words:
        owner = sentence.timed_from(at)
        ending = tuple(sentence.book.classes["possessive_ending"])
        if owner is not None and sentence.words[owner.last - 1].endswith(ending):
            return True  # "skip tomorrow's run"
        if sentence.is_a(sentence.first, "leaving"):
            return False  # "leave out the bins on friday"
    is_named = any(sentence.is_a(place, "determiner") for place in (at - 1, at))
    return target.period is not None and (not target.words or is_named)


def _read_stopped(sentence: Sentence) -> Reading | None:
    """ "put 3 on hold", "stop 2 for now", "mute 2 for a week", "no gym reminder this week"."""
    first, last = sentence.first, sentence.last
    at = first + (sentence.match("stopped_for", first) or sentence.is_a(first, "put_verb"))
    if at == first:
        return None
    held = next((place for place in range(at, last) if sentence.match("on_hold", place)), None)
    end, until = _end(sentence, at if held is None else held)
    if held is None and (end == last or not sentence.match("stopped_for", first)):
        return _read_no(sentence, at)
    target = read_target(sentence, at, end if held is None else held)
    is_named = names_reminder(sentence, at) or (held is not None and sentence.is_a(at, "determiner"))
    is_named = is_named or sentence.is_a((end if held is None else held) - 1, "one_of_them")
    if sentence.is_a(at, "determiner") or not sentence.is_a(
        at, "function"
    ):  # "stop the pills until friday", not "stop by the gym"
        is_named = is_named or bool(named_by(target.words, sentence.context.known))
    if not (target.numbers or target.is_last or is_named):
        return None
    if _is_all(sentence, target) or _names_all(sentence, target):
        target = Target(is_all=True)
    return Reading(Edit(target=spoken_of(target), pause=True, moment=until), _PAUSED)


def _read_no(sentence: Sentence, at: int) -> Reading | None:
    """ "no gym reminder this week": one that repeats, since it has a name and the time is a stretch of days."""
    if sentence.match("this_time", sentence.last - 2) == 2 and names_reminder(sentence, at):
        return Reading(Edit(target=read_target(sentence, at, sentence.last - 2), skip_next=True), _WAYS[2][2])
    target = read_target(sentence, at)
    is_named = any(sentence.is_a(place, "container") for place in range(at, sentence.last))  # not "no meeting tomorrow"
    is_refused = sentence.is_a(sentence.first, "refusing") and bool(target.words) and is_named
    if not is_refused or target.period is None or any(one.phrase.fields.clocks for one in sentence.timed):
        return None
    length = (target.period.end - target.period.start).total_seconds()
    if length <= _LONGEST_DAY_SECONDS:
        return Reading(Edit(target=target, skip_next=True), "It leaves out the time on that day.")
    until = Moment(at=target.period.end, has_date=True, has_clock=False)
    return Reading(Edit(target=replace(target, period=None), pause=True, moment=until), _PAUSED)


def _read_back_on(sentence: Sentence) -> Reading | None:
    """ "start 2 again", "turn 2 back on", "bring 3 back"."""
    first, last = sentence.first, sentence.last
    if not sentence.is_a(first, "starting_again"):
        return None
    end = next((at for at in range(first + 2, last) if sentence.match("back_on", at) == last - at), None)
    start = first + 1
    while sentence.is_a(start, "number_mark") and number_of(sentence, start + 1) is not None:
        start += 1
    if end is None or end <= start:
        return None
    is_number = end == start + 1 and number_of(sentence, start) is not None
    is_named = sentence.is_a(start, "determiner") and (
        sentence.is_a(end - 1, "one_of_them") or names_reminder(sentence, start, end)
    )
    if sentence.is_a(start, "everything") and end == start + 1:
        return Reading(Edit(target=Target(is_all=True), pause=False), _RESUMED)
    if not (is_number or is_named):
        return None
    return Reading(Edit(target=spoken_of(read_target(sentence, start, end)), pause=False), _RESUMED)


def _over(sentence: Sentence, phrase: TimePhrase, *, is_stretch: bool) -> Moment | None:
    """When a pause is over: "until monday" when that begins, "for today" and "for this week" when they end."""
    resolved = resolve(phrase, sentence.context)
    if is_stretch and phrase.is_period and resolved.period is not None:
        return Moment(at=resolved.period.end, has_date=True, has_clock=False)
    return resolved.moment


def _end(sentence: Sentence, at: int) -> tuple[int, Moment | None]:
    """Where the "until monday", "for a week" or "for now" of a pause starts, and the moment it is over, if one is."""
    for place in range(at, sentence.last - 1):
        if not (sentence.is_a(place, "until") or sentence.is_a(place, "for_word")):
            continue
        if sentence.match("a_while", place + 1) == sentence.last - place - 1:
            return place, None  # "for now"
        phrase = read_phrase(sentence.slice(place + 1, sentence.last), sentence.context)
        if phrase is None and sentence.is_a(place + 1, "speaker") and (back := sentence.timed_until(sentence.last)):
            phrase = back.phrase  # "until i get back on the 28th"
        if phrase is not None:
            until = _over(sentence, phrase, is_stretch=not sentence.is_a(place, "until"))
            return _before_circumstances(sentence, at, place), until
    return _before_circumstances(sentence, at, sentence.last), None


def _before_circumstances(sentence: Sentence, at: int, end: int) -> int:
    """Where the "while i'm away" before ``end`` starts, else ``end``."""
    return next((place for place in range(at + 1, end) if sentence.is_a(place, "meanwhile")), end)
