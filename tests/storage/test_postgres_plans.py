"""As test_sqlite_plans.py, on PostgreSQL: no frequent statement has to read a whole table."""

import asyncpg
import pytest

from bot.storage.postgres.parameters import numbered
from bot.storage.statements import addresses, outbound, people, reminders
from tests.fakes.postgres import fresh_database
from tests.storage.test_sqlite_plans import MAY_SCAN, NAMED

FREQUENT = {
    "addresses.PERSON": (addresses.PERSON, "people_number"),
    "people.ZONES_IN_USE": (people.ZONES_IN_USE, "reminders_zone"),
    "reminders.DUE_FOR_CHECK": (reminders.DUE_FOR_CHECK, "reminders_next_check"),
    "outbound.NEXT_ATTEMPT": (outbound.NEXT_ATTEMPT, "outbound_next_attempt"),
    "outbound.ID_BY_PROVIDER_ID": (outbound.ID_BY_PROVIDER_ID, "outbound_provider_id"),
    "outbound.CONTEXT_OF_PERSON": (outbound.CONTEXT_OF_PERSON, "outbound_pending_reminder"),
}


@pytest.fixture
async def explain():
    """The plan of a statement, as text, where an index is taken if there is any that fits."""
    async with fresh_database() as url:
        connection = await asyncpg.connect(url)
        await connection.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan")

        async def plan(statement):
            translated = numbered(statement)
            await connection.execute(f"PREPARE one AS {translated.sql}")
            unset = ", ".join(["NULL"] * len(translated.names))
            rows = await connection.fetch(f"EXPLAIN EXECUTE one{f'({unset})' if unset else ''}")
            await connection.execute("DEALLOCATE one")
            return "\n".join(row[0] for row in rows)

        yield plan
        await connection.close()


async def test_no_statement_reads_a_whole_table(explain):
    plans = {
        name: await explain(statement)
        for name, statement in NAMED.items()
        if name.partition(".")[2] not in MAY_SCAN and not name.startswith("saving.")
    }
    assert {name for name, plan in plans.items() if "Seq Scan on" in plan} == set()


async def test_a_frequent_statement_uses_its_index(explain):
    plans = {name: await explain(statement) for name, (statement, _) in FREQUENT.items()}
    assert {name for name, (_, index) in FREQUENT.items() if index not in plans[name]} == set()
