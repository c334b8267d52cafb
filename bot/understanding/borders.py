"""Where a time phrase ends and the errand begins: "turn it on | at 5", "chapter 7 | by monday", "lunch | at noon"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.understanding.times.finder import PhraseSpan, find_phrase_spans
from bot.understanding.times.phrase import TimePhrase

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence

_MOST_ERRANDS = 3  # names and numbers behind which a text is read once more
# Kinds of words that start a time of its own behind a number.
_BEHIND_COUNT = ("offset", "weekday", "at", "on", "this", "next", "month", "part")
_MOST_STREET_WORDS = 3
_CURRENCIES = frozenset("$\u20ac\u00a3\u00a5\u20b9")
_AFTER_EARLY = ("month", "part", "next", "this", "in", "the", "season")
# Kinds of words before "early" and "late" with which those say when: "friday early".
_DAYS = ("offset", "weekday", "month", "part", "number", "ordinal", "at", "on", "unit")
# Kinds of words before a meal with which it is a time: "at lunch", "after work".
_BEFORE_MEAL_TIME = ("at", "by", "in", "on", "to", "past", "after", "before", "the", "from")


def with_own_borders(
    sentence: "Sentence", found: list[PhraseSpan], end: int, *, errands: int = 0
) -> Iterator[PhraseSpan]:
    """Each phrase without what belongs to the errand; left out where that is all of it.

    Where a phrase starts with a word of the errand, what is behind that word is read afresh, up to the token ``end``.
    """
    for phrase, first, last in found:
        if _is_all_there_is(sentence, phrase, first):
            yield phrase, first, sentence.last
            continue
        if (errand := _errand_until(sentence, phrase, first)) is not None:
            is_afresh = errands < _MOST_ERRANDS
            behind = sentence.tokens[errand + 1 : end if is_afresh else last]
            afresh = find_phrase_spans(behind, sentence.context, errand + 1)
            yield from with_own_borders(sentence, afresh, end, errands=errands + 1)
            if is_afresh:
                return
            continue
        if _is_time(sentence, phrase, first, last):
            yield phrase, _start(sentence, first, last), _end(sentence, first, last)


def _is_all_there_is(sentence: "Sentence", phrase: TimePhrase, first: int) -> bool:
    """True for most texts that are a time and nothing else: there is no errand to draw a border to."""
    if first != sentence.first or phrase.is_latent or phrase.rule == "day of month":
        return False
    if phrase.end < sentence.tokens[sentence.last - 1].end or sentence.quoted:
        return False
    word, classes = sentence.words[first], sentence.book.classes
    if word in classes["meal"] or word in classes["night_out"] or word in classes["day_or_name"]:
        return False
    return word not in classes["particle"] or _start(sentence, first, sentence.last) == first


def _errand_until(sentence: "Sentence", phrase: TimePhrase, at: int) -> int | None:
    """The last token of ``phrase`` that is a name or a number of something else, None where it starts as a time."""
    if count := _head_count(sentence, at):
        return count
    if _is_adverb(sentence, at):
        return at
    if _is_dinner_of_thing(sentence, at):
        return at
    if (other := _other_number(sentence, at)) is not None:
        return other
    if sentence.tokens[at].word.number is None:
        return at if _is_name(sentence, at, phrase) else None
    behind = sentence.tokens[at + 1 : at + 3]
    if _is_numbered(sentence, at) and len(behind) > 1 and behind[0].text == "-" and behind[1].word.digits:
        return at + 2  # "pages 5-6"
    if _is_numbered(sentence, at) or _is_numbered_to(sentence, at):
        return at + 2 if len(behind) > 1 and behind[0].text == "." and behind[1].is_glued else at  # "release 4.1"
    is_else = _is_title(sentence, at, phrase) or _is_name(sentence, at, phrase)
    return at if is_else else None


def _is_dinner_of_thing(sentence: "Sentence", at: int) -> bool:
    """True for the dinner of "peppers for the anniversary dinner tomorrow", which is no hour."""
    if not sentence.is_a(at, "meal") or at < sentence.first + 2 or at + 1 >= len(sentence.tokens):
        return False
    is_dated = not sentence.tokens[at + 1].word.classes.isdisjoint(("offset", "weekday"))
    is_thing = sentence.words[at - 1].isalpha() and not sentence.is_a(at - 1, "function")
    return is_dated and is_thing and sentence.is_a(at - 2, "the")


def _other_number(sentence: "Sentence", at: int) -> int | None:
    """The last token of an amount of money, a telephone number or "(1/3)"; None for what may be a time."""
    tokens = sentence.tokens
    if not tokens[at].word.digits:
        return None
    before = tokens[at - 1].text if at else ""
    if (
        before == "-"
        and at > 1
        and tokens[at].is_glued
        and tokens[at - 2].word.digits == tokens[at].word.digits - 1 == 3
    ):
        return at  # the second half of "555-0142"
    if before in _CURRENCIES:
        end = at
        while (
            end + 2 < len(tokens)
            and tokens[end + 1].is_glued
            and tokens[end + 1].text in ",."
            and tokens[end + 2].is_glued
        ):
            end += 2
        return end
    behind = tokens[at + 1 : at + 4]
    is_glued = len(behind) > 1 and behind[0].is_glued and behind[1].is_glued
    if is_glued and behind[0].text == "-" and tokens[at].word.digits == 3 and behind[1].word.digits in (3, 4):
        is_long = len(behind) > 2 and behind[1].word.digits == 3
        return at + 4 if is_long and at + 4 < len(tokens) else at + 2  # "555-0142"
    is_part = before == "(" and len(behind) > 2 and behind[0].text == "/" and behind[2].text == ")"
    return at + 2 if is_part and at > 1 else None


def _is_adverb(sentence: "Sentence", at: int) -> bool:
    """True for the "late" of "work late tomorrow" and the "early" of "pick the kids up early on friday"."""
    if not sentence.is_a(at, "early_or_late") or at <= sentence.first:
        return False
    before, classes = sentence.words[at - 1], sentence.book.classes
    if before not in classes["function"] and sentence.is_a(at - 2, "rising_verb"):
        return False  # "wake up early tomorrow"
    behind = sentence.tokens[at + 1].word.classes if at + 1 < len(sentence.tokens) else frozenset()
    if not behind.isdisjoint(_AFTER_EARLY) or not before.isalpha() or sentence.is_a(at - 1, "remind_word"):
        return False
    is_of_errand = before not in classes["function"] and not sentence.is_a(at - 1, "rising_verb")
    kinds = sentence.tokens[at - 1].word.classes
    return is_of_errand and (kinds.isdisjoint(_DAYS) or sentence.is_a(at - 1, "meal"))  # "work late"


def _is_numbered(sentence: "Sentence", at: int) -> bool:
    """True for the 7 of "chapter 7"."""
    return (
        at > 0
        and sentence.tokens[at].word.digits > 0
        and sentence.words[at - 1] in sentence.book.classes["numbered"]
        and not _counts_units(sentence, at)
    )


def _counts_units(sentence: "Sentence", at: int) -> bool:
    """True for the 24 of "my flight 24 hours before", not for the 3 of "chapter 3 day after tomorrow"."""
    behind = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if behind is None or behind.word.unit is None:
        return False
    return sentence.tokens[at].word.number == 1 or behind.word.classes.isdisjoint(("daytime", "ordinal"))


def _is_numbered_to(sentence: "Sentence", at: int) -> bool:
    """True for the 5 of "chapters 3 to 5"."""
    is_range = at > 2 and sentence.tokens[at].word.digits > 0 and sentence.is_a(at - 1, "range_sign")
    return is_range and _is_numbered(sentence, at - 2)


def _head_count(sentence: "Sentence", at: int) -> int | None:
    """Where the 4 of "dinner for 4 tomorrow" and "a table for 4 at 7" stands, None where nothing of that is said."""
    for_words = sentence.book.classes["for_word"]
    number_at = at + 1 if sentence.words[at] in for_words else at + 2
    if number_at + 1 >= sentence.last or sentence.words[number_at - 1] not in for_words:
        return None
    if not sentence.is_a(number_at - 2, "seated") or sentence.tokens[number_at].word.number is None:
        return None
    behind = sentence.tokens[number_at + 1].word.classes
    return None if behind.isdisjoint(_BEHIND_COUNT) else number_at


def _is_title(sentence: "Sentence", at: int, phrase: TimePhrase) -> bool:
    """True for the number of "watch 24 at 9pm": nobody writes a day or a year so, behind an errand's verb."""
    if not phrase.fields.clocks or phrase.introduced or not 0 < at < sentence.last - 1:
        return False
    written = sentence.tokens[at].word
    return (
        written.number is not None
        and written.digits > 1
        and "at" in sentence.tokens[at + 1].word.classes
        and sentence.words[at - 1] in sentence.book.classes["errand"]
    )


