"""Writes docs/texting.md, what people can text, from the examples of each intent: ``python docs/make_texting.py``."""

# ruff: noqa: INP001 - a script, no package

import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.understanding.command import (  # noqa: E402
    ChangeSettings,
    Command,
    Create,
    Edit,
    Help,
    Intent,
    Moment,
    MoveAlong,
    Repeat,
    SetTimezone,
    Snooze,
    Target,
)
from bot.understanding.explain import moment_words  # noqa: E402
from bot.understanding.reading import read  # noqa: E402

PAGE = ROOT / "docs" / "texting.md"
ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 20, 10, 45, tzinfo=ZONE)
INTENTS = {
    "creating": "Setting a reminder",
    "several": "Several at once",
    "listing": "Seeing what is set",
    "cancelling": "Taking reminders back",
    "editing": "Changing a reminder",
    "snoozing": "Being told again later",
    "responding": "Answering a reminder",
    "moving": "Time zones",
    "preferring": "Preferences",
    "opting_out": "No more texts",
    "whole": "Short words",
}
# Modules beside the one that a section is named by.
MORE = {
    "creating": ("correcting",),
    "listing": ("questions",),
    "cancelling": ("afterthoughts", "roundabout"),
    "editing": ("postponing", "restating", "rewording", "amending", "fronting"),
}
VERBS = {
    Intent.LIST: "shows reminders",
    Intent.CANCEL: "deletes",
    Intent.CANCEL_ALL: "deletes all",
    Intent.EDIT: "changes reminder",
    Intent.SNOOZE: "tells it again",
    Intent.DONE: "ticks off",
    Intent.UNDO: "takes back the last change",
    Intent.HELP: "shows help",
    Intent.WHY: "says how the last text was understood",
    Intent.STOP: "sends no more texts",
    Intent.THANKS: "is taken as thanks",
}
OF_THE_PERSON = {
    "show": "shows what is set",
    "export": "says what is kept, and how to get it",
    "forget": "erases everything, when asked twice",
}
INTRODUCTION = f"""# What people can text

<!-- made by docs/make_texting.py from the examples in bot/understanding/intents -->

None of these are set phrases: they stand for many ways of saying the same. Each is shown with what the bot makes of it
when it is texted in Chicago at {moment_words(NOW)}. `python -m bot parse "..."` shows it for any text, and why.
"""


def examples_of(intent: str) -> tuple[str, ...]:
    """The example texts that the modules of ``intent`` carry."""
    modules = (import_module(f"bot.understanding.intents.{name}") for name in (intent, *MORE.get(intent, ())))
    return tuple(example for module in modules for example in module.EXAMPLES)


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for intent, title in INTENTS.items():
        rows = "\n".join(f"| {text} | {meaning(text)} |" for text in examples_of(intent))
        parts.append(f"## {title}\n\n| text | meaning |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def meaning(text: str) -> str:
    """What the bot makes of ``text``, in a few words."""
    reading = read(text, now=NOW, zone=ZONE)
    command = reading.command
    if isinstance(command, Create):
        return "; ".join(_told(task.message, task.moment, task.repeat) for task in command.tasks)
    said = [_about_the_person(command) or VERBS.get(reading.intent, reading.intent.value)]
    target = getattr(command, "target", None)
    if isinstance(target, Target):
        said += _named(target)
    if isinstance(command, Edit):
        said += [f"to {command.meridiem}"] if command.meridiem else []
        said += [{True: "(pause)", False: "(go on)"}[command.pause]] if command.pause is not None else []
        said += ["(leave out the next time)"] if command.skip_next else []
        said += ["(only once)"] if command.is_once else []
        leads = "until" if command.pause else "to"
        said += [f"{leads} {moment_words(command.moment.at)}"] if command.moment else []
        said += [f"to `{command.repeat.rrule}`"] if command.repeat else []
        said += [f"by {command.shift_seconds // 60} minutes"] if command.shift_seconds else []
        said += [f'to "{command.message}"'] if command.message else []
        said += [f'(add "{command.added}")'] if command.added else []
    if isinstance(command, Snooze) and command.delay_seconds:
        said.append(f"in {command.delay_seconds // 60} minutes")
    period = getattr(command, "period", None)
    if period is not None:
        said.append(f"from {moment_words(period.start)} to {moment_words(period.end)}")
    return " ".join(filter(None, said))


def _about_the_person(command: Command) -> str:
    """What a text about the person comes to, "" for any other."""
    if isinstance(command, ChangeSettings):
        return OF_THE_PERSON.get(command.name, f"sets {command.name.replace('_', ' ')} to {command.value}")
    if isinstance(command, MoveAlong):
        return "lets reminders keep their clock times in this zone"
    if isinstance(command, SetTimezone):
        until = f" until {moment_words(command.until.at)}" if command.until else ""
        return "ends a trip" if command.is_home else f"sets the time zone to {command.timezone}{until}"
    return "is greeted" if isinstance(command, Help) and command.is_greeting else ""


def _told(message: str, moment: Moment | None, repeat: Repeat | None) -> str:
    at = repeat.first if repeat is not None else moment.at if moment is not None else NOW
    rule = f", `{repeat.rrule}`" if repeat is not None else ""
    return f'"{message}" at {moment_words(at)}{rule}'


def _named(target: Target) -> list[str]:
    named = [str(number) for number in target.numbers]
    named += [f'"{target.words}"'] if target.words else []
    named += [f"of {moment_words(target.period.start)}"] if target.period else []
    return named


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
