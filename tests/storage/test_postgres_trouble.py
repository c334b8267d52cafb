"""What goes wrong with PostgreSQL: one line that names the setting and the remedy, and shows no password."""

import asyncio
import os
import ssl

import asyncpg
import pytest

from bot.domain.errors import CommitUnknownError, StorageError
from bot.runtime.settings import Storage
from bot.storage.database import Unit
from bot.storage.opening import inspect
from bot.storage.postgres import database, usable
from bot.storage.postgres.errors import described
from bot.storage.postgres.pool_limits import PoolLimits
from bot.storage.postgres.store import PostgresStore
from tests.builders import NOW, SENDER, make_inbound, make_person, make_reminder
from tests.fakes.postgres import fresh_database, replica_and_primary, server_url, with_database
from tests.storage.saving import saving

SECRET = "tell-nobody"


@pytest.fixture
async def url():
    async with fresh_database() as url:
        yield url


async def execute(url, *statements):
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def problem_with(url):
    """What the start of a bot says, after ``check`` has said the same."""
    report = await inspect(Storage(url=url))
    with pytest.raises(StorageError) as raised:
        await PostgresStore(url).open(NOW)
    words = str(raised.value)
    assert words.count("\n") == 0
    assert words.startswith("DATABASE_URL: ")
    assert SECRET not in words + report.problem
    assert report.problem[:60] == words[:60]
    return words


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        (f"postgresql://bot:{SECRET}@127.0.0.1:1/reminders", "start PostgreSQL or correct the URL"),
        (f"postgresql://bot:{SECRET}@nowhere.invalid/reminders", "start PostgreSQL or correct the URL"),
        (f"postgresql://bot:{SECRET}@127.0.0.1:port/reminders", "not a usable URL"),
        (f"postgresql://bot:{SECRET}@127.0.0.1/reminders?sslmode=perhaps", "sslmode must be one of disable, allow"),
        (f"postgresql://bot:{SECRET}@127.0.0.1/x?sslmode=verify-full", "sslrootcert=FILE in the URL"),
        (
            f"postgresql://bot:{SECRET}@127.0.0.1/x?sslmode=verify-ca&sslrootcert=/nowhere",
            "correct sslmode, sslrootcert",
        ),
        (f"postgresql://bot:{SECRET}@127.0.0.1/x?sslmode=verify-ca&sslrootcert={__file__}", "correct sslmode, sslroot"),
        (f"postgresql://bot:{SECRET}@127.0.0.1/x?target_session_attrs=x", "target_session_attrs must be one of any"),
    ],
)
async def test_a_wrong_url(url, remedy):
    assert remedy in await problem_with(url)


async def test_a_database_that_does_not_exist(url):
    assert "there is no such database" in await problem_with(with_database(url, "nowhere"))


