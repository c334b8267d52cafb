"""What a person always wants to be nagged about: "always nag me about pills", "stop nagging me about pills"."""

from bot.understanding.command import ChangeSettings, Reading
from bot.understanding.sentence import Sentence

EXAMPLES = ("always nag me about pills", "nag me about the rent every time", "stop nagging me about pills")

_MOST_WORDS = 8


def read_nagging(sentence: Sentence) -> Reading | None:
    """The preference of a text; None for any other text, also for one that asks to be nagged once."""
    first, last = sentence.first, sentence.before_marks(sentence.last)
    if (length := sentence.match("stop_nagging", first)) > 0:
        if first + length == last:
            return Reading(ChangeSettings(name="no_nag"), "It asks for no more nagging.")
        words = _topic(sentence, first + length, last)
        return Reading(ChangeSettings(name="no_nag", value=words), "It asks for no more nagging.") if words else None
    start = first + sentence.match("always", first)
    length = sentence.match("nag_me", start)
    if not length:
        return None
    ends = (at for at in range(start + length, last) if at + sentence.match("always", at) == last)
    end = next(ends, last)
    is_courtesy = 0 < first == sentence.match("always", 0)  # "from now on" opens other requests too
    words = _topic(sentence, start + length, end) if is_courtesy or start > first or end < last else ""
    return Reading(ChangeSettings(name="nag", value=words), "It asks to be nagged, always.") if words else None


def _topic(sentence: Sentence, first: int, last: int) -> str:
    """The "pills" of "about pills"; "" where a time is named, which makes it a request of its own."""
    is_short = sentence.is_a(first, "topic_word") and 1 < last - first <= _MOST_WORDS
    is_timed = any(first < one.first < last and not one.phrase.is_latent for one in sentence.timed)
    return sentence.slice(first + 1, last) if is_short and not is_timed else ""
