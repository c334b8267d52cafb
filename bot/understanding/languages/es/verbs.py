"""The forms of Spanish verbs that people put requests in: recuerda, recuerde, recordame, recordarme, recordandomelo."""

from collections.abc import Iterator, Mapping

# What a pronoun at the end of a verb is in the grammar's terms; "se" and "te" only say whom the verb concerns.
PRONOUNS = {
    "": "", "me": "me", "nos": "us", "lo": "it", "la": "it", "los": "them", "las": "them", "le": "", "les": "",
    "te": "", "se": "", "melo": "me it", "mela": "me it", "melos": "me them", "melas": "me them", "noslo": "us it",
    "telo": "it", "selo": "it",
}  # fmt: skip
# Letters before an ending with "e", so that the sound stays: buscar, busque; agregar, agregue; empezar, empiece.
_BEFORE_E = {"c": "qu", "g": "gu", "z": "c"}


def forms_of(table: Mapping[str, tuple[str, str, str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The forms of each verb, with its terms and classes. Forms are without accents.

    ``table`` maps terms to the verbs, the class of their forms, and the terms of their participles. "record-ar/recuerd"
    is a verb and its stem under stress; "/pon/pong/pon" gives further that of "ponga" and a short imperative.
    """
    for terms, (verbs, kind, participle) in table.items():
        for verb in verbs.split():
            lemma, *stems = verb.split("/")
            stem, _, ending = lemma.partition("-")
            for form, is_infinitive in _finite(stem, ending, stems):
                kinds = frozenset({kind, "INFINITIVE"} if is_infinitive else {kind}) - {""}
                for pronoun, term in PRONOUNS.items():
                    yield form + pronoun, f"{terms} {term}", kinds
            for form in _others(stem, ending, stems):
                yield form, terms, frozenset({kind}) - {""}
            for last in ("o", "a", "os", "as"):
                done = stem + ("ad" if ending == "ar" else "id") + last
                yield done, participle or terms, frozenset({"PARTICIPLE"})


def _softened(stem: str) -> str:
    return stem[:-1] + _BEFORE_E.get(stem[-1], stem[-1])


def _finite(stem: str, ending: str, stems: list[str]) -> Iterator[tuple[str, bool]]:
    """The forms that a pronoun may be joined to, and whether it is the infinitive."""
    strong = stems[0] if stems else stem
    yield stem + ending, True
    if ending == "ar":
        yield from ((stem + "ando", False), (strong + "a", False), (stem + "a", False))
        yield from ((_softened(strong) + "e", False), (_softened(strong) + "en", False))
        return
    yield from ((stem + "iendo", False), (strong + "e", False), (stem + ("e" if ending == "er" else "i"), False))
    other = stems[1] if len(stems) > 1 else strong
    yield from ((other + "a", False), (other + "an", False), *((short, False) for short in stems[2:]))


def _others(stem: str, ending: str, stems: list[str]) -> Iterator[str]:
    """The forms without a pronoun: I do, you do, that you do, I did, you will do."""
    strong = stems[0] if stems else stem
    if ending == "ar":
        yield from (strong + "o", strong + "as", stem + "as", _softened(strong) + "es", strong + "an")
        yield from (_softened(stem) + "e", stem + "aste", stem + "amos", _softened(stem) + "emos")
    else:
        yield from (strong + "es", strong + "en", stem + "iste", (stems[1] if len(stems) > 1 else strong) + "as")
    yield from (f"{stem}{ending}{last}" for last in ("as", "a", "ias", "ia", "an"))
