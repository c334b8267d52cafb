"""Asking what is there: "list", "what do I have tomorrow", "my alarms", "what's my next reminder?"."""

from bot.understanding.command import ListReminders
from bot.understanding.sentence import Sentence

from .answer import Answer
from .targets import content_words, names_reminder, period_in

EXAMPLES = (
    "list tomorrow",
    "what do I have tomorrow",
    "my alarms",
    "what's my next reminder?",
    "any reminders?",
    "show me my reminders",
    "did I set an alarm for 5 am?",
)


def read_listing(sentence: Sentence) -> Answer | None:
    """A question about one's reminders, None where the text is none."""
    if not (_is_on_plan(sentence) or _is_list(sentence) or _is_mine(sentence)):
        return None
    if not sentence.book.classes["arithmetic"].isdisjoint(sentence.words):
        return None
    period = period_in(sentence, sentence.first)
    return Answer(
        ListReminders(period=period, words=_words(sentence), only_next=_is_next(sentence)),
        "It asks which reminders there are" + (" in that time." if period else "."),
    )


def _is_on_plan(sentence: Sentence) -> bool:
    length = sentence.match("on_plan", sentence.first)
    if not length:
        return False
    if sentence.is_a(sentence.first, "am_i"):
        return True
    if sentence.is_a(sentence.first, "open_question"):
        is_bare = not content_words(sentence, sentence.first + length, sentence.last, sentence.timed)
        return is_bare or _names(sentence) or _is_open(sentence)
    return _names(sentence) or _is_open(sentence) or not sentence.book.classes["remind_word"].isdisjoint(sentence.words)


def _is_open(sentence: Sentence) -> bool:
    """True for "on my schedule", "anything"."""
    classes = sentence.book.classes
    return not (classes["anything"] | classes["plan"]).isdisjoint(sentence.words)


def _names(sentence: Sentence) -> bool:
    return names_reminder(sentence, sentence.first)


def _is_list(sentence: Sentence) -> bool:
    at = sentence.first
    length = sentence.match("list", at)
    if not length:
        return False
    if sentence.is_a(at + length, "article") and sentence.is_a(at, "ask_what"):
        return False  # "what is a timer"
    if sentence.is_a(at, "list_word"):
        return _names(sentence) or not content_words(sentence, at + 1, sentence.last, sentence.timed)
    return names_reminder(sentence, at)


def _is_mine(sentence: Sentence) -> bool:
    """ "my alarms", "next reminder", "all reminders for tomorrow": a name for what is there and no more."""
    at = sentence.first
    length = sentence.match("mine", at)
    if not length and not (sentence.is_a(at, "container") and sentence.word(at).endswith("s")):
        return False
    if sentence.is_a(at, "the") and not any(sentence.word(place).endswith("s") for place in range(at, sentence.last)):
        return False  # "the set alarm for 9pm"
    has_noun = any(sentence.is_a(place, "container") for place in range(at, sentence.last)) or any(
        sentence.is_a(place, "next_word") for place in range(at, sentence.last)
    )
    return has_noun and _names(sentence) and not content_words(sentence, at + length, sentence.last, sentence.timed)


def _is_next(sentence: Sentence) -> bool:
    """True for "my next alarm", not for "next week"."""
    for at in range(sentence.first, sentence.last):
        if sentence.is_a(at, "next_word") and not any(one.first <= at < one.last for one in sentence.timed):
            return True
    return False


def _words(sentence: Sentence) -> str:
    """What the reminders asked for are about: the words behind "about" or "with"."""
    for at in range(sentence.first, sentence.last):
        if sentence.is_a(at, "filter"):
            if names_reminder(sentence, at, min(sentence.last, at + 4)):
                return ""
            return content_words(sentence, at + 1, sentence.last, sentence.timed)
    return ""
