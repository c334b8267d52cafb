"""What tells a time to remind at from one that belongs to the message, by the words around it."""

from bot.understanding.sentence import Sentence, TimeMention
from bot.understanding.standing import CLAUSE_ENDS


def is_told(sentence: Sentence, at: int) -> bool:
    """True behind "that it is" and "that it's"."""
    if sentence.is_a(at - 1, "copula"):
        at -= 1
    return sentence.is_a(at - 1, "its") and sentence.is_a(at - 2, "that_word")


def is_owner(sentence: Sentence, one: TimeMention) -> bool:
    """True for "make cupcakes for tomorrow's meeting": which meeting, not when."""
    is_possessive = sentence.words[one.last - 1].endswith(tuple(sentence.book.classes["possessive_ending"]))
    is_of_thing = any(sentence.is_a(at, "preposition_of_thing") for at in (one.first - 1, one.first))
    return is_possessive and one.phrase.is_period and is_of_thing


def is_of_inner_alarm(sentence: Sentence, one: TimeMention, commands: tuple[tuple[int, int], ...]) -> bool:
    """True for "remind me to set my 7 am alarm" and "... to set an alarm for 5 am": what that alarm is to do."""
    if one.phrase.is_repeat or not commands:
        return False
    behind = max(last for _, last in commands)
    place = one.first - 1
    if one.first <= behind or not any(sentence.is_a(at, "alarm_verb") for at in range(behind, min(behind + 3, place))):
        return False
    if sentence.is_a(place, "determiner") and sentence.is_a(one.last, "container"):
        return True
    return (
        bool(one.phrase.fields.clocks) and sentence.is_a(place, "container") and sentence.is_a(one.first, "alarm_lead")
    )


def is_military(sentence: Sentence, one: TimeMention) -> bool:
    """True for the end of "blood sample 0830", not for "call 0800"."""
    written = sentence.tokens[one.first]
    is_four = one.last - one.first == 1 and written.word.digits == 4 and written.text.startswith("0")
    return is_four and not sentence.is_a(one.first - 1, "errand")


def is_behind_day(sentence: Sentence, one: TimeMention) -> bool:
    """True for the hour of "tomorrow 9 standup", not for the number of "tomorrow 2 tickets" and "sat 5 mile run"."""
    day = sentence.timed_until(one.first)
    if day is None or day.phrase.fields.day is None or day.phrase.fields.clocks or one.last - one.first > 1:
        return False
    if sentence.is_a(one.first, "digit_for_to") and sentence.is_a(one.last, "errand"):
        return False  # "tonight 2 call mom"
    thing = sentence.word(one.last)
    if not sentence.tokens[one.first].word.digits or not thing.isalpha() or sentence.is_a(one.last, "counted"):
        return False
    return not thing.endswith("s") or sentence.is_a(one.last, "evening_thing") or sentence.is_a(one.last, "event")


def is_led(sentence: Sentence, one: TimeMention) -> bool:
    """True for "before 5" and "around 6", not for "ask about 6"."""
    if sentence.is_a(one.first - 1, "its") and sentence.match("when", one.first - 2) > 0:
        return True  # "when it's four"
    if not sentence.is_a(one.first, "clock_lead") or one.last - one.first != 2:
        return False
    return not (sentence.is_a(one.first, "topic_word") and sentence.is_a(one.first - 1, "errand"))


def is_in_noun(sentence: Sentence, one: TimeMention) -> bool:
    """True for "watch Saturday Night Live" and "the seven years war"."""
    is_length = one.phrase.is_delay and one.phrase.is_latent
    return is_length or _is_in_name(sentence, one)


def _is_in_name(sentence: Sentence, one: TimeMention) -> bool:
    """True where the phrase and what follows are capitals amid small letters: "watch Saturday Night Live"."""
    around = [sentence.slice(at, at + 1)[:1].isupper() for at in (one.first - 1, one.first, one.last)]
    return around == [False, True, True]


def is_weak_lead_clear(sentence: Sentence, one: TimeMention, *, commanded: bool) -> bool:
    """ "remind me fri to ...", "mon dentist", but not "remind me to sun the cushions"."""
    if sentence.is_a(one.first - 1, "to_word"):
        return False
    behind = one.last
    follows = (
        behind >= sentence.last or sentence.words[behind] in CLAUSE_ENDS or sentence.timed_from(behind) is not None
    )
    return follows or not commanded or sentence.is_a(behind, "function") or sentence.is_a(behind, "errand")


def lasts(sentence: Sentence, at: int) -> bool:
    """True where the errand before ``at`` is one that takes a while: "run for 20 minutes" says how long."""
    return not sentence.book.classes["lasting"].isdisjoint(sentence.words[max(sentence.first, at - 6) : at])


def is_in_past_clause(sentence: Sentence, one: TimeMention) -> bool:
    """True for "friends I have not talked with in six months"."""
    start = max(sentence.first, one.first - 5)
    return any(sentence.is_a(at, "negated") for at in range(start, one.first))


def is_in_refusal(sentence: Sentence, one: TimeMention) -> bool:
    """True for "don't need it again until next month": the message says until when, not when to remind."""
    is_until = sentence.is_a(one.first, "until") or sentence.is_a(one.first - 1, "until")
    start = max(sentence.first, one.first - 8)
    return (
        is_until
        and not one.phrase.is_repeat
        and any(sentence.is_a(at, "putting_off") for at in range(start, one.first))
    )


def is_in_reason(sentence: Sentence, one: TimeMention) -> bool:
    """True for the second time of "leave at 4 because the train is at 5" and "call dad tonight, he is home at 8"."""
    classes = sentence.book.classes
    if sentence.timed[0] is one or (
        classes["why_word"].isdisjoint(sentence.words) and classes["third_person"].isdisjoint(sentence.words)
    ):
        return False
    for at in range(sentence.timed[0].last, one.first):
        is_clause = sentence.is_a(at, "third_person") and sentence.words[at - 1] in CLAUSE_ENDS
        if is_clause or sentence.is_a(at, "why_word"):
            return True
    return False


def is_of_message(sentence: Sentence, one: TimeMention) -> bool:
    """True for a time that a clause of the message has: "because the train is at 5", "that it is friday"."""
    phrase = one.phrase
    if len(sentence.timed) > 1 and is_told(sentence, one.first):
        return True  # "remind me at 11 that it is friday"
    if phrase.fields.part is not None and sentence.is_a(one.first - 1, "that_word"):
        return True  # "the man is coming that afternoon"
    if is_in_refusal(sentence, one):
        return True
    return is_in_reason(sentence, one) or (phrase.is_delay and is_in_past_clause(sentence, one))
