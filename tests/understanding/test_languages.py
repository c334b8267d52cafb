"""A language is a folder: adding one requires no change of code."""

import ast
import re
from pathlib import Path

import pytest

from bot.understanding import languages
from bot.understanding.command import Cancel, CancelAll, Command, Create, ListReminders, Target
from bot.understanding.languages.base import load_language
from bot.understanding.languages.en import lexicon as english
from bot.understanding.languages.phrasebook import load_phrasebook
from bot.understanding.languages.terms import load_terms
from bot.understanding.match import Named
from bot.understanding.reading import read
from tests.understanding.reading_times import context, series, wall

SPANISH_WORDS = """
NUMBERS = {1: "uno una", 2: "dos", 3: "tres", 5: "cinco", 10: "diez", 20: "veinte"}
ORDINALS = {1: "primero primer"}
ORDINAL_ENDINGS = ("ro", "do")
UNITS = {"minute": "minuto minutos", "hour": "hora horas", "day": "d\u00eda d\u00edas", "week": "semana semanas"}
WEEKDAYS = {0: "lunes", 1: "martes", 4: "viernes"}
PLURAL_WEEKDAYS = {}
MONTHS = {5: "mayo", 4: "abril"}
MERIDIEMS = {}
PARTS = {"evening": "noche", "afternoon": "tarde"}
PLURAL_PARTS = {}
OFFSETS = {0: "hoy", 1: "ma\u00f1ana"}
RECURRENCES = {}
SEASONS = {}
SOONS = {}
CLASSES = {
    "in": "en", "at": "a", "the": "el la las los", "of": "de", "every": "cada", "and": "y", "half": "media", "on": "el",
    "next": "pr\u00f3ximo",
}
COMPOUNDS = {}
ENDINGS = POSSESSIVES = ()
MENDABLE = "viernes"
CORRECT = ""
"""


@pytest.fixture
def spanish(tmp_path, monkeypatch):
    """A language folder with a dozen Spanish words."""
    folder = tmp_path / "zz"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "words.py").write_text(SPANISH_WORDS, encoding="utf-8")
    (folder / "names.py").write_text('HOLIDAYS = {"christmas": "navidad"}')
    (folder / "places.py").write_text("ZONES = {}\nPLACES = {}")
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])
    yield context(language="zz")
    load_language.cache_clear()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ma\u00f1ana a las 5", "2026-03-12 17:00"),
        ("en dos horas", "2026-03-11 12:20"),
        ("el viernes", "2026-03-13 09:00"),
        ("el vierens a las 20:15", "2026-03-13 20:15"),
        ("el 3 de mayo de 2027", "2027-05-03 09:00"),
        ("hoy a las diez de la noche", "2026-03-11 22:00"),
        ("navidad", "2026-12-25 09:00"),
    ],
)
def test_single_times(spanish, words, expected):
    assert wall(words, spanish).startswith(expected)


def test_repeats(spanish):
    assert series("cada lunes a las 7:30", spanish) == ("FREQ=WEEKLY;BYDAY=MO", "2026-03-16 07:30")


# A made-up language: thirty words, and two rows for what stands in another order than in English.
MADE_UP_TERMS = """
WORDS = {
    "remind me to": "memoru", "cancel": "nuligu", "list": "listu", "my": "mia", "the": "la", "reminder": "noto",
    "reminders": "notoj", "all": "chiuj", "tomorrow": "morgau", "today": "hodiau", "at": "je", "in": "post",
    "hours": "horoj", "minutes": "minutoj", "every": "chiu", "monday": "lundo", "friday": "vendredo", "day": "tago",
    "please": "bonvolu", "what": "kio", "about": "pri", "evening": "vespero", "morning": "mateno",
}
NUMBERS = {2: "du", 3: "tri", 5: "kvin", 8: "ok", 9: "nau", 10: "dek"}
ROWS = {
    "": '''
        WEEKDAY venonta > coming WEEKDAY
        UNIT NUMBER > NUMBER UNIT
    '''
}
"""


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """A language folder with nothing but its words in the terms of the grammar."""
    folder = tmp_path / "zy"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "terms.py").write_text(MADE_UP_TERMS)
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])

    def command(text: str) -> Command:
        where = context(language="zy")
        return read(text, now=where.now, zone=where.zone, locale=where.locale).command

    yield command
    load_language.cache_clear()
    load_terms.cache_clear()


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("memoru morgau je nau tondi la gazonon", "tondi la gazonon", "2026-03-12 09:00"),
        ("memoru tondi la gazonon vendredo venonta", "tondi la gazonon", "2026-03-13 09:00"),
        ("memoru tondi la gazonon post horoj du", "tondi la gazonon", "2026-03-11 12:20"),
    ],
)
def test_thirty_words_set_a_reminder(made_up, text, message, at):
    read_as = made_up(text)
    assert isinstance(read_as, Create)
    (task,) = read_as.tasks
    assert task.moment is not None
    assert (task.message, task.moment.at.strftime("%Y-%m-%d %H:%M")) == (message, at)


