"""The order in which the intents are asked; the first that answers has read the text."""

from collections.abc import Callable

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

# Questions and changes come before creation, since their words ("alarm", "remind") ask for reminders elsewhere.
ORDER: tuple[Reader, ...] = (
    read_whole,
    read_signs,
    read_reaction,
    read_several,
    read_opting_out,
    read_moving,
    read_preference,
    read_how_to,
    read_snoozing,
    read_listing,
    read_cancelling,
    read_editing,
    read_done,
    read_thanks,
    read_creation,
    read_agreement,
    read_bare_creation,
    read_bare_zone,
)
