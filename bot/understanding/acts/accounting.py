"""Accounts for all words of a text: what a reading neither used nor may keep is read in another way, or quoted."""

from dataclasses import replace

from bot.understanding.acts.clauses import mixes_things, read_clauses, with_unread
from bot.understanding.acts.unused import ReadWords, drops_request, says_nothing_new, unused, unused_in
from bot.understanding.command import Create, Reading, Task, Unknown
from bot.understanding.context import Context
from bot.understanding.languages.en.clauses import CORRECTING
from bot.understanding.preprocessing import make_sentence
from bot.understanding.sentence import Sentence

_FEWEST_TOKENS = 5
_FEWEST_TIMES = 2


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
    found = read_clauses(sentence, read)
    return found if found is not None and not found.acts else None


def _quoted(text: str, reading: Reading, command: Create, context: Context) -> Reading:
    """The reminders without the words that they may not hold, which the reply quotes."""
    unread: list[str] = []
    tasks: list[Task] = []
    for task in command.tasks:
        words = unused_in(task.message, task, context)
        kept = task.message[: len(task.message) - len(words)].rstrip(" ,;:-.(") if words else task.message
        tasks.append(replace(task, message=kept) if any(map(str.isalpha, kept)) else task)
        if words and words not in unread and not says_nothing_new(words, task, context):
            unread.append(words)
    cleaned = [words.strip(" ,;:-.") for words in unread]
    return with_unread(replace(reading, command=Create(tuple(tasks))), text, cleaned)