def _is_name(sentence: "Sentence", at: int, phrase: TimePhrase) -> bool:
    """True for "tom" and "eve" where that is somebody: "call tom", "with Tom", "bob and eve"."""
    classes = sentence.book.classes
    if sentence.words[at] not in classes["day_or_name"] or not sentence.first < at < sentence.last:
        return False
    before = sentence.words[at - 1]
    return sentence.text[phrase.start].isupper() or before in classes["before_name"] or before in classes["errand"]


def _is_time(sentence: "Sentence", phrase: TimePhrase, first: int, last: int) -> bool:
    """False for what only looks like a time: in quotation marks, part of a word, a measure, a meal to be had."""
    start, end, text = phrase.start, phrase.end, sentence.text
    if first >= sentence.last:
        return False
    if phrase.is_latent and (
        text[start:end].lower() in sentence.book.classes["pronoun"] or (last - first == 1 and sentence.is_a(last, "me"))
    ):
        return False  # "the dentist one", "a reminder 4 me"
    if (start and _is_in_word(text[start - 1])) or (end < len(text) and _is_in_word(text[end])):
        return False  # "B5"
    if phrase.rule == "day of month" and (
        sentence.words[last - 1] in sentence.book.classes["pronoun"] or sentence.is_a(last, "ranked")
    ):
        return False  # "the one for bread", "on fifth street"
    if _is_count(sentence, phrase, first, last):
        return False
    if phrase.is_clock and (_is_in_address(sentence, last) or _is_measure(sentence, first)):
        return False  # "at 114 elm street", "a 2 by 4"
    if _is_numbered(sentence, first):
        return False
    if last - first == 1 and _is_night_out(sentence, first):
        return False
    if _is_meal(sentence, first, last):
        return sentence.last - sentence.first == 1  # "schedule lunch with bob" is about a meal
    quoted = sentence.quoted
    return not (quoted and any(opening < end and start < closing for opening, closing in quoted))


