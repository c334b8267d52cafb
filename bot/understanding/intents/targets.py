"""Which reminders are meant: "2", "1 and 3", "the dentist one", "my 7am alarm", "that"."""

import unicodedata
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.understanding.command import Period, Target
from bot.understanding.languages.phrasebook import MARKS
from bot.understanding.picking import exception_in, place_of, read_pick
from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.times.finder import read_phrase
from bot.understanding.times.merge import merge
from bot.understanding.times.phrase import MEALS, TimePhrase
from bot.understanding.times.phrases.day_lists import SEVERAL_DAYS
from bot.understanding.times.resolve import resolve

_LARGEST_NUMBER = 999
_LONGEST_RANGE = 50
_FEWEST_MINUTES = 10  # behind an hour in words


def read_target(sentence: Sentence, at: int, end: int | None = None) -> Target:
    """The target that the words from ``at`` to ``end`` name; an empty one where they name none."""
    end = sentence.last if end is None else end
    end -= end - 1 > at and sentence.is_a(end - 1, "added_on")  # "delete 2 too"
    end -= (
        end - 1 > at and sentence.is_a(end - 1, "off") and number_of(sentence, end - 2) is not None
    )  # "scratch 2 off"
    said = read_numbers(sentence, at, end) or read_some(sentence, at, end) or _read_rank(sentence, at, end)
    if said is not None:
        return replace(said, may_be_hour=True) if _is_said_as_hour(sentence, at, end, said) else said
    timed = _timed_within(sentence, at, end)
    words = content_words(sentence, at, end, timed)
    heard = sentence.words[at:end]
    if not words and not timed:
        if not sentence.book.classes["next"].isdisjoint(heard):
            return Target(is_next=True)
        if not sentence.book.classes["last"].isdisjoint(heard):
            return Target(is_last=True)
    if not timed and _just_made(sentence, at, end):
        return Target(is_last=True)
    period = period_of(sentence, timed)
    is_several = not sentence.book.classes["several_of_them"].isdisjoint(heard) and (bool(words) or period is not None)
    place = _place_within(sentence, at, end, timed) if words else 0
    return Target(words=words, period=period, is_several=is_several, place=place)


def _place_within(sentence: Sentence, at: int, end: int, timed: tuple[TimeMention, ...]) -> int:
    """The 2 of "the second vet one", the -1 of "the last pill"; 0 without one."""
    opening = at + (sentence.is_a(at, "the") or sentence.is_a(at, "our_own"))
    is_timed = any(one.first <= opening < one.last and not _is_rank(sentence, one) for one in timed)
    return place_of(sentence, opening) if opening + 1 < end and not is_timed else 0


def _is_said_as_hour(sentence: Sentence, at: int, end: int, said: Target) -> bool:
    """True for "the 4" and "the 4 one", not for "4" and "the reminder 4"."""
    is_plain = end - at == 2 or (end - at == 3 and sentence.is_a(end - 1, "one_of_them"))
    if not is_plain or len(said.numbers) != 1 or not sentence.is_a(at, "the"):
        return False
    return sentence.tokens[at + 1].word.ordinal is None


def read_some(sentence: Sentence, at: int, end: int) -> Target | None:
    """Some of several reminders, or all but some: "both", "the rest", "everything except the pills"."""
    exception = exception_in(sentence, at, end)
    if exception is None:
        return read_pick(sentence, at, end)
    kept = read_target(sentence, exception, end)
    period = period_of(sentence, _timed_within(sentence, at, exception))
    return Target(is_all=True, period=period, kept=kept) if kept != Target() else kept


def _read_rank(sentence: Sentence, at: int, end: int) -> Target | None:
    """ "the second one"; and "2 or 3", of which nobody knows which is meant."""
    at += sentence.is_a(at, "the")
    rank = sentence.tokens[at].word.ordinal if at < end else None
    if rank is not None and at + 2 == end and sentence.is_a(at + 1, "one_of_them"):
        return Target(numbers=(rank,))
    is_choice = end - at == 3 and sentence.is_a(at + 1, "or_word")
    return Target() if is_choice and number_of(sentence, at) and number_of(sentence, at + 2) else None


