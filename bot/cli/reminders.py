"""``python -m bot reminders``: what people have, for the operator. It works while the bot runs, and while it does not.

It reads and writes the database beside the running bot; what lies with a provider is taken back by
``bot/cli/cancellation.py``.
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

from bot.cli.cancellation import settle
from bot.cli.people_view import cancelled, described, exported, listed
from bot.delivery.planning import forgotten
from bot.domain.errors import BotError, StorageError
from bot.domain.model import Person, Reminder, ReminderState
from bot.runtime import logging as logs
from bot.runtime.clock import Clock
from bot.runtime.configuration import load
from bot.runtime.settings import Settings
from bot.storage.sqlite.store import SqliteStore

MOST_LISTED = 1000
ENDED = (ReminderState.DONE, ReminderState.CANCELLED)

P = ParamSpec("P")
Work = Callable[Concatenate[Settings, SqliteStore, P], Awaitable[None]]


class NotFoundError(BotError):
    """What the operator named is not there."""


def _beside(work: Work[P]) -> Callable[Concatenate[Path | None, P], None]:
    """``work`` as a command: with the settings and the database, errors as their own line."""

    @wraps(work)
    def command(config: Path | None, /, *args: P.args, **kwargs: P.kwargs) -> None:
        async def run() -> None:
            settings = load(config, os.environ)
            logs.configure(settings.log.format, "error")
            async with _opened(settings) as store:
                await work(settings, store, *args, **kwargs)

        try:
            asyncio.run(run())
        except BotError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return command


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(settings.storage.path)
    await store.open_beside()
    try:
        yield store
    finally:
        await store.close()


@click.group()
def reminders() -> None:
    """The operator's view of people and their reminders, whether the bot runs or not."""


@reminders.command("list")
@click.option("--number", help="Only of this phone number, like +13125550123.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST_LISTED))
@click.pass_obj
@_beside
async def list_command(_: Settings, store: SqliteStore, *, number: str | None, limit: int) -> None:
    """Show the active reminders, soonest first, each with the beginning of its id."""
    found = await store.people.active_reminders(number, limit + 1)
    for line in listed(found[:limit]):
        click.echo(line)
    if not found:
        click.echo("There are no reminders.")
    elif len(found) > limit:
        click.echo("There are more: --limit shows them.")


@reminders.command()
@click.argument("id_", metavar="ID")
@click.pass_obj
@_beside
async def show(_: Settings, store: SqliteStore, id_: str) -> None:
    """Show one reminder with all its texts. ID is an id, or the beginning of one."""
    person, reminder = await _the_one(store, id_)
    data = await store.people.personal_data(person.id)
    for line in described(person, reminder, data) if data is not None else ():
        click.echo(line)


@reminders.command()
@click.argument("id_", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
@_beside
async def cancel(settings: Settings, store: SqliteStore, id_: str, *, yes: bool) -> None:
    """Cancel one reminder, and take its texts back at the provider. The person is not told."""
    person, reminder = await _the_one(store, id_)
    if reminder.state in ENDED:
        raise NotFoundError(f"the reminder {reminder.id} is {reminder.state} already")
    click.echo(listed([(person, reminder)])[0])
    if not yes and not click.confirm("Cancel it?"):
        return
    now = Clock().now()
    await store.people.revise_person(person.id, lambda known: cancelled(known, reminder.id, now))
    left = await _settle(settings, store, person.id)
    click.echo("Cancelled." if not left else f"Cancelled; {_later(left)}")


@reminders.command()
@click.argument("number")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the terminal.")
@click.pass_obj
@_beside
async def export(_: Settings, store: SqliteStore, number: str, *, output: Path | None) -> None:
    """Give out everything the bot has of whoever texts from NUMBER, as JSON."""
    people = [await store.people.personal_data(person.id) for person in await _people_with(store, number)]
    text = exported(number, [data for data in people if data is not None], Clock().now())
    if output is None:
        click.echo(text)
    else:
        await asyncio.to_thread(_write_new, output, text)
        click.echo(f"Written to {output}.")


@reminders.command()
@click.argument("number")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
@_beside
async def forget(settings: Settings, store: SqliteStore, number: str, *, yes: bool) -> None:
    """Take everything of NUMBER back at the provider, and erase it. The person is not told."""
    people = await _people_with(store, number)
    count = len(await store.people.active_reminders(number, MOST_LISTED))
    said = f"{count} active {'reminder' if count == 1 else 'reminders'}, by {' and '.join(p.provider for p in people)}"
    if not yes and not click.confirm(f"Erase {number} and all that the bot has of it ({said})? It cannot be undone."):
        return
    left = 0
    for person in people:
        await store.people.revise_person(person.id, partial(forgotten, now=Clock().now()))
        left += await _settle(settings, store, person.id)
    await store.people.erase_forgotten(Clock().now())
    click.echo(f"Erased {number}." if not left else f"{number} is forgotten; {_later(left)} and is erased then.")


async def _the_one(store: SqliteStore, beginning: str) -> tuple[Person, Reminder]:
    beginning = beginning.strip().lower()
    found = await store.people.reminders_by_id(beginning, 2) if beginning else ()
    if not found:
        raise NotFoundError(f"there is no reminder {beginning}")
    if len(found) > 1:
        raise NotFoundError(f"more than one reminder begins with {beginning}; give more of the id")
    return found[0]


async def _people_with(store: SqliteStore, number: str) -> tuple[Person, ...]:
    people = await store.people.with_number(number)
    if not people:
        raise NotFoundError(f"the bot knows nobody with the number {number}; write it like +13125550123")
    return people


async def _settle(settings: Settings, store: SqliteStore, person_id: int) -> int:
    """As ``settle``, with a bar on a terminal."""
    total = len(await store.people.cancelling_messages(person_id))
    with click.progressbar(
        length=total, label="Taking back at the provider", file=sys.stderr, hidden=not (total and sys.stderr.isatty())
    ) as bar:
        return await settle(settings, store, person_id, lambda left: bar.update(total - left - bar.pos))


def _later(left: int) -> str:
    return (
        f"{left} {'text lies' if left == 1 else 'texts lie'} with the provider still, and the bot takes it back later"
    )


def _write_new(path: Path, text: str) -> None:
    """For the owner's eyes alone, and never over another file."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as error:
        raise StorageError(f"--output {path}: cannot be written: {error.strerror}") from error
