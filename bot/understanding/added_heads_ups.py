"""Heads-ups for a reminder that is there, by its number: "also an hour before 3"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.heads_ups import HeadsUps, find_heads_ups
from bot.understanding.intents.targets import number_of
from bot.understanding.sentence import Sentence


def read_added(sentence: Sentence) -> Reading | None:
    """ "also an hour before 3": heads-ups for the reminder of a number; None for any other text."""
    found = find_heads_ups(sentence)
    number = _number_added_to(sentence, found) if found is not None else None
    if found is None or number is None:
        return None
    edit = Edit(target=Target(numbers=(number,)), leads=found.leads)
    return Reading(edit, "It adds heads-ups to a reminder.")


def _number_added_to(sentence: Sentence, found: HeadsUps) -> int | None:
    """The 3 of "also an hour before 3": the number of a reminder that exists."""
    end = found.last
    while sentence.is_a(end, "connector") or sentence.is_a(end, "determiner"):
        end += 1
    is_named = sentence.is_a(end, "reminder") or sentence.word(end) in ("number", "no", "#")
    while is_named and (sentence.is_a(end, "reminder") or sentence.word(end) in ("number", "no", "#")):
        end += 1
    words = (*sentence.words[: found.first], *sentence.words[end + 1 :])
    is_added = is_named or not sentence.book.classes["added_too"].isdisjoint(words)
    is_all = is_added and sentence.book.classes["heads_up_filler"].issuperset(words)
    return number_of(sentence, end) if is_all else None