def read_numbers(sentence: Sentence, at: int, end: int) -> Target | None:
    """A list of numbers and ranges and nothing else: "1, 2 and 5", "#4", "1-3"; None for anything else."""
    numbers: list[int] = []
    bad: list[str] = []
    is_range, has_minus = False, False
    for place in range(at, end):
        word = sentence.words[place]
        value = number_of(sentence, place)
        if value is not None and _goes_on(sentence, place, at):
            return None  # "nine thirty" is a time
        if place == end - 1 > at and sentence.is_a(place, "one_of_them") and number_of(sentence, place - 1) is not None:
            break  # "the 4 one"
        if value is not None:
            written = f"-{value}" if has_minus else sentence.slice(place, place + 1)
            if has_minus or not 0 < value <= _LARGEST_NUMBER:
                bad.append(written)
            elif is_range and numbers and value - numbers[-1] <= _LONGEST_RANGE:
                numbers.extend(range(numbers[-1] + 1, value + 1))
            else:
                numbers.append(value)
            is_range = has_minus = False
        elif word == "-" and numbers and (place == at or number_of(sentence, place - 1) is not None):
            is_range = True
        elif word == "-":
            has_minus = True
        elif sentence.is_a(place, "range") and numbers:
            is_range = True
        elif word == ":" and sentence.tokens[place].is_glued and number_of(sentence, place + 1) is not None:
            return None  # "2:30"
        elif not (sentence.is_a(place, "number_mark") or word in MARKS or not any(map(str.isalnum, word))):
            return None
    return Target(numbers=tuple(dict.fromkeys(numbers)), bad_numbers=tuple(bad)) if numbers or bad else None


def _goes_on(sentence: Sentence, place: int, first: int) -> bool:
    """True for the "thirty" of "nine thirty": a number in words right behind another one."""
    word = sentence.tokens[place].word
    is_minute = place > first and word.number is not None and not word.digits and word.number >= _FEWEST_MINUTES
    return is_minute and sentence.tokens[place - 1].word.number is not None


def number_of(sentence: Sentence, at: int) -> int | None:
    """The number that the token at ``at`` is: digits, a number word, a circled digit; None past the text's end."""
    if not 0 <= at < len(sentence.tokens):
        return None
    token = sentence.tokens[at]
    if token.word.number is not None and not sentence.is_a(at, "zero_letter"):
        return token.word.number
    if token.text.isdecimal():
        return int(token.text[:9])
    if len(token.text) == 1 and not token.text.isalpha():
        value = unicodedata.numeric(token.text, None)
        if value is not None and value == int(value):
            return int(value)
    return None


def content_words(sentence: Sentence, at: int, end: int, timed: tuple[TimeMention, ...] = ()) -> str:
    """The words that tell a reminder apart, as written: without times, articles and words such as "alarm"."""
    # not the dinner of "friday's dinner", for which it is
    of_times = {place for one in timed for place in range(one.first, one.last) if not _is_meal_of(sentence, one, place)}
    kept = []
    behind = at
    for place in range(at, end):
        word = sentence.words[place]
        if place < behind:
            continue
        if place in of_times or not (word.isalnum() or any(map(str.isalnum, word))):
            continue
        behind = place + sentence.book.match("target_noise", sentence.words, place)
        if behind == place and word not in sentence.book.classes["next_or_last"]:
            kept.append((word, sentence.slice(place, place + 1)))
    telling = [written for word, written in kept if word not in sentence.book.classes["happening"]]
    return " ".join(telling or [written for _, written in kept])


def _is_at_meal(sentence: Sentence, one: TimeMention) -> bool:
    """True for "at dinner", which says when; not for "dinner on friday"."""
    places = range(one.first, one.last)
    return any(sentence.is_a(place, "meal") and not _is_meal_of(sentence, one, place) for place in places)


def _is_meal_of(sentence: Sentence, one: TimeMention, place: int) -> bool:
    is_last = place == one.last - 1 > one.first
    return is_last and sentence.is_a(place, "meal") and not sentence.is_a(place - 1, "preposition")


