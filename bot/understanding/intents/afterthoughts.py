"""What is so, then what is to be done about it: "the party is off, delete it", "my flight is late, move 2 to 9pm"."""

from bot.understanding.command import Cancel, CancelAll, Edit, Reading, Target
from bot.understanding.intents.editing import read_editing
from bot.understanding.intents.heads import read_head
from bot.understanding.intents.targets import names_reminder, number_of, period_in, read_target
from bot.understanding.preprocessing import make_sentence
from bot.understanding.scoring import read_of_kind
from bot.understanding.sentence import Sentence

EXAMPLES = ("i'm not going to the party, remove it", "the trip is off, cancel the packing reminder", "2 isn't needed")

_MARKS = frozenset(",.;!-")
_MOST_SUBJECT_WORDS = 8
_WHY = "It takes back a reminder."


def read_afterthought(sentence: Sentence) -> Reading | None:
    """A request that follows on a sentence that asks for nothing itself; None where there is none."""
    if sentence.is_a(sentence.first, "errand") or read_head(sentence, sentence.first) is not None:
        return None
    for at in range(sentence.first + 1, sentence.last):
        if sentence.match("take_it_back", at) == sentence.last - at:
            return None if _is_to_be_kept(sentence, at) else _taken_back(sentence, at)
        is_clause = sentence.words[at - 1] in _MARKS or sentence.is_a(at - 1, "therefore")
        if is_clause and (answer := _read_request(sentence, at)) is not None:
            return answer
    return None


def _is_to_be_kept(sentence: Sentence, at: int) -> bool:
    """True for the "forget it" of "don't let me forget it", "I don't want to forget it"."""
    return any(sentence.is_a(at - 1, kind) for kind in ("me", "to_word", "negating"))


def _taken_back(sentence: Sentence, at: int) -> Reading | None:
    """What was spoken of before the "delete it" at ``at``."""
    end = sentence.before_marks(at)
    if any(sentence.is_a(place, "them_all") for place in range(at, sentence.last)):
        return Reading(CancelAll(period=period_in(sentence, sentence.first, end)), "It takes back all of them.")
    target = _mentioned(sentence, sentence.first, end)
    return Reading(Cancel(target=target), _WHY)


def _mentioned(sentence: Sentence, first: int, end: int) -> Target:
    """The reminder that a sentence is about: its nouns, as far as words tell."""
    target = read_target(sentence, first, end)
    if target.numbers:
        return target
    noise = sentence.book.classes["mention_noise"]
    named = (word.removesuffix("'s") for word in target.words.split())
    words = " ".join(word for word in named if word.lower() not in noise)
    return Target(words=words, period=target.period) if words or target.period else Target(is_last=True)


def _read_request(sentence: Sentence, at: int) -> Reading | None:
    clause = make_sentence(sentence.slice(at, sentence.last), sentence.context)
    verb = clause.first
    if not any(
        clause.is_a(verb, kind)
        for kind in ("cancel_verb", "loose_cancel_verb", "switch", "sure_edit_verb", "shift_verb")
    ):
        return None
    answer = read_of_kind(clause, Cancel, CancelAll) or read_editing(clause)
    if answer is None:
        return None
    if isinstance(answer.command, CancelAll):
        return answer
    target = answer.command.target if isinstance(answer.command, Cancel | Edit) else Target()
    is_named = target.numbers or target.is_last or target.is_next or names_reminder(clause, verb)
    is_sure = clause.is_a(verb, "cancel_verb") and clause.is_a(verb + 1, "determiner")
    is_named = is_named or (is_sure and (target.period is not None or not clause.is_a(verb, "unsure_cancel_verb")))
    return answer if is_named else None


def _read_wanted_gone(sentence: Sentence) -> Reading | None:
    """ "I'd like the alarm for six removed"."""
    first = sentence.first + sentence.match("wanted_so", sentence.first)
    last = sentence.last
    end = next((at for at in range(first + 1, last) if sentence.match("wanted_gone", at) == last - at), None)
    if first == sentence.first or end is None or not names_reminder(sentence, first, end):
        return None
    if sentence.is_a(first, "everything"):
        return Reading(CancelAll(period=period_in(sentence, first, end)), "It takes back all of them.")
    return Reading(Cancel(target=_mentioned(sentence, first, end)), _WHY)


def _may_be_called_off(sentence: Sentence, end: int) -> bool:
    """False for "the lights are off", and for "anymore" where nothing is denied."""
    if not sentence.book.classes["device"].isdisjoint(sentence.words):
        return False
    return not sentence.is_a(end, "no_longer") or sentence.is_a(sentence.first, "refusing")


def read_called_off(sentence: Sentence) -> Reading | None:
    """ "2 isn't needed any more", "the trip is off", "no dentist anymore": what will not be needs no reminder."""
    first, last = sentence.first, sentence.last
    if (wanted := _read_wanted_gone(sentence)) is not None:
        return wanted
    first += sentence.is_a(first, "proposed")  # "could the ten o'clock alarm be cancelled"
    end = next((at for at in range(first + 1, last) if sentence.match("called_off", at) == last - at), None)
    if end is None or end - first > _MOST_SUBJECT_WORDS or not _may_be_called_off(sentence, end):
        return None
    is_number = number_of(sentence, first) is not None
    if sentence.is_a(first, "errand") and end - first > 1 and not sentence.is_a(first + 1, "topic"):
        return None  # "call mom to say it is cancelled"
    is_thing = any(sentence.is_a(first, kind) for kind in ("determiner", "event", "reminder", "refusing"))
    if not (is_number or is_thing or (end - first == 1 and not sentence.is_a(first, "speaker"))):
        return None
    return Reading(Cancel(target=_mentioned(sentence, first, end)), _WHY)
