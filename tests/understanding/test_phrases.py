"""The trie of phrases matches what the notation says, for every pattern of the language."""

from collections.abc import Iterator

import pytest

from bot.understanding.languages.en.intents import PHRASES, WHOLE
from bot.understanding.languages.phrases import PhraseCompiler, Phrases, expand

PATTERNS = sorted({line.strip() for lines in (*PHRASES.values(), *WHOLE.values()) for line in lines.splitlines()})


def walk(node: Phrases, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if node.is_end:
        yield before
    for word, following in node.items():
        yield from walk(following, (*before, word))


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("my alarm", {"my alarm"}),
        ("(my|the) [next] alarm", {"my alarm", "the alarm", "my next alarm", "the next alarm"}),
        ("stop|go [away|(far) off]", {"stop", "go", "go away", "go far off"}),
        ("[now]", {"now"}),
        ("", set()),
    ],
)
def test_notation(pattern: str, phrases: set[str]) -> None:
    compiled = PhraseCompiler().compile([pattern])
    assert {" ".join(phrase) for phrase in walk(compiled)} == phrases
    assert {" ".join(phrase) for phrase in expand(pattern) if phrase} == phrases


def test_every_pattern_of_the_language() -> None:
    compiler = PhraseCompiler()
    for pattern in PATTERNS:
        assert set(walk(compiler.compile([pattern]))) == {phrase for phrase in expand(pattern) if phrase}, pattern


def test_several_patterns_are_one_trie_with_shared_branches() -> None:
    patterns = ["(set|make) (a|an) [new] alarm", "make it [so]", "set (a|the) timer"]
    compiled = PhraseCompiler().compile(patterns)
    assert set(walk(compiled)) == {phrase for pattern in patterns for phrase in expand(pattern)}
    assert compiled["set"]["an"] is compiled["make"]["an"]
    assert compiled["set"]["a"] is not compiled["make"]["a"]
    assert set(compiled.openings(2)) == {phrase[:2] for phrase in walk(compiled)}
    assert compiled.last_words() == {phrase[-1] for phrase in walk(compiled)}
    assert compiled.length(("oh", "make", "it", "so", "now"), 1, 5) == 3
    assert compiled.length(("oh", "make", "it", "so", "now"), 1, 3) == 2
    assert compiled.length(("oh", "make", "it", "so", "now"), 1, 2) == 0
