"""Reactions of phones, in all wordings and decorations: a like completes a reminder, the others change nothing."""

# ruff: noqa: RUF001 - phones send these characters

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.automatic import is_automatic
from bot.understanding.command import Create, Done, Target, Thanks
from bot.understanding.reading import read

NOW = datetime(2026, 3, 11, 9, 20, tzinfo=UTC)
DONE = Done(target=Target(words="call mom at 5"), is_sign=True)
REMINDER = "Reminder: call mom at 5"

# {} is the quoted text.
LIKES = {
    "en": ["Liked “{}”", "Loved “{}”", "Emphasized “{}”", "Emphasised “{}”", 'Liked "{}"', "liked '{}'"],
    "es": [
        *(
            "Le gustó “{}”",
            "Le encantó “{}”",
            "Le gusta “{}”",
            "Le Gusta «{}»",
            "Le encanta “{}”",
            "Le ha gustado “{}”",
        ),
        *("Exclamó por “{}”", "Enfatizó “{}”", "Destacó “{}”", "Le gusto “{}”", "Ha destacado «{}»"),
    ],
    "fr": [
        *(
            "A aimé «\u00a0{}\u00a0»",
            "Aimé “{}”",
            "A adoré « {} »",
            "A ajouté un cœur à “{}”",
            "A mis l’accent sur « {} »",
        ),
        *("A insisté sur « {} »", "A mis un j’aime à “{}”", "Gras “{}”", "A souligné « {} »"),
    ],
    "de": [
        *("Gefällt: „{}“", "Gefällt „{}“", "„{}“ ein Herz hinzugefügt", "Hat „{}“ ein Herz hinzugefügt"),
        *("„{}“ ein Ausrufezeichen hinzugefügt", "Hat „{}“ hervorgehoben", "Hat „{}“ mit „Gefällt mir“ markiert"),
        *("Liebt „{}“", "Hat „{}“ betont", "Hat ein Herz zu „{}“ hinzugefügt"),
    ],
    "pt": ["Gostou de “{}”", "Curtiu “{}”", "Amou “{}”", "Adorou “{}”", "Enfatizou “{}”", "Destacou “{}”"],
    "emoji": [
        *("👍 to “{}”", "Reacted 👍 to “{}”", "Reacted 👍🏽 to “{}”", "Reacted ❤️ to “{}”", "Reacted with 💙 to “{}”"),
        *("Reaccionó con 👍 a “{}”", "Ha reaccionado con 👍 a «{}»", "A réagi avec 👍 à « {} »", "👍 à « {} »"),
        *("Hat mit 👍 auf „{}“ reagiert", "👍 zu „{}“", "Mit ❤️ auf „{}“ reagiert", "Reagiu com 👍 a “{}”"),
        *("👍 para “{}”", "Reacted ‼️ to “{}”", "Reacted ✅ to “{}”"),
    ],
    "google": [
        *("\u200b👍\u200b to “\u200a{}\u200a”", "\u200a\u200b👍\u200b to “\u200a{}\u200a”\u200a"),
        *("\u200aReacted \u200b👍\u200b to \u200a{}\u200a\u200a", "\u200a\u200b❤️\u200b a “\u200a{}\u200a”\u200a"),
        *("\u200aХарактер \u200b👍\u200b до “\u200a{}\u200a”\u200a", "\u2063👍\u2063 to “{}”\u2063"),
        *("\u200a\u200b👍🏿\u200b auf „\u200a{}\u200a“ reagiert\u200a",),
    ],
}
OTHERS = [
    *("Laughed at “{}”", "Disliked “{}”", "Questioned “{}”", "Reacted 😂 to “{}”", "Reacted 👎 to “{}”"),
    *("Reacted 🎂 to “{}”", "Reacted with a sticker to “{}”", "Reacted 🇫🇷 to “{}”", "😮 to “{}”", "❓ to “{}”"),
    *("Le dio risa “{}”", "Se rio de “{}”", "No le gustó “{}”", "Dudó sobre “{}”", "Reaccionó con 😂 a “{}”"),
    *("Preguntó por “{}”", "Le hizo gracia «{}»", "Ha cuestionado «{}»"),
    *("A ri de « {} »", "A ri à “{}”", "N’a pas aimé « {} »", "N'aime pas “{}”", "S’interroge sur « {} »"),
    *("A réagi avec 😂 à « {} »", "A remis en question « {} »", "Interrogation “{}”"),
    *("Gefällt nicht: „{}“", "„{}“ ein Lachen hinzugefügt", "„{}“ ein Fragezeichen hinzugefügt", "Lacht über „{}“"),
    *("Hat über „{}“ gelacht", "Hat mit 😂 auf „{}“ reagiert", "Hat „{}“ hinterfragt", "Mag „{}“ nicht"),
    *("Riu de “{}”", "Não gostou de “{}”", "Questionou “{}”", "Reagiu com 😂 a “{}”", "Achou graça de “{}”"),
    *("\u200a\u200b😂\u200b to “\u200a{}\u200a”\u200a", "\u200aReacted \u200b👎\u200b to \u200a{}\u200a\u200a"),
]
REMOVED = [
    *("Removed a heart from “{}”", "Removed a like from “{}”", "Removed 👍 from “{}”", "Removed a laugh from “{}”"),
    *("Removed an exclamation from “{}”", "Removed a question mark from “{}”", "Removed a dislike from “{}”"),
    *("Eliminó un corazón de “{}”", "Quitó 👍 de “{}”", "Ha eliminado un «Me gusta» de «{}»"),
    *("A supprimé un cœur depuis “{}”", "A supprimé un « j’aime » de « {} »", "A retiré 👍 de “{}”"),
    *("Herz von „{}“ entfernt", "„Gefällt mir“ von „{}“ entfernt", "👍 aus „{}“ entfernt"),
    *("Removeu um coração de “{}”", "Retirou 👍 de “{}”"),
    *("\u200aRemoved \u200c👍\u200c from \u200a{}\u200a\u200a", "\u200a\u200c👍\u200c from “\u200a{}\u200a”\u200a"),
]
MEDIA = [
    "Liked an image",
    "Loved a photo",
    "Laughed at a video",
    "Le encantó una imagen",
    "A aimé une image",
    "Gefällt ein Bild",
]
DECORATIONS = {
    "nothing": "{}",
    "a full stop": "{}.",
    "a line break": "{}\n",
    "line breaks before": "\n\n{}",
    "a no-break space": "{}\u00a0",
    "a narrow no-break space": "\u202f{}",
    "zero-width spaces": "\u200b{}\u200b",
    "hair spaces": "\u200a{}\u200a",
    "invisible separators": "\u2063{}\u2063",
    "direction marks": "\u200e{}\u200f",
    "a byte order mark": "\ufeff{}",
    "an object": "{}\ufffc",
    "more text": "{} thanks!",
    "a signature": "{}\n\nSent from my phone at 5pm tomorrow",
}
LIKE_WORDINGS = [wording for wordings in LIKES.values() for wording in wordings]


