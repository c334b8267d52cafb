"""What is to repeat no more: "don't repeat it", "make 2 a one time thing"."""

from bot.understanding.command import Edit, Reading, Target
from bot.understanding.intents.targets import names_reminder, read_target, spoken_of
from bot.understanding.sentence import Sentence

EXAMPLES = ("don't repeat it",)


def read_repeating_no_more(sentence: Sentence) -> Reading | None:
    """ "don't repeat it", "stop repeating 3", "just once", "make 2 a one time thing"."""
    first, last = sentence.first, sentence.last
    end = next((at for at in range(first, last) if sentence.match("just_once", at) == last - at), last)
    if length := sentence.match("no_repeat", first):
        start = first + length
    elif end < last:
        is_verb = sentence.is_a(first, "making_repeat") or sentence.is_a(first, "doing")
        start = first + (is_verb and first < end)
    else:
        return None
    end -= end - 1 > start and sentence.is_a(end - 1, "to_word")  # "change 2 to | a one off"
    target = read_target(sentence, start, end) if start < end else Target(is_last=True)
    is_one = target.is_last or bool(target.numbers) or sentence.is_a(end - 1, "one_of_them")
    if not is_one and not (target.words and names_reminder(sentence, start, end)):
        return None
    return Reading(Edit(target=spoken_of(target), is_once=True), "It makes a reminder come once.")
