"""Month and day names of languages that the bot does not read, to recognise a date in them.

They only select the language passed to ``dateparser``. Names that are also English words ("sept") are left out if they
would cause false matches.
"""

_WORDS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ma\u00f1ana lunes "
    "martes mi\u00e9rcoles jueves viernes s\u00e1bado domingo",
    "fr": "janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre demain "
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "januar februar m\u00e4rz juni juli oktober dezember morgen montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag",
    "pt": "janeiro fevereiro mar\u00e7o maio junho julho setembro outubro novembro dezembro amanh\u00e3",
    "it": "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre domani luned\u00ec marted\u00ec "
    "mercoled\u00ec gioved\u00ec venerd\u00ec domenica",
}

# word -> the languages that have it, in the order to try them
LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in _WORDS.items():
    for _word in _words.split():
        LANGUAGES_OF[_word] = (*LANGUAGES_OF.get(_word, ()), _code)
