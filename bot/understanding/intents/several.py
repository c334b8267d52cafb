"""Several reminders in one text: one a line, or joined by "and" where each part has its own errand and time."""

from bot.understanding.command import Context, Create, Task, Trace
from bot.understanding.sentence import Sentence, make_sentence

from .answer import Answer
from .creating import read_bare_creation, read_creation
from .heads import read_head

EXAMPLES = ("call mom at 5 and pay rent tomorrow at 9",)

_JOINTS = frozenset({"joiner", "separator"})
_MOST_TASKS = 20
_MOST_JOINERS = 3  # "and then also"


def read_several(sentence: Sentence) -> Answer | None:
    """Several reminders, None where the text is about one or anything else."""
    if "\n" in sentence.text.strip():
        return _read_lines(sentence)
    places = _joints(sentence)
    return _read_parts(sentence, places) if places else None


def _read_lines(sentence: Sentence) -> Answer | None:
    lines = [line.strip(" \t\r-*\u2022") for line in sentence.text.splitlines()]
    lines = [line for line in lines if line]
    if not 1 < len(lines) <= _MOST_TASKS:
        return None
    answers = [_read_one(line, sentence.context) for line in lines]
    if answers[0] is None and _is_title(lines[0], sentence.context):
        answers = answers[1:]
    return _joined(answers)


def _is_title(line: str, context: Context) -> bool:
    """ "remind me:" above a list."""
    title = make_sentence(line, context)
    head = read_head(title, title.first)
    return head is not None and title.skip_marks(head.last) + 1 >= title.last


def _joints(sentence: Sentence) -> list[int]:
    """Where "and" stands between a time and the next errand, with a time on both sides."""
    if len(sentence.tokens) < 7 or _JOINTS.isdisjoint(sentence.traits):
        return []
    joints = []
    for at in range(sentence.first + 2, sentence.last - 2):
        if not (sentence.is_a(at, "joiner") or sentence.is_a(at, "separator")):
            continue
        following = at + 1
        while following < at + _MOST_JOINERS and sentence.is_a(following, "joiner"):
            following += 1
        is_errand = sentence.is_a(following, "errand") or sentence.match("remind", following) > 1
        if is_errand and len(sentence.timed) > 1:
            joints.append(at)
    return joints


def _read_parts(sentence: Sentence, joints: list[int]) -> Answer | None:
    """Each part on its own; parts without a time of their own stay with the one before ("buy milk and bread at 5")."""
    edges = [sentence.first]
    for joint in joints:
        has_time_before = any(edges[-1] <= one.first and one.last <= joint for one in sentence.timed)
        has_time_behind = any(one.first > joint for one in sentence.timed)
        if has_time_before and has_time_behind:
            edges.append(joint)
    if len(edges) == 1 or len(edges) > _MOST_TASKS:
        return None
    parts = []
    for first, last in zip(edges, [*edges[1:], sentence.last], strict=True):
        start = first
        while (
            start < last
            and (sentence.is_a(start, "joiner") or sentence.is_a(start, "separator"))
            and first > sentence.first
        ):
            start += 1
        parts.append(sentence.slice(start, last))
    return _joined([_read_one(part, sentence.context) for part in parts])


def _read_one(text: str, context: Context) -> Answer | None:
    part = make_sentence(text, context)
    if not part.tokens:
        return None
    answer = read_creation(part) or read_bare_creation(part)
    return answer if answer is not None and isinstance(answer.command, Create) else None


def _joined(answers: list[Answer | None]) -> Answer | None:
    tasks: list[Task] = []
    traces: list[Trace] = []
    whys = []
    for answer in answers:
        if answer is None or not isinstance(answer.command, Create) or not answer.command.tasks[0].message:
            return None
        tasks += answer.command.tasks
        traces += answer.traces
        whys.append(answer.why)
    if len(tasks) < 2:
        return None
    return Answer(Create(tasks=tuple(tasks)), "; ".join(whys), tuple(traces))