def test_thirty_words_set_a_series(made_up):
    read_as = made_up("memoru chiu lundo je ok tondi la gazonon")
    assert isinstance(read_as, Create)
    assert read_as.tasks[0].message == "tondi la gazonon"
    assert read_as.tasks[0].repeat is not None
    assert read_as.tasks[0].repeat.rrule == "FREQ=WEEKLY;BYDAY=MO"


def test_thirty_words_list_and_cancel(made_up):
    assert isinstance(made_up("listu mia notoj bonvolu"), ListReminders)
    assert made_up("nuligu la noto pri gazonon") == Cancel(target=Target(words="gazonon"))
    assert made_up("nuligu du") == Cancel(target=Target(numbers=(2,)))
    assert isinstance(made_up("nuligu chiuj mia notoj"), CancelAll)


def test_an_unknown_language_falls_back_to_english():
    assert load_language("xx").code == load_language("../en").code == "en"


def test_no_table_of_commands_is_unused():
    """Every class of words and every list of phrases is named by the code that reads texts."""
    folder = Path(languages.__file__).parents[1]
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.parent.name != "en")
    quoted = {word.rstrip("+") for found in re.findall(r"""["']([a-z_+ ]+)["']""", code) for word in found.split()}
    book = load_phrasebook("en")
    assert book.classes.keys() | book.phrases.keys() <= quoted | {"mark", "whole"}
    lexicon = (folder / "languages" / "en" / "lexicon.py").read_text(encoding="utf-8").split("OPENER = ")[1]
    named = set(re.findall(r"\b[A-Z_]+\b", code + lexicon))
    assert named >= english.WORDS.keys() | english.VERBS.keys()


UNDERSTANDING = Path(languages.__file__).parents[1]
RULE_CODE = [
    *sorted((UNDERSTANDING / "commands").glob("*.py")),
    *(UNDERSTANDING / f"{name}.py" for name in ("evidence", "match", "mentions", "picking")),
]
# Lower-case strings in the code of rules that are no words of a text: halves of the day, how a reminder is named.
NO_WORDS = {"am", "pm"} | {str(named.value[0]) for named in Named}
LOOK_UPS = {"is_a", "match", "find"}  # they are given the name of a class


def words_in(code: str) -> set[str]:
    """The strings with lower-case letters, except docstrings, annotations, keys and the names of classes and slots."""
    tree, names = ast.parse(code), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.Subscript):
            names.add(node.value if isinstance(node, ast.Expr) else node.slice)
        elif isinstance(node, ast.Dict):
            names.update(key for key in node.keys if key is not None)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOK_UPS:
            names.update(node.args)
        elif isinstance(node, ast.AnnAssign):
            names.add(node.annotation)
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in names)
    strings = {node.value for node in constants if isinstance(node.value, str)}
    return {value for value in strings if re.search("[a-z]", value)}


@pytest.mark.parametrize("path", RULE_CODE, ids=lambda path: path.name)
def test_the_code_of_rules_holds_no_words_of_a_language(path: Path):
    """All words are in ``languages/<code>``, so that a language is added as a folder."""
    assert words_in(path.read_text(encoding="utf-8")) - NO_WORDS == set()


def test_words_in_code_are_found():
    code = (
        '"""Doc."""\nif words[at] == "please" or labels["ITEM"] or sentence.is_a(at, "the") or f"say {one}":\n    ...\n'
    )
    assert words_in(code) == {"please", "say "}
