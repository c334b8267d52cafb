"""``python -m bot connect``: points the providers' webhooks at this bot, after showing what would change."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from bot.cli.accounts import accounts, message_templates
from bot.cli.typed_command import as_typed
from bot.domain.errors import ProviderError, SettingsError
from bot.providers.account import TITLES, Account, Webhook
from bot.providers.twilio.rcs import SETTING as RCS_SETTING
from bot.runtime.configuration import load

Ask = Callable[[str], bool]


@click.command(short_help="Point the providers' webhooks at this bot.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--whatsapp", is_flag=True, help="Create the WhatsApp templates at Twilio, and submit them for approval.")
@click.option("--rcs", is_flag=True, help="Create the template at Twilio that gives reminders buttons on RCS.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.pass_obj
def connect(config: Path | None, *, yes: bool, dry_run: bool, whatsapp: bool, rcs: bool) -> None:
    """Point the webhooks of each enabled provider at BOT_PUBLIC_URL, after showing what they are now."""
    say = partial(_say, config)
    if whatsapp or rcs:
        sys.exit(asyncio.run(create_templates(config, os.environ, say=say, whatsapp=whatsapp, rcs=rcs)))
    ask: Ask = (lambda _: True) if yes else (lambda _: False) if dry_run else _ask
    sys.exit(asyncio.run(run_connect(config, os.environ, ask=ask, is_dry=dry_run, say=say)))


def _say(config: Path | None, line: str) -> None:
    click.echo(as_typed(line, config))


def _ask(question: str) -> bool:
    return click.confirm(question)


async def run_connect(
    config: Path | None,
    environ: Mapping[str, str],
    *,
    ask: Ask,
    is_dry: bool = False,
    say: Callable[[str], None] = click.echo,
) -> int:
    """Show each webhook before and after, and change it if ``ask`` returns true; the exit code.

    A webhook that is right already is neither changed nor asked about. Raises ``SettingsError``.
    """
    settings = load(config, environ, lambda warning: say(f"Warning: {warning}"))
    enabled = accounts(settings)
    if not enabled:
        raise SettingsError(
            "BOT_PROVIDERS (config.toml: providers): the simulator has no webhooks to connect; enable a real provider"
        )
    codes = [await _connect(account, ask, say, is_dry=is_dry) for account in enabled]
    return max(codes)


async def create_templates(
    config: Path | None,
    environ: Mapping[str, str],
    say: Callable[[str], None] = click.echo,
    *,
    whatsapp: bool = True,
    rcs: bool = False,
) -> int:
    """Create the templates that do not exist yet, submit those of WhatsApp, and print the settings; the exit code."""
    settings = load(config, environ, lambda warning: say(f"Warning: {warning}"))
    templates = message_templates(settings)
    if templates is None:
        raise SettingsError("BOT_PROVIDERS (config.toml: providers): WhatsApp and RCS need twilio; enable it")
    await templates.start()
    try:
        for template in await templates.create_missing() if whatsapp else ():
            say(f"export {template.setting}={template.sid}   # {template.status or 'not submitted'}")
        if rcs:
            say(f"export {RCS_SETTING}={await templates.create_rcs()}")
    except ProviderError as error:
        say(f"Twilio: {error}")
        return 1
    finally:
        await templates.close()
    if whatsapp:
        say("WhatsApp approves templates within a day. `python -m bot check` says how they stand.")
    return 0


async def _connect(account: Account, ask: Ask, say: Callable[[str], None], *, is_dry: bool) -> int:
    name = TITLES[account.name]
    try:
        await account.start()
        webhooks = await account.webhooks()
        if not webhooks:
            say(f"{name}: there is no number to connect; `python -m bot check` says why")
            return 1
        for webhook in webhooks:
            await _set(account, webhook, ask, say, is_dry=is_dry)
    except ProviderError as error:
        say(f"{name}: {error}; `python -m bot check` says more")
        return 1
    finally:
        await account.close()
    return 0


async def _set(account: Account, webhook: Webhook, ask: Ask, say: Callable[[str], None], *, is_dry: bool) -> None:
    say(f"{TITLES[account.name]}, {webhook.location}")
    if webhook.is_correct:
        say(f"  already connected: {webhook.url}")
        return
    say(f"  before: {webhook.url or 'nothing'}{f' ({webhook.problem})' if webhook.problem else ''}")
    say(f"  after:  {webhook.expected_url}")
    if is_dry:
        say("  not changed (--dry-run)")
    elif ask("  Change it?"):
        await account.set_webhook(webhook)
        say("  changed")
    else:
        say("  left unchanged")
