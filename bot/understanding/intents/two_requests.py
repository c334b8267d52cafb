"""Two requests in one text, of which the first takes something back: "cancel my 3pm and remind me at 4 to call bob"."""

from bot.understanding.command import Cancel, CancelAll, Reading, Unknown
from bot.understanding.intents.cancelling import read_cancelling
from bot.understanding.intents.heads import read_head
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

_MOST_JOINERS = 3  # ", and then"
_JOINERS = ("joiner", "separator", "next")


def read_two_requests(sentence: Sentence) -> Reading | None:
    """The first of them, to be asked for by itself: a text does one thing. None where there are not two."""
    if not sentence.is_a(sentence.first, "cancel_verb"):
        return None
    for at in range(sentence.first + 2, sentence.last):
        if not sentence.is_a(at, "joiner") and not sentence.is_a(at, "separator"):
            continue
        start = at
        while start < at + _MOST_JOINERS and any(sentence.is_a(start, kind) for kind in _JOINERS):
            start += 1
        if _asks_for_another(sentence, start):
            words = sentence.slice(sentence.first, at)
            first = read_cancelling(make_sentence(words, sentence.context))
            is_removal = first is not None and isinstance(first.command, Cancel | CancelAll)
            return Reading(Unknown(first_of_two=words), "It asks for two things at once.") if is_removal else None
    return None


def _asks_for_another(sentence: Sentence, start: int) -> bool:
    """True where a reminder is asked for by a verb, or the list."""
    is_list = sentence.is_a(start, "list_word") and start + 1 >= sentence.last
    has_verb = any(sentence.match(meaning, start) for meaning in ("remind", "wake", "make", "tell"))
    is_command = has_verb and not sentence.is_a(start, "container") and read_head(sentence, start) is not None
    return is_list or is_command or sentence.match("set_instead", start) > 0
