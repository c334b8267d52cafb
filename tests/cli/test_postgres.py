"""The operator's commands on PostgreSQL, beside the bots that use it."""

import asyncio

import asyncpg
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.runtime.settings import Storage
from bot.storage.opening import make_store
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder, make_text
from tests.fakes.postgres import fresh_database
from tests.storage.saving import saving


@pytest.fixture
def url(tmp_path, monkeypatch):
    """A database in which one person has a reminder."""
    monkeypatch.chdir(tmp_path)
    with asyncio.Runner() as runner:
        database = fresh_database()
        url = runner.run(database.__aenter__())

        async def fill():
            store = make_store(Storage(url=url))
            await store.open(NOW)
            reminder = make_reminder(message="feed the cat")
            text = make_text(reminder_id=reminder.id)
            await store.conversations.answer(
                make_inbound("x"), lambda: make_person(id=0), saving(reminders=[reminder], outbound=[text])
            )
            await store.close()

        runner.run(fill())
        monkeypatch.setenv("DATABASE_URL", url)
        yield url
        runner.run(database.__aexit__(None, None, None))


def run(*arguments, exit_code=0):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == exit_code, result.output
    return result.output


def test_check_counts_what_is_there(url):
    assert "is sound: 1 person, 1 open reminder" in run("check", "--offline")


def test_check_names_what_is_wrong(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:secret@127.0.0.1:1/reminders")
    output = run("check", "--offline", exit_code=1)
    assert "start PostgreSQL or correct the URL" in output
    assert "secret" not in output


def test_reminders_are_listed_cancelled_exported_and_erased(url):
    listed = run("reminders", "list")
    assert "feed the cat" in listed
    id_ = listed.split()[0]
    assert "feed the cat" in run("reminders", "show", id_)
    assert "feed the cat" in run("reminders", "export", SENDER)
    assert "Cancelled" in run("reminders", "cancel", id_, "--yes")
    assert "There are no reminders." in run("reminders", "list")
    assert "Erased" in run("reminders", "forget", SENDER, "--yes")
    assert "knows nobody" in run("reminders", "export", SENDER, exit_code=1)


def test_backup_names_the_tool_to_use(url, tmp_path):
    assert "pg_dump" in run("backup", str(tmp_path / "copy.db"), exit_code=1)


def execute(url, *statements):
    async def run_all():
        connection = await asyncpg.connect(url)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    asyncio.run(run_all())


def test_check_does_not_call_an_empty_database_missing(url):
    execute(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    output = run("check", "--offline")
    assert "has no tables yet; the first start makes them" in output


def test_check_before_an_upgrade_names_the_tool_for_a_backup(url):
    execute(url, "DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)")
    output = run("check", "--offline")
    assert "the next start migrates it" in output
    assert "pg_dump" in output
    assert "python -m bot backup" not in output


def test_check_after_the_upgrade_of_another_bot(url):
    execute(url, "INSERT INTO schema_migrations SELECT 999, 'later', now(), max(version) FROM schema_migrations")
    output = run("check", "--offline")
    assert "note" in output
    assert "was migrated by a newer version of the bot" in output
    assert "Upgrade this bot, too." in output


@pytest.mark.parametrize("command", [["reminders", "list"], ["check", "--offline"], ["serve"]])
def test_a_half_copied_database_is_refused_by_every_command(url, command):
    execute(url, "CREATE TABLE unfinished_copy (source text NOT NULL)")
    assert "start `python -m bot copy` again" in run(*command, exit_code=1)


def test_check_shows_the_settings_that_a_running_bot_has_otherwise(url, monkeypatch):
    with asyncio.Runner() as runner:
        store = make_store(Storage(url=url), announced={"BOT_TEXTS_PER_MINUTE": "60", "BOT_LOG_LEVEL": "debug"})
        runner.run(store.open(NOW))

        def check(exit_code):
            # The bot must run meanwhile.
            return runner.run(asyncio.to_thread(run, "check", "--offline", exit_code=exit_code))

        assert "BOT_TEXTS_PER_MINUTE is 120 here, but 60 at a bot that uses the database" in check(1)
        monkeypatch.setenv("BOT_TEXTS_PER_MINUTE", "60")
        assert "Nothing is wrong." in check(0)
        runner.run(store.close())
