"""New words for a reminder: "change 2 to buy oat milk", "rename the gym reminder to pilates"."""

from bot.understanding.command import Edit, Reading
from bot.understanding.intents.targets import names_reminder, number_of, read_target, spoken_of
from bot.understanding.message import unquoted
from bot.understanding.sentence import Sentence

EXAMPLES = ("rename the gym reminder to pilates",)

_WHY = "It gives a reminder new words."


def read_rewording(sentence: Sentence, start: int) -> Reading | None:
    """ "change 2 to buy oat milk": new words for a reminder named by its number."""
    if not sentence.is_a(sentence.first, "message_verb"):
        return None
    at = start
    while at < sentence.last and not sentence.is_a(at, "reword_sign"):
        at += 1
    end = at
    if sentence.is_a(sentence.first, "renaming") and number_of(sentence, start) and start + 1 < at == sentence.last:
        at, end = start, start + 1  # "rename 2 buy oat milk"
    is_one = False
    one = next((place for place in range(start, at - 1) if sentence.is_a(place, "one_of_them")), None)
    if sentence.is_a(sentence.first, "renaming") and one is not None and at == sentence.last:
        at, end, is_one = one, one + 1, True  # "rename the gym one pilates"
    target = read_target(sentence, start, end)
    says_so = sentence.is_a(at + 1, "said_so") and names_reminder(sentence, start, at)
    is_named = says_so or (sentence.is_a(sentence.first, "renaming") and names_reminder(sentence, start, at))
    is_named = is_named or is_one or _is_quoted(sentence, start, at) or _are_errands(sentence, start, at)
    if at + 1 >= sentence.last or not (target.numbers or is_named or (target.is_last and at == start + 1)):
        return None
    words = sentence.slice(at + 1 + _says(sentence, at + 1, says_so=says_so), sentence.last)
    return Reading(Edit(target=spoken_of(target), message=unquoted(words)), _WHY)


def _are_errands(sentence: Sentence, start: int, sign: int) -> bool:
    """True for: change walk the dog to walk the cat."""
    return sign > start + 1 and sentence.is_a(start, "errand") and sentence.is_a(sign + 1, "errand")


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    """True for the "call bob" of: change "call bob" to "call rob"."""
    if first >= last:
        return False
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return any((opening, closing) == (start, end) for opening, closing in sentence.quoted)


def _says(sentence: Sentence, at: int, *, says_so: bool) -> bool:
    """True for the "say" of "to say call mom", not for the "read" of "to read the lease"."""
    if not sentence.is_a(at, "said_so"):
        return False
    return sentence.is_a(at, "saying") or (says_so and not sentence.is_a(at + 1, "determiner"))
