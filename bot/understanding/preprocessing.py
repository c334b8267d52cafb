"""Turn a text into a ``Sentence``: tokens, normalised words, and the core without greeting and courtesy."""

import re
from functools import lru_cache

from bot.understanding.borders import with_own_borders
from bot.understanding.context import Context
from bot.understanding.dictation import as_meant
from bot.understanding.languages.base import load_language
from bot.understanding.languages.phrasebook import PAUSES, Phrasebook, load_phrasebook
from bot.understanding.rewording import tokens_of
from bot.understanding.sentence import QUOTES, Sentence, TimeMention
from bot.understanding.times.finder import find_phrase_spans

LONGEST_TEXT = 2_000  # characters; no real text is longer, the rest is not read
# Long texts are searched for times only at both ends, where people put them; this keeps a reading under 10 ms.
FIRST_TOKENS, LAST_TOKENS = 50, 30
MAX_TIMES = 30
_LONG_GAP = re.compile(r"(\s{20})\s+")  # nobody writes them, and every pattern with blanks would take them one by one
_MOST_ACKNOWLEDGING = 4


# The parts of a reading ask for the sentence of one text several times.
@lru_cache(maxsize=8)
def make_sentence(text: str, context: Context) -> Sentence:
    """Tokenise and normalise ``text``, of which only the first ``LONGEST_TEXT`` characters are read."""
    code = context.locale.language
    text = as_meant(_unquoted(_LONG_GAP.sub(r"\1", text[:LONGEST_TEXT])), code)
    tokens = tokens_of(text, load_language(code))
    book = load_phrasebook(code)
    spellings = book.spellings
    words = tuple([spellings[token.text] for token in tokens])
    first, last = _core(words, book)
    return Sentence(text, context, tokens, words, book, first, last, _mentions)


def _mentions(sentence: Sentence) -> tuple[TimeMention, ...]:
    """The time mentions outside quoted text, from left to right."""
    tokens = sentence.tokens
    count = len(tokens)
    pieces = [(tokens, count)]
    if count > FIRST_TOKENS + LAST_TOKENS:
        pieces = [(tokens[:FIRST_TOKENS], FIRST_TOKENS), (tokens[-LAST_TOKENS:], count)]
    mentions: list[TimeMention] = []
    for piece, end in pieces:
        found = find_phrase_spans(piece, sentence.context, end - len(piece))[:MAX_TIMES]
        for phrase, first, last in with_own_borders(sentence, found, end):
            mentions.append(TimeMention(phrase, first, last))
    return tuple(mentions[:MAX_TIMES])


def _unquoted(text: str) -> str:
    """``text`` with quotation marks around the whole of it replaced by spaces, so that offsets stay."""
    inner = text.strip()
    closing = QUOTES.get(inner[:1])
    if closing is None or len(inner) < 3 or inner[-1] != closing or not {inner[0], closing}.isdisjoint(inner[1:-1]):
        return text
    start = text.index(inner)
    return f"{text[:start]} {inner[1:-1]} {text[start + len(inner) :]}"


def _core(words: tuple[str, ...], book: Phrasebook) -> tuple[int, int]:
    """The core, as (first, last): without assistants' names, greetings and courtesy, but never empty."""
    start, end = _after_acknowledgement(words, book), len(words)
    if start:
        words = ("",) * start + words[start:]
    if not words or (words[start] not in book.opening_noise and words[-1] not in book.closing_noise):
        return start, end
    names = book.classes["name"]
    while end > 1 and words[end - 1] in PAUSES:
        end -= 1
    at = start
    while at < end:
        if words[at] in PAUSES or words[at] in names:
            at += 1
        elif length := book.match("courtesy", words, at):
            at += length
        else:
            break
    if at < end:
        start = at
    while end > start + 1:
        trimmed = _without_farewell(words, start, end, book)
        if trimmed == end:
            break
        end = trimmed
    return start, end


def _after_acknowledgement(words: tuple[str, ...], book: Phrasebook) -> int:
    """Where the text goes on behind "ok cool." or "lol thanks,", which only says that the last text was read."""
    known = book.classes["acknowledging"]
    at = 0
    while at < len(words) and at < _MOST_ACKNOWLEDGING and words[at] in known:
        at += 1
    if not at or at >= len(words) or words[at] not in PAUSES:
        return 0
    while at < len(words) and words[at] in PAUSES:
        at += 1
    return at if at < len(words) else 0


def _without_farewell(words: tuple[str, ...], start: int, end: int, book: Phrasebook) -> int:
    if words[end - 1] in PAUSES or words[end - 1] in book.classes["name"]:
        return end - 1
    if words[end - 1] not in book.endings["farewell"]:
        return end
    for length in (4, 3, 2, 1):
        if end - length > start and book.match("farewell", words, end - length) == length:
            return end - length
    return end
