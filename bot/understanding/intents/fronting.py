"""The reminder first, then what is to become of it: "the gym one, can you do it at 7", "reminder 2: make it friday"."""

from dataclasses import replace

from bot.understanding.command import Edit, Reading, Snooze, Target
from bot.understanding.intents.editing import read_editing
from bot.understanding.intents.snoozing import read_snoozing
from bot.understanding.intents.targets import names_reminder, number_of, read_target
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

EXAMPLES = ("the gym one, can you do it at 7",)

_MOST_WORDS = 7  # before the comma
_OPEN = (Target(), Target(is_last=True))


def read_fronted(sentence: Sentence) -> Reading | None:
    """A change to "it", which is named before the first comma or colon; None where nothing is named there."""
    first = sentence.first + sentence.match("as_for", sentence.first)
    end = min(sentence.last - 1, first + _MOST_WORDS)
    at = next((at for at in range(first + 1, end) if sentence.is_a(at, "fronting_mark")), None)
    if at is None or not _is_named(sentence, first, at):
        return None
    rest = make_sentence(sentence.slice(at + 1, sentence.last), sentence.context)
    if not rest.tokens:
        return None
    answer = read_editing(rest) or read_snoozing(rest)
    if answer is None or not isinstance(answer.command, Edit | Snooze) or answer.command.target not in _OPEN:
        return None
    return replace(answer, command=replace(answer.command, target=read_target(sentence, first, at)))


def _is_named(sentence: Sentence, first: int, end: int) -> bool:
    """True for "the gym one", "reminder 2", "my 5pm alarm", "about the dentist", not for "the gym is closed"."""
    opens = any(sentence.is_a(first, kind) for kind in ("determiner", "number_mark", "container"))
    if first == sentence.first and not opens and number_of(sentence, first) is None:
        return False
    target = read_target(sentence, first, end)
    if target.numbers:
        return True
    is_one = sentence.is_a(end - 1, "one_of_them") or names_reminder(sentence, first, end)
    is_told = first > sentence.first or (is_one and sentence.is_a(first, "determiner"))
    is_clause = any(sentence.is_a(place, kind) for place in range(first, end) for kind in ("copula", "past", "negated"))
    return is_told and not is_clause and bool(target.words or target.period) and number_of(sentence, first) is None
