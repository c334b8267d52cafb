"""``python -m bot reminders``: the operator's view of people and their reminders, whether a bot is running or not.

The commands read and write the database beside a running bot. ``bot/cli/cancellation.py`` cancels at the provider.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from bot.cli.cancellation import cancel_at_provider, cancel_reminder
from bot.cli.options import load_settings, phone_number
from bot.cli.reminder_output import broken_lines, detail_lines, export_json, list_lines
from bot.delivery.planning import forgotten
from bot.domain.changes import with_pending
from bot.domain.errors import BotError, StorageError
from bot.domain.model import Person, Reminder, ReminderState
from bot.runtime import logging as logs
from bot.runtime.clock import Clock
from bot.runtime.private_files import FILE_MODE
from bot.runtime.settings import Settings
from bot.storage.opening import make_store
from bot.storage.store import Store

MOST_LISTED = 1000
ENDED = (ReminderState.DONE, ReminderState.CANCELLED)

P = ParamSpec("P")
Work = Callable[Concatenate[Settings, Store, P], Awaitable[None]]


class NotFoundError(BotError):
    """There is no such reminder or person."""


def _with_store(work: Work[P]) -> Callable[Concatenate[Path | None, P], None]:
    """``work`` as a click callback, called with the settings and the open database."""

    @wraps(work)
    def command(config: Path | None, /, *args: P.args, **kwargs: P.kwargs) -> None:
        async def run() -> None:
            settings = load_settings(config)
            logs.configure(settings.log.format, "error")
            async with _opened(settings) as store:
                await work(settings, store, *args, **kwargs)

        asyncio.run(run())

    return command


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Store]:
    store = make_store(settings.storage)
    await store.open_beside()
    try:
        yield store
    finally:
        await store.close()


@click.group(short_help="List, show, cancel, export or erase people's reminders.")
def reminders() -> None:
    """List, show, cancel, export or erase people's reminders.

    The commands work whether the bot is running or not.
    """


@reminders.command("list", short_help="List open reminders, soonest first.")
@click.option("--number", type=phone_number, help="Only the reminders of this phone number, like +13125550123.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST_LISTED))
@click.option("--broken", is_flag=True, help="Only the rows that the bot cannot read or process.")
@click.pass_obj
@_with_store
async def list_command(_: Settings, store: Store, *, number: str | None, limit: int, broken: bool) -> None:
    """List open, paused and parked reminders, soonest first, each with the beginning of its id."""
    if broken:
        rows = [row for row in await store.people.broken_rows(MOST_LISTED) if number in (None, row.number)]
        for line in broken_lines(rows[:limit]):
            click.echo(line)
        if not rows:
            click.echo("There are no broken rows.")
        return
    found = await store.people.listed_reminders(number, limit + 1)
    for line in list_lines(found[:limit]):
        click.echo(line)
    if not found:
        click.echo("There are no reminders.")
    elif len(found) > limit:
        click.echo("There are more; use --limit to see them.")


@reminders.command(short_help="Show one reminder and its messages.")
@click.argument("id_", metavar="ID")
@click.pass_obj
@_with_store
async def show(_: Settings, store: Store, id_: str) -> None:
    """Show one reminder and its outbound messages. ID is an id or its beginning."""
    broken = await store.people.broken_rows(MOST_LISTED)
    itself = [row for row in broken if id_.strip() and row.id.startswith(id_.strip().lower())]
    if not itself:
        person, reminder = await _find(store, id_)
        data = await store.people.personal_data(person.id)
        for line in detail_lines(person, reminder, data, broken) if data is not None else ():
            click.echo(line)
    for line in broken_lines(itself):
        click.echo(line)


@reminders.command(short_help="Cancel one reminder, also at the provider.")
@click.argument("id_", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_obj
@_with_store
async def cancel(settings: Settings, store: Store, id_: str, *, yes: bool) -> None:
    """Cancel one reminder, also at the provider. The person is not told. ID is an id or its beginning."""
    person, reminder = await _find(store, id_)
    if reminder.state in ENDED:
        raise NotFoundError(f"the reminder {reminder.id} is already {reminder.state}")
    click.echo(list_lines([(person, reminder)])[0])
    if not yes and not click.confirm("Cancel it?"):
        return
    now = Clock().now()
    await store.people.revise_person(
        person.id, with_pending([reminder.id], lambda person_context: cancel_reminder(person_context, reminder.id, now))
    )
    left = await _cancel_at_provider(settings, store, person.id)
    click.echo("Cancelled." if not left else f"Cancelled here, but {_still_scheduled(left)}.")


@reminders.command(short_help="Export everything stored about a person as JSON.")
@click.argument("number", type=phone_number)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this new file, not to the terminal."
)
@click.pass_obj
@_with_store
async def export(_: Settings, store: Store, number: str, *, output: Path | None) -> None:
    """Export everything stored about the person with the phone number NUMBER, as JSON."""
    people = [await store.people.personal_data(person.id) for person in await _people_with(store, number)]
    text = export_json(number, [data for data in people if data is not None], Clock().now())
    if output is None:
        click.echo(text)
    else:
        await asyncio.to_thread(_write_new, output, text)
        click.echo(f"Written to {output}.")


@reminders.command(short_help="Erase a person, and cancel their reminders.")
@click.argument("number", type=phone_number)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_obj
@_with_store
async def forget(settings: Settings, store: Store, number: str, *, yes: bool) -> None:
    """Erase everything stored about NUMBER, and cancel its reminders at the provider. The person is not told."""
    people = await _people_with(store, number)
    count = len(await store.people.listed_reminders(number, MOST_LISTED))
    providers = " and ".join(person.provider for person in people)
    extent = f"{count} open {'reminder' if count == 1 else 'reminders'}, via {providers}"
    if not yes and not click.confirm(f"Erase everything stored about {number} ({extent})? This cannot be undone."):
        return
    left = 0
    for person in people:
        await store.people.revise_person(person.id, with_pending(None, partial(forgotten, now=Clock().now())))
        left += await _cancel_at_provider(settings, store, person.id)
    await store.people.erase_forgotten(Clock().now())
    click.echo(f"Erased {number}." if not left else f"{number} will be erased soon: {_still_scheduled(left)}.")


async def _find(store: Store, id_prefix: str) -> tuple[Person, Reminder]:
    id_prefix = id_prefix.strip().lower()
    found = await store.people.reminders_by_id(id_prefix, 2) if id_prefix else ()
    if not found:
        raise NotFoundError(f"there is no reminder {id_prefix}; `reminders list` shows the ids")
    if len(found) > 1:
        raise NotFoundError(f"more than one reminder begins with {id_prefix}; give more of the id")
    return found[0]


async def _people_with(store: Store, number: str) -> tuple[Person, ...]:
    people = await store.people.with_number(number)
    if not people:
        raise NotFoundError(f"the bot knows nobody with the number {number}")
    return people


async def _cancel_at_provider(settings: Settings, store: Store, person_id: int) -> int:
    """As ``cancel_at_provider``, with a progress bar on a terminal."""
    total = len(await store.people.cancelling_messages(person_id))
    with click.progressbar(
        length=total, label="Cancelling at the provider", file=sys.stderr, hidden=not (total and sys.stderr.isatty())
    ) as bar:
        return await cancel_at_provider(settings, store, person_id, lambda left: bar.update(total - left - bar.pos))


def _still_scheduled(left: int) -> str:
    messages = "1 message is" if left == 1 else f"{left} messages are"
    return f"{messages} still scheduled at the provider, and the bot will cancel {'it' if left == 1 else 'them'}"


def _write_new(path: Path, text: str) -> None:
    """Write a file that only its owner can read; never replace one."""
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE), "w", encoding="utf-8"
        ) as file:
            file.write(text + "\n")
    except OSError as error:
        raise StorageError(f"--output {path}: cannot be written: {error.strerror}") from error
