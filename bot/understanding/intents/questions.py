"""Questions about one's own time in whatever words: "is my wednesday evening open", "when does my vacation start"."""

from collections.abc import Iterator

from bot.understanding.command import ListReminders, Reading
from bot.understanding.intents.heads import read_head
from bot.understanding.intents.listing import content_asked_for, words_asked_for
from bot.understanding.intents.targets import period_in
from bot.understanding.sentence import Sentence

EXAMPLES = (
    "is my wednesday evening open?",
    "will I be busy on friday",
    "when does my vacation start?",
    "lemme see my reminders",
)

_WHY = "It asks which reminders there are"
_MOST_THING_WORDS = 2  # "the school play"
_ENDS = frozenset(",.;?")
_PLANS = ("reminder", "event", "anything", "wake", "remind_word", "entrusted")  # kinds of words


def read_question(sentence: Sentence) -> Reading | None:
    """A question by its build: whether or when something of one's own is; None for requests and all else."""
    for at in _openings(sentence):
        if (answer := _read_from(sentence, at)) is not None:
            return answer
    return None


def _openings(sentence: Sentence) -> Iterator[int]:
    """Where a question may start: behind what puts it off ("i forgot"), and behind a sentence before it."""
    at = sentence.first
    while length := sentence.match("wondering", at):
        at = sentence.skip_marks(at + length)
    yield at
    if not sentence.is_a(sentence.first, "errand") and read_head(sentence, sentence.first) is None:
        yield from (place + 1 for place in range(at, sentence.last) if sentence.words[place] in _ENDS)


def _read_from(sentence: Sentence, at: int) -> Reading | None:
    thing = _thing_asked_for(sentence, at)
    is_question = thing or _asks_whether(sentence, at) or _asks_which(sentence, at)
    if not is_question:
        return None
    period = period_in(sentence, at)
    words = thing or words_asked_for(sentence, at)
    return Reading(ListReminders(period=period, words=words), _WHY + (" in that time." if period else "."))


def _thing_asked_for(sentence: Sentence, at: int) -> str:
    """The yoga of "what time is yoga", "" where a question is not for the time of one thing."""
    length = sentence.match("what_time", at)
    if not length or sentence.is_a(at + length, "its"):
        return ""
    words = content_asked_for(sentence, at + length).split()
    is_own = any(sentence.is_a(place, "our_own") for place in (at + length - 1, at + length))
    is_thing = is_own or len(words) <= _MOST_THING_WORDS
    is_errand = any(sentence.is_a(place, "errand") for place in range(at + length, sentence.last))
    if len(words) > 1 and any(sentence.is_a(place, "auxiliary") for place in range(at, at + length)):
        words.pop()  # "when does my training end"
    return " ".join(words) if is_thing and (is_own or not is_errand) else ""


def _asks_whether(sentence: Sentence, at: int) -> bool:
    """ "am i", "have we", "is my", "does anyone": a verb, and then who it is about."""
    if not sentence.is_a(at, "asking_verb"):
        return False
    is_own = sentence.is_a(at + 1, "our_own") and not sentence.is_a(at, "errand")  # "have my car fixed"
    is_of_others = sentence.is_a(at + 1, "anybody") or sentence.match("me_and", at + 1) > 0
    return (is_own or is_of_others or sentence.is_a(at + 1, "asker")) and _is_of_plans(sentence, at)


def _asks_which(sentence: Sentence, at: int) -> bool:
    """ "what", "when does", "how long is": about oneself or one's own things."""
    if not sentence.match("which_one", at) or sentence.is_a(at + 1, "topic_word"):
        return False
    words, classes = sentence.words[at : sentence.last], sentence.book.classes
    is_mine = any(not classes[kind].isdisjoint(words) for kind in ("asker", "me", "our_own"))
    return is_mine and _is_of_plans(sentence, at)


def _is_of_plans(sentence: Sentence, at: int) -> bool:
    """True where a time, a plan or a reminder is spoken of: "will i be rich" is no question for a calendar."""
    words, classes = sentence.words[at : sentence.last], sentence.book.classes
    return bool(sentence.timed) or any(not classes[kind].isdisjoint(words) for kind in _PLANS)
