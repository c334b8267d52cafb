"""The mutants still fit the bot's source; ``make mutants`` proves that the simulator finds them."""

from pathlib import Path

import pytest

from bench.mutants.faults import MUTANTS
from bench.mutants.importing import Edit, StaleEditError


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_the_source_as_it_is_today(mutant):
    for edit in mutant.edits:
        source = Path(*edit.module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
        compile(edit.applied_to(source), edit.module, "exec")


@pytest.mark.parametrize("source", ["", "x = 1\nx = 1\n"])
def test_a_text_that_is_not_there_exactly_once_is_an_error(source):
    with pytest.raises(StaleEditError, match="x = 1"):
        Edit("bot.example", "x = 1", "x = 2").applied_to(source)


def test_mutants_have_names_of_their_own():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 25
