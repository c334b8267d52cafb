"""Two changes to one reminder: "make gym 6:30 and drop fridays", "move 1 to 7 and call it vitamins"."""

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.acts.pieces import COMMANDED
from bot.understanding.acts.reasons import is_sure
from bot.understanding.command import Edit, Reading, Target
from bot.understanding.context import Context
from bot.understanding.heads_up_lists import find_heads_ups
from bot.understanding.languages.en.occasions import PRONOUNS
from bot.understanding.languages.en.second_changes import AHEAD, BORROWED, BORROWING, JOINT, TAILS
from bot.understanding.preprocessing import make_sentence
from bot.understanding.scoring import LEAST, Candidate
from bot.understanding.sentence import Sentence

ReadPiece = Callable[[str, Context], tuple[Sentence, Candidate]]

_MOST_CHARACTERS = 160
_ITS = (Target(), Target(is_last=True))


def with_second_change(text: str, context: Context, read_piece: ReadPiece) -> Reading | None:
    """The two changes as acts on the same reminder; None where the text is anything else."""
    if len(text) > _MOST_CHARACTERS:
        return None
    for joint in JOINT.finditer(text):
        tail = text[joint.end() :]
        if joint.start() == 0 or (second := _second(tail, context, read_piece)) is None:
            continue
        _, candidate = read_piece(text[: joint.start()], context)
        first = candidate.reading
        if candidate.score < LEAST or not isinstance(first.command, Edit) or _is_bare(first.command):
            continue
        one = replace(first, words=text[: joint.start()])
        other = _at(second, first.command.target, tail)
        # New words last: the old ones may be what names the reminder.
        acts = (other, one) if first.command.message is not None else (one, other)
        return Reading(acts[0].command, f"{one.why} {other.why}", first.traces, acts=acts)
    return None


def _is_bare(command: Edit) -> bool:
    return command == Edit(target=command.target)


def _at(reading: Reading, target: Target, words: str) -> Reading:
    """``reading`` of the change in ``words``, aimed at ``target`` where it names none."""
    command = reading.command
    if isinstance(command, Edit) and command.target in _ITS:
        command = replace(command, target=target)
    return replace(reading, command=command, words=words)


def _second(tail: str, context: Context, read_piece: ReadPiece) -> Reading | None:
    """What ``tail`` changes about the reminder that is spoken of."""
    if (ahead := AHEAD.fullmatch(tail)) is not None:
        found = find_heads_ups(make_sentence(ahead["what"], context))
        return Reading(Edit(target=Target(), leads=found.leads), "It adds heads-ups.") if found is not None else None
    for pattern, request in TAILS:
        if (said := pattern.fullmatch(tail)) is None or said["what"].lower() in PRONOUNS:
            continue
        _, candidate = read_piece(request.format(what=said["what"]), context)
        command = candidate.reading.command
        if isinstance(command, Edit) and command.target in _ITS and not _is_bare(command) and candidate.score >= LEAST:
            return candidate.reading
    return _of_another(tail, context, read_piece)


def _of_another(tail: str, context: Context, read_piece: ReadPiece) -> Reading | None:
    """ "the vet to 8", which borrows its verb."""
    if BORROWING.fullmatch(tail) is None:
        return None
    sentence, candidate = read_piece(tail, context)
    if candidate.score >= COMMANDED or sentence.is_a(sentence.first, "errand"):
        return None  # "and remind me to ..."
    _, candidate = read_piece(BORROWED.format(tail), context)
    command = candidate.reading.command
    is_timed = isinstance(command, Edit) and (command.moment is not None or command.repeat is not None)
    return candidate.reading if is_timed and is_sure(candidate.reading, context) else None
