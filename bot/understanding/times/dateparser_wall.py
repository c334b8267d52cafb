"""The only access to ``dateparser``, the last resort for an isolated phrase that the grammar cannot read.

dateparser knows unusual formats and other languages, but guesses freely and does not say which words it used. So it
gets a short phrase, explicit languages and a fixed date order, and works in naive local time. Its answer is accepted
only if it changes with every number and every word of the phrase.
"""

import re
from datetime import datetime

_LONGEST = 60
_MAX_WORDS = 8
_WORD = re.compile(r"\d+|[^\W\d_]+")
# Words that connect the parts of a date. The answer need not depend on them.
JOINING = frozenset(
    {
        *("in", "at", "on", "of", "the"),  # English
        *("a", "las", "la", "el", "los", "de", "del", "en", "y"),  # Spanish, and in part Portuguese and Italian
        *("à", "le", "les", "du", "au", "et", "h", "heures", "heure"),  # French
        *("um", "am", "der", "den", "dem", "im", "uhr", "und"),  # German
        *("o", "os", "as", "às", "do", "da", "no", "na", "alle", "il", "ore"),  # Portuguese, Italian
    }
)


def read_with_dateparser(words: str, now: datetime, *, languages: tuple[str, ...], day_first: bool) -> datetime | None:
    """Return the naive local time that ``words`` name at the naive local ``now``, or None unless every word counts.

    ``languages`` are dateparser's codes ("es", "fr"). A date without a clock time is at midnight.
    """
    found = _WORD.findall(words)
    if not found or len(words) > _LONGEST or len(found) > _MAX_WORDS:
        return None
    if not any(len(word) > 2 and not word.isdecimal() for word in found):
        return None  # dateparser accepts single letters and bare digits ("a", "0830") as dates
    answer = _ask_dateparser(words, now, languages, day_first=day_first)
    if answer is None:
        return None
    for match in _WORD.finditer(words):
        if match.group().lower() in JOINING or _is_field(match.group(), answer):
            continue
        without = f"{words[: match.start()]} {words[match.end() :]}"
        if _ask_dateparser(without, now, languages, day_first=day_first) == answer:
            return None
    return answer


def _ask_dateparser(words: str, now: datetime, languages: tuple[str, ...], *, day_first: bool) -> datetime | None:
    import dateparser  # noqa: PLC0415 - slow to import and rarely needed

    if not words.strip():
        return None
    try:
        answer = dateparser.parse(
            words,
            languages=list(languages),
            settings={
                "RELATIVE_BASE": now,
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "DMY" if day_first else "MDY",
                "RETURN_AS_TIMEZONE_AWARE": False,
                "RETURN_TIME_AS_PERIOD": False,
            },
        )
    except (ValueError, OverflowError, TypeError, IndexError):  # raised on some malformed input
        return None
    return answer.replace(tzinfo=None) if answer is not None else None


def _is_field(word: str, answer: datetime) -> bool:
    """Whether ``word`` is a number that the answer contains; of "tomorrow at 9", dateparser drops the 9."""
    if not word.isdecimal():
        return False
    clock = (answer.hour, answer.hour % 12 or 12, answer.minute, answer.second)
    return int(word) in {answer.year, answer.year % 100, answer.month, answer.day, *clock}
