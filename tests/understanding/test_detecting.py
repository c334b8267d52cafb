"""In which language a text is: from its own words, and from what the person wrote before where they do not tell."""

import pytest

from bot.understanding.context import Locale
from bot.understanding.detecting import in_own_language, language_of

SPANISH = [
    "recuérdame comprar leche",
    "RECUERDAME COMPRAR LECHE",
    "mañana a las 5",
    "borra el 2",
    "lista",
    "¿qué tengo hoy?",
    "remind me mañana a las 5 to call mom",
    "call mom el domingo a las 8",
    "doctor a las 5",
    "el 3 de mayo",
]
ENGLISH = [
    "remind me to call mom at 5",
    "order from la casa de toño",
    "call maria de la cruz at 5",
    "pick up tacos al pastor at 6",
    "pie a la mode at 5",
    "flight to los angeles tomorrow",
    "dinner at el paso friday",
    "once a day",
    "no",
    "no, remind me at 5",
    "del 3",
    "me",
    "play me a song",
    "2",
    "",
    "👍",
]


@pytest.mark.parametrize("text", SPANISH)
def test_spanish(text):
    assert language_of(text) == "es"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [("5pm", "es"), ("ok", "es"), ("dentista 5pm", "es"), ("remind me to call mom at 5", "en"), ("list", "en")],
)
def test_what_was_written_before_breaks_ties(text, language):
    assert language_of(text, "es") == language


def test_a_setting_of_the_person_for_dates_is_kept():
    assert in_own_language("mañana", Locale()).day_first is True
    assert in_own_language("mañana", Locale(day_first=False)).day_first is False
    assert in_own_language("tomorrow", Locale()) == Locale()
