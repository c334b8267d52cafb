"""The order in which the intents are asked; the first that answers has read the text."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.understanding.sentence import Sentence

from .agreeing import read_agreement
from .answer import Answer
from .cancelling import read_cancelling
from .creating import read_bare_creation, read_creation
from .editing import read_editing
from .listing import read_listing
from .moving import read_bare_zone, read_moving
from .opting_out import read_opting_out
from .preferring import read_preference
from .responding import read_done, read_how_to, read_reaction, read_signs, read_thanks
from .several import read_several
from .snoozing import read_snoozing
from .whole import read_whole

Reader = Callable[[Sentence], Answer | None]


class Asked(NamedTuple):
    """A reader, and the traits of words (``Phrasebook.traits``) without which it need not be asked.

    It is asked where the first word has one of ``opens``, or any word one of ``holds``; always where both are empty.
    """

    read: Reader
    opens: frozenset[str]
    holds: frozenset[str]


def _asked(read: Reader, *, opens: str = "", holds: str = "") -> Asked:
    return Asked(read, frozenset(opens.split()), frozenset(holds.split()))


# Questions and changes come before creation, since their words ("alarm", "remind") ask for reminders elsewhere.
ORDER = (
    _asked(read_whole),
    _asked(read_signs),
    _asked(read_reaction),
    _asked(read_several),
    _asked(read_opting_out, opens="stop_please+"),
    _asked(read_moving, opens="timezone+ live_in+ clock_here+"),
    _asked(read_preference, opens="day_part_setting+"),
    _asked(read_how_to, opens="how_to+"),
    _asked(read_snoozing, opens="snooze+", holds="more"),
    _asked(read_listing, opens="about_day+ on_plan+ list+ search+", holds="listed next_word"),
    _asked(
        read_cancelling,
        opens="cancel_verb loose_cancel_verb wish+ turn_off+ second_thoughts+ container everything switch taking",
        holds="was_cancelled",
    ),
    _asked(read_editing, opens="edit_verb pause+ resume+ skip+ instead+ wish+ adding", holds="compared instead_end"),
    _asked(read_done, opens="done+", holds="done_word"),
    _asked(read_thanks, opens="thanks+"),
    _asked(read_creation),
    _asked(read_agreement),
    _asked(read_bare_creation),
    _asked(read_bare_zone),
)


def readers_for(sentence: Sentence) -> Iterator[Reader]:
    """The readers that may have something to say about ``sentence``, in order."""
    opening, held = sentence.opening_traits, sentence.traits
    for read, opens, holds in ORDER:
        if not (opens.isdisjoint(opening) and holds.isdisjoint(held)) or not (opens or holds):
            yield read
