"""The message of a reminder: the person's own words without the command and the time."""

from bot.understanding.sentence import Sentence
from bot.understanding.times.days import Weekday

_LEADING = frozenset(",;:-.)!?*")
_TRAILING = frozenset(",;:-(&")
_BRACKETS = {"(": ")", "[": "]"}
_QUOTES = {'"': '"', "\u201c": "\u201d", "'": "'", "\u2018": "\u2019"}

Spans = tuple[tuple[int, int], ...]


def cut(sentence: Sentence, spans: Spans, *, commanded: bool) -> str:
    """The core of ``sentence`` without the token spans ``spans``; "" if nothing is left.

    Words left dangling by a cut go too: "call mom on", "to call mom", ", and". ``commanded`` is True if one of the
    spans is a command, whose connector ("to", "about") goes with it.
    """
    pieces: list[tuple[int, int]] = []
    for first, last in _rest(sentence, spans):
        trimmed = _trimmed(sentence, first, last, is_opening=commanded and not pieces)
        if trimmed is not None:
            pieces.append(trimmed)
    closing = _closing(sentence, pieces[-1][1]) if pieces else ""
    return unquoted(_joined(sentence, pieces)) + closing


def _rest(sentence: Sentence, spans: Spans) -> list[tuple[int, int]]:
    """The spans between the cuts; a pair of brackets that a cut leaves empty goes with it."""
    rest = []
    at = sentence.first
    for first, last in sorted(spans):
        is_bracketed = first > at and last < sentence.last and _closes(sentence, first - 1, last)
        end = first - 1 if is_bracketed else first
        if end > at:
            rest.append((at, end))
        at = max(at, last + is_bracketed)
    if at < sentence.last:
        rest.append((at, sentence.last))
    return rest


def _closes(sentence: Sentence, opening: int, closing: int) -> bool:
    return _BRACKETS.get(sentence.words[opening]) == sentence.words[closing]


def _trimmed(sentence: Sentence, first: int, last: int, *, is_opening: bool) -> tuple[int, int] | None:
    words, classes = sentence.words, sentence.book.classes
    leading = classes["connector"] if is_opening else _LEADING
    is_after_cut = first > sentence.first
    while first < last and (words[first] in leading or (words[first] in _LEADING and (is_opening or is_after_cut))):
        if words[first] in ".!?" and not is_opening and first + 1 < last:
            break  # closes the previous sentence, and another follows
        first += 1
    if sentence.first < first < last - 1 and words[first] in classes["copula"] and _is_after_time(sentence, first):
        first += 1  # "tuesday | is trash day"
    if (
        is_opening
        and first + 1 < last
        and words[first] in classes["digit_for_to"]
        and words[first + 1] in classes["errand"]
    ):
        first += 1  # "remind me 2 call mom"
    while first < last:
        if words[last - 1] in _TRAILING:
            last -= 1
        elif length := _dangling(sentence, first, last):
            last -= length
        else:
            break
    return (first, last) if first < last and not _is_only_marks(sentence, first, last) else None


def _is_after_time(sentence: Sentence, at: int) -> bool:
    """True right after a time mention."""
    return sentence.timed_until(at) is not None


def _dangling(sentence: Sentence, first: int, last: int) -> int:
    """How many words at the end of a piece make no sense without the time cut after them."""
    words, book = sentence.words, sentence.book
    if words[last - 1] in book.classes["them_all"] and _is_each_of_a_kind(sentence, last):
        return 1
    if words[last - 1] not in book.endings["dangling"]:
        return 0
    if last == sentence.last and words[last - 1] in book.classes["timed_behind"]:
        return 0  # "the show is starting"
    if sentence.tokens[last - 1].is_glued and words[last - 1].isalpha() and words[last - 2].isalnum():
        return 0  # part of a word with digits, "B2B"
    timed = sentence.timed_from(last) if words[last - 1] in book.classes["visiting"] and last - 1 > first else None
    if timed is not None and isinstance(timed.phrase.fields.day, Weekday):
        return 0  # "invite ann over | this sunday", not "over the weekend"
    is_question = words[last - 1] in book.classes["copula"] and not book.classes["asked_for"].isdisjoint(
        words[first:last]
    )
    if is_question:
        return 0  # "ask what time it is"
    if words[last - 1] in book.classes["stranded"] and words[last - 2] in book.classes["stranding"]:
        return 0  # "which podcast to listen to", "the drill that ann asked for"
    for length in (3, 2, 1):
        if last - length >= first and book.match("dangling", words, last - length) == length:
            if length == 1 and words[last - 1] in book.classes["loose_end"]:
                is_verbs = not book.classes["phrasal"].isdisjoint((words[first], words[last - 2]))
                return 0 if is_verbs else 1  # "turn the oven on", "I need to check in"
            return length
    is_before_cut = last < sentence.last and words[last - 1] in book.classes["copula"]
    return int(is_before_cut)  # "my meeting is | at 5"


def _is_each_of_a_kind(sentence: Sentence, at: int) -> bool:
    """True for "all | the sundays", not for "eat it all | tonight"."""
    timed = sentence.timed_from(at)
    return timed is not None and timed.phrase.is_repeat and not sentence.tokens[at].word.weekday


def _closing(sentence: Sentence, last: int) -> str:
    """The "!" or "..." directly after the last word of the message."""
    if last != sentence.last or last >= len(sentence.tokens) or not sentence.tokens[last].is_glued:
        return ""
    marks = sentence.text[sentence.tokens[last - 1].end :].split(maxsplit=1)
    is_part_of_message = bool(marks) and (set(marks[0]) == {"!"} or (set(marks[0]) == {"."} and len(marks[0]) > 1))
    return marks[0] if is_part_of_message else ""


def _is_only_marks(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first:last]
    return not words[0].isalnum() and all(word in _LEADING or word in _TRAILING or word == "*" for word in words)


def _joined(sentence: Sentence, pieces: list[tuple[int, int]]) -> str:
    joined = ""
    for first, last in pieces:
        written = sentence.slice(first, last)
        if written:  # a term of the grammar may have no letters, as "up" of "despi\u00e9rtame"
            joined += written if not joined or written[0] in ".!?," else f" {written}"
    return joined


def unquoted(message: str) -> str:
    """``message`` without quotation marks around the whole of it."""
    closing = _QUOTES.get(message[:1])
    if closing and len(message) > 2 and message.find(closing, 1) == len(message) - 1:
        return message[1:-1].strip()
    return message
