"""What can be made of a text that is not understood: its time, its thing, or a remark that could be a reminder."""

from dataclasses import dataclass

from bot.understanding.command import Create, Task
from bot.understanding.context import Context
from bot.understanding.intents.creating import read_creation
from bot.understanding.intents.targets import content_words
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

_MOST_WORDS = 25
_MOST_THING_WORDS = 6
# What asks for something or is no plan: such a text is no remark.
_NO_REMARK = ("REMIND", "ITEM", "ITEMS", "WH", "NEG", "SURE_VERB", "LEFTOVER", "THAT_DAY", "SNOOZE", "ONE")
# What is said about something before: no thing to do.
_FINDING_OUT = frozenset({"know", "see", "find", "hear", "ask", "tell"})
_NO_THING = ("LEFTOVER", "THAT_DAY", "NEG", "HIM", "ONE", "CHANGE", "MOVE", "CANCEL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """``time``, ``thing`` (to do) and ``words`` (that tell anything) are of the text, "" for none.

    ``errand`` is what the person says they need to do, without a time. ``offer`` is a remark as a reminder.
    """

    time: str = ""
    thing: str = ""
    words: str = ""
    errand: str = ""
    offer: Task | None = None


def hint_of(text: str, context: Context) -> Hint:
    """What is understood of ``text`` where nothing is understood of the whole."""
    sentence = make_sentence(text, context)
    if not sentence.tokens:
        return Hint()
    mentions = find_mentions(sentence)
    timed = next((one for one in sentence.timed if not one.phrase.is_latent), None)
    words = content_words(sentence, sentence.first, sentence.last, sentence.timed).split()
    thing = [word for word in words if any(map(str.isalpha, word))]
    is_errand = sentence.is_a(sentence.first, "errand") and 1 < len(thing) <= _MOST_THING_WORDS
    if not is_errand or any(mentions.has(kind, 0, len(mentions.words)) for kind in _NO_THING):
        thing = []
    time = sentence.slice(timed.first, timed.last) if timed is not None else ""
    if time and not _is_time(time, context):
        time = ""
    return Hint(
        time=time,
        thing=" ".join(thing),
        words=" ".join(words),
        errand=_errand(sentence),
        offer=_offer(mentions, context),
    )


def times_of(text: str, context: Context) -> tuple[Task, ...]:
    """The moments and repeats that ``text``, an answer to "When?", names; () where it says anything else."""
    most: tuple[Task, ...] = ()
    for words in (f"remind me to stretch {text}", f"remind me to stretch at {text}"):
        reading = read_creation(make_sentence(words, context))
        command = reading.command if reading is not None else None
        tasks = command.tasks if isinstance(command, Create) else ()
        if len(tasks) > len(most) and all(task.message == "stretch" for task in tasks):
            most = tasks
    return most


def told_time(text: str, context: Context) -> Task | None:
    """When it is by a sentence that answers "When?": "they open at 8", "I don't know, maybe in the evening"."""
    mentions = find_mentions(make_sentence(text, context))
    if (offer := _offer(mentions, context)) is not None:
        return offer
    timed = [one for one in mentions.sentence.timed if not one.phrase.is_latent]
    if len(timed) != 1 or "?" in mentions.sentence.words or mentions.present & {"CANCEL", "REMIND", "REMEMBER"}:
        return None
    (only,) = timed
    if len(mentions.words) - (only.last - only.first) > _MOST_THING_WORDS:
        return None
    before = [at for at, token in enumerate(mentions.tokens) if token < only.first]
    if before and "NEG" in mentions.labels[before[-1]]:
        return None  # "not today"
    tasks = times_of(mentions.sentence.slice(only.first, only.last), context)
    return tasks[0] if len(tasks) == 1 else None


def _is_time(words: str, context: Context) -> bool:
    """Whether "remind me WORDS to ..." sets a reminder, so that it may be an example."""
    reading = read_creation(make_sentence(f"remind me {words} to stretch", context))
    command = reading.command if reading is not None else None
    return isinstance(command, Create) and command.tasks[0].message == "stretch"


def _errand(sentence: Sentence) -> str:
    """ "I need to check my sugar before every meal": something to do, but no time."""
    first = sentence.first + (sentence.words[sentence.first] in ("and", "also", "oh"))  # "and take the blue pill"
    length = sentence.match("need", first)
    at = first + length
    is_own = sentence.is_a(at + 1, "our_own")  # "take my binders with each meal"
    if not sentence.is_a(at, "errand") or (at == sentence.first and not is_own):
        return ""
    if sentence.timed or "?" in sentence.words:
        return ""
    return "" if sentence.words[at] in _FINDING_OUT else sentence.slice(at, sentence.last)


def _offer(mentions: Mentions, context: Context) -> Task | None:
    """ "he needs his pill every morning at 8": what is so then, which one may want to be reminded of."""
    if not mentions.sentence.timed:
        return None
    told = _told(mentions.sentence)
    mentions = find_mentions(make_sentence(told, context))
    is_asked = "?" in mentions.sentence.words
    if not 2 < len(mentions.words) <= _MOST_WORDS or is_asked or not _is_remark(mentions):
        return None
    plain = make_sentence(f"remind me {told}", context)
    reading = read_creation(plain)
    command = reading.command if reading is not None else None
    if not isinstance(command, Create) or len(command.tasks) != 1 or not command.tasks[0].message:
        return None
    task = command.tasks[0]
    return None if task.moment is not None and (task.moment.is_delay or task.moment.at <= context.now) else task


def _told(sentence: Sentence) -> str:
    """The sentence of the text that names the time: people first say who they are."""
    timed = sentence.timed[-1]
    marks = (".", "!", "?", ";", ",") if len(sentence.timed) > 1 else (".", "!", "?", ";")
    ends = [at for at in range(sentence.first, sentence.last) if sentence.words[at] in marks]
    first = max((at + 1 for at in ends if at < timed.first), default=sentence.first)
    last = min((at for at in ends if at >= timed.last), default=sentence.last)
    return sentence.slice(first, last)


def _is_remark(mentions: Mentions) -> bool:
    """Whether the text tells what somebody does at some time, in the present or the future."""
    sentence, labels = mentions.sentence, mentions.labels
    is_so = any("BE" in label for label in labels[1:4])  # "picture day is thursday"
    starts = is_so or "SOMEBODY" in labels[0] or "DEF" in labels[0] or mentions.words[0] in ("need", "needs", "gotta")
    if not starts or any(mentions.has(kind, 0, len(labels)) for kind in _NO_REMARK):
        return False
    is_told = not sentence.book.classes["past"].isdisjoint(sentence.words) or "SEE_TO+ED" in labels[1]
    return bool(mentions.times) and not is_told
