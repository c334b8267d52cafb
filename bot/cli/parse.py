"""``parse``: how a text is understood and why, for one text or for many on stdin."""

import json
import sys
from datetime import UTC, datetime, tzinfo
from typing import TextIO
from zoneinfo import ZoneInfo

import click

from bot.understanding.command import Reading
from bot.understanding.explain import as_json, as_lines
from bot.understanding.reading import read


class BadQuestionError(ValueError):
    """A moment, zone or line that cannot be read; the message is one line for the person who wrote it."""


def parse_moment(written: str) -> datetime:
    """An ISO 8601 moment; ``BadQuestionError`` when it is none. Naive where no offset is written."""
    try:
        return datetime.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise BadQuestionError(f"not an ISO 8601 moment: {written!r}") from error


def parse_zone(name: str) -> ZoneInfo:
    """An IANA zone; ``BadQuestionError`` when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (TypeError, ValueError, OSError, KeyError) as error:  # a missing key, a directory, a path outside
        raise BadQuestionError(f"not a time zone: {name!r}; write one as in America/New_York") from error


def settle(now: datetime, zone_name: str | None) -> tuple[datetime, tzinfo]:
    """``now`` aware and the zone: the named one, else that of ``now``'s own offset, else UTC."""
    zone: tzinfo = parse_zone(zone_name) if zone_name is not None else now.tzinfo or UTC
    return (now if now.tzinfo is not None else now.replace(tzinfo=zone)), zone


def answer_line(line: str) -> dict[str, object]:
    """The answer to one line of ``parse --batch``; a malformed line is ``unknown`` and says why."""
    try:
        return as_json(_read_line(line))
    except BadQuestionError as error:
        return {"intent": "unknown", "message": None, "at": None, "rrule": None, "numbers": [], "why": str(error)}


def _read_line(line: str) -> Reading:
    try:
        question = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadQuestionError("not a line of JSON") from error
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        raise BadQuestionError('not an object with "text", "now" and "timezone"')
    written = question.get("now")
    now, zone = settle(parse_moment(written) if written is not None else datetime.now(UTC), question.get("timezone"))
    return read(question["text"], now=now, zone=zone)


def run_batch(questions: TextIO, answers: TextIO) -> None:
    """One JSON answer for each line that is not blank."""
    for line in questions:
        if line.strip():
            answers.write(json.dumps(answer_line(line), ensure_ascii=True) + "\n")
    answers.flush()


@click.command()
@click.argument("text", required=False)
@click.option("--now", "now_written", metavar="ISO", help="The moment of the text, ISO 8601; now if not given.")
@click.option("--timezone", "zone_name", metavar="ZONE", help="The person's zone, e.g. America/New_York.")
@click.option("--json", "is_json", is_flag=True, help="Answer with one JSON line.")
@click.option("--batch", is_flag=True, help="Read JSON lines on stdin, write one JSON line each.")
def parse(text: str | None, now_written: str | None, zone_name: str | None, *, is_json: bool, batch: bool) -> None:
    """Show how TEXT is understood, and why."""
    if batch:
        run_batch(sys.stdin, sys.stdout)
        return
    if text is None:
        raise click.UsageError("give a TEXT, or --batch")
    try:
        now, zone = settle(parse_moment(now_written) if now_written else datetime.now(UTC), zone_name)
    except BadQuestionError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    reading = read(text, now=now, zone=zone)
    if is_json:
        click.echo(json.dumps(as_json(reading)))
    else:
        click.echo("\n".join(as_lines(reading)))
