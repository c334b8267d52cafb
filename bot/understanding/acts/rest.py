"""What a rule leaves out of a text, as a request of its own: "stop the drops after friday, and iron every day at 8"."""

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.command import Create, Reading, Unknown
from bot.understanding.context import Context
from bot.understanding.languages.en.acts import LEADS, LEFT_VERBS
from bot.understanding.scoring import LEAST, Candidate
from bot.understanding.sentence import Sentence

ReadPiece = Callable[[str, Context], tuple[Sentence, Candidate]]


def with_rest_read(reading: Reading, context: Context, read_piece: ReadPiece) -> Reading:
    """``reading`` with what it quotes set as reminders, where that says what and when in full."""
    acts = tuple(_read(act, context, read_piece) for act in reading.acts)
    return reading if acts == reading.acts else replace(reading, acts=acts)


def _read(act: Reading, context: Context, read_piece: ReadPiece) -> Reading:
    if not isinstance(act.command, Unknown) or not act.command.part:
        return act
    words = act.words.split()
    while words and words[0].strip(",.").lower() in (*LEADS, ""):
        words = words[1:]
    text = " ".join(words)
    if not text:
        return act
    _, candidate = read_piece(text, context)
    command = candidate.reading.command
    if not isinstance(command, Create) or candidate.score < LEAST:
        return act
    items = [task.repeat or task.moment for task in command.tasks]
    is_full = all(item is not None and item.has_clock for item in items) and all(task.message for task in command.tasks)
    tasks = tuple(replace(task, message=_without_verb(task.message)) for task in command.tasks)
    return replace(candidate.reading, command=Create(tasks), words=text) if is_full else act


def _without_verb(message: str) -> str:
    *words, last = message.split() or [""]
    return " ".join(words) if words and last in LEFT_VERBS else message
