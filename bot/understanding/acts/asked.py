"""Questions about what is set, in whatever words: "what time did u have me down for the vet"."""

from bot.domain.naming import named_by
from bot.understanding.command import AskTime, Create, Edit, ListReminders, Reading, Unknown
from bot.understanding.evidence import REQUESTING
from bot.understanding.intents.targets import number_of, period_in
from bot.understanding.languages.en.gist_words import ASKING, NAMING_NUMBER, NOT_ASKED, WANTING_TO_KNOW
from bot.understanding.mentions import Mentions
from bot.understanding.sentence import Sentence

_MOST_WORDS = 20
_SHORTEST_NAME = 3
_WHY = "It asks which reminders there are."


def with_question(mentions: Mentions, reading: Reading) -> Reading:
    """The question about what the text names, or about its day; ``reading`` where it asks for anything else."""
    sentence, command = mentions.sentence, reading.command
    if reading.acts or not sentence.context.known or not 1 < len(mentions.words) <= _MOST_WORDS or not _asks(sentence):
        return reading
    is_vague = isinstance(command, Unknown | AskTime | Create) or (isinstance(command, Edit) and command.target.words)
    if isinstance(command, ListReminders):
        is_known = command.words and named_by(command.words, sentence.context.known)
        is_vague = not (command.numbers or command.period or command.only_next or command.more or is_known)
    if not is_vague or not mentions.present.isdisjoint(REQUESTING):
        return reading
    if (number := _number(sentence)) is not None:
        return Reading(ListReminders(numbers=(number,)), _WHY)
    if words := _named(sentence):
        return Reading(ListReminders(words=words), _WHY)
    period = period_in(sentence, sentence.first)
    if period is not None and not period.is_minute and isinstance(command, Unknown | AskTime):
        return Reading(ListReminders(period=period), _WHY)
    return reading


def _asks(sentence: Sentence) -> bool:
    first = sentence.skip_marks(sentence.first)
    opening = sentence.words[first : first + 3]
    if opening[:2] in NOT_ASKED or not opening:
        return False
    is_marked = sentence.words[-1:] == ("?",) and any(one.phrase.is_period for one in sentence.timed)
    return is_marked or opening[0] in ASKING or opening in WANTING_TO_KNOW or opening[:2] in WANTING_TO_KNOW


def _number(sentence: Sentence) -> int | None:
    """The 2 of "which one is number 2"."""
    marks = [at for at in range(sentence.first, sentence.last) if sentence.words[at] in NAMING_NUMBER]
    return number_of(sentence, marks[0] + 1) if len(marks) == 1 else None


def _named(sentence: Sentence) -> str:
    """The words of the text that name most of one reminder, or of several alike."""
    known = sentence.context.known
    timed = {at for one in sentence.timed if not one.phrase.is_latent for at in range(one.first, one.last)}
    hits: dict[int, list[str]] = {}
    for at in range(sentence.first, sentence.last):
        word = sentence.words[at]
        is_name = len(word) >= _SHORTEST_NAME and word.isalpha() and not sentence.is_a(at, "function")
        if at in timed or not is_name or sentence.is_a(at, "question") or sentence.is_a(at, "errand"):
            continue
        for place in named_by(word, known):
            hits.setdefault(place, []).append(word)
    most = max((len(words) for words in hits.values()), default=0)
    best = {tuple(words) for words in hits.values() if len(words) == most}
    return " ".join(best.pop()) if len(best) == 1 else ""
