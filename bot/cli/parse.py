"""``python -m bot parse``: how a text is understood and why, for one text or for many on stdin."""

import json
import sys
from datetime import UTC, datetime, tzinfo
from typing import TextIO
from zoneinfo import ZoneInfo

import click

from bot.domain.wall_time import LAST_YEAR
from bot.understanding.automatic import is_automatic
from bot.understanding.command import Reading, Unknown
from bot.understanding.explain import as_json, as_lines, candidates_as_json, candidates_as_lines
from bot.understanding.reading import read, read_candidates

FIRST_YEAR = 1900
MOST_NAMED = 10  # line numbers in the summary


class ParseInputError(ValueError):
    """A time, zone or line that cannot be read. The message is one line for whoever wrote it."""


def parse_time(written: str) -> datetime:
    """An ISO 8601 time, naive if it has no offset. Raises ``ParseInputError``."""
    try:
        time = datetime.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise ParseInputError(f"not an ISO 8601 time: {written!r}") from error
    if not FIRST_YEAR <= time.year <= LAST_YEAR:  # "a year ago" from the year 1 overflows
        raise ParseInputError(f"not a year from {FIRST_YEAR} to {LAST_YEAR}: {written!r}")
    return time


def parse_zone(name: str) -> ZoneInfo:
    """An IANA time zone. Raises ``ParseInputError``."""
    try:
        return ZoneInfo(name)
    except (TypeError, ValueError, OSError, KeyError) as error:  # unknown name, a directory, a path outside
        raise ParseInputError(f"not a time zone: {name!r}; write one like America/New_York") from error


def now_in_zone(now: datetime, zone_name: str | None) -> tuple[datetime, tzinfo]:
    """``now`` made aware, and its zone: the one named, else the offset of ``now``, else UTC."""
    zone: tzinfo = parse_zone(zone_name) if zone_name is not None else now.tzinfo or UTC
    return (now if now.tzinfo is not None else now.replace(tzinfo=zone)), zone


def _read_line(line: str) -> Reading:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ParseInputError("not a line of JSON") from error
    if not isinstance(request, dict):
        raise ParseInputError('not an object with "text", "now" and "timezone"')
    for name in ("text", "now"):
        if not isinstance(request.get(name), str):
            raise ParseInputError(f'not an object with "text", "now" and "timezone": "{name}" must be a string')
    now, zone = now_in_zone(parse_time(request["now"]), request.get("timezone"))
    return _read(request["text"], now, zone)


def _read(text: str, now: datetime, zone: tzinfo) -> Reading:
    """What the bot understands; what a machine wrote gets no answer, whatever it seems to say."""
    if is_automatic(text):
        return Reading(Unknown(), "It reads like an automatic message, which gets no answer.")
    return read(text, now=now, zone=zone)


def run_batch(requests: TextIO, answers: TextIO) -> list[int]:
    """Write one JSON answer for each line that is not blank; the numbers of the lines that could not be read.

    Such a line is answered with the intent ``unknown``, and ``why`` says what is wrong with it.
    """
    malformed = []
    for number, line in enumerate(requests, start=1):
        if not line.strip():
            continue
        try:
            answer = as_json(_read_line(line))
        except ParseInputError as error:
            malformed.append(number)
            answer = {
                "intent": "unknown", "message": None, "at": None, "rrule": None, "numbers": [], "why": str(error)
            }  # fmt: skip
        answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
    answers.flush()
    return malformed


def _summary(malformed: list[int]) -> str:
    named = ", ".join(map(str, malformed[:MOST_NAMED])) + (", ..." if len(malformed) > MOST_NAMED else "")
    lines = f"1 line is malformed (line {named})" if len(malformed) == 1 else (
        f"{len(malformed)} lines are malformed (lines {named})"
    )  # fmt: skip
    return f'{lines}; "why" in the answer says what is wrong'


@click.command(short_help="Show how a text is understood, and why.")
@click.argument("text", required=False)
@click.option("--now", "now_written", metavar="ISO", help="When the text was sent, in ISO 8601 [default: now]")
@click.option("--timezone", "zone_name", metavar="ZONE", help="The sender's time zone, like America/New_York.")
@click.option("--why", is_flag=True, help="Also print the best three readings, with what speaks for and against each.")
@click.option("--json", "is_json", is_flag=True, help="Print one line of JSON.")
@click.option("--batch", is_flag=True, help="Read JSON lines from stdin, and print one line of JSON for each.")
def parse(
    text: str | None, now_written: str | None, zone_name: str | None, *, why: bool, is_json: bool, batch: bool
) -> None:
    """Show how TEXT is understood, and why.

    With --batch, each line of stdin is an object {"text", "now", "timezone"}; "timezone" may be null. The exit code is
    1 if a line is malformed.
    """
    if batch and text is not None:
        raise click.UsageError("give a TEXT, or --batch, which reads the texts from stdin")
    if batch:
        malformed = run_batch(sys.stdin, sys.stdout)
        if malformed:
            click.echo(_summary(malformed), err=True)
            sys.exit(1)
        return
    if text is None:
        raise click.UsageError("give a TEXT, or --batch")
    try:
        now, zone = now_in_zone(parse_time(now_written) if now_written else datetime.now(UTC), zone_name)
    except ParseInputError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    reading = _read(text, now, zone)
    scored = read_candidates(text, now=now, zone=zone) if why else []
    if is_json:
        answer = as_json(reading)
        click.echo(json.dumps(answer | {"candidates": candidates_as_json(scored)} if why else answer))
    else:
        zone_line = f"zone     {zone}" + ("" if zone_name or now_written else "; --timezone sets the sender's")
        click.echo("\n".join([*as_lines(reading), zone_line, *candidates_as_lines(scored)]))
