"""Chooses how to cut a text into requests: each piece is read by itself, and the readings are compared as a sum."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.domain.naming import named_by
from bot.understanding.acts.joints import Joint, find_joints
from bot.understanding.acts.pieces import Kind, Piece, classify, is_valid
from bot.understanding.acts.unused import is_event_to_be_reminded_of
from bot.understanding.command import Cancel, Command, Create, Edit, Reading, Trace, Unknown
from bot.understanding.context import Context
from bot.understanding.explain import gsm7_words
from bot.understanding.mentions import Mentions
from bot.understanding.scoring import Candidate
from bot.understanding.sentence import Sentence

ReadPiece = Callable[[str, Context], tuple[Sentence, Candidate]]


def split(mentions: Mentions, whole: Candidate, read_piece: ReadPiece) -> Reading | None:
    """The reading of a text with several requests; None where it is best read as one."""
    joints = find_joints(mentions)
    if not joints or is_event_to_be_reminded_of(mentions.sentence):
        return None
    found = _best(mentions.sentence, joints, whole, read_piece)
    return _reading(found, mentions.sentence.context.known) if found is not None else None


def _best(
    sentence: Sentence, joints: tuple[Joint, ...], whole: Candidate, read_piece: ReadPiece
) -> tuple[Piece, ...] | None:
    pieces: dict[tuple[int, int], Piece | None] = {}
    best, most = None, _worth_of_whole(whole)
    for chosen in _subsets(joints[1:]):
        edges = [joints[0], *chosen]
        ends = [joint.end for joint in chosen] + [sentence.last]
        cut = [_piece(sentence, edge, end, pieces, read_piece) for edge, end in zip(edges, ends, strict=True)]
        known = tuple(piece for piece in cut if piece is not None)
        worth = sum(piece.value for piece in known) + sum(joint.is_sentence for joint in chosen)
        if len(known) == len(cut) and worth > most and is_valid(known, whole.reading.command, sentence.context):
            best, most = known, worth
    return best


def _worth_of_whole(whole: Candidate) -> int:
    return 0 if isinstance(whole.reading.command, Unknown) else max(0, whole.score - 6)


def _subsets(joints: tuple[Joint, ...]) -> Iterator[tuple[Joint, ...]]:
    """The ways to cut at some of ``joints``, the fewest cuts first."""
    for count in range(1, len(joints) + 1):
        yield from itertools.combinations(joints, count)


def _piece(
    sentence: Sentence, edge: Joint, end: int, pieces: dict[tuple[int, int], Piece | None], read_piece: ReadPiece
) -> Piece | None:
    key = (edge.start, end)
    if key not in pieces:
        words = sentence.slice(edge.start, end)
        piece = None
        if any(map(str.isalnum, words)):
            part, candidate = read_piece(words, sentence.context)
            piece = classify(part, words, candidate, edge)
        pieces[key] = piece
    return pieces[key]


def _reading(pieces: tuple[Piece, ...], known: tuple[str, ...]) -> Reading:
    """One reading for all the pieces: that of the first request, with all requests as its ``acts``."""
    acts: list[Reading] = []
    for piece in pieces:
        reading = replace(piece.candidate.reading, words=piece.words)
        is_news = piece.kind is Kind.REASON and piece.names_time and bool(acts) and isinstance(acts[-1].command, Cancel)
        if piece.kind is Kind.UNREAD or is_news:  # "cancel the vet, it's thursday now"
            why = f'I did not get "{gsm7_words(piece.words)}".'
            acts.append(Reading(Unknown(part=piece.words), why, words=piece.words))
        elif piece.kind is Kind.REQUEST and acts and _are_creations(acts[-1], reading):
            acts[-1] = _together(acts[-1], reading)
        elif piece.kind is Kind.REQUEST:
            acts.append(reading)
    acts = [act for at, act in enumerate(acts) if not _is_taken_back(act.command, acts[at + 1 :], known)]
    first = next(act for act in acts if not isinstance(act.command, Unknown))
    if len(acts) == 1:
        return replace(first, words="")
    why = " ".join(act.why if act.why.endswith((".", "?")) else f"{act.why}." for act in acts)
    traces: tuple[Trace, ...] = tuple(trace for act in acts for trace in act.traces)
    return Reading(first.command, why, traces, acts=tuple(acts))


def _is_taken_back(command: Command, following: list[Reading], known: tuple[str, ...]) -> bool:
    """True for the skip of "no practice today, forget the soccer one": it says why that is taken back."""
    if not isinstance(command, Edit) or not command.skipped or not command.target.words:
        return False
    named = named_by(command.target.words, known)
    taken_back = (act.command.target for act in following if isinstance(act.command, Cancel))
    return any(named and named == named_by(target.words, known) for target in taken_back)


def _are_creations(one: Reading, other: Reading) -> bool:
    return isinstance(one.command, Create) and isinstance(other.command, Create)


def _together(one: Reading, other: Reading) -> Reading:
    """Two requests for reminders as one."""
    tasks = tuple(
        task for reading in (one, other) if isinstance(reading.command, Create) for task in reading.command.tasks
    )
    words = f"{one.words} ... {other.words}"
    return Reading(Create(tasks=tasks), f"{one.why}; {other.why}", (*one.traces, *other.traces), words=words)
