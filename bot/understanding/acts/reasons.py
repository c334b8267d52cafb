"""A request and the clause that says why: "drop the gym one, i switched with mike", "its raining so no soccer".

The reason is neither part of the name of a reminder nor something to set. It is recognised by what is left: without it,
the request surely names a reminder that is there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.domain.naming import named_by
from bot.understanding.acts.pieces import COMMANDED
from bot.understanding.command import (
    AskAbout,
    AskTime,
    Cancel,
    Create,
    Done,
    Edit,
    Period,
    Reading,
    Snooze,
    Target,
    Thanks,
    Unknown,
)
from bot.understanding.context import Context
from bot.understanding.intents.targets import period_in
from bot.understanding.languages.en.acts import BEFORE_REQUEST, IT_IS, NO_NEWS, NO_THINGS, OPENING_LABELS, REASON_STARTS
from bot.understanding.mentions import Mentions
from bot.understanding.scoring import LEAST, Candidate
from bot.understanding.sentence import Sentence

ReadPiece = Callable[[str, Context], tuple[Sentence, Candidate]]

_MOST_CUTS = 6
_MOST_WORDS = 40
_SHORTEST_NAME = 3
_POINTING = (Target(), Target(is_last=True))


def without_reason(mentions: Mentions, whole: Candidate, read_piece: ReadPiece) -> Reading | None:
    """The request of a text that also says why; None where the text is best read as it is."""
    sentence = mentions.sentence
    if not sentence.context.known or len(mentions.words) > _MOST_WORDS or not _may_hold_reason(whole, sentence):
        return None
    is_known = is_sure(whole.reading, sentence.context)
    for cut in _cuts(mentions):
        start = _behind_joiners(sentence, cut)
        parts = ((sentence.first, cut, start, sentence.last), (start, sentence.last, sentence.first, cut))
        for first, last, other, end in parts:
            if other == sentence.first and is_known:
                continue  # "the gym, cancel it" names what is there
            reading = _request(sentence, (first, last), (other, end), read_piece)
            if reading is not None:
                return reading
    return None


def _may_hold_reason(whole: Candidate, sentence: Sentence) -> bool:
    command = whole.reading.command
    if isinstance(command, Create | AskTime):
        return whole.score < COMMANDED
    if isinstance(command, Cancel | Edit | Snooze):
        return not is_sure(whole.reading, sentence.context)
    return isinstance(command, Unknown)


def is_sure(reading: Reading, context: Context) -> bool:
    """Whether the reading changes what is surely there."""
    command = reading.command
    if not isinstance(command, Cancel | Edit) or command == Edit(target=command.target):
        return False
    target = command.target
    if target.numbers or target.is_next or target.is_other or target.count or target.place:
        return True
    return bool(target.words and named_by(target.words, context.known))


def _cuts(mentions: Mentions) -> list[int]:
    """The tokens at which a clause may start that says why, or the request behind one; the last ones first."""
    sentence = mentions.sentence
    inside = {at for one in sentence.timed for at in range(one.first + 1, one.last)}
    last = len(mentions.labels) - 1
    verbs = {
        token
        for place, token in enumerate(mentions.tokens)
        if not OPENING_LABELS.isdisjoint(mentions.labels[place])
        and (sentence.words[sentence.first] in REASON_STARTS or "IT" in mentions.labels[min(place + 1, last)])
    }
    found = [
        at
        for at in range(sentence.first + 1, sentence.last)
        if at not in inside
        and (sentence.words[at] in REASON_STARTS or sentence.words[at] in BEFORE_REQUEST or at in verbs)
    ]
    return found[::-1][: 2 * _MOST_CUTS]


def _behind_joiners(sentence: Sentence, at: int) -> int:
    while at < sentence.last - 1 and sentence.words[at] in BEFORE_REQUEST:
        at += 1
    return at


def _request(sentence: Sentence, asked: tuple[int, int], why: tuple[int, int], read_piece: ReadPiece) -> Reading | None:
    """The request in the tokens ``asked``, where those of ``why`` ask for nothing and tell no time."""
    words, reason = sentence.slice(*asked), sentence.slice(*why)
    if not any(map(str.isalnum, words)) or not any(map(str.isalnum, reason)):
        return None
    is_behind = why[0] > asked[0]
    if is_behind and sentence.words[why[0]] not in REASON_STARTS and sentence.words[why[0] - 1] not in BEFORE_REQUEST:
        return None
    _, candidate = read_piece(words, sentence.context)
    reading = candidate.reading
    if candidate.score < LEAST or not isinstance(reading.command, Cancel | Edit):
        return None
    if is_behind and isinstance(reading.command, Edit) and reading.command.message:
        return None  # the new words go on to the end
    has_pronoun = not IT_IS.isdisjoint(sentence.words[slice(*asked)])
    is_vague = reading.command.target in _POINTING or (has_pronoun and not is_sure(reading, sentence.context))
    is_pointing = is_vague and not is_behind
    if not is_pointing and not is_sure(reading, sentence.context):
        return None
    has_own_time = isinstance(reading.command, Edit) and is_pointing  # "it closes at 5 so make that 4:30"
    if not _is_reason(sentence, why, reason, read_piece, may_tell_time=has_own_time):
        return None
    if not is_pointing:
        return reading
    named = named_in(sentence, *why)
    if not named:
        is_change = isinstance(reading.command, Edit) and has_pronoun and reading.command != Edit(target=Target())
        # "doc called, it's the 19th now": what was spoken of
        day = period_in(sentence, *why)
        if isinstance(reading.command, Cancel) and day is not None and not day.is_minute:
            return replace(reading, command=Cancel(target=Target(period=day)))  # "traded wed, drop that one"
        return _on_day(reading, day, Target()) if is_change else None
    period = period_in(sentence, *why)
    return _on_day(reading, period, Target(words=named))


def _on_day(reading: Reading, period: Period | None, target: Target) -> Reading:
    """The request aimed at ``target``; taken back or skipped on the day that the reason tells of."""
    command = reading.command
    if isinstance(command, Edit) and command.skip_next and period is not None:
        command = Edit(target=target, skipped=(period,))
    elif isinstance(command, Cancel):
        command = replace(command, target=replace(target, period=period))
    elif isinstance(command, Edit):
        command = replace(command, target=target)
    return replace(reading, command=command)


def _is_reason(
    sentence: Sentence, why: tuple[int, int], reason: str, read_piece: ReadPiece, *, may_tell_time: bool
) -> bool:
    _, candidate = read_piece(reason, sentence.context)
    command = candidate.reading.command
    is_asked = any(sentence.is_a(why[0], kind) for kind in ("cancel_verb", "loose_cancel_verb", "sure_edit_verb"))
    if is_asked and isinstance(command, Cancel | Edit):
        return False  # another request
    is_weak = isinstance(command, Create | AskTime) and candidate.score < COMMANDED
    is_talk = isinstance(command, Unknown | Thanks | Done | AskAbout) or is_weak or _is_pointless(command)
    timed = [one for one in sentence.timed if why[0] <= one.first < why[1] and not one.phrase.is_latent]
    return is_talk and (may_tell_time or all(NO_NEWS.issuperset(sentence.words[one.first : one.last]) for one in timed))


def _is_pointless(command: object) -> bool:
    """Whether a change is one of nothing in particular: "the vet called and cancelled"."""
    return isinstance(command, Cancel | Edit) and not command.target.numbers


def named_in(sentence: Sentence, first: int, last: int) -> str:
    """The words that name the one reminder that a clause speaks of."""
    known = sentence.context.known
    hits: dict[int, list[str]] = {}
    for word in _telling(sentence, first, last):
        for at in named_by(word, known):
            hits.setdefault(at, []).append(word)
    most = max((len(words) for words in hits.values()), default=0)
    best = [at for at, words in hits.items() if len(words) == most]
    return " ".join(hits[best[0]]) if len(best) == 1 else ""


def is_of_something_else(mentions: Mentions, reading: Reading) -> bool:
    """True for "I already bought the cheese, it's not necessary", where no reminder is about cheese."""
    command = reading.command
    if not isinstance(command, Cancel) or command.target not in _POINTING or command.is_dismissal:
        return False
    if not mentions.sentence.context.known:
        return False
    sentence, labels = mentions.sentence, mentions.labels
    for at in range(len(labels) - 1):
        is_deed = sentence.is_a(mentions.tokens[at], "errand") or "SEE_TO+ED" in labels[at]
        thing = mentions.words[at + 2] if "DEF" in labels[at + 1] and at + 2 < len(labels) else ""
        is_thing = thing not in NO_THINGS and "ITEM" not in labels[min(at + 2, len(labels) - 1)]
        if (
            is_deed
            and is_thing
            and thing.isalpha()
            and len(thing) >= _SHORTEST_NAME
            and not named_by(thing, sentence.context.known)
        ):
            return True
    return False


def _telling(sentence: Sentence, first: int, last: int) -> Iterator[str]:
    timed = {at for one in sentence.timed for at in range(one.first, one.last)}
    for at in range(first, last):
        word = sentence.words[at]
        if (
            at not in timed
            and len(word) >= _SHORTEST_NAME
            and word.isalpha()
            and not (sentence.is_a(at, "function") or sentence.is_a(at, "errand"))
        ):
            yield word
