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
_NO_REMARK = ("REMIND", "ITEM", "ITEMS", "WH", "NEG", "SURE_VERB", "LEFTOVER", "THAT_DAY", "SNOOZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """``time``, ``thing`` (to do) and ``words`` (that tell anything) are of the text, "" for none.

    ``offer`` is a remark as a reminder.
    """

    time: str = ""
    thing: str = ""
    words: str = ""
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
    is_errand = sentence.is_a(sentence.first, "errand") and len(thing) > 1
    if not (is_errand or timed is not None) or len(thing) > _MOST_THING_WORDS:
        thing = []
    return Hint(
        time=sentence.slice(timed.first, timed.last) if timed is not None else "",
        thing=" ".join(thing),
        words=" ".join(words),
        offer=_offer(mentions, context),
    )


def _offer(mentions: Mentions, context: Context) -> Task | None:
    """ "he needs his pill every morning at 8": what is so then, which one may want to be reminded of."""
    sentence = mentions.sentence
    if not 2 < len(mentions.words) <= _MOST_WORDS or "?" in sentence.words or not _is_remark(mentions):
        return None
    plain = make_sentence(f"remind me {_told(sentence)}", context)
    reading = read_creation(plain)
    command = reading.command if reading is not None else None
    if not isinstance(command, Create) or len(command.tasks) != 1 or not command.tasks[0].message:
        return None
    task = command.tasks[0]
    return None if task.moment is not None and (task.moment.is_delay or task.moment.at <= context.now) else task


def _told(sentence: Sentence) -> str:
    """The sentence of the text that names the time: people first say who they are."""
    timed = sentence.timed[-1]
    ends = [at for at in range(sentence.first, sentence.last) if sentence.words[at] in (".", "!", ";")]
    first = max((at + 1 for at in ends if at < timed.first), default=sentence.first)
    last = min((at for at in ends if at >= timed.last), default=sentence.last)
    return sentence.slice(first, last)


def _is_remark(mentions: Mentions) -> bool:
    """Whether the text tells what somebody does at some time, in the present or the future."""
    sentence, labels = mentions.sentence, mentions.labels
    starts = ("SOMEBODY" in labels[0]) or ("DEF" in labels[0] and len(labels) > 1 and "SOMEBODY" not in labels[0])
    if not starts or any(mentions.has(kind, 0, len(labels)) for kind in _NO_REMARK):
        return False
    is_told = not sentence.book.classes["past"].isdisjoint(sentence.words) or "SEE_TO+ED" in labels[1]
    return bool(mentions.times) and not is_told
