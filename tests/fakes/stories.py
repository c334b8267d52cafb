"""Stories: text files in ``tests/transcripts`` that are played with the real bot. How to write one: the README there.

``python -m tests.fakes.stories FILE...`` plays stories and prints them as they went; ``--write`` keeps that.
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
from tests.fakes.talk import Talk, talk

HEADERS = {"now", "zone", "number", "provider", "newcomer"}
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
NOTHING_HELD = "  (nothing)"


class StoryError(Exception):
    """A story is not written as it should be. The message names the line."""


@dataclass(frozen=True)
class Step:
    """A text of the person or a move of the clock, with the lines as written before it (blank or comment).

    ``shows_held``: the story says what the provider holds afterwards.
    """

    before: tuple[str, ...]
    lines: tuple[str, ...]
    shows_held: bool

    @property
    def body(self) -> str:
        return "\n".join(re.sub(r"^>>? ?", "", line) for line in self.lines)


@dataclass(frozen=True)
class Story:
    """One story as written. ``zone`` is that of its times."""

    head: tuple[str, ...]
    steps: tuple[Step, ...]
    now: datetime
    zone: ZoneInfo
    number: str
    provider: ProviderName
    is_newcomer: bool


def parse(text: str) -> Story:
    """The story that ``text`` tells. What the bot says in it is left out, as it is to be found by playing."""
    head, _, rest = text.partition("\n\n")
    fields = dict(_field(line) for line in head.splitlines() if not line.startswith("#"))
    number = fields.get("number", SENDER)
    zone = ZoneInfo(fields.get("zone") or guess_timezone(number, "UTC") or "UTC")
    return Story(
        head=tuple(head.splitlines()),
        steps=tuple(_steps(rest.splitlines())),
        now=datetime.fromisoformat(fields["now"]).replace(tzinfo=zone).astimezone(UTC),
        zone=zone,
        number=number,
        provider=ProviderName(fields.get("provider", "twilio")),
        is_newcomer=fields.get("newcomer") == "yes",
    )


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    if name not in HEADERS:
        raise StoryError(f"no such header: {line!r}")
    return name, value.strip()


def _steps(lines: list[str]) -> list[Step]:
    steps: list[Step] = []
    before: list[str] = [""]
    for line in lines:
        if line.startswith(("> ", "@ ")):
            steps.append(Step(tuple(before), (line,), shows_held=False))
            before = []
        elif not line or line.startswith("#"):
            before.append(line)
        elif not steps:
            raise StoryError(f"a story begins with a text or the clock: {line!r}")
        elif line.startswith(">> "):
            steps[-1] = Step(steps[-1].before, (*steps[-1].lines, line), steps[-1].shows_held)
        elif line.startswith("  "):
            steps[-1] = Step(steps[-1].before, steps[-1].lines, shows_held=True)
        elif not line.startswith("< "):
            raise StoryError(f"what is this? {line!r}")
    return steps


async def play(story: Story, path: Path) -> str:
    """The story as it goes with the bot as it is, with a database at ``path``."""
    told = list(story.head)
    async with talk(
        path,
        now=story.now,
        provider=story.provider,
        number=story.number,
        timezone=story.zone.key,
        is_newcomer=story.is_newcomer,
    ) as talking:
        for step in story.steps:
            told += [*step.before, *step.lines]
            if step.lines[0].startswith("@ "):
                shown = await talking.wind(_moment(step.lines[0][2:], talking.clock.now(), story.zone))
            else:
                shown = await talking.text(step.body)
            told += [f"< {line}" for text in shown for line in text.split("\n")]
            if step.shows_held:
                told += _held(talking, story.zone)
    return "\n".join(told) + "\n"


def _moment(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    ahead = re.fullmatch(r"\+(\d+)([mhd])", words)
    if ahead:
        return now + timedelta(**{UNITS[ahead[2]]: int(ahead[1])})
    if re.fullmatch(r"\d\d:\d\d", words):
        words = f"{now.astimezone(zone):%Y-%m-%d} {words}"
    return datetime.fromisoformat(words).replace(tzinfo=zone).astimezone(UTC)


def _held(talking: Talk, zone: ZoneInfo) -> list[str]:
    lines = [f"  {send_at.astimezone(zone):%Y-%m-%d %H:%M} {body}" for send_at, body in talking.scheduled()]
    return lines or [NOTHING_HELD]


def main(arguments: list[str]) -> None:
    """Play the stories named, print them as they went, and keep that with ``--write``."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in arguments:
        if name == "--write":
            continue
        path = Path(name)
        with TemporaryDirectory() as folder:
            told = asyncio.run(play(parse(path.read_text(encoding="utf-8")), Path(folder) / "reminders.db"))
        sys.stdout.write(told + "\n")
        if "--write" in arguments:
            path.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
