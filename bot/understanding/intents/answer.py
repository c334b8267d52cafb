"""What an intent makes of a sentence."""

from typing import NamedTuple

from bot.understanding.command import Command, Trace


class Answer(NamedTuple):
    """A command, one short sentence why, and the time phrases that led to it."""

    command: Command
    why: str
    traces: tuple[Trace, ...] = ()
