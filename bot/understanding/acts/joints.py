"""Where a text may be cut into several requests."""

from typing import NamedTuple

from bot.understanding.languages.en.acts import (
    BEFORE_VERB,
    CONJUNCTIONS,
    JOINERS,
    LEADS,
    OPENERS,
    OPENING_LABELS,
    PARTICLES,
    REASONS_WITHOUT_PAUSE,
    RESTATING,
)
from bot.understanding.mentions import Mentions
from bot.understanding.sentence import Sentence

_SENTENCE_ENDS = frozenset(".!?;")
_MOST_JOINTS = 6
_FEWEST_WORDS = 3
_RESTATING = frozenset(said[0] for said in RESTATING)


class Joint(NamedTuple):
    """``end`` is the token behind the piece before the joint, ``start`` the first one of the piece behind it.

    ``is_sentence``: a sentence ends there, or a word such as "no" stands alone before a request. ``is_reason``: the
    words behind it may say why. ``is_sign``: a request seems to start there.
    """

    end: int
    start: int
    is_sentence: bool
    is_reason: bool
    is_sign: bool = True


def find_joints(mentions: Mentions) -> tuple[Joint, ...]:
    """The start, and the places where another request may start; none where no word is a sign of one.

    Cheap: it reads nothing.
    """
    sentence = mentions.sentence
    if sentence.last - sentence.first < _FEWEST_WORDS:
        return ()
    place_of = {token: place for place, token in enumerate(mentions.tokens)}
    inside = _inside(sentence)
    found: list[Joint] = []
    for at in range(sentence.first + 1, sentence.last):
        joint = None if at in inside else _joint_at(mentions, place_of, at, found[-1].start if found else -1)
        if joint is not None and not (found and joint.start == found[-1].start):
            found.append(joint)
    is_likely = any(joint.is_sign or not joint.is_sentence for joint in found)
    if not is_likely or len(found) > _MOST_JOINTS:
        return ()
    opens = _opens(mentions, place_of, sentence.first)
    return (Joint(0, sentence.first, is_sentence=True, is_reason=True, is_sign=opens), *found)


def _inside(sentence: Sentence) -> set[int]:
    """The tokens before which no cut is possible: those within a time or a quotation."""
    places = {at for one in sentence.timed for at in range(one.first + 1, one.last)}
    for start, end in sentence.quoted:
        places |= set(range(sentence.token_at(start), sentence.token_at(end)))
    return places


def _joint_at(mentions: Mentions, place_of: dict[int, int], at: int, last_start: int) -> Joint | None:
    sentence = mentions.sentence
    words, tokens = sentence.words, sentence.tokens
    is_break = "\n" in sentence.text[tokens[at - 1].end : tokens[at].start]
    is_end = is_break or (words[at] in _SENTENCE_ENDS and not _is_glued(sentence, at + 1))
    if not is_end and words[at] not in JOINERS and words[at] != ",":
        return _joint_without_mark(mentions, place_of, at, last_start)
    start = at
    while start < sentence.last and words[start] in LEADS:
        is_end = is_end or (words[start] in _SENTENCE_ENDS and not _is_glued(sentence, start + 1))
        start += 1
    if start >= sentence.last or start == sentence.first:
        return None
    start = _behind_restating(mentions, place_of, start)
    is_sign = _opens(mentions, place_of, start)
    if not is_sign and (is_end or words[at] == ","):
        is_sign = _is_short_talk(sentence, last_start, at, may_be_phrase=is_end)
        is_sign = is_sign or (is_end and _has_times(sentence, at, start))
        is_end = is_end or is_sign
    is_reason = words[start] in REASONS_WITHOUT_PAUSE or words[at] == "," or is_end
    if not is_sign and is_reason and not is_end and _opens(mentions, place_of, sentence.first):
        return Joint(at, start, is_sentence=False, is_reason=True, is_sign=False)
    return Joint(at, start, is_sentence=is_end, is_reason=is_reason, is_sign=is_sign) if is_sign or is_end else None


def _behind_restating(mentions: Mentions, place_of: dict[int, int], start: int) -> int:
    """The request behind "I meant" and the like."""
    words = mentions.sentence.words
    if words[start] not in _RESTATING:
        return start
    for said in RESTATING:
        behind = start + len(said)
        behind += words[behind : behind + 1] == ("to",)
        if words[start : start + len(said)] == said and behind < mentions.sentence.last:
            return behind if _opens(mentions, place_of, behind) else start
    return start


def _joint_without_mark(mentions: Mentions, place_of: dict[int, int], at: int, last_start: int) -> Joint | None:
    """ "no | delete 4" and "stop the flashcards | im done studying"."""
    sentence = mentions.sentence
    start = max(last_start, sentence.first)
    if start == sentence.first and _behind_restating(mentions, place_of, start) == at:
        return Joint(at, at, is_sentence=True, is_reason=False)
    is_behind_no = at - start == 1 and sentence.words[start] in BEFORE_VERB
    if is_behind_no and sentence.tokens[at].word.number is None and _opens(mentions, place_of, at):
        return Joint(at, at, is_sentence=True, is_reason=False)
    words = sentence.words
    is_behind = at >= start + 2 and words[at] in REASONS_WITHOUT_PAUSE and words[at - 1] not in CONJUNCTIONS
    if is_behind and _opens(mentions, place_of, start):
        return Joint(at, at, is_sentence=False, is_reason=True, is_sign=False)
    return None


def _is_glued(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].is_glued


def _opens(mentions: Mentions, place_of: dict[int, int], token: int) -> bool:
    """Whether a request may start at ``token``: a verb of the bot's, a question, a number."""
    sentence = mentions.sentence
    if sentence.words[token] in OPENERS or sentence.tokens[token].word.number is not None:
        return True
    place = place_of.get(token)
    return place is not None and not OPENING_LABELS.isdisjoint(mentions.labels[place])


def _is_short_talk(sentence: Sentence, last_start: int, end: int, *, may_be_phrase: bool) -> bool:
    """Whether the words before ``end`` are nothing but talk or a set phrase: "No!", "thats wrong.", "undo."."""
    said = [word for word in sentence.words[max(last_start, 0) : end] if word not in LEADS or word in PARTICLES]
    return all(word in PARTICLES for word in said) or (may_be_phrase and " ".join(said) in sentence.book.whole)


def _has_times(sentence: Sentence, end: int, start: int) -> bool:
    """Whether times are named on both sides."""
    timed = sentence.timed
    return bool(timed) and timed[0].last <= end and timed[-1].first >= start
