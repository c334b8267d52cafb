"""Accounts for all words of a text: what a reading neither used nor may keep is read in another way, or quoted."""

from dataclasses import replace

from bot.understanding.acts.clauses import mixes_things, read_clauses, with_unread
from bot.understanding.acts.unused import ReadWords, counts_first, drops_request, unused, without_unused
from bot.understanding.command import AskTime, Create, Reading, Unknown
from bot.understanding.context import Context
from bot.understanding.explain import why_no_time
from bot.understanding.languages.en.clauses import CORRECTING
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

_FEWEST_TOKENS = 5
_FEWEST_TIMES = 2
_ENDS = frozenset(".!?")


def with_nothing_unused(text: str, reading: Reading, context: Context, read: ReadWords) -> Reading:
    """``reading``; where a message of it holds more than one thing, a reading of each, or the rest to be quoted."""
    command = reading.command
    if reading.acts or not isinstance(command, Create | Unknown):
        return reading
    sentence = make_sentence(text, context)
    if len(sentence.tokens) < _FEWEST_TOKENS or not sentence.timed:
        return reading
    if isinstance(command, Unknown):
        return _list_of_things(sentence, read) or reading
    how_often, thing = counts_first(command, context)
    if thing:
        asked = AskTime(message=thing, problem="unclear", part=how_often)
        return Reading(asked, why_no_time(asked.problem, asked.part))
    left = unused(command, context)
    if not left and not drops_request(sentence, command) and not mixes_things(sentence, command):
        return reading
    found = read_clauses(sentence, read)
    if found is not None and (left or not found.acts):
        return found
    return _quoted(text, reading, command, context) if left else reading


def _list_of_things(sentence: Sentence, read: ReadWords) -> Reading | None:
    """The reading of a text that is no request as a whole, but a list of things that all are."""
    if len(sentence.timed) < _FEWEST_TIMES or "?" in sentence.words or sentence.words[sentence.first] in CORRECTING:
        return None
    told = make_sentence(_from_first_time(sentence), sentence.context)
    found = read_clauses(told, read)
    is_list = found is not None and isinstance(found.command, Create) and len(found.command.tasks) > 1
    return found if is_list and found is not None and (not found.acts or found.acts[0].words == told.text) else None


def _from_first_time(sentence: Sentence) -> str:
    """The text without the sentences before its first time: "Hi, I take care of my dad. He needs ... at 8 ..."."""
    first = sentence.timed[0].first
    ends = [at for at in range(sentence.first, first) if sentence.words[at] in _ENDS]
    return sentence.slice(ends[-1] + 1 if ends else sentence.first, len(sentence.tokens))


def _quoted(text: str, reading: Reading, command: Create, context: Context) -> Reading:
    """The reminders without the words that they may not hold, which the reply quotes."""
    trimmed, unread = without_unused(command, context)
    return with_unread(replace(reading, command=trimmed), text, unread)