async def test_a_user_without_rights(url):
    async with fresh_database(is_empty=True) as empty:
        role = "visitor_" + empty.partition("?")[0].rpartition("_")[2][:8]
        await execute(empty, f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'")
        as_visitor = empty.replace("postgres:@", f"{role}:{SECRET}@")
        assert "GRANT ALL ON SCHEMA public" in await problem_with(as_visitor)
        await execute(empty, f"DROP ROLE {role}")


async def test_a_user_who_may_only_read(url):
    role = "reader_" + url.partition("?")[0].rpartition("_")[2][:8]
    grant = f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    await execute(url, f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'", grant, f"GRANT ALL ON people TO {role}")
    words = await problem_with(url.replace("postgres:@", f"{role}:{SECRET}@"))
    assert "lacks rights on the tables addresses, bot_secrets," in words
    assert "people" not in words
    assert "GRANT ALL ON ALL TABLES IN SCHEMA public" in words
    beside = PostgresStore(url.replace("postgres:@", f"{role}:{SECRET}@"))
    await beside.open_beside()
    assert await beside.people.with_number(SENDER) == (), "a command that lists needs no more"
    await beside.close()
    await execute(url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def name_of(url):
    return url.partition("?")[0].rpartition("/")[2]


async def set_read_only(url, setting):
    """As a replica is: connections can only read. Those that there are break."""
    await execute(server_url(), f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = {setting}")
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
    await execute(server_url(), f"{end} '{name_of(url)}'")


async def test_a_database_that_is_read_only(url):
    await set_read_only(url, "on")
    words = await problem_with(url)
    assert "its default_transaction_read_only is on" in words
    assert "name the primary server, or run ALTER DATABASE" in words


async def test_a_user_who_is_read_only(url):
    role = "auditor_" + name_of(url)[-8:]
    await execute(
        url,
        f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'",
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
        f"ALTER ROLE {role} SET default_transaction_read_only = on",
    )
    assert "run ALTER ROLE" in await problem_with(url.replace("postgres:@", f"{role}:{SECRET}@"))
    await execute(url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


async def test_a_url_that_is_read_only(url):
    joint = "&" if "?" in url else "?"
    words = await problem_with(f"{url}{joint}default_transaction_read_only=on")
    assert "remove it from the URL" in words


@pytest.mark.parametrize("right", ["INSERT", "UPDATE", "DELETE", "SELECT"])
async def test_a_user_without_one_right(url, right):
    role = f"visitor_{right.lower()}_{name_of(url)[-8:]}"
    await execute(
        url,
        f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'",
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
        f"REVOKE {right} ON outbound FROM {role}",
    )
    assert "lacks rights on the tables outbound;" in await problem_with(url.replace("postgres:@", f"{role}:{SECRET}@"))
    await execute(url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


async def test_a_user_who_may_not_use_the_schema(url):
    role = "stranger_" + name_of(url)[-8:]
    await execute(url, f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'", "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    assert "GRANT ALL ON SCHEMA public" in await problem_with(url.replace("postgres:@", f"{role}:{SECRET}@"))
    await execute(url, f"DROP ROLE {role}")


async def test_a_copy_that_is_not_complete(url):
    await execute(url, f"CREATE TABLE {usable.UNFINISHED_COPY} (source text NOT NULL)")
    assert "start `python -m bot copy` again" in await problem_with(url)
    with pytest.raises(StorageError, match="is not complete"):
        await PostgresStore(url).open_beside()


async def test_what_check_and_the_start_try_to_write_is_taken_back(url):
    store = PostgresStore(url)
    await store.open(NOW)
    report = await inspect(Storage(url=url))
    assert (report.problem, report.people) == ("", 0)
    await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    assert [person.id for person in await store.people.with_number(SENDER)] == [1]
    await store.close()


async def test_a_server_that_became_read_only(url, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.5)
    store = PostgresStore(url)
    await store.open(NOW)
    await set_read_only(url, "on")
    with pytest.raises(StorageError, match="is a read-only replica; name the primary server"):
        await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    await store.close()


async def test_after_a_failover_the_bot_connects_to_the_new_primary(url):
    """The connections that it has lead to the old one."""
    store = PostgresStore(url, limits=PoolLimits(connections=3))
    await store.open(NOW)
    await set_read_only(url, "on")
    await asyncio.gather(*(store.database.run(Unit.PING, lambda s: s.value("SELECT pg_sleep(0.1)")) for _ in range(3)))
    await execute(server_url(), f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = off")
    answers = await asyncio.gather(
        *(
            store.conversations.answer(make_inbound("x", f"SM{number}"), lambda: make_person(id=0), saving())
            for number in range(6)
        )
    )
    assert [answer.reply for answer in answers] == ["OK"] * 6
    await store.close()


@pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="needs a server of its own")
async def test_a_replica():
    """A real one. A URL that names both servers finds the primary."""
    with replica_and_primary() as urls:
        assert "the server is a read-only replica; name the primary server" in await problem_with(urls[0])
        hosts = ",".join(url.partition("host=")[2] for url in urls)
        base = urls[0].partition("host=")[0]
        store = PostgresStore(f"{base}host={hosts}&target_session_attrs=read-write")
        await store.open(NOW)
        answer = await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
        assert answer.reply == "OK"
        await store.close()


async def test_a_server_that_is_too_old(url, monkeypatch):
    monkeypatch.setattr(usable, "OLDEST_SERVER", 99)
    assert "the bot needs 99 or newer, upgrade the server" in await problem_with(url)


async def test_a_full_disk(url):
    """The server reports it so. People hear of it, and the bot recovers."""
    await execute(
        url,
        """CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = 'disk_full';
        END $$""",
    )
    store = PostgresStore(url)
    await store.open(NOW)
    await execute(url, "CREATE TRIGGER full_disk BEFORE INSERT ON inbound FOR EACH ROW EXECUTE FUNCTION fill()")
    assert "is full; free some space" in await problem_with(url)
    with pytest.raises(StorageError, match=r"DATABASE_URL: the disk of .* is full; free some space"):
        await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    assert await store.people.with_number(SENDER) == (), "nothing is saved by halves"
    await execute(url, "DROP TRIGGER full_disk ON inbound")
    answer = await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving())
    assert answer.reply == "OK"
    await store.close()


async def test_a_database_of_a_newer_version(url):
    await execute(url, "INSERT INTO schema_migrations VALUES (999, 'later', now())")
    assert "newer version of the bot" in await problem_with(url)


async def test_a_command_beside_no_bot():
    async with fresh_database(is_empty=True) as url:
        with pytest.raises(StorageError, match="start the bot once"):
            await PostgresStore(url).open_beside()


async def test_a_statement_that_takes_too_long(url):
    store = PostgresStore(url, limits=PoolLimits(statement_seconds=0.1))
    await store.open(NOW)
    with pytest.raises(StorageError, match="BOT_DATABASE_STATEMENT_SECONDS"):
        await store.database.run(Unit.PING, lambda session: session.value("SELECT pg_sleep(60)"))
    await store.ping(30)
    await store.close()


async def test_an_error_does_not_quote_what_people_wrote(url):
    store = PostgresStore(url)
    await store.open(NOW)
    twice = [make_reminder(number=1, message="see the doctor"), make_reminder(number=1)]
    with pytest.raises(StorageError) as raised:
        await store.conversations.answer(make_inbound("x"), lambda: make_person(id=0), saving(reminders=twice))
    assert "reminders_active" in str(raised.value)
    assert "see the doctor" not in str(raised.value)
    with pytest.raises(StorageError) as raised:
        await store.conversations.answer(
            make_inbound("y", "SM2"), lambda: make_person(id=0), saving(reminders=[make_reminder(message="a\0b")])
        )
    assert SENDER not in str(raised.value)
    await store.close()


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (asyncpg.InvalidPasswordError("password authentication failed"), "correct them in the URL"),
        (asyncpg.TooManyConnectionsError("too many clients"), "BOT_DATABASE_CONNECTIONS"),
        (asyncpg.DiskFullError("could not extend file"), "free some space"),
        (asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT"), "name the primary server"),
        (TimeoutError(), "BOT_DATABASE_CONNECTIONS"),
        (ConnectionResetError("reset"), "start PostgreSQL"),
        (ConnectionError('PostgreSQL server at "db" rejected SSL upgrade'), "does not offer TLS; turn ssl on there"),
        (ssl.SSLCertVerificationError("certificate verify failed"), "name its root certificate with sslrootcert"),
        (
            asyncpg.InvalidAuthorizationSpecificationError('no pg_hba.conf entry for host "10.0.0.1", no encryption'),
            "add a line to its pg_hba.conf, or sslmode=require",
        ),
        (asyncpg.InternalServerError("who knows"), "who knows"),
    ],
)
def test_other_errors(error, remedy):
    words = str(described(error, f"postgresql://bot:{SECRET}@db.example/reminders"))
    assert remedy in words
    assert words.startswith("DATABASE_URL: ")
    assert SECRET not in words


async def test_a_cancelled_unit_of_work_saves_nothing(url):
    store = PostgresStore(url)
    await store.open(NOW)
    is_saved = asyncio.Event()

    async def work(session):
        await session.add_person(make_person(id=0))
        is_saved.set()
        await session.value("SELECT pg_sleep(60)")

    task = asyncio.create_task(store.database.run(Unit.ANSWER, work))
    await is_saved.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await store.people.with_number(SENDER) == ()
    await store.close()


async def test_a_unit_of_work_that_is_cancelled_during_its_commit_is_neither_saved_nor_not(url):
    """PostgreSQL checks deferred constraints at the commit: this one takes its time."""
    await execute(
        url,
        """CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_lock(1); RETURN NULL; END'""",
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON people DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION dawdle()",
    )
    holder = await asyncpg.connect(url)
    await holder.execute("SELECT pg_advisory_lock(1)")
    store = PostgresStore(url)
    await store.open(NOW)
    task = asyncio.create_task(store.database.run(Unit.ANSWER, lambda session: session.add_person(make_person(id=0))))
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
    async with asyncio.timeout(30):
        while not await holder.fetchval(waiting):  # noqa: ASYNC110 - in the server
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0)
    await holder.close()
    with pytest.raises(CommitUnknownError):
        await task
    assert len(await store.people.with_number(SENDER)) == 1
    await store.close()