def _is_count(sentence: "Sentence", phrase: TimePhrase, first: int, last: int) -> bool:
    """True for "a second reminder", "5 minutes apart", the numbers of "10 and 18 minutes", "at 4 laps"."""
    if phrase.is_delay:
        is_second = phrase.delay_seconds == 1 and sentence.words[last - 1] == "second"
        return (is_second and sentence.is_a(last, "container")) or sentence.is_a(last, "apart_word")
    if not phrase.is_clock:
        return False
    is_at = first < last - 1 and sentence.tokens[last - 2].text == "at"
    return (is_at and _counts_things(sentence, last)) or (phrase.is_latent and _are_lengths(sentence, last))


def _counts_things(sentence: "Sentence", at: int) -> bool:
    """True before "laps" and "pages", which a number before them counts."""
    word = sentence.word(at)
    return (
        word.endswith("s") and sentence.tokens[at - 1].word.digits > 0 and word[:-1] in sentence.book.classes["counted"]
    )


def _are_lengths(sentence: "Sentence", at: int) -> bool:
    """True where a length follows in one list with bare numbers: "10 and | 15 minutes"."""
    at += sentence.is_a(at, "separator")
    at += sentence.is_a(at, "joiner")
    if not 0 < at < len(sentence.tokens) - 1 or not (
        sentence.is_a(at - 1, "joiner") or sentence.is_a(at - 1, "separator")
    ):
        return False
    return sentence.tokens[at].word.number is not None and sentence.tokens[at + 1].word.unit in ("minute", "second")


