"""Plays the files in ``tests/transcripts`` with the real bot. The README there describes the format.

``python -m tests.fakes.transcripts FILE...`` plays files and prints the result; ``--write`` also saves it.
"""

import asyncio
import logging
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import structlog

from bot.domain.model import ProviderName
from bot.domain.phone_numbers import guess_timezone
from tests.builders import SENDER
from tests.fakes.conversation import Conversation, start_conversation

HEADERS = {"now", "zone", "number", "provider", "newcomer", "second"}
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
NOTHING_HELD = "  (nothing)"


class TranscriptError(Exception):
    """A line of a transcript is malformed. The message quotes it."""


@dataclass(frozen=True)
class Step:
    """One text from the person or one move of the clock.

    ``before`` are the blank and comment lines above it. ``shows_held``: the transcript lists what the provider holds
    afterwards.
    """

    before: tuple[str, ...]
    lines: tuple[str, ...]
    shows_held: bool

    @property
    def body(self) -> str:
        return "\n".join(re.sub(r"^(?:2>|>>?) ?", "", line) for line in self.lines)


@dataclass(frozen=True)
class Transcript:
    """A parsed transcript. Its times are in ``zone``."""

    head: tuple[str, ...]
    steps: tuple[Step, ...]
    now: datetime
    zone: ZoneInfo
    number: str
    provider: ProviderName
    is_newcomer: bool
    second: str  # the number of the second phone, "" without one


def parse(text: str) -> Transcript:
    """Parse a transcript. The bot's lines are dropped, because playing it produces them anew."""
    head, _, rest = text.partition("\n\n")
    fields = dict(_field(line) for line in head.splitlines() if not line.startswith("#"))
    number = fields.get("number", SENDER)
    zone = ZoneInfo(fields.get("zone") or guess_timezone(number, "UTC") or "UTC")
    return Transcript(
        head=tuple(head.splitlines()),
        steps=tuple(_steps(rest.splitlines())),
        now=datetime.fromisoformat(fields["now"]).replace(tzinfo=zone).astimezone(UTC),
        zone=zone,
        number=number,
        provider=ProviderName(fields.get("provider", "twilio")),
        is_newcomer=fields.get("newcomer") == "yes",
        second=fields.get("second", ""),
    )


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    if name not in HEADERS:
        raise TranscriptError(f"unknown header: {line!r}")
    return name, value.strip()


def _steps(lines: list[str]) -> list[Step]:
    steps: list[Step] = []
    before: list[str] = [""]
    for line in lines:
        if line.startswith(("> ", "@ ", "2> ")):
            steps.append(Step(tuple(before), (line,), shows_held=False))
            before = []
        elif not line or line.startswith("#"):
            before.append(line)
        elif not steps:
            raise TranscriptError(f"expected a text or the clock first: {line!r}")
        elif line.startswith(">> "):
            steps[-1] = Step(steps[-1].before, (*steps[-1].lines, line), steps[-1].shows_held)
        elif line.startswith("  "):
            steps[-1] = Step(steps[-1].before, steps[-1].lines, shows_held=True)
        elif not line.startswith(("< ", "2< ")):
            raise TranscriptError(f"unknown line: {line!r}")
    return steps


async def play(transcript: Transcript, path: Path) -> str:
    """Play the transcript on a new database at ``path`` and return it with the bot's current replies."""
    played = list(transcript.head)
    async with start_conversation(
        path,
        now=transcript.now,
        provider=transcript.provider,
        number=transcript.number,
        timezone=transcript.zone.key,
        is_newcomer=transcript.is_newcomer,
        reminds_others=bool(transcript.second),
    ) as conversation:
        for step in transcript.steps:
            played += [*step.before, *step.lines]
            if step.lines[0].startswith("@ "):
                shown = await conversation.wind(_moment(step.lines[0][2:], conversation.clock.now(), transcript.zone))
            else:
                sender = transcript.second if step.lines[0].startswith("2> ") else ""
                shown = await conversation.text(step.body, number=sender)
            played += [f"< {line}" for text in shown for line in text.split("\n")]
            elsewhere = [text for number, text in conversation.shown_elsewhere() if number == transcript.second]
            played += [f"2< {line}" for text in elsewhere for line in text.split("\n")]
            if step.shows_held:
                played += _held(conversation, transcript.zone)
    return "\n".join(played) + "\n"


def _moment(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    ahead = re.fullmatch(r"\+(\d+)([mhd])", words)
    if ahead:
        return now + timedelta(**{UNITS[ahead[2]]: int(ahead[1])})
    if re.fullmatch(r"\d\d:\d\d", words):
        words = f"{now.astimezone(zone):%Y-%m-%d} {words}"
    return datetime.fromisoformat(words).replace(tzinfo=zone).astimezone(UTC)


def _held(conversation: Conversation, zone: ZoneInfo) -> list[str]:
    lines = [f"  {send_at.astimezone(zone):%Y-%m-%d %H:%M} {body}" for send_at, body in conversation.scheduled()]
    return lines or [NOTHING_HELD]


def main(arguments: list[str]) -> None:
    """Play the given files and print the result; with ``--write`` also save it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in arguments:
        if name == "--write":
            continue
        path = Path(name)
        with TemporaryDirectory() as folder:
            played = asyncio.run(play(parse(path.read_text(encoding="utf-8")), Path(folder) / "reminders.db"))
        sys.stdout.write(played + "\n")
        if "--write" in arguments:
            path.write_text(played, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
