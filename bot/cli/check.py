"""``python -m bot check``: reports what is wrong with the set-up and how to fix it."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import public_address
from bot.cli.accounts import accounts, message_templates
from bot.cli.typed_command import as_typed
from bot.domain.errors import ProviderError, SettingsError
from bot.domain.model import ProviderName
from bot.providers.account import TITLES, Account, Finding, Verdict, note, ok, wrong
from bot.runtime import setting_rules
from bot.runtime.configuration import load
from bot.runtime.settings import Settings
from bot.runtime.shared_settings import differing, shared_settings
from bot.storage.opening import inspect
from bot.storage.report import DatabaseReport

if TYPE_CHECKING:
    from bot.providers.twilio.templates import MessageTemplates

MARKS = {Verdict.OK: ("ok", "green"), Verdict.NOTE: ("note", "yellow"), Verdict.WRONG: ("WRONG", "red")}

Sections = AsyncGenerator[tuple[str, AsyncIterator[Finding]]]


@click.command(short_help="Check the settings, the database and the providers.")
@click.option("--offline", is_flag=True, help="Check only the settings and the database, without the network.")
@click.pass_obj
def check(config: Path | None, *, offline: bool) -> None:
    """Check the settings, the database, the accounts at the providers and the public URL.

    Says what is wrong and how to fix it. The exit code is 1 if anything is wrong.
    """
    say = partial(_say, config)
    sys.exit(asyncio.run(run_check(config, os.environ, offline=offline, say=say)))


def _say(config: Path | None, line: str) -> None:
    click.echo(as_typed(line, config))


async def run_check(
    config: Path | None, environ: Mapping[str, str], *, offline: bool, say: Callable[[str], None] = click.echo
) -> int:
    """Check everything and report it line by line; the exit code, 1 if anything is wrong."""
    count = 0
    async with aclosing(_sections(config, environ, offline=offline)) as sections:
        async for title, findings in sections:
            say(click.style(title, bold=True))
            async for finding in findings:
                say(_line(finding))
                count += finding.verdict is Verdict.WRONG
    say("")
    if count:
        say(f"{count} {'thing is' if count == 1 else 'things are'} wrong.")
        return 1
    say("Nothing is wrong.")
    return 0


def _line(finding: Finding) -> str:
    word, colour = MARKS[finding.verdict]
    fix = f"\n         {finding.fix}" if finding.fix else ""
    return f"  {click.style(f'{word:5}', fg=colour)}  {finding.summary}{fix}"


async def _sections(config: Path | None, environ: Mapping[str, str], *, offline: bool) -> Sections:
    warnings: list[str] = []
    try:
        settings = load(config, environ, warnings.append)
    except SettingsError as error:
        yield "Settings", _each(*(wrong(line, "") for line in str(error).splitlines()))
        return
    warnings += setting_rules.warnings(settings)
    yield "Settings", _each(*_settings_findings(settings), *map(note, warnings))
    report = await inspect(settings.storage)
    yield "Database", _each(*_database_findings(report), *_agreement_findings(settings, report))
    if offline:
        return
    enabled = accounts(settings)
    for account in enabled:
        yield TITLES[account.name], _account_findings(account)
    templates = message_templates(settings)
    if templates is not None and any((*settings.twilio.content_sids.values(), settings.twilio.content_sid_rcs)):
        yield "WhatsApp and RCS", _template_findings(templates)
    if enabled:
        paths = [f"/webhooks/{account.name}" for account in enabled]
        is_by_cable = [account.name for account in enabled] == [ProviderName.SMSGATE] and setting_rules.is_this_machine(
            settings.smsgate.base_url
        )
        yield "Public address", public_address.findings(settings.server.public_url, paths, is_by_cable=is_by_cable)


async def _each(*findings: Finding) -> AsyncIterator[Finding]:
    for finding in findings:
        yield finding


def _settings_findings(settings: Settings) -> list[Finding]:
    found = [ok(f"the settings are valid; providers: {', '.join(settings.providers)}")]
    if ProviderName.TELNYX in settings.providers:
        found += _public_key_findings(settings.telnyx.public_key)
    if not settings.named_api_tokens:
        found.append(note("BOT_API_TOKEN is not set: the HTTP API (/v1) is closed"))
    return found


def _public_key_findings(public_key: str) -> list[Finding]:
    from bot.providers.telnyx.webhook import TelnyxWebhook  # noqa: PLC0415 - slow to import

    try:
        TelnyxWebhook(public_key)
    except ValueError as error:
        mend = "Copy it from the Telnyx portal, Keys & Credentials > Public Key; it has 44 characters."
        return [wrong(f"TELNYX_PUBLIC_KEY (config.toml: [telnyx] public_key): {error}", mend)]
    return []


def _database_findings(report: DatabaseReport) -> list[Finding]:
    found = [_database_finding(report)]
    if report.sharing:
        folder = Path(report.name).absolute().parent
        found.append(
            note(report.sharing, f"Give the database a folder of its own (DATABASE_URL), and run: chmod 700 {folder}")
        )
    return found


def _database_finding(report: DatabaseReport) -> Finding:
    if report.problem:
        return wrong(report.problem, "DATABASE_URL (config.toml: [storage] url) names the database.")
    if not report.exists and report.is_server:
        return ok(f"{report.name} has no tables yet; the first start makes them")
    if not report.exists:
        return ok(f"{report.name} does not exist yet; the first start creates it")
    if report.migrations_pending:
        return note(
            f"{report.name} was made by an older version of the bot; the next start migrates it",
            f"Make a backup first: `{'pg_dump' if report.is_server else 'python -m bot backup FILE'}`.",
        )
    if report.is_newer:
        return note(
            f"{report.name} was migrated by a newer version of the bot, which this one can run beside for a while",
            "Upgrade this bot, too.",
        )
    people = _counted(report.people, "person", "people")
    reminders = _counted(report.open_reminders, "open reminder", "open reminders")
    return ok(f"{report.name} is sound: {people}, {reminders}")


def _agreement_findings(settings: Settings, report: DatabaseReport) -> Iterator[Finding]:
    """The settings that the bots on the database have otherwise."""
    own = shared_settings(settings)
    for name, other in sorted(differing(own, report.announced).items()):
        yield wrong(
            f"{name} is {own[name] or 'not set'} here, but {other or 'not set'} at a bot that uses the database",
            "Give all bots on the database the same settings, and restart those that had others.",
        )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


async def _template_findings(templates: "MessageTemplates") -> AsyncIterator[Finding]:
    await templates.start()
    try:
        async for finding in templates.findings():
            yield finding
    except ProviderError as error:
        yield wrong(f"a call to Twilio's Content API failed ({error})", "Try again later.")
    finally:
        await templates.close()


async def _account_findings(account: Account) -> AsyncIterator[Finding]:
    try:
        await account.start()
        async for finding in account.findings():
            yield finding
    except ProviderError as error:
        yield wrong(f"a call to {TITLES[account.name]}'s API failed ({error})", "Try again later.")
    finally:
        await account.close()
