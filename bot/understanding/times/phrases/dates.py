"""Dates with the month's name: march 3rd 2015, the 15th of february, 14 april, sep 2027; and the 3rd, 2014."""

from bot.understanding.times.days import Date, Day, Month, Year
from bot.understanding.times.days_from_days import WeekendNear
from bot.understanding.times.phrase import Parts, Strength
from bot.understanding.times.phrases.clocks import is_clock_told, is_daytime
from bot.understanding.times.phrases.numbers import full_year, read_number, read_ordinal, read_year
from bot.understanding.times.phrases.parse_state import Match, Scene

_SEPARATORS = frozenset({"-", "/", ".", ","})


def read_named_date(scene: Scene, at: int, lead: str) -> Match | None:
    """All orders of day, month's name and year; "july 4th weekend"."""
    found = _named_date(scene, at, lead)
    if found is None or not isinstance(found.parts.day, Date) or scene.tokens[found.end].word.unit != "weekend":
        return found
    if scene.is_a(found.end, "plural"):
        return found
    return Match(found.end + 1, Parts(day=WeekendNear(found.parts.day)), "named date")


def _named_date(scene: Scene, at: int, lead: str) -> Match | None:
    word = scene.tokens[at].word
    if word.month is not None:
        return _month_first(scene, at, lead)
    if year := read_year(scene, at):
        return _year_first(scene, *year)
    return _day_first(scene, at)


def _separated(scene: Scene, at: int, signs: frozenset[str] = _SEPARATORS) -> int:
    """The index behind one sign between the parts of a date."""
    return at + 1 if scene.tokens[at].text in signs else at


def _day_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """3, 3rd, the third, twenty first: a day of the month."""
    at = scene.skip(at, "the")
    read = read_ordinal(scene, at) or read_number(scene, at)
    if read is None or not 1 <= read[0] <= 31 or scene.tokens[at].word.digits > 2 + ("ordinal" in _classes(scene, at)):
        return None
    return read


def _classes(scene: Scene, at: int) -> frozenset[str]:
    return scene.tokens[at].word.classes


def is_clock_ahead(scene: Scene, at: int) -> bool:
    """True where the number at ``at`` starts a clock time rather than being a day or a year."""
    behind = scene.tokens[at + 1]
    if behind.text == ":" and behind.is_glued and scene.tokens[at + 2].is_glued:
        return True
    if behind.text == "." and behind.is_glued and scene.tokens[at + 2].is_glued and scene.tokens[at + 2].word.digits:
        return True
    if behind.word.meridiem and (len(behind.text) > 1 or behind.is_glued or scene.tokens[at + 2].text in {".", "m"}):
        return True
    return "oclock" in behind.word.classes or (behind.is_glued and "hours_mark" in behind.word.classes)


def _month_first(scene: Scene, at: int, lead: str) -> Match | None:
    month = scene.tokens[at].word.month or 1
    end = at + 1
    if scene.tokens[end].text == "." and len(scene.tokens[at].text) <= 4:
        end += 1
    month_word_end = scene.skip(end, "month_word") if scene.tokens[end].word.unit == "month" else end
    if scene.tokens[end].word.unit == "month":
        month_word_end = end + 1
    day_at = _separated(scene, end)
    if year := read_year(scene, day_at):
        # 2012-aug-10 the other way round: september-2020-23
        if scene.tokens[year[1]].text in {"-", "/"} and (day := _day_number(scene, year[1] + 1)):
            return Match(day[1], Parts(day=Date(day[0], month, year[0])), "named date")
        if not is_clock_ahead(scene, day_at):
            return Match(year[1], Parts(day=Month(month, year[0])), "month")
    day = _day_number(scene, day_at)
    if day is not None and not (is_clock_ahead(scene, day_at) and "number" in _classes(scene, day_at)):
        return _with_year(scene, day[0], month, day[1])
    return _month_alone(scene, at, month_word_end, lead, month)


def _month_alone(scene: Scene, at: int, end: int, lead: str, month: int) -> Match:
    """march, in march, march '27."""
    if scene.tokens[end].text == "'" and (year := read_year(scene, end)):
        return Match(year[1], Parts(day=Month(month, year[0])), "month")
    sure = lead in {"in", "by", "before", "until", "of"} or not scene.is_a(at, "loose")
    return Match(end, Parts(day=Month(month)), "month", Strength.STRONG if sure else Strength.WEAK)


def _with_year(scene: Scene, day: int, month: int, end: int) -> Match:
    """Takes in the year behind a day and a month."""
    start = scene.skip(_separated(scene, end), "of", "in") if scene.tokens[end].text != "." else end
    year = read_year(scene, start) if not is_clock_told(scene, start + 1) else None
    if year is None and start == end and scene.tokens[end].text == "'":
        year = read_year(scene, end)
    if year is None and (scene.tokens[start].word.digits == 2 and not is_clock_ahead(scene, start)):
        short = scene.tokens[start].word.number or 0
        behind_day = scene.is_a(end - 1, "ordinal") or scene.tokens[end - 1].word.month is not None
        is_sure = start == end and behind_day
        if scene.tokens[end].text in {"-", "/"}:  # "july 13-15" is a stretch of days, "13-jul-15" a date
            is_sure = scene.tokens[end].text in {scene.tokens[end - 2].text, scene.tokens[end - 3].text}

        is_hour = _is_daytime_ahead(scene, start + 1) or is_clock_told(scene, start + 1) or _is_range(scene, start)
        if is_sure and not is_hour:
            year = full_year(short), start + 1
    if year is None or (is_clock_ahead(scene, start) and scene.tokens[start].word.digits != 4):
        return Match(end, Parts(day=Date(day, month)), "named date")
    return Match(year[1], Parts(day=Date(day, month, year[0])), "named date")


