"""The bot's command as the operator types it, for the advice that ``check`` and ``connect`` print."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

COMMAND = "python -m bot"  # as the advice is written


def as_typed(advice: str, config: Path | None = None, argv: Sequence[str] | None = None) -> str:
    """``advice`` with the command that was typed in place of ``COMMAND``: its Python, and its ``--config``.

    ``argv`` is ``sys.orig_argv``.
    """
    words = list(sys.orig_argv if argv is None else argv)
    if "-m" in words[:-1] and words[words.index("-m") + 1] == "bot":
        typed = [words[0], "-m", "bot"]
    elif len(words) > 1 and Path(words[1]).name == "reminder-bot":  # the script that pip installs
        typed = [words[1] if "/" in words[1] and Path(words[1]).parent.name != "bin" else "reminder-bot"]
    else:
        return advice
    return advice.replace(COMMAND, shlex.join([*typed, *(["--config", str(config)] if config is not None else [])]))
