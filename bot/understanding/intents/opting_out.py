"""Asking for no more texts in words of one's own; the bare STOP family is in ``whole.py``."""

from bot.understanding.command import Reading, Stop
from bot.understanding.intents.targets import content_words, names_reminder, read_numbers
from bot.understanding.sentence import Sentence

EXAMPLES = ("please stop texting me", "unsubscribe me", "take me off this list")


def read_opting_out(sentence: Sentence) -> Reading | None:
    """A request to text no more; "stop reminding me about the gym" is none."""
    length = sentence.match("stop_please", sentence.first)
    if not length or sentence.timed:
        return None
    rest = sentence.first + length
    if sentence.is_a(rest, "topic_word") or sentence.is_a(rest, "to_word"):
        return None  # "stop bothering me about the gym"
    if read_numbers(sentence, rest, sentence.last) or names_reminder(sentence, sentence.first):
        return None
    if len(content_words(sentence, rest, sentence.last).split()) > 3:
        return None
    return Reading(Stop(is_carrier_word=False), "It asks me to stop texting.")