def _is_range(scene: Scene, at: int) -> bool:
    """True for the 12 of "may 4 12-2pm"."""
    return scene.tokens[at + 1].text == "-" and scene.tokens[at + 2].word.digits in {1, 2}


def _is_daytime_ahead(scene: Scene, at: int) -> bool:
    at = scene.skip(scene.skip(at, "in", "at"), "the")
    return scene.tokens[at].word.part is not None


def _day_first(scene: Scene, at: int) -> Match | None:
    """the 15th of february, 14 april 2015, 10-august-2012, 23-2020-september."""
    tokens = scene.tokens
    day = _day_number(scene, at)
    if day is None:
        return None
    number, end = day
    middle = scene.skip(scene.skip(_separated(scene, end), "of"), "the")
    if tokens[end].text in {"-", "/"} and (year := read_year(scene, end + 1)):
        month_at = _separated(scene, year[1])
        month = tokens[month_at].word.month
        return Match(month_at + 1, Parts(day=Date(number, month, year[0])), "named date") if month else None
    if tokens[middle].word.unit == "day" and scene.is_a(middle + 1, "of"):
        middle = scene.skip(middle + 2, "the")
    month = tokens[middle].word.month
    if month is None:
        return None
    end = middle + 1
    if tokens[end].text == "." and len(tokens[middle].text) <= 4 and tokens[end + 1].word.digits:
        end += 1
    return _with_year(scene, number, month, end)


def _year_first(scene: Scene, year: int, end: int) -> Match | None:
    """2018 march 18, 2020/sep/23, 2020/23/sep."""
    tokens = scene.tokens
    middle = _separated(scene, end)
    month = tokens[middle].word.month
    if month is not None:
        day_at = _separated(scene, middle + 1)
        day = _day_number(scene, day_at)
        if day is None or is_clock_ahead(scene, day_at):
            return Match(middle + 1, Parts(day=Month(month, year)), "month")
        return Match(day[1], Parts(day=Date(day[0], month, year)), "named date")
    day = _day_number(scene, middle) if middle > end else None
    if day is None:
        return None
    month_at = _separated(scene, day[1])
    month = tokens[month_at].word.month
    return Match(month_at + 1, Parts(day=Date(day[0], month, year)), "named date") if month else None


def read_day_of_month(scene: Scene, at: int, lead: str) -> Match | None:
    """the 3rd, on the 15, on 24th."""
    read = read_ordinal(scene, at)
    if read is None and (lead == "on" or (lead != "at" and _has_the(scene, at))):
        read = read_number(scene, at)
    if read is None or not 1 <= read[0] <= 31 or scene.tokens[at].word.digits > 4 or is_clock_ahead(scene, at):
        return None
    is_quarter = scene.is_a(read[1], "quarter") and is_clock_told(scene, read[1] + 1)  # "the 3rd, quarter to nine"
    if scene.tokens[read[1]].word.unit not in {None, "day"} and not scene.is_a(read[1], "end") and not is_quarter:
        return None
    sure = lead in {"on", "by", "for", "before", "until"} or (
        scene.is_a(at, "ordinal") and _digits(scene, at) and _has_the(scene, at)
    )
    end = scene.skip(read[1], "daytime") if scene.is_a(read[1] + 1, "of") else read[1]
    month_at = scene.skip(end + 1, "the")
    if scene.is_a(end, "of") and scene.tokens[month_at].word.unit == "month" and not scene.is_a(month_at, "plural"):
        return Match(month_at + 1, Parts(day=Date(read[0])), "day of month")  # "20th of the month"
    is_year = scene.is_a(end, "of") and scene.tokens[month_at].word.unit == "year" and scene.is_end(month_at + 1)
    if is_year and read[0] == 1 and end == read[1]:
        return Match(month_at + 1, Parts(day=Date(1, 1)), "day of month")  # "the first of the year"
    if end > read[1]:
        return None  # "the first day of school"
    return Match(end, Parts(day=Date(read[0])), "day of month", Strength.STRONG if sure else Strength.WEAK)


def _digits(scene: Scene, at: int) -> bool:
    return scene.tokens[at].word.digits > 0


def _has_the(scene: Scene, at: int) -> bool:
    return at > 0 and scene.is_a(at - 1, "the")


def read_bare_day_of_month(scene: Scene, at: int, lead: str) -> Match | None:
    """15: a number that can only be a day of the month, if it is a time at all."""
    word = scene.tokens[at].word
    if lead in {"at", "in"} or word.digits != 2 or not 13 <= (word.number or 0) <= 31:
        return None
    behind = scene.tokens[at + 1]
    if is_clock_ahead(scene, at) or behind.is_glued or behind.word.unit:
        return None
    return Match(at + 1, Parts(day=Date(word.number or 0)), "day of month", Strength.WEAK)


def read_bare_year(scene: Scene, at: int, lead: str) -> Match | None:
    """2027, in 2027."""
    read = read_year(scene, at)
    if read is None or scene.is_a(read[1], "hours_mark"):
        return None
    is_written = scene.tokens[at].word.digits > 0
    if is_written and scene.tokens[read[1]].is_glued and not scene.is_end(read[1]):
        return None
    if not is_written and is_daytime(scene, read[1]):
        return None  # "twenty thirty tonight"
    day: Day = Year(read[0])
    return Match(read[1], Parts(day=day), "year", Strength.STRONG if lead in {"in", "by"} else Strength.WEAK)