def command(text):
    return read(text, now=NOW, zone=UTC).command


@pytest.mark.parametrize("decoration", DECORATIONS.values(), ids=DECORATIONS)
@pytest.mark.parametrize("wording", LIKE_WORDINGS)
def test_a_like_says_that_the_reminder_is_done(wording, decoration):
    assert command(decoration.format(wording.format(REMINDER))) == DONE


@pytest.mark.parametrize("decoration", DECORATIONS.values(), ids=DECORATIONS)
@pytest.mark.parametrize("wording", [*OTHERS, *REMOVED])
def test_any_other_reaction_is_neither_a_request_nor_an_error(wording, decoration):
    assert command(decoration.format(wording.format(REMINDER))) == Thanks()


@pytest.mark.parametrize("wording", [*LIKE_WORDINGS, *OTHERS, *REMOVED])
@pytest.mark.parametrize(
    "quoted",
    [
        "Reminder 1 set for 5:00 PM: call mom. Not right? Text delete 1.",
        '1. 5:00 PM call mom\n2. tomorrow 9:00 AM "pay" rent',
        "Your bill of $45 is due tomorrow",
        "remind me at 5",
        "stop",
    ],
)
def test_a_reaction_to_any_other_text_says_nothing(wording, quoted):
    assert command(wording.format(quoted)) == Thanks()
    assert not is_automatic(wording.format(quoted))


@pytest.mark.parametrize("text", MEDIA)
def test_a_reaction_to_a_picture(text):
    assert command(text) == Thanks()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liked “Reminder (was due 9:00 AM): call mom”", "call mom"),
        ("Liked “Reminder: call mom and tell her ab…”", "call mom and tell her"),
        ('Liked “Reminder: say "hi" to Ann’s “crew””', 'say "hi" to Ann’s “crew”'),
        ("Liked\u00a0“Reminder: call\nmom”", "call\nmom"),
        ("Liked\n“Reminder: call mom”", "call mom"),
        ("Liked “Reminder: call mom", "call mom"),  # the end is lost
    ],
)
def test_the_words_of_the_reminder(text, words):
    assert command(text) == Done(target=Target(words=words), is_sign=True)


@pytest.mark.parametrize(
    "text",
    [
        "Vond “Reminder: call mom at 5” leuk",
        "Tykkäsi tästä: “Reminder: call mom at 5”",
        "Понравилось «Reminder: call mom at 5»",
        "「Reminder: call mom at 5」に「いいね」しました",
        "“Reminder: call mom at 5”を強調しました",
        "点赞了“Reminder: call mom at 5”",
        "“Reminder: call mom at 5”에 좋아요를 표시했습니다",
        "Gillade “Reminder 1 set for 5:00 PM: call mom. Not right? Text delete 1.”",
    ],
)
def test_a_language_without_a_table(text):
    assert command(text) == Thanks()


@pytest.mark.parametrize(
    "text",
    [
        "remind me at 5 to watch “Loved”",
        "watch “Liked” tomorrow at 9",
        "remind me tomorrow at 9 that i liked “the bear”",
        "liked “the bear”, remind me to watch it tomorrow at 9",
        "reminder 5pm tomorrow: 👍 to “the plan”",
        "don't forget dinner at 5",
        "call mom at 5 'important'",
    ],
)
def test_requests_that_quote_something_stay_requests(text):
    assert isinstance(command(text), Create)


@given(st.text(alphabet="Liked \"“”'‘’«»\u200a\u200b\u200c👍to a5pm\n", max_size=40))
def test_any_mixture_of_marks_is_read(text):
    command(text)
