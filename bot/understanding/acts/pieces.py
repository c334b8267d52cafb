"""What one piece of a text is: a request, courtesy, a reason, or words that are not understood."""

from enum import Enum
from itertools import pairwise

from bot.domain.naming import named_by
from bot.understanding.acts.joints import Joint
from bot.understanding.command import (
    AskTime,
    Cancel,
    CancelAll,
    Command,
    Create,
    Done,
    Edit,
    Help,
    ListReminders,
    Snooze,
    Start,
    Stop,
    Target,
    Thanks,
    Undo,
    Unknown,
)
from bot.understanding.context import Context
from bot.understanding.languages.en.acts import PARTICLES, REASONS
from bot.understanding.records import record
from bot.understanding.scoring import SET_PHRASE, Candidate
from bot.understanding.sentence import Sentence


class Kind(Enum):
    REQUEST = "request"
    COURTESY = "courtesy"  # "thanks", "no", "that's wrong"
    REASON = "reason"  # "they moved it to monday"
    UNREAD = "unread"


COMMANDED = 17  # the score of a reminder that is asked for by a verb, see ``evidence.py``
_WORTH = {Kind.COURTESY: 0, Kind.REASON: 1, Kind.UNREAD: -1}
_SURE = 12
_LIKELY = 8
_LEAST = 6


@record
class Piece:
    """``words`` as written, their best reading, and what they are. ``is_sentence`` and ``is_sign`` as for joints."""

    words: str
    candidate: Candidate
    kind: Kind
    is_sentence: bool
    is_sign: bool
    names_time: bool = False

    @property
    def command(self) -> Command:
        return self.candidate.reading.command

    @property
    def value(self) -> int:
        """What the piece adds to a way of cutting the text."""
        if self.kind is Kind.REQUEST:
            return self.candidate.score - _LEAST
        return _WORTH[self.kind]

    @property
    def is_creation(self) -> bool:
        return isinstance(self.command, Create | AskTime) and self.kind is Kind.REQUEST

    @property
    def is_commanded(self) -> bool:
        return self.is_creation and self.candidate.score >= COMMANDED


def classify(sentence: Sentence, words: str, candidate: Candidate, joint: Joint) -> Piece:
    """The piece of the text that is ``sentence`` and starts at ``joint``, read as ``candidate``."""
    kind = _kind(sentence, candidate, is_reason=joint.is_reason, is_sentence=joint.is_sentence)
    names_time = any(one.phrase.fields.day is not None or one.phrase.fields.clocks for one in sentence.timed)
    is_sign = joint.is_sign or (candidate.score >= SET_PHRASE and sentence.words[sentence.first] not in REASONS)
    return Piece(
        words=words,
        candidate=candidate,
        kind=kind,
        is_sentence=joint.is_sentence,
        is_sign=is_sign,
        names_time=names_time,
    )


def _kind(sentence: Sentence, candidate: Candidate, *, is_reason: bool, is_sentence: bool) -> Kind:
    command, opening = candidate.reading.command, sentence.words[sentence.first]
    said = [word for word in sentence.words if word[:1].isalnum()]
    if isinstance(command, Thanks) or (isinstance(command, Help) and command.is_greeting):
        return Kind.COURTESY
    if not isinstance(command, _REQUESTS) and all(word in PARTICLES for word in said):
        return Kind.COURTESY
    is_weak = isinstance(command, Unknown) or (isinstance(command, Create | AskTime) and candidate.score < COMMANDED)
    if is_reason and opening in REASONS and (is_weak or not is_sentence):
        return Kind.REASON
    if is_weak and opening in ("no", "not") and isinstance(command, Create | AskTime):
        return Kind.REASON  # "no school friday"
    if isinstance(command, Unknown) and not (command.moment or command.repeat):
        return Kind.UNREAD
    return Kind.REQUEST


_REQUESTS = (Create, Edit, Cancel, CancelAll, ListReminders, Snooze, Done)