def names_reminder(sentence: Sentence, at: int, end: int | None = None) -> bool:
    """True where a word such as "alarm", "reminder" or "appointment" stands."""
    end = sentence.last if end is None else end
    return not sentence.book.classes["reminder"].isdisjoint(sentence.words[at:end])


def period_in(sentence: Sentence, at: int, end: int | None = None) -> Period | None:
    """The stretch of time that the words name: "tomorrow", "before noon", "7am"."""
    return period_of(sentence, _timed_within(sentence, at, sentence.last if end is None else end))


def period_of(sentence: Sentence, timed: tuple[TimeMention, ...]) -> Period | None:
    phrase = None
    for one in timed:
        if one.phrase.is_delay or one.phrase.is_repeat or _is_rank(sentence, one):
            continue
        said = _without_one(sentence, one)
        if said.fields.part in MEALS and not _is_at_meal(sentence, one):
            said = replace(said, fields=replace(said.fields, part=None))
        phrase = said if phrase is None else merge(phrase, said) or phrase
    if phrase is None:
        return None
    return period_of_phrase(sentence, phrase, sentence.text[phrase.start : phrase.end])


def _without_one(sentence: Sentence, one: TimeMention) -> TimePhrase:
    """The day of "the friday one", which is not at one o'clock."""
    phrase, words = one.phrase, sentence.words[one.first : one.last]
    is_one = words[-1] in sentence.book.classes["one_of_them"] and phrase.fields.day is not None
    is_at = not sentence.book.classes["clock_preposition"].isdisjoint(words)
    return replace(phrase, fields=replace(phrase.fields, clocks=())) if is_one and not is_at else phrase


def period_of_phrase(sentence: Sentence, phrase: TimePhrase, words: str) -> Period | None:
    """The stretch that ``phrase`` covers, called ``words``; None for what covers none."""
    period = resolve(phrase, sentence.context).period
    if period is None:
        return None
    first, last = sentence.token_at(phrase.start), sentence.token_at(phrase.end)
    said = sentence.words[first:last]
    if SEVERAL_DAYS in phrase.rule:
        period = _with_days_behind(period, sentence, first + 1, last)
    return replace(_opened(period, said, sentence, has_clock=bool(phrase.fields.clocks)), words=words)


def _with_days_behind(period: Period, sentence: Sentence, first: int, last: int) -> Period:
    """ "today and tomorrow" is both days; of days that do not follow each other, only the first is covered."""
    for at in range(first, last):
        day = read_phrase(sentence.slice(at, at + 1), sentence.context)
        more = resolve(day, sentence.context).period if day is not None else None
        if more is not None and more.start == period.end:
            period = replace(period, end=more.end)
    return period


def _opened(period: Period, said: tuple[str, ...], sentence: Sentence, *, has_clock: bool) -> Period:
    """ "before noon", "until friday", "tomorrow after 3": the stretch up to or from what ``period`` names."""
    classes = sentence.book.classes
    midnight = datetime.combine(period.start.date(), time(), tzinfo=period.start.tzinfo)
    if not classes["up_to"].isdisjoint(said):
        if has_clock:
            return replace(period, start=midnight, end=period.start)
        end = period.start if not classes["before_word"].isdisjoint(said) else period.end
        return replace(period, start=min(sentence.context.now, end), end=end)
    if has_clock and not classes["from_then"].isdisjoint(said):
        return replace(period, end=midnight + timedelta(days=1))
    return period


def _is_rank(sentence: Sentence, one: TimeMention) -> bool:
    """True for the "first" of "my first meeting tomorrow", which is no day of the month."""
    is_weak = one.phrase.rule == "day of month" and one.phrase.is_latent
    return is_weak and one.last < sentence.last and not sentence.is_a(one.last, "function")


def _timed_within(sentence: Sentence, at: int, end: int) -> tuple[TimeMention, ...]:
    return tuple(one for one in sentence.timed if one.first >= at and one.last <= end)


def _just_made(sentence: Sentence, at: int, end: int) -> bool:
    found = sentence.book.find("just_made", sentence.words, at, end)
    return found is not None


def spoken_of(target: Target) -> Target:
    """``target``, empty where it is the last one: how an edit names what is spoken of."""
    return Target() if target.is_last else target