def _is_in_address(sentence: "Sentence", last: int) -> bool:
    """True where the number before token ``last`` is a house's."""
    if last + 1 >= len(sentence.words) or not sentence.tokens[last - 1].word.digits or sentence.is_a(last, "function"):
        return False
    streets = sentence.book.classes["street"]
    return not streets.isdisjoint(sentence.words[last + 1 : last + _MOST_STREET_WORDS])


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_measure(sentence: "Sentence", at: int) -> bool:
    """True for the "by 4" of "a 2 by 4"."""
    return at > 0 and sentence.is_a(at, "by_word") and sentence.tokens[at - 1].word.number is not None


def _is_meal(sentence: "Sentence", first: int, last: int) -> bool:
    """True for "lunch" and "about lunch", not for "at lunch" and "after work"."""
    if last - first > 1 and sentence.words[first] in sentence.book.classes["topic"]:
        first += 1 + (last - first == 3 and sentence.is_a(first + 1, "the"))  # "flowers for the dinner"
    return last - first == 1 and sentence.words[first] in sentence.book.classes["meal"]


def _is_night_out(sentence: "Sentence", at: int) -> bool:
    """True for the "night" of "movie night", and of "raid night every thursday"."""
    classes, before = sentence.book.classes, sentence.words[at - 1]
    if sentence.words[at] not in classes["night_out"] or at <= sentence.first:
        return False
    if before in classes["before_night_out"]:
        return True
    behind = sentence.tokens[at + 1].word if at + 1 < len(sentence.tokens) else None
    is_dated = behind is not None and (behind.weekday is not None or "every" in behind.classes)
    is_name = before.isalpha() and before not in classes["function"] and before not in classes["errand"]
    return is_dated and is_name and not sentence.tokens[at - 1].word.classes


def _start(sentence: "Sentence", first: int, last: int) -> int:
    """The first token that is not the errand's: not the "on" of "turn it on at 5", nor the meal of "lunch at noon"."""
    if last - first < 2:
        return first
    classes = sentence.book.classes
    if _is_night_out(sentence, first):
        return first + 1  # "movie night | at 8": still says that it is late
    word, following = sentence.words[first], first + 1
    is_stranded = word in classes["stranded"] and first > 1 and sentence.is_a(first - 1, "stranding")
    if is_stranded and sentence.words[first - 2].isalpha() and sentence.words[first - 2] not in classes["function"]:
        return following  # "the drill ann asked for | saturday"
    if word in classes["particle"]:
        is_doubled = sentence.words[following] in classes["preposition"]
        if word == "over" and sentence.tokens[last - 1].word.weekday is None and len(sentence.words) > following + 1:
            is_doubled = (
                is_doubled or sentence.tokens[following + 1].word.weekday is not None
            )  # "invite ann over this sunday"
        return following if is_doubled or sentence.tokens[following].word.offset is not None else first
    return following if word in classes["meal"] else first


def _end(sentence: "Sentence", first: int, last: int) -> int:
    """The token behind the phrase, a meal left to the errand: "tomorrow at noon lunch with bob"."""
    end = min(last, sentence.last)
    meal = end - 1
    is_meal = meal > first and sentence.words[meal] in sentence.book.classes["meal"]
    if not is_meal or end >= sentence.last or not sentence.words[end].isalpha():
        return end
    return meal if sentence.tokens[meal - 1].word.classes.isdisjoint(_BEFORE_MEAL_TIME) else end
