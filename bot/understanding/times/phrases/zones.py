"""Zones after a clock time: EST, GMT+2, Eastern time, London time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.understanding.times.phrase import TimeFields
from bot.understanding.times.phrases.parse_state import Match, ParseState
from bot.understanding.times.zone_names import place_zone

_LONGEST_PLACE = 3
_SHORTEST = 2  # "PT", "ET"
_MOST_BETWEEN = 5  # tokens of "p.m. tomorrow"


def read_zone(state: ParseState, at: int, lead: str) -> Match | None:
    if lead not in {"", "in"}:
        return None
    if state.is_a(at, "utc"):
        return _offset(state, at)
    if len(state.tokens[at].text) == _SHORTEST and not _is_behind_clock(state, at):
        return None  # "PT mondays at 2" is physical therapy
    return _named(state, at)


def _is_behind_clock(state: ParseState, at: int) -> bool:
    """Whether a clock time, or a part of one, stands shortly before: "5 p.m. ET", "5pm tomorrow ET"."""
    return any(
        before.word.meridiem is not None
        or before.word.number is not None
        or not before.word.classes.isdisjoint(("noon", "midnight", "oclock"))
        for before in state.tokens[max(0, at - _MOST_BETWEEN) : at]
    )


def _offset_in(zone: str, now: datetime) -> timedelta | None:
    """The offset of an IANA zone or of a written one ("-05:00")."""
    if zone[0] not in "+-":
        return now.astimezone(ZoneInfo(zone)).utcoffset()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return -offset if zone[0] == "-" else offset


def is_own_abbreviation(state: ParseState, text: str) -> bool:
    """Whether ``text`` is the person's own zone: "CST" in Shanghai, "IST" in Dublin, "EST" for AEST in Sydney."""
    if not 2 < len(text) < 5 or not text.endswith("t"):
        return False
    year = state.context.now.year
    days = (datetime(year, month, 15, tzinfo=UTC) for month in (1, 7))
    names = {day.astimezone(state.context.zone).strftime("%Z").lower() for day in days}
    return text in names or f"a{text}" in names


def read_place_time(state: ParseState, at: int) -> Match | None:
    """ "London time": a place after a clock time, followed by the word "time"."""
    words: list[str] = []
    for end in range(at, at + _LONGEST_PLACE):
        text = state.tokens[end].text
        if not text.isalpha():
            return None
        words.append(text)
        if state.is_a(end + 1, "zone_word"):
            zone = place_zone(tuple(words), state.language.code)
            return Match(end + 2, TimeFields(zone=zone), "zone") if zone else None
    return None


def read_distant_place(state: ParseState, at: int) -> Match | None:
    """The place of "5pm in london" if its clocks differ from the person's; else it belongs to the message."""
    words: list[str] = []
    found: Match | None = None
    for end in range(at, at + _LONGEST_PLACE):
        token = state.tokens[end]
        if not token.text.isalpha():
            break
        words.append(token.text)
        following = state.tokens[end + 1]
        if (zone := place_zone(tuple(words), state.language.code)) and not (
            following.text.isalpha() and not following.word.classes
        ):
            found = Match(end + 1, TimeFields(zone=zone), "zone")
    if found is None or found.fields.zone is None:
        return None
    now = state.context.now
    has_other_offset = (
        now.astimezone(ZoneInfo(found.fields.zone)).utcoffset() != now.astimezone(state.context.zone).utcoffset()
    )
    return found if has_other_offset else None


def read_written_offset(state: ParseState, at: int) -> Match | None:
    """ "13:00:00 +0200": four digits after a time with minutes, as programs write it."""
    sign, digits = state.tokens[at], state.tokens[at + 1]
    if (
        sign.text not in {"+", "-"}
        or not digits.is_glued
        or digits.word.digits != 4
        or state.tokens[at - 2].text != ":"
    ):
        return None
    return Match(at + 2, TimeFields(zone=_written(sign.text, digits.word.number or 0)), "zone")


def _written(sign: str, digits: int) -> str:
    return f"{sign}{digits // 100:02}:{digits % 100 % 60:02}"


def _offset(state: ParseState, at: int) -> Match:
    """UTC, GMT+2, UTC-03:30."""
    sign, number = state.tokens[at + 1], state.tokens[at + 2]
    hours = number.word.number
    if sign.text in {"+", "-"} and number.is_glued and number.word.digits == 4:
        return Match(at + 3, TimeFields(zone=_written(sign.text, hours or 0)), "zone", is_latent=True)
    if sign.text not in {"+", "-"} or not number.word.digits or not number.is_glued or hours is None or hours > 14:
        return Match(at + 1, TimeFields(zone="UTC"), "zone", is_latent=True)
    minutes, end = 0, at + 3
    if state.tokens[end].text == ":" and state.tokens[end + 1].word.digits == 2:
        minutes, end = state.tokens[end + 1].word.number or 0, end + 2
    return Match(end, TimeFields(zone=f"{sign.text}{hours:02}:{minutes % 60:02}"), "zone", is_latent=True)


def _named(state: ParseState, at: int) -> Match | None:
    """The longest name of a zone that starts at ``at``."""
    node = state.language.zones
    best: Match | None = None
    first, own = at, is_own_abbreviation(state, state.tokens[at].text)
    while (child := node.next.get(state.tokens[at].text)) is not None:
        node, at = child, at + 1
        if node.key is not None:
            best = Match(at, TimeFields(zone=node.key), "zone", is_latent=True)
    if own and best is not None and best.end == first + 1 and best.fields.zone is not None:
        now = state.context.now
        is_other = _offset_in(best.fields.zone, now) != now.astimezone(state.context.zone).utcoffset()
        return Match(first + 1, TimeFields(), "zone", is_latent=True) if is_other else best
    return best
