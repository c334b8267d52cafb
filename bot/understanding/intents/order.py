"""The order in which the intents are asked; the first that answers has read the text."""

from collections.abc import Callable

from ..sentence import Sentence
from .answer import Answer
from .creating import read_bare_creation, read_creation
from .whole import read_whole

Reader = Callable[[Sentence], Answer | None]

ORDER: tuple[Reader, ...] = (
    read_whole,
    read_creation,
    read_bare_creation,
)