def is_valid(pieces: tuple[Piece, ...], whole: Command, context: Context) -> bool:
    """Whether the pieces can be requests of their own, one after the other, better than the text as a ``whole``."""
    requests = [piece for piece in pieces if piece.kind is Kind.REQUEST]
    if not requests or (len(requests) == 1 and not _is_better_alone(requests[0], whole)):
        return False
    is_list = isinstance(whole, Create) and all(piece.is_creation for piece in requests)
    if is_list and isinstance(whole, Create) and len(requests) <= len(whole.tasks):
        return False
    if any(_goes_on(one.command, other.command, other) for one, other in pairwise(requests)):
        return False
    if any(isinstance(piece.command, Stop | Start | Unknown) for piece in requests):
        return False
    if not any(not piece.is_creation for piece in requests) and any(
        piece.kind in (Kind.UNREAD, Kind.REASON) for piece in pieces
    ):
        return False  # the words may belong to the reminder
    return all(_is_valid(piece, pieces[:at], pieces[at + 1 :], context) for at, piece in enumerate(pieces))


def _is_better_alone(piece: Piece, whole: Command) -> bool:
    """Whether one request is better read without the courtesy and the reasons around it."""
    if isinstance(whole, Unknown | Create | AskTime):
        return piece.candidate.score >= _LIKELY
    own, of_whole = getattr(piece.command, "target", None), getattr(whole, "target", None)
    if type(piece.command) is not type(whole) or not isinstance(own, Target) or not isinstance(of_whole, Target):
        return False
    fewer, more = own.words.split(), of_whole.words.split()
    return bool(fewer) and len(fewer) < len(more) and set(fewer) < set(more)  # "the permit | already got it"


def _goes_on(one: Command, other: Command, piece: Piece) -> bool:
    """Whether ``other`` only changes what ``one`` asks for: "cancel the gym, do it saturday", "at 5, no make it 6"."""
    if isinstance(other, Cancel | Edit | Snooze) and other.target in (Target(), Target(is_last=True)):
        return isinstance(one, Cancel | Create | AskTime | Undo) or (isinstance(one, Edit) and not piece.is_sentence)
    is_pronoun = isinstance(one, Cancel) and one.target in (Target(), Target(is_last=True))
    return is_pronoun and isinstance(other, Create | AskTime) and not piece.is_sentence


def _is_valid(piece: Piece, before: tuple[Piece, ...], behind: tuple[Piece, ...], context: Context) -> bool:
    if piece.kind is Kind.COURTESY:
        return piece.is_sentence or not before or not behind
    if piece.kind is Kind.REASON:
        return True
    if piece.kind is Kind.UNREAD:
        return piece.is_sentence and _ends_sentence(behind)
    is_behind_creation = any(one.is_creation for one in before)
    command = piece.command
    if not piece.is_sign and not (piece.is_sentence and _ends_sentence(behind)):
        return False  # "trip is off, cancel it"
    if isinstance(command, AskTime):
        is_asked = bool(command.message) and command.problem == "none" and piece.is_commanded
        return is_asked and all(not one.is_creation for one in (*before, *behind)) and _ends_sentence(behind)
    if isinstance(command, Create):
        return _is_own_reminder(piece, command, before, behind)
    if piece.is_sentence or not before:
        return piece.candidate.score >= _LEAST
    return is_sure(piece, context) if is_behind_creation else piece.candidate.score >= _LIKELY


def _ends_sentence(behind: tuple[Piece, ...]) -> bool:
    return not behind or behind[0].is_sentence


def _is_own_reminder(piece: Piece, command: Create, before: tuple[Piece, ...], behind: tuple[Piece, ...]) -> bool:
    """Whether a reminder stands for itself: said with its words, and no introduction to what follows."""
    if any(not any(map(str.isalpha, task.message)) for task in command.tasks):
        return False
    if piece.is_commanded:
        return True
    if any(one.is_commanded for one in behind):
        return False  # "dentist at 3. remind me at 2"
    return piece.is_sentence or not before


def is_sure(piece: Piece, context: Context) -> bool:
    """Whether a command surely names a reminder that is there, and is no errand: "cancel 3", not "cancel my order"."""
    target = getattr(piece.command, "target", None)
    if not isinstance(target, Target):
        return piece.candidate.score >= _SURE and not isinstance(piece.command, ListReminders)
    if target.numbers or target.count or target.place or target.is_other or target.is_next:
        return True
    if target.words and named_by(target.words, context.known):
        return True
    return piece.candidate.features.get("reference", 0) >= 5 and target != Target()
