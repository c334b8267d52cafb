"""Advice names the command as the operator types it."""

from pathlib import Path

import pytest

from bot.cli.typed_command import as_typed

ADVICE = "Run `python -m bot connect`, then `python -m bot check`."
TYPED = [
    # how this process was started, its settings file, the command in the advice
    ([".venv/bin/python", "-m", "bot", "check"], None, ".venv/bin/python -m bot"),
    (["python3", "-m", "bot", "check"], None, "python3 -m bot"),
    (["/opt/my bot/.venv/bin/python", "-m", "bot"], None, "'/opt/my bot/.venv/bin/python' -m bot"),
    (["python", "-X", "dev", "-m", "bot", "--config", "a.toml", "check"], "a.toml", "python -m bot --config a.toml"),
    (["/usr/bin/python3", "/usr/local/bin/reminder-bot", "check"], None, "reminder-bot"),
    (["/usr/bin/python3", "./reminder-bot", "check"], None, "./reminder-bot"),
    (["python", "-m", "pytest"], None, "python -m bot"),
    (["python", "-m"], None, "python -m bot"),
]


@pytest.mark.parametrize(("argv", "config", "command"), TYPED)
def test_the_command_is_the_one_that_was_typed(argv, config, command):
    advice = as_typed(ADVICE, Path(config) if config else None, argv)
    assert advice == f"Run `{command} connect`, then `{command} check`."
