"""docs/texting.md is generated from the examples of the intents: it is up to date, and each example is understood."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from bot.understanding import command as c
from tests.understanding.reading_texts import command

SCRIPT = Path(__file__).parent.parent / "docs" / "make_texting.py"


def _load():
    spec = spec_from_file_location("make_texting", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = _load()
COMMANDS: dict[str, type | tuple[type, ...]] = {
    "creating": c.Create,
    "several": c.Create,
    "listing": c.ListReminders,
    "cancelling": (c.Cancel, c.CancelAll),
    "editing": c.Edit,
    "snoozing": c.Snooze,
    "responding": (c.Done, c.Thanks),
    "moving": c.SetTimezone,
    "preferring": c.ChangeSettings,
    "opt_out": c.Stop,
}


def test_the_page_is_current():
    assert MAKER.PAGE.read_text(encoding="utf-8") == MAKER.page(), "run .venv/bin/python docs/make_texting.py"


@pytest.mark.parametrize(
    ("intent", "text"), [(intent, text) for intent in COMMANDS for text in MAKER.examples_of(intent)]
)
def test_every_example_is_understood_as_said(intent: str, text: str):
    assert isinstance(command(text), COMMANDS[intent])


@pytest.mark.parametrize("text", MAKER.examples_of("whole"))
def test_every_short_word_is_understood(text: str):
    assert not isinstance(command(text), c.Unknown | c.Create | c.AskTime)
