"""Where a time phrase stands in a text: right behind the command, at the end of a clause, before a noun."""

from enum import IntEnum

from bot.understanding.sentence import Sentence, TimeMention

CLAUSE_ENDS = frozenset(".,;!?:-()")


class Standing(IntEnum):
    """Where a phrase stands, the likeliest to be meant first."""

    LEAD = 0
    TAIL = 1
    MIDDLE = 2
    LOOSE = 3
    OPENING_NOUN = 4  # "tomorrow's meeting": describes what the message starts with
    NOUN = 5  # "the 7pm show" further in


def standing_of(sentence: Sentence, one: TimeMention, commands: tuple[tuple[int, int], ...]) -> Standing:
    """Where ``one`` stands in ``sentence``; ``commands`` are the token stretches of the command's words."""
    opens, ends = _opens(sentence, one.first, commands), _closes(sentence, one.last, commands)
    if not ends and _describes_a_noun(sentence, one, opens=opens):
        return Standing.OPENING_NOUN if _opens_message(sentence, one.first, commands) else Standing.NOUN
    if opens:
        return Standing.LEAD
    if ends:
        return Standing.TAIL
    if one.phrase.introduced and one.phrase.is_clock and _purpose_follows(sentence, one.last):
        return Standing.LEAD
    return Standing.MIDDLE if one.phrase.introduced else Standing.LOOSE


def _purpose_follows(sentence: Sentence, at: int) -> bool:
    """True behind the "at 4" of "leave at 4 to get there by 5"."""
    return sentence.is_a(at, "to_word") and sentence.is_a(at + 1, "errand")


def _opens(sentence: Sentence, at: int, commands: tuple[tuple[int, int], ...]) -> bool:
    """True right behind the command or at the start, with nothing but connectors and other times between."""
    while at > sentence.first:
        before = at - 1
        for first, last in commands:
            if first <= before < last:
                return True
        if sentence.words[before] in CLAUSE_ENDS or sentence.is_a(before, "connector"):
            at = before
        elif earlier := sentence.timed_until(at):
            at = earlier.first
        else:
            return False
    return True


def _opens_message(sentence: Sentence, at: int, commands: tuple[tuple[int, int], ...]) -> bool:
    """As ``_opens``, with a determiner or two between: "about my next friday's meeting"."""
    for _ in range(2):
        if at > sentence.first and sentence.is_a(at - 1, "determiner"):
            at -= 1
    return _opens(sentence, at, commands)


def _closes(sentence: Sentence, at: int, commands: tuple[tuple[int, int], ...]) -> bool:
    """True at the end of a clause, or before the command or another time that closes it."""
    while at < sentence.last and sentence.words[at] not in CLAUSE_ENDS and all(first != at for first, _ in commands):
        following = sentence.timed_from(at)
        if following is None:
            return False
        at = following.last
    return True


def _describes_a_noun(sentence: Sentence, one: TimeMention, *, opens: bool) -> bool:
    if sentence.is_a(one.last, "function") or sentence.timed_from(one.last) is not None:
        return False
    words = sentence.words[one.first : one.last]
    if _measures(sentence, one):
        return True
    if opens and one.phrase.rule == "day of month" and sentence.is_a(one.last, "errand"):
        return False  # "the 18th ring the council"
    if opens and sentence.is_a(one.first, "preposition"):
        return False  # "on the 20th pay rent"
    if opens and one.phrase.fields.part is not None and sentence.is_a(one.last, "errand"):
        return False  # "the 20th in the evening feed the cat"
    if words[-1].endswith(tuple(sentence.book.classes["possessive_ending"])):
        return True
    is_inside = not sentence.book.classes["determiner"].isdisjoint(words[:-1])
    has_determiner = is_inside or sentence.is_a(one.first - 1, "determiner")
    return has_determiner or not (opens or one.phrase.introduced)


def _measures(sentence: Sentence, one: TimeMention) -> bool:
    """True for the length of "thirty minute break": one unit behind a larger number, and no "in"."""
    unit, number = sentence.words[one.last - 1], sentence.tokens[one.first].word.number
    is_length = one.phrase.is_delay and not one.phrase.introduced and one.last - one.first == 2
    return is_length and (number or 1) > 1 and unit in ("minute", "hour", "day", "week") and len(sentence.timed) > 1
