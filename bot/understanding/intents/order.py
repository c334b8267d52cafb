"""The order in which the intents are asked; the first that answers has read the text."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.caching import cached_lookup
from bot.understanding.command import Reading
from bot.understanding.intents.afterthoughts import read_afterthought, read_called_off
from bot.understanding.intents.agreeing import read_agreement
from bot.understanding.intents.amending import read_replaced, read_second_thought
from bot.understanding.intents.correcting import read_corrected
from bot.understanding.intents.creating import read_bare_creation, read_creation
from bot.understanding.intents.editing import read_instead
from bot.understanding.intents.listing import read_listing
from bot.understanding.intents.moving import read_bare_zone, read_moving
from bot.understanding.intents.preferring import read_preference
from bot.understanding.intents.questions import read_question
from bot.understanding.intents.responding import (
    read_done,
    read_how_to,
    read_seen_to,
    read_signs,
    read_thanks,
)
from bot.understanding.intents.restating import read_restated
from bot.understanding.intents.several import read_lines, read_several
from bot.understanding.intents.time_alone import read_time_alone
from bot.understanding.intents.whole import read_whole
from bot.understanding.languages.phrasebook import Phrasebook
from bot.understanding.sentence import Sentence

Reader = Callable[[Sentence], Reading | None]


class Asked(NamedTuple):
    """A reader, and the words without which it need not be asked: classes, and meanings of phrases ("snooze+").

    It is asked where the text or its core opens with one of ``opens``, or any word is one of ``holds``; always where
    both are empty. ``is_brief``: it is said in a sentence or two, so that it need not be asked about a long text.
    """

    read: Reader
    opens: tuple[str, ...]
    holds: tuple[str, ...]
    is_brief: bool


def _asked(read: Reader, *, opens: str = "", holds: str = "", is_brief: bool = True) -> Asked:
    return Asked(read, tuple(opens.split()), tuple(holds.split()), is_brief and bool(opens or holds))


# Questions and changes come before creation, since their words ("alarm", "remind") ask for reminders elsewhere.
ORDER = (
    _asked(read_whole, opens="whole+", holds="mark"),
    _asked(read_signs),
    _asked(read_lines),
    _asked(read_second_thought, opens="second_thought+ taking_back+ going_on+"),
    _asked(read_replaced, opens="refused+ turn_off+ cancel_verb loose_cancel_verb"),
    _asked(read_several, holds="joiner separator", is_brief=False),
    _asked(read_moving, opens="timezone+ live_in+ clock_here+ keeping_time+ place_in"),
    _asked(read_preference, opens="day_part_setting+"),
    _asked(read_how_to, opens="how_to+"),
    _asked(read_listing, opens="about_day+ on_plan+ list+ search+ ask_number+", holds="listed next"),
    _asked(read_question, opens="asking_verb wondering+ what_time+ which_one+", holds="question_mark"),
    _asked(
        read_afterthought,
        holds="cancel_verb loose_cancel_verb taking ridding switch sure_edit_verb shift_verb denial",
    ),
    _asked(read_instead, opens="instead+", holds="instead_end only_word better_word"),
    _asked(read_restated, opens="wanting+", holds="restating"),
    _asked(read_called_off, holds="calling_off"),
    _asked(read_done, opens="done+ did_it+", holds="done_word done_sign"),
    _asked(read_seen_to, holds="seen_to_word"),
    _asked(read_thanks, opens="thanks+"),
    _asked(read_corrected, holds="correcting"),
    _asked(read_time_alone),
    _asked(read_creation),
    _asked(read_agreement),
    _asked(read_bare_creation),
    _asked(read_bare_zone),
)


_MOST_OPENING_WORDS = 3
_LONGEST_REQUEST = 80  # tokens; what is longer is a reminder's message, if anything
_Places = frozenset[int]  # in ORDER
_NOBODY: _Places = frozenset()
_ALWAYS: _Places = frozenset(place for place, asked in enumerate(ORDER) if not (asked.opens or asked.holds))
_OF_ANY_LENGTH: _Places = frozenset(place for place, asked in enumerate(ORDER) if not asked.is_brief)


def readers_for(sentence: Sentence) -> tuple[Reader, ...]:
    """The readers that may have something to say about ``sentence``, in order."""
    first, words = sentence.first, sentence.words
    asked = _opened_by(sentence.book, words[first : first + _MOST_OPENING_WORDS])
    if first:  # a set phrase may open with a greeting
        asked |= _opened_by(sentence.book, words[:_MOST_OPENING_WORDS])
    holds = _holding[sentence.book]
    for word in holds.keys() & words:
        asked |= holds[word]
    return _in_order[asked if sentence.last - first <= _LONGEST_REQUEST else asked & _OF_ANY_LENGTH]


@cached_lookup
def _in_order(places: _Places) -> tuple[Reader, ...]:
    return tuple(ORDER[place].read for place in sorted(places))


@lru_cache(maxsize=4096)
def _opened_by(book: Phrasebook, words: tuple[str, ...]) -> _Places:
    """Who is asked where a text opens with ``words``, those that are always asked among them."""
    opens = _opening[book]
    return _ALWAYS.union(*(opens.get(words[:length], _NOBODY) for length in range(1, len(words) + 1)))


@cached_lookup
def _opening(book: Phrasebook) -> dict[tuple[str, ...], _Places]:
    """Who is asked for which opening words."""
    found: dict[tuple[str, ...], _Places] = {}
    for place, asked in enumerate(ORDER):
        for kind in asked.opens:
            for words in _openings(book, kind):
                found[words] = found.get(words, _NOBODY) | {place}
    return found


@cached_lookup
def _holding(book: Phrasebook) -> dict[str, _Places]:
    """Who is asked for which word wherever it stands."""
    found: dict[str, _Places] = {}
    for place, asked in enumerate(ORDER):
        for kind in asked.holds:
            for word in book.classes[kind]:
                found[word] = found.get(word, _NOBODY) | {place}
    return found


def _openings(book: Phrasebook, kind: str) -> Iterator[tuple[str, ...]]:
    """The words of a class, or how the phrases of a meaning start."""
    meaning = kind.removesuffix("+")
    if meaning == kind:
        yield from ((word,) for word in book.classes[kind])
        return
    yield from book.phrases[meaning].openings(_MOST_OPENING_WORDS)
